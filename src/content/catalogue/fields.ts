/** Questions that several services ask (plan-study §2.2). Each says why, in words that can be read to the customer. */
import type { FieldSpec, OptionSpec, RepeatSpec, SingleSpec } from '#domain/catalogue/form.ts'
import type { OfferKind } from '#domain/catalogue/offer.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './say.ts'
import { whyOf } from './whys.ts'

const forContact = say('用于联系您和办理这项业务。', 'To reach you and to handle this request.')

export const option = (value: string, zh: string, en: string): OptionSpec => ({ value, label: say(zh, en) })

type More = Partial<
  Pick<FieldSpec, 'required' | 'when' | 'asked' | 'hint' | 'group' | 'why' | 'holds' | 'sameAs' | 'monthEnd'>
>

/** One of a list. */
export const choice = (id: string, label: Bilingual, options: readonly OptionSpec[], more: More = {}): FieldSpec => ({
  id,
  label,
  options,
  kind: 'choice',
  group: 'business',
  why: more.why ?? whyOf(id),
  required: true,
  asked: 'always',
  holds: ['choice'],
  ...more,
})

/** A short text about the service, never about a third person. */
export const text = (
  id: string,
  label: Bilingual,
  more: More & { most?: number; listed?: OfferKind } = {},
): SingleSpec => {
  const { most = 60, ...rest } = more
  return {
    id,
    label,
    most,
    kind: 'text',
    group: 'business',
    why: more.why ?? whyOf(id),
    required: true,
    asked: 'always',
    holds: ['free-text'],
    ...rest,
  }
}

/** A longer text in the customer's words. */
export const paragraph = (id: string, label: Bilingual, more: More = {}): FieldSpec => ({
  id,
  label,
  most: 500,
  kind: 'paragraph',
  group: 'business',
  why: more.why ?? whyOf(id),
  required: true,
  asked: 'always',
  holds: ['free-text'],
  ...more,
})

/** The same questions several times over. */
export const repeat = (
  id: string,
  label: Bilingual,
  { most, fields }: { readonly most: number; readonly fields: readonly SingleSpec[] },
): RepeatSpec => ({
  id,
  label,
  most,
  fields,
  least: 1,
  kind: 'repeat',
  group: 'business',
  why: whyOf(id),
  required: false,
  asked: 'always',
  holds: [],
})

/** Something told or agreed, ticked by itself. */
export const tick = (id: string, label: Bilingual, more: More = {}): FieldSpec => ({
  id,
  label,
  kind: 'tick',
  group: 'consent',
  why: say('需要您单独知情或同意。', 'You are told, or agree, separately.'),
  required: true,
  asked: 'always',
  holds: ['choice'],
  ...more,
})

/** The number the request is about. */
export const phone = (label = say('业务号码', 'Number concerned'), more: More & { id?: string } = {}): FieldSpec => {
  const { id = 'phone', ...rest } = more
  return {
    id,
    label,
    kind: 'phone',
    group: 'business',
    why: more.why ?? whyOf(id),
    required: true,
    asked: 'always',
    holds: ['phone'],
    ...rest,
  }
}

/** Where the customer can be reached: a mobile or a fixed line. */
export const contact = (more: More = {}): FieldSpec => ({
  id: 'contact',
  label: say('联系电话', 'Telephone'),
  kind: 'contact',
  group: 'holder',
  why: forContact,
  required: true,
  asked: 'always',
  holds: ['phone'],
  ...more,
})

/** How the customer wants to be addressed: enough for a pre-registration. */
export const callName = (more: More = {}): FieldSpec => ({
  id: 'callName',
  label: say('怎么称呼', 'How to address you'),
  hint: say('姓氏即可，例如“王女士”。', 'A family name is enough.'),
  kind: 'name',
  group: 'holder',
  why: forContact,
  required: true,
  asked: 'out-of-reach',
  holds: ['name'],
  ...more,
})

/** When the customer can come, or be called. */
export const slot = (): FieldSpec[] => [
  {
    id: 'slotDay',
    label: say('希望哪天来', 'Preferred day'),
    kind: 'coming-date',
    group: 'appointment',
    why: say('为您预约办理时间。', 'To make an appointment for you.'),
    required: true,
    asked: 'out-of-reach',
    holds: ['choice'],
  },
  choice(
    'slotTime',
    say('什么时段', 'Time of day'),
    [option('morning', '上午', 'Morning'), option('afternoon', '下午', 'Afternoon'), option('any', '都可以', 'Any')],
    { group: 'appointment', asked: 'out-of-reach', why: say('为您预约办理时间。', 'To make an appointment for you.') },
  ),
]

/** When a change takes effect. Next month's changes are lost for a month when nobody enters them in time. */
export const effect = (...values: readonly ('now' | 'tomorrow' | 'next-month')[]): FieldSpec =>
  choice(
    'effect',
    say('何时生效', 'Takes effect'),
    [
      option('now', '立即', 'At once'),
      option('tomorrow', '次日', 'Tomorrow'),
      option('next-month', '次月 1 日', 'On the 1st of next month'),
    ].filter(({ value }) => (values as readonly string[]).includes(value)),
    { monthEnd: ['next-month'] },
  )

/** What the customer agrees to pay for what they choose; nothing is taken yet, so it holds no money. */
export const agreedPrice = (label: Bilingual): FieldSpec => ({
  id: 'price',
  label,
  kind: 'amount',
  least: 0,
  most: 1_000_000,
  group: 'business',
  why: say('按您看到并同意的价格办理。', 'So that it costs what you saw and agreed to.'),
  required: true,
  asked: 'always',
  holds: ['choice'],
})

/** The same questions, where one is answered from the hall's price book and the price is what stands there. */
export const fromPriceBook = (
  fields: readonly FieldSpec[],
  { field, listed }: { readonly field: string; readonly listed: OfferKind },
): FieldSpec[] =>
  fields.map((each) => {
    if (each.id === field && each.kind === 'text') return { ...each, listed }
    return each.id === 'price' && each.kind === 'amount' ? { ...each, of: field } : each
  })

/** A sum and how it is paid. */
export const payment = (most: number, methods: 'all' | 'stock' = 'all'): FieldSpec[] => [
  choice(
    'method',
    say('付款方式', 'Paid by'),
    [option('cash', '现金', 'Cash'), option('card', '刷卡', 'Card'), option('mobile', '移动支付', 'Mobile payment')],
    { group: 'payment' },
  ),
  {
    id: 'amount',
    label: say('金额（元）', 'Sum in yuan'),
    kind: 'amount',
    least: methods === 'stock' ? 100 : 1,
    most,
    paidBy: 'method',
    group: 'payment',
    why: whyOf('amount'),
    required: true,
    asked: 'always',
    holds: ['money'],
  },
]

/** 授权代录声明: the customer lets the hall enter exactly this later (plan-study §2.1). */
export const lateEntryConsent = (): FieldSpec =>
  tick(
    'lateEntryConsent',
    say(
      '同意系统恢复后由营业厅按本单内容代为录入，录入前可随时取消。',
      'The hall may enter exactly this once the system is back; until then it can be cancelled.',
    ),
    { asked: 'out-of-reach' },
  )

/** The comparison of faces is told by itself (PIPL 29, 30); the hall keeps no picture of it. */
export const faceNotice = (): FieldSpec =>
  tick(
    'faceNotice',
    say(
      '已单独告知：人像比对只用于核对是您本人，本厅不保存人像。',
      'I was told separately: faces are compared only to see that it is me; the hall keeps no picture.',
    ),
    { asked: 'in-reach' },
  )

/** Use of personal information, told and agreed. */
export const dataConsent = (): FieldSpec =>
  tick(
    'dataConsent',
    say('已知悉个人信息的用途和保存期限。', 'I know what my information is used for and how long it is kept.'),
  )

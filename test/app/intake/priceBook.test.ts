import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { computed, nextTick } from 'vue'
import FormFields from '#app/intake/FormFields.vue'
import ReceiptView from '#app/intake/ReceiptView.vue'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startParameters } from '#content/catalogue/parameters.ts'
import { receiptOf } from '#domain/cases/caseAsk.ts'
import { checkForm } from '#domain/catalogue/checkForm.ts'
import type { FieldValue, Values } from '#domain/catalogue/conditions.ts'
import { type Filling, otherwiseIn } from '#domain/catalogue/filled.ts'
import type { ServiceForm } from '#domain/catalogue/form.ts'
import type { Offers } from '#domain/catalogue/offer.ts'
import { followingFrom, pricesOf } from '#domain/catalogue/offers.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText } from '#support/mountApp.ts'
import { mountPart } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

const planChange = formOf('SV05')!
const row = { kind: 'plan', gives: '30GB', from: null, until: null } as const
const book: Offers = {
  version: 3,
  until: null,
  rows: [
    { ...row, id: 'o_1', name: '畅享 99', price: 9900 },
    { ...row, id: 'o_2', name: '老套餐', price: 5800, until: '2026-11-20' },
  ],
}
const filling: Filling = {
  ...{ reach: 'out-of-reach', today: '2026-11-23', time: '10:00', parameters: startParameters, offers: book },
}

/** The form of a change of plan, whose parent keeps what is told and what follows from it, as the intake does. */
function form(): { readonly kept: () => Values } {
  let kept: Values = {}
  const props = () => ({
    ...{ form: planChange, values: kept, filling, showAll: true },
    findings: checkForm(planChange, kept, filling),
  })
  const part = mountPart(FormFields, {
    props: {
      ...props(),
      onChange: (field: string, value: FieldValue) => {
        kept = { ...kept, [field]: value }
        kept = { ...kept, ...followingFrom(planChange, field, kept, filling) }
        void part.setProps(props())
      },
    },
  })
  shown = part
  return { kept: () => kept }
}
async function pick(choice: string): Promise<void> {
  const list = document.querySelector<HTMLSelectElement>('#field-targetPlan')!
  const option = [...list.querySelectorAll('option')].find(({ textContent }) => textContent?.includes(choice))
  list.value = option?.value ?? ''
  list.dispatchEvent(new Event('change', { bubbles: true }))
  await nextTick()
}

describe('a plan in the form', () => {
  it('is chosen from the price book, and its price comes along', async () => {
    const { kept } = form()
    await pick('畅享 99 · 99.00 元')
    expect(kept()).toEqual({ targetPlan: '畅享 99', price: '99.00' })
    expect(pageText()).toContain('30GB · 资费目录第 3 版')
    expect(pageText()).not.toContain('价格待确认')
  })

  it('may be typed when the book has it not, or be one that is over: the price is then to be confirmed', async () => {
    const { kept } = form()
    await pick('老套餐 · 58.00 元（现在不在有效期）')
    expect(pageText()).toContain('资费 2026-11-20 已到期，可以受理，价格待确认')
    await pick('目录里没有，手写')
    const typed = document.querySelector<HTMLInputElement>('#field-targetPlan-typed')!
    typed.value = '亲情 39'
    typed.dispatchEvent(new Event('input', { bubbles: true }))
    await nextTick()
    expect(kept()).toMatchObject({ targetPlan: '亲情 39' })
    expect(pageText()).toContain('资费目录里没有，按客户说的写，价格待确认')
  })
})

describe('a campaign in the form', () => {
  const joining = formOf('SV16')!
  const terms = { rules: '2026-11', months: 12, limits: '每个号码一次' }
  const over: Filling = {
    ...filling,
    offers: {
      ...{ version: 1, until: null },
      rows: [{ ...row, kind: 'campaign', id: 'o_1', name: '双十一', price: 29_900, until: '2026-11-20', terms }],
    },
  }
  const show = (values: Values) => {
    shown?.unmount()
    const findings = checkForm(joining, values, over)
    shown = mountPart(FormFields, { props: { form: joining, values, filling: over, findings, showAll: true } })
    return pageText()
  }

  it('shows full price, term, limits and version of the rules before anybody signs', () => {
    const text = show({ campaign: '双十一', joins: 'interest' })
    for (const each of ['总价299.00 元', '期限12 个月', '限制每个号码一次', '活动规则2026-11 版，到 2026-11-20 止'])
      expect(text).toContain(each)
  })

  it('that is over cannot be joined while the operator does not answer, and says what can be done', () => {
    const locked = '“双十一”2026-11-20 已结束，系统中断时不能参加，可以改为“只登记意向”。'
    expect(show({ campaign: '双十一', joins: 'join' })).toContain(locked)
    expect(show({ campaign: '双十一', joins: 'interest' })).not.toContain(locked)
  })
})

/** What stands on the receipt of a change to this plan. */
const receipt = (targetPlan: string, reach: Filling['reach'] = 'out-of-reach') =>
  receiptFor(planChange, { phone: '13800138000', targetPlan, price: '58' }, { ...filling, reach })

async function receiptFor(form: ServiceForm, values: Values, when: Filling): Promise<string> {
  const { reach } = when
  const kept = { paper: '', at: 0, by: STAFF.wang, holds: [], phone: null, monthEnd: false, cash: 0 }
  const found = {
    ...{ id: 'c_1', service: form.service, tier: otherwiseIn(form, values, when)?.tier ?? form.tier },
    ...{ status: 'accepted', reach, day: '2026-11-23', since: 0, promiseHours: 24 },
    ...{ forms: [{ ...kept, prices: pricesOf(form, values, when) }], papers: [], missing: [], until: null },
    ...{ submittedAt: 0, submittedBy: STAFF.wang, openedBy: STAFF.wang },
    receipt: { number: '01-261123-03-0007-41', kind: receiptOf(form, values, when) },
  }
  const intake = {
    found: computed(() => found),
    form: computed(() => form),
    filling: computed(() => when),
    situations: computed(() => []),
    values,
  }
  shown?.unmount()
  shown = mountScreen(ReceiptView, {
    tablet: createFakeTablet({ place: 'counter', by: STAFF.wang }),
    props: { intake },
  })
  await atRest()
  return pageText()
}

describe('the receipt', () => {
  it('of a campaign joined in an outage says that it is not in effect yet, with the campaign’s price, term and limits', async () => {
    const terms = { rules: '2026-11', months: 12, limits: '每个号码一次' }
    const rows = [{ ...row, kind: 'campaign' as const, id: 'o_1', name: '冬季优惠', price: 29_900, terms }]
    const when: Filling = { ...filling, reach: 'out-of-reach', offers: { version: 1, until: null, rows } }
    const joined = { phone: '13800138000', campaign: '冬季优惠', joins: 'join' }
    const text = await receiptFor(formOf('SV16')!, joined, when)
    expect(text).toContain('预受理回执 — 业务尚未生效')
    for (const each of [
      '活动冬季优惠',
      '总价299.00 元',
      '期限12 个月',
      '限制每个号码一次',
      '参加活动已预受理，尚未生效',
    ])
      expect(text).toContain(each)
    expect(text).not.toContain('已登记，尚未参加')
    const noted = await receiptFor(formOf('SV16')!, { ...joined, joins: 'interest' }, when)
    expect(noted).toContain('办理回执')
    expect(noted).toContain('已登记，尚未参加')
  })

  const promise = '以系统校验结果为准，不符条件将于 24 小时内联系您，不产生费用。'

  it('says with which version of the book the price was taken', async () => {
    const text = await receipt('畅享 99')
    expect(text).toContain('价格按资费目录第 3 版')
    expect(text).not.toContain('待确认')
  })

  it('says that a price is to be confirmed, where it is over or nobody has it in the book, with what that means once', async () => {
    for (const [plan, why] of [
      ['老套餐', '价格待确认：所选资费不在有效期（资费目录第 3 版）'],
      ['亲情 39', '价格待确认：资费目录第 3 版里没有'],
    ] as const) {
      const text = await receipt(plan)
      expect(text).toContain(why)
      expect(text.split(promise)).toHaveLength(2)
    }
  })

  it('leaves it to the operator while the operator answers', async () => {
    expect(await receipt('老套餐', 'in-reach')).not.toContain('待确认')
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import FormFields from '#app/intake/FormFields.vue'
import FormSummary from '#app/intake/FormSummary.vue'
import { usePreferences } from '#app/preferences.ts'
import { createLibrary, type Library } from '#app/words/words.ts'
import type { FieldValue, Values } from '#domain/catalogue/conditions.ts'
import type { Filling } from '#domain/catalogue/filled.ts'
import { zh } from '#support/books.ts'
import { everyKind, filledWith, inReach } from '#support/intakeForm.ts'
import { findByRole, findField, mountPart } from '#support/mountPart.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  window.localStorage.clear()
})

/** A form whose parent keeps what is told, as a screen does. */
function form({
  values = {},
  filling = inReach,
  library,
}: {
  values?: Values
  filling?: Filling
  library?: Library
} = {}) {
  let kept: Values = values
  const part = mountPart(FormFields, {
    ...(library ? { library } : {}),
    props: {
      ...filledWith(kept, filling),
      onChange: (field: string, value: FieldValue) => {
        kept = { ...kept, [field]: value }
        void part.setProps(filledWith(kept, filling))
      },
    },
  })
  return { part, kept: () => kept }
}

async function type(label: string, text: string): Promise<HTMLInputElement> {
  const field = findField(label)
  field.focus()
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await nextTick()
  return field
}

async function leave(field: HTMLElement): Promise<void> {
  field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
  await vi.advanceTimersByTimeAsync(400)
}

const alerts = () => [...document.querySelectorAll('[role="alert"]')].map(({ textContent }) => textContent.trim())

describe('filling in a form', () => {
  it('shows the fields that are asked, in their groups, each with why it is asked', () => {
    const { part } = form()
    expect(part.findAll('h2').map((heading) => heading.text())).toEqual([
      '业务内容',
      '机主',
      '付款',
      '预约',
      '告知与同意',
    ])
    const field = findField('姓名')
    const about = (field.getAttribute('aria-describedby') ?? '').split(' ')
    expect(about.map((id) => document.getElementById(id)?.textContent)).toEqual(['用来办理这项业务。'])
    expect(part.text()).not.toContain('代办人姓名')
  })

  it('tells every keystroke', async () => {
    const { part, kept } = form()
    await type('姓名', '李')
    await type('姓名', '李敏')
    expect(part.emitted('change')).toEqual([
      ['name', '李'],
      ['name', '李敏'],
    ])
    expect(kept().name).toBe('李敏')
  })

  it('asks for more when an answer makes it so', async () => {
    const { part } = form()
    findByRole('radio', '立即').click()
    await nextTick()
    expect(part.findAll('h2').map((heading) => heading.text())).toContain('代办人')
    expect(findField('代办人姓名').value).toBe('')
  })

  it('brings up the right keyboard and reads back a telephone number and a sum', async () => {
    const { part } = form()
    const phone = await type('手机号码', '13800138000')
    await type('金额', '50.5')
    expect([phone.type, phone.inputMode, findField('金额').inputMode]).toEqual(['tel', 'tel', 'decimal'])
    expect(part.findAll('output').map((output) => output.text())).toEqual(
      expect.arrayContaining(['念给客户核对：138 0013 8000', '大写：伍拾元伍角']),
    )
  })

  it('writes a day as forms keep it once the field is left, and knows documents without an end', async () => {
    const { kept } = form()
    const day = await type('预约日期', '2026/12/1')
    day.dispatchEvent(new Event('change', { bubbles: true }))
    findField('长期有效').click()
    await nextTick()
    expect([kept().visit, kept().expiry]).toEqual(['2026-12-01', 'long-term'])
    expect(findField('证件有效期').disabled).toBe(true)
  })

  it('takes a day from the picker of the tablet', async () => {
    const { part, kept } = form()
    const picker = part.find<HTMLInputElement>('section[aria-labelledby="group-appointment"] input[type="date"]')
    await picker.setValue('2026-12-24')
    expect([kept().visit, findField('预约日期').value]).toEqual(['2026-12-24', '2026-12-24'])
  })

  it('keeps ticks, several answers in the order of the form, and counts within their limits', async () => {
    const { kept } = form()
    findField('国际漫游').click()
    await nextTick()
    findField('来电显示').click()
    findField('已告知资费变化').click()
    await nextTick()
    for (const _ of [1, 2, 3, 4]) {
      findByRole('button', '份数：增加').click()
      await nextTick()
    }
    expect([kept().wishes, kept().told, kept().packs]).toEqual([['caller', 'roaming'], true, '3'])
  })

  it('lets who need not answer take the answer back', async () => {
    const { kept } = form({ values: { reason: 'price' } })
    findField('不填').click()
    await nextTick()
    expect(kept().reason).toBe('')
  })

  it('puts many answers into a list', async () => {
    const { part, kept } = form()
    const list = part.find('select')
    await list.setValue('99')
    expect(kept().plan).toBe('99')
  })
})

describe('what is wrong with a form', () => {
  it('is said under the field when it was left, not while somebody types or passes by', async () => {
    form()
    await leave(findField('姓名'))
    expect(alerts()).toEqual([])
    const phone = await type('手机号码', '1380013')
    expect(alerts()).toEqual([])
    await leave(phone)
    expect(alerts()).toEqual(['不是手机号码。手机号码有 11 位，以 1 开头。'])
    expect(phone.getAttribute('aria-invalid')).toBe('true')
    expect(phone.getAttribute('aria-describedby')).toContain(document.querySelector('[role="alert"]')?.id)
  })

  it('goes away while it is being corrected', async () => {
    form()
    await leave(await type('手机号码', '1380013'))
    await type('手机号码', '13800138000')
    expect(alerts()).toEqual([])
  })

  it('is all said after a try to go on', async () => {
    const { part } = form()
    await part.setProps({ showAll: true })
    expect(alerts().filter((sentence) => sentence === '还没有填。').length).toBeGreaterThan(8)
  })

  it('is a warning that stops nobody where only the customer can decide (Q58)', async () => {
    const { part } = form({ values: { effect: 'next-month' }, filling: { ...inReach, today: '2026-11-30' } })
    await part.setProps({ showAll: true })
    expect(alerts().some((sentence) => sentence.startsWith('今天是本月最后一天'))).toBe(true)
    expect(findByRole('radio', '次月').closest('[role="radiogroup"]')?.getAttribute('aria-invalid')).toBeNull()
  })

  it('can be emptied although its field is gone: typed before the operator went out of reach', async () => {
    const appointment = { ...everyKind, tier: 'T2' as const }
    const away = { ...inReach, reach: 'out-of-reach' as const }
    const part = mountPart(FormFields, { props: filledWith({ idNumber: '11010519491231002X' }, away, appointment) })
    findByRole('button', '清空证件号码').click()
    expect(part.emitted('change')).toEqual([['idNumber', '']])
  })

  it('is listed above the form with a way to each field', async () => {
    form()
    const { findings } = filledWith({ phone: '1380013', effect: 'next-month' })
    const summary = mountPart(FormSummary, { props: { form: everyKind, findings } })
    const link = summary.findAll('a').find((one) => one.text().startsWith('手机号码：不是手机号码'))
    expect(summary.text()).toContain('已告知资费变化：还没有勾选。')
    expect(summary.text()).toContain('新套餐：还没有选。')
    await link?.trigger('click')
    expect(document.activeElement).toBe(findField('手机号码'))
    await summary
      .findAll('a')
      .find((one) => one.text().startsWith('证件种类'))
      ?.trigger('click')
    expect(document.activeElement).toBe(findField('居民身份证'))
    await summary.setProps({ findings: [] })
    expect(summary.text()).toBe('')
  })
})

describe('the language of a form', () => {
  it('is the language of the screen, for labels and for findings', async () => {
    const library = createLibrary('zh-CN', zh)
    const { part } = form({ values: { phone: '1' }, library })
    usePreferences().chooseLanguage('en')
    await library.change('en')
    await part.setProps({ showAll: true })
    expect(findField('Mobile number').value).toBe('1')
    expect(alerts()).toContain('Not a mobile number. It has 11 digits and begins with 1.')
    usePreferences().chooseLanguage('zh-CN')
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { computed, ref } from 'vue'
import CaseNotices from '#app/intake/CaseNotices.vue'
import CodeTimer from '#app/intake/CodeTimer.vue'
import StepPanel from '#app/intake/StepPanel.vue'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startParameters } from '#content/catalogue/parameters.ts'
import { startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { caseAskOf } from '#domain/cases/caseAsk.ts'
import { endCase, notePortingCode, openCase, takeCaseUp } from '#domain/cases/commands.ts'
import { codesRunningOut } from '#domain/cases/queries.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: ReturnType<typeof mountScreen> | undefined
afterEach(() => shown?.unmount())

const planChange = formOf('SV05')!

/** A plan change of which everything was filled in, at this step. */
function at(step: string, of = planChange, tablet = createFakeTablet({ place: 'counter', by: STAFF.wang })): string {
  const filling = { reach: 'in-reach', today: '2026-11-23', time: '10:00', parameters: startParameters } as const
  const intake = {
    form: computed(() => of),
    found: computed(() => ({ id: 'c_1', papers: [], confirmation: null })),
    filling: computed(() => filling),
    values: { phone: '13900137777', targetPlan: '畅享 99', price: '99' },
    step: computed(() => of.steps.find(({ id }) => id === step)),
    seen: ref(['identity']),
    situations: ref([]),
    attempts: ref(0),
    ticked: ref([]),
    busy: ref(null),
    refusal: ref(null),
    duplicates: ref(0),
  }
  shown?.unmount()
  shown = mountScreen(StepPanel, { tablet, props: { intake } })
  return pageText()
}

describe('a step at which something is checked', () => {
  it('shows what there is to check, though nothing is to be ticked', () => {
    const text = at('check')
    for (const each of ['审核', '请逐项核对', '新套餐', '畅享 99', '¥99.00', '原件已看本人有效身份证件原件'])
      expect(text).toContain(each)
  })

  it('shows it only where the step has nothing of its own', () => {
    expect(at('confirm-change')).not.toContain('请逐项核对')
  })
})

describe('a step', () => {
  it('says below its name what the plan says of it, in the wording of this hall where there is one (1.1.12)', async () => {
    expect(at('apply')).toContain('出示所需证件，说明要变更的内容。')
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const procedures = { change: { apply: '客户持证件向营业员提出申请。' } }
    expect(await tablet.log.perform(configureHall, { procedures })).toMatchObject({ ok: true })
    expect(at('apply', planChange, tablet)).toContain('客户持证件向营业员提出申请。')
    expect(at('check', planChange, tablet)).toContain('审核客户身份和变更条件')
  })
})

describe('a porting code', () => {
  const portingOut = { ...caseAskOf(formOf('SV04')!, null), steps: { 'in-reach': [], 'out-of-reach': [] } }
  const hallOf = () => {
    localStorage.clear()
    const settings = { queues: [...startQueues], services: [...startServices] }
    const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang, settings })
    const other = tablet.colleague('counter', STAFF.li)
    const [opened] = other.perform(openCase, portingOut)
    return { tablet, other, id: opened!.subject, found: () => tablet.log.hall.cases.get(opened!.subject)! }
  }

  it('has its hour counted down from when its customer got it, the same on every tablet and after a reload', async () => {
    const { tablet, other, found } = hallOf()
    const show = () => {
      shown?.unmount()
      // Nothing of it lies in this browser.
      localStorage.clear()
      shown = mountScreen(CodeTimer, { tablet, props: { found: found(), minutes: 60 } })
    }
    other.perform(notePortingCode, { case: found().id, minutes: 60 })
    show()
    expect(pageText()).toContain('还剩 1:00:00，10:00 失效')
    tablet.pass(20)
    show()
    expect(pageText()).toContain('还剩 40:00，10:00 失效')
    tablet.pass(41)
    show()
    expect(pageText()).toContain('授权码 10:00 已失效')
    await press('又收到新的，重新计时')
    show()
    expect(pageText()).toContain('还剩 1:00:00，11:01 失效')
  })

  it('that runs out is told to whoever has the case in hand, and once a colleague has taken it over, to them', async () => {
    const { tablet, other, id, found } = hallOf()
    other.perform(notePortingCode, { case: id, minutes: 60 })
    const told = (staff: string, at: string) =>
      codesRunningOut(tablet.log.hall, staff, at, tablet.now()).map(({ found }) => found.id)
    expect(told(STAFF.li, 'd_x')).toEqual([])
    tablet.pass(51)
    expect([told(STAFF.li, 'd_x'), told(STAFF.wang, 'd_x')]).toEqual([[id], []])
    shown?.unmount()
    shown = mountScreen(CaseNotices, { tablet })
    expect(pageText()).toBe('')
    expect(await tablet.log.perform(takeCaseUp, { case: id, ticket: null })).toMatchObject({ ok: true })
    await until(() => pageText().includes('还剩 09:00，10:00 失效'), pageText)
    expect([told(STAFF.li, 'd_x'), told(STAFF.wang, 'd_x')]).toEqual([[], [id]])
    await press('打开这笔业务')
    expect(shown.findComponent(CaseNotices).emitted('look')).toEqual([[id]])
    tablet.pass(10)
    await until(() => pageText().includes('授权码 10:00 已失效'), pageText)
    await tablet.log.perform(endCase, { case: id, outcome: 'cancelled', reason: 'customer-left' })
    await until(() => pageText() === '', pageText)
    expect(found().code).not.toBeNull()
  })

  it('is counted where the customer is told how to ask for it, and at no other step', () => {
    expect(at('procedure', formOf('SV04')!)).toContain('授权码 60 分钟有效')
    expect(at('blocks', formOf('SV04')!)).not.toContain('60 分钟有效')
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { computed, ref } from 'vue'
import CodeTimer from '#app/intake/CodeTimer.vue'
import StepPanel from '#app/intake/StepPanel.vue'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startParameters } from '#content/catalogue/parameters.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

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
  it('has its hour counted down from when its customer got it, also after the page was opened anew', async () => {
    localStorage.clear()
    const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang })
    const show = () => {
      shown?.unmount()
      shown = mountScreen(CodeTimer, { tablet, props: { found: 'c_1', minutes: 60 } })
    }
    show()
    await press('客户刚收到授权码')
    expect(pageText()).toContain('还剩 1:00:00，10:00 失效')
    tablet.pass(20)
    show()
    expect(pageText()).toContain('还剩 40:00，10:00 失效')
    tablet.pass(41)
    show()
    expect(pageText()).toContain('授权码 10:00 已失效')
    await press('又收到新的，重新计时')
    expect(pageText()).toContain('还剩 1:00:00，11:01 失效')
  })

  it('is counted where the customer is told how to ask for it, and at no other step', () => {
    expect(at('procedure', formOf('SV04')!)).toContain('授权码 60 分钟有效')
    expect(at('blocks', formOf('SV04')!)).not.toContain('60 分钟有效')
  })
})

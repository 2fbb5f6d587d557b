import { afterEach, describe, expect, it } from 'vitest'
import { computed, ref } from 'vue'
import StepPanel from '#app/intake/StepPanel.vue'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startParameters } from '#content/catalogue/parameters.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: ReturnType<typeof mountScreen> | undefined
afterEach(() => shown?.unmount())

const planChange = formOf('SV05')!

/** A plan change of which everything was filled in, at this step. */
function at(step: string): string {
  const filling = { reach: 'in-reach', today: '2026-11-23', time: '10:00', parameters: startParameters } as const
  const intake = {
    form: computed(() => planChange),
    found: computed(() => ({ papers: [], confirmation: null })),
    filling: computed(() => filling),
    values: { phone: '13900137777', targetPlan: '畅享 99', price: '99' },
    step: computed(() => planChange.steps.find(({ id }) => id === step)),
    seen: ref(['identity']),
    situations: ref([]),
    attempts: ref(0),
    ticked: ref([]),
    busy: ref(null),
    refusal: ref(null),
    duplicates: ref(0),
  }
  shown = mountScreen(StepPanel, { tablet: createFakeTablet({ place: 'counter', by: STAFF.wang }), props: { intake } })
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

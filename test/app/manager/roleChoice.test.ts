import { afterEach, describe, expect, it } from 'vitest'
import RoleChoice from '#app/manager/RoleChoice.vue'
import { pageText, press } from '#support/mountApp.ts'
import { mountPart } from '#support/mountPart.ts'

let shown: ReturnType<typeof mountPart> | undefined
afterEach(() => shown?.unmount())

describe('the cards of roles', () => {
  it('say that several may be ticked, and show a box on each', async () => {
    shown = mountPart(RoleChoice, { props: { modelValue: ['front'] } })
    expect(pageText()).toContain('一个人可以有几个岗位')
    expect(document.querySelectorAll('.choice svg')).toHaveLength(5)
    await press('经理')
    expect(shown.emitted('update:modelValue')).toEqual([[['front', 'manager']]])
  })
})

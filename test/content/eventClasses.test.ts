import { describe, expect, it } from 'vitest'
import { eventClasses } from '#content/plans/classes.ts'
import { planOf, plans } from '#content/plans/library.ts'

describe('the classes of events', () => {
  it('are the five that the plan names, fire, robbery and IT failure among them, each with a plan that can be started (1.1.3)', () => {
    const names = eventClasses.map(({ name }) => name.zh)
    const named = ['人员伤亡', '设备故障', '网络中断', '客户纠纷', '自然灾害', '火灾', '抢劫', '信息系统故障']
    expect(names.slice(0, 8)).toEqual(named)
    expect(names.at(-1)).toBe('其他')
    for (const { id, plans: own } of eventClasses) {
      expect(own.length, id).toBeGreaterThan(0)
      expect(own.filter((plan) => !planOf(plan))).toEqual([])
    }
  })

  it('have every plan once', () => {
    expect(eventClasses.flatMap((each) => each.plans).sort()).toEqual(plans.map(({ id }) => id).sort())
  })
})

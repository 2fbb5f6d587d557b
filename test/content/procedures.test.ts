import { describe, expect, it } from 'vitest'
import { serviceForms } from '#content/catalogue/catalogue.ts'
import { flowOf, flows, ourSentence, PLAN_FLOWS, stepSentence } from '#content/procedures.ts'
import { startSettings } from '#domain/settings/settings.ts'

const steps = serviceForms.flatMap(({ service, steps }) => steps.map((step) => ({ service, step })))

describe('the procedures', () => {
  it('has a whole sentence in both languages for every step of every service (1.1.12)', () => {
    for (const { service, step } of steps) {
      const sentence = stepSentence(startSettings, service, step)
      expect(sentence?.zh, `${service} ${step.id}`).toMatch(/。$/)
      expect(sentence?.en, `${service} ${step.id}`).toMatch(/\.$/)
    }
  })

  it('names four flows of the plan with five, five, four and four steps', () => {
    const plan = flows.filter(({ id }) => PLAN_FLOWS.includes(id))
    expect(plan.map((flow) => flow.steps.length)).toEqual([5, 5, 4, 4])
  })

  it('has no sentence that no step of a service says', () => {
    const said = new Set(steps.map(({ service, step }) => `${flowOf(service, step.id)} ${step.id}`))
    const had = flows.flatMap(({ id, steps }) => steps.map((step) => `${id} ${step}`))
    expect(had.filter((each) => !said.has(each))).toEqual([])
  })

  it('takes the wording of the hall for that step alone', () => {
    const settings = { procedures: { payment: { choose: '客户自选缴费方式。' } } }
    expect(stepSentence(settings, 'SV09', { id: 'choose' })?.zh).toBe('客户自选缴费方式。')
    expect(stepSentence(settings, 'SV09', { id: 'handle' })).toBe(ourSentence('payment', 'handle'))
    expect(stepSentence(settings, 'SV10', { id: 'choose' })).toBe(ourSentence('sv10', 'choose'))
  })
})

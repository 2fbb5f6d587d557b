import { describe, expect, it } from 'vitest'
import { planOf } from '#content/plans/library.ts'
import { variablesOf } from '#domain/plans/plan.ts'
import { publishPlan } from '#domain/publishing/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { createStory } from '#support/caseStory.ts'
import { answer } from '#support/hallAfter.ts'

const li = { by: 's_li', on: 'manager' }
const fire = { plan: 'P01', version: 1, variables: variablesOf(planOf('P01')!) }

describe('a plan', () => {
  it('cannot be published while one of its places is empty, and says which (1.1.4)', () => {
    const story = createStory()
    story.ask(configureHall, { planVariables: { 集合点: '东广场', 出口1: '正门', 出口2: ' ' } }, li)
    const refused = story.ask(publishPlan, fire, li)
    expect(refused).toMatchObject({ ok: false, why: 'plan-has-gaps', facts: { names: '出口2、路口' } })
    expect(story.hall.published.size).toBe(0)
    story.ask(configureHall, { planVariables: { 集合点: '东广场', 出口1: '正门', 出口2: '后门', 路口: '人民路' } }, li)
    expect(answer(story.ask(publishPlan, fire, { by: 's_wang' }))).toBe('not-your-role')
    story.ask(publishPlan, fire, li)
    expect(story.hall.published.get('P01')).toMatchObject({ version: 1, by: 's_li' })
  })

  it('in an older version never takes a newer one back (1.1.56)', () => {
    const story = createStory()
    const all = { 集合点: 'a', 出口1: 'b', 出口2: 'c', 路口: 'd' }
    story.ask(configureHall, { planVariables: all }, li)
    story.ask(publishPlan, { ...fire, version: 2 }, li)
    story.ask(publishPlan, fire, li)
    expect(story.hall.published.get('P01')?.version).toBe(2)
  })
})

import { describe, expect, it } from 'vitest'
import { declareIncident, startDrill } from '#domain/incidents/commands.ts'
import { isAskedOfOutages, isOutageHandled } from '#domain/outages/queries.ts'
import { createStory } from '#support/caseStory.ts'
import { clock, person } from '#support/hallAfter.ts'

const li = { by: 's_li', on: 'manager' }
const isOutage = (plan: string) => plan === 'P03'

describe('what a tablet suspects', () => {
  const { hall } = createStory(person('s_tech', '0099', '吴技术', 'tech'))

  it.each([
    ['the manager’s tablet, locked', 'manager', null, true],
    ['whoever looks after the technology, anywhere', 'counter', 's_tech', true],
    ['a clerk', 'counter', 's_zhou', false],
    ['a locked counter', 'counter', null, false],
    ['somebody who is not on the list', 'counter', 's_nobody', false],
  ] as const)('is asked about of %s: %s %s %s', (_, place, staff, asked) => {
    expect(isAskedOfOutages(hall, { place, staff }, clock('09:30'))).toBe(asked)
  })

  it('is handled once a plan for an outage was really started', () => {
    const story = createStory()
    expect(isOutageHandled(story.hall, isOutage)).toBe(false)
    const drill = { plan: 'P03', version: 1, level: 3 as const, purposes: ['train' as const], objectives: ['stars-95'] }
    story.ask(startDrill, drill, li)
    expect(isOutageHandled(story.hall, isOutage)).toBe(false)
    story.ask(declareIncident, { plan: 'P07', version: 1, level: 3 }, li)
    expect(isOutageHandled(story.hall, isOutage)).toBe(false)
    story.ask(declareIncident, { plan: 'P03', version: 1, level: 3 }, li)
    expect(isOutageHandled(story.hall, isOutage)).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { plans } from '#content/plans/library.ts'
import { byType, scenarios } from '#domain/incidents/byType.ts'
import {
  declareIncident,
  endDrill,
  judgeScenario,
  sayScenario,
  standDown,
  startDrill,
  tickStep,
} from '#domain/incidents/commands.ts'
import { isLongOver } from '#domain/incidents/outline.ts'
import { foremost, incidentBy } from '#domain/incidents/queries.ts'
import { OTHER } from '#domain/plans/plan.ts'
import { createStory } from '#support/caseStory.ts'
import { answer } from '#support/hallAfter.ts'

const locked = { by: null, on: 'counter3' }
const li = { by: 's_li', on: 'manager' }
const wang = { by: 's_wang', on: 'counter3' }
const other = { plan: OTHER, version: 1, level: 3 as const }
const met = { met: 3, of: 3, reason: null }

describe('something that has no plan of its own', () => {
  it('can be started without a word, and is over only once somebody has said what it was (1.1.3)', () => {
    const story = createStory()
    expect(answer(story.ask(declareIncident, other, locked))).toBe('accepted')
    const incident = foremost(story.hall)!.id
    expect(answer(story.ask(standDown, { incident, ...met }, li))).toBe('nothing-was-said')
    expect(answer(story.ask(sayScenario, { incident, text: '  ' }, locked))).toBe('nothing-was-said')
    story.ask(sayScenario, { incident, text: ' 天花板掉落 ' }, locked)
    expect(answer(story.ask(standDown, { incident, ...met }, li))).toBe('accepted')
    expect(incidentBy(story.hall, incident)?.scenario).toMatchObject({ text: '天花板掉落', adopted: null })
  })

  it('is proposed to the manager as a new scenario, whose judgement stands, and stays until then (1.1.3)', () => {
    const story = createStory()
    story.ask(declareIncident, { ...other, scenario: '蜂群进厅' }, wang)
    const incident = foremost(story.hall)!.id
    story.ask(standDown, { incident, ...met }, li)
    expect(scenarios(story.hall, null)).toMatchObject([{ id: incident, scenario: { text: '蜂群进厅', by: 's_wang' } }])
    expect(isLongOver(incidentBy(story.hall, incident), '2028-01-01')).toBe(false)
    expect(answer(story.ask(judgeScenario, { incident, adopted: true }, wang))).toBe('not-your-role')
    expect(answer(story.ask(judgeScenario, { incident, adopted: true }, li))).toBe('accepted')
    expect([scenarios(story.hall, null), scenarios(story.hall, true).length]).toEqual([[], 1])
    story.ask(sayScenario, { incident, text: '别的' }, wang)
    expect(incidentBy(story.hall, incident)?.scenario).toMatchObject({ text: '蜂群进厅', adopted: true })
    expect(isLongOver(incidentBy(story.hall, incident), '2028-01-01')).toBe(true)
  })

  it('proposes nothing when it was a drill', () => {
    const story = createStory()
    story.ask(
      startDrill,
      { ...other, purposes: ['train' as const], objectives: ['stars-95'], scenario: '蜂群进厅' },
      li,
    )
    const incident = foremost(story.hall)!.id
    story.ask(tickStep, { incident, step: `${OTHER}-FD-1`, behalf: false }, wang)
    expect(answer(story.ask(endDrill, { incident, completed: true, reason: '' }, li))).toBe('accepted')
    expect(incidentBy(story.hall, incident)?.scenario?.text).toBe('蜂群进厅')
    expect(scenarios(story.hall, null)).toEqual([])
    expect(answer(story.ask(judgeScenario, { incident: 'e_none', adopted: true }, li))).toBe('incident-unknown')
  })
})

describe('what there was, by type', () => {
  it('has a row for every plan, also with nothing, apart by level and from drills (1.1.3)', () => {
    const story = createStory()
    story.ask(declareIncident, { plan: 'P20', version: 1, level: 4 }, wang)
    story.ask(declareIncident, { plan: 'P01', version: 1, level: 2 }, { ...wang, at: '09:30' })
    const ids = plans.map(({ id }) => id)
    const found = byType(story.hall, ids, (day) => day.startsWith('2026-11'))
    expect([...found.keys()]).toEqual(ids)
    expect(found.get('P20')).toEqual({ real: { 1: 0, 2: 0, 3: 0, 4: 1 }, drills: 0 })
    expect(found.get('P01')?.real[2]).toBe(1)
    expect(found.get('P07')).toEqual({ real: { 1: 0, 2: 0, 3: 0, 4: 0 }, drills: 0 })
    expect(byType(story.hall, ['P20'], (day) => day.startsWith('2027')).get('P20')?.real[4]).toBe(0)
  })
})

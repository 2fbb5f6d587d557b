import { describe, expect, it } from 'vitest'
import { planOf } from '#content/plans/library.ts'
import { reportCasualty } from '#domain/casualties/commands.ts'
import {
  accountStaff,
  acknowledgeAlarm,
  countVisitors,
  declareIncident,
  standDown,
  startDrill,
  sweepZone,
  tickStep,
} from '#domain/incidents/commands.ts'
import { indicatorsOf } from '#domain/incidents/indicators.ts'
import { foremost, incidentBy } from '#domain/incidents/queries.ts'
import { issueReport, tellFigure } from '#domain/reports/commands.ts'
import { mostAsked } from '#domain/reports/events.ts'
import { changedFields, figuresOf, nextReport } from '#domain/reports/queries.ts'
import { createStory } from '#support/caseStory.ts'
import { answer, clock, ticketIssued } from '#support/hallAfter.ts'

const li = { by: 's_li', on: 'manager' }
const wang = { by: 's_wang', on: 'counter3' }
const burning = (level: 1 | 2 | 3 | 4 = 2, drill = false) => {
  const story = createStory([ticketIssued('A001')])
  const [plan, when] = [
    { plan: 'P01', version: 1, level },
    { ...li, at: '09:10' },
  ]
  if (drill) story.ask(startDrill, { ...plan, purposes: ['train' as const], objectives: ['stars'] }, when)
  else story.ask(declareIncident, plan, when)
  const id = foremost(story.hall)?.id ?? ''
  return { story, id, found: () => incidentBy(story.hall, id)! }
}
const first = (incident: string) => ({ incident, report: 'first' as const, fields: { course: '起火', place: '一楼' } })

describe('figures of a report', () => {
  it('come from what the hall counts, to be verified, until somebody gives and verifies them', () => {
    const { story, id, found } = burning()
    expect(figuresOf(story.hall, found()).missing).toBeUndefined()
    story.ask(accountStaff, { incident: id, staff: 's_wang', state: 'missing' }, li)
    story.ask(countVisitors, { incident: id, safe: 12, missing: 1 }, li)
    story.ask(reportCasualty, { incident: id, severity: 'serious', place: '门口' }, li)
    const known = figuresOf(story.hall, found())
    expect(known).toMatchObject({
      missing: { value: 2, verified: false },
      evacuated: { value: 12, verified: false },
      'badly-hurt': { value: 1, verified: false },
      dead: { value: 0, verified: false },
      customers: { value: 1, verified: false },
    })
    story.ask(tellFigure, { incident: id, figure: 'missing', value: 1, verified: true }, { ...wang, at: '09:20' })
    expect(figuresOf(story.hall, found()).missing).toEqual({ value: 1, verified: true })
  })
})

describe('a report', () => {
  it('is signed by a manager; what went out stays as it was, and the next one says what changed', () => {
    const { story, id, found } = burning()
    expect(answer(story.ask(issueReport, first(id), wang))).toBe('not-your-role')
    expect(answer(story.ask(issueReport, { ...first(id), report: 'follow-up' }, li))).toBe('first-report-is-missing')
    expect(answer(story.ask(issueReport, first(id), li))).toBe('accepted')
    expect(found().reports[0]).toMatchObject({
      report: 'first',
      number: expect.stringMatching(/^01-\d{6}-[0-9A-Z]{1,4}-1$/),
    })
    expect(changedFields(found().reports[0], { course: '起火', place: '一楼大厅' })).toEqual(['place'])
    expect(answer(story.ask(issueReport, { ...first(id), report: 'final' }, li))).toBe('incident-goes-on')
    story.ask(standDown, { incident: id, met: 4, of: 4, reason: null }, li)
    expect(answer(story.ask(issueReport, { ...first(id), report: 'final' }, li))).toBe('accepted')
    expect(nextReport(found())).toBeNull()
  })

  it('of a drill is anybody’s who is signed in', () => {
    const { story, id } = burning(2, true)
    expect(answer(story.ask(issueReport, first(id), wang))).toBe('accepted')
    expect(answer(story.ask(issueReport, first(id), { ...wang, by: null }))).toBe('sign-in-first')
  })

  it.each([
    [1, 30, 15],
    [2, 30, 30],
    [3, 60, 60],
    [4, null, null],
  ] as const)('at level %i is due after %s minutes in writing, then every %s', (level, written, every) => {
    const { story, id, found } = burning(level)
    const minutes = (count: number | null, from: number) => (count === null ? null : from + count * 60_000)
    expect(nextReport(found())).toEqual({ report: 'first', dueAt: minutes(written, clock('09:10')) })
    story.ask(issueReport, first(id), { ...li, at: '09:20' })
    expect(nextReport(found())).toEqual({ report: 'follow-up', dueAt: minutes(every, clock('09:20')) })
    story.ask(standDown, { incident: id, met: 4, of: 4, reason: null }, { ...li, at: '10:00' })
    const hours = level <= 2 ? 72 : 24
    expect(nextReport(found())).toEqual({ report: 'final', dueAt: clock('10:00') + hours * 3_600_000 })
  })
})

describe('how it went', () => {
  it('is counted from what was done, and says nothing of what nobody knows', () => {
    const { story, id, found } = burning()
    const given = { lines: planOf('P01')!.lines, calls: ['P01-BO-1'], zones: ['卫生间', '库房'] }
    expect(indicatorsOf(story.hall, found(), given)).toMatchObject({
      calledAfter: null,
      evacuatedAfter: null,
      missing: null,
      lasted: null,
      starsInTime: 0,
    })
    story.ask(tickStep, { incident: id, step: 'P01-BO-1', behalf: false }, { ...wang, at: '09:10:10' })
    story.ask(acknowledgeAlarm, { incident: id }, { ...wang, on: 'counter5', at: '09:10:30' })
    story.ask(sweepZone, { incident: id, zone: '卫生间' }, { ...wang, at: '09:11' })
    story.ask(sweepZone, { incident: id, zone: '库房' }, { ...wang, at: '09:12' })
    story.ask(countVisitors, { incident: id, safe: 1, missing: 0 }, { ...wang, at: '09:14' })
    const now = indicatorsOf(story.hall, found(), given)
    expect(now).toMatchObject({ calledAfter: 10_000, evacuatedAfter: 120_000, missing: 0 })
    expect(now.starsInTime).toBeGreaterThan(0)
    expect(now.starsMissed).not.toContain('P01-BO-1')
    // No tablet was ever paired in this story, so nothing is said of how many had seen it.
    expect(now.seenWithin60s).toBeNull()
  })
})

describe('a field of a report', () => {
  it('asks for the course of things in two lines, and for everything else at length', () => {
    expect([mostAsked('course'), mostAsked('measures')]).toEqual([80, 2_000])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drillScript } from '#content/plans/drillScripts.ts'
import { planOf, plans } from '#content/plans/library.ts'
import { objectives } from '#content/plans/objectives.ts'
import {
  approveDrill,
  dropDrill,
  evaluate,
  handleInject,
  noteObservation,
  planDrill,
  reportNetworkDrill,
} from '#domain/drills/commands.ts'
import { ITEM_WEIGHTS } from '#domain/drills/events.ts'
import {
  beginNetworkDrill,
  dueInjects,
  exercisedSince,
  injectTook,
  networkDrillResult,
  networkDrillWith,
  plannedDrills,
  scoreOf,
  timesDone,
} from '#domain/drills/queries.ts'
import { declareIncident, endDrill, startDrill, takeCommand, tickStep } from '#domain/incidents/commands.ts'
import { foremost, incidentBy } from '#domain/incidents/queries.ts'
import { TEAMS } from '#domain/plans/plan.ts'
import { createStory } from '#support/caseStory.ts'
import { answer, clock } from '#support/hallAfter.ts'

const li = { by: 's_li', on: 'manager' }
const wang = { by: 's_wang', on: 'counter3' }
const exercise = (plan = 'P01') => {
  const story = createStory()
  story.ask(startDrill, { plan, version: 1, level: 3, objectives: ['stars-95'] }, { ...li, at: '09:10' })
  const id = foremost(story.hall)?.id ?? ''
  return { story, id, found: () => incidentBy(story.hall, id)! }
}
const opinions = { strengths: '', problems: '', suggestions: '' }

describe('the scripts', () => {
  it('are there for all plans, each inject for a team, within ten minutes, in both languages', () => {
    for (const { id } of plans) {
      const script = drillScript(id)
      expect(script.length, id).toBeGreaterThanOrEqual(3)
      expect(script.map(({ seconds }) => seconds)).toEqual(
        [...script.map(({ seconds }) => seconds)].sort((a, b) => a - b),
      )
      for (const { seconds, text, expected } of script) {
        expect(seconds).toBeGreaterThan(0)
        expect(seconds).toBeLessThanOrEqual(600)
        expect([text.zh, text.en, expected.zh, expected.en].every(Boolean)).toBe(true)
      }
    }
  })

  it('let something happen on time to its team, on any tablet by itself, until it is dealt with or the drill is over', () => {
    const { story, id, found } = exercise()
    const due = (at: string, teams = TEAMS as readonly (typeof TEAMS)[number][]) =>
      dueInjects(found(), drillScript('P01'), teams, clock(at)).map((each) => each.id)
    expect(due('09:10:29')).toEqual([])
    expect(due('09:10:30')).toEqual(['P01-I1'])
    expect(due('09:12', ['CMD'])).toEqual(['P01-I2'])
    story.ask(handleInject, { incident: id, inject: 'P01-I1' }, { ...wang, at: '09:11' })
    expect(due('09:13')).toEqual(['P01-I2', 'P01-I3'])
    expect(drillScript('P01').map((each) => injectTook(found(), each))).toEqual([30_000, null, null])
    story.ask(endDrill, { incident: id, completed: false, reason: '' }, { ...li, at: '09:14' })
    expect(due('09:20')).toEqual([])
  })

  it('never let anything happen in what is real', () => {
    const story = createStory()
    story.ask(declareIncident, { plan: 'P01', version: 1, level: 2 }, li)
    expect(dueInjects(foremost(story.hall)!, drillScript('P01'), TEAMS, clock('23:00'))).toEqual([])
  })
})

describe('an evaluation', () => {
  it('has ten items whose weights add up to a hundred', () => {
    expect(ITEM_WEIGHTS.reduce((sum, weight) => sum + weight, 0)).toBe(100)
    expect(objectives.length).toBeGreaterThanOrEqual(5)
  })

  it.each([
    [Array(10).fill(5), false, 100, 'excellent'],
    [Array(10).fill(4), false, 80, 'good'],
    [Array(10).fill(3.5), false, 70, 'fair'],
    [Array(10).fill(3), false, 60, 'pass'],
    [Array(10).fill(2), false, 40, 'fail'],
    [Array(10).fill(5), true, 69, 'pass'],
    [[5, ...Array(9).fill(null)], false, 100, 'excellent'],
    [Array(10).fill(null), false, null, null],
  ] as const)('of %j with a ★ missed %s is %s, %s', (scores, missed, points, grade) => {
    expect(scoreOf({ scores }, missed)).toMatchObject({ points, grade })
  })

  it('never leaves 0 to 100, and is never better for a worse item', () => {
    const score = fc.option(fc.integer({ min: 0, max: 5 }))
    fc.assert(
      fc.property(fc.array(score, { minLength: 10, maxLength: 10 }), fc.nat(9), (scores, at) => {
        const { points } = scoreOf({ scores }, false)
        if (points === null) return
        expect(points).toBeGreaterThanOrEqual(0)
        expect(points).toBeLessThanOrEqual(100)
        const worse = scores.map((each, nth) => (nth === at && each ? each - 1 : each))
        expect(scoreOf({ scores: worse }, false).points).toBeLessThanOrEqual(points)
      }),
    )
  })

  it('is made once it is over, by somebody who did not command, for drills and for what was real', () => {
    const { story, id, found } = exercise()
    const ask = { incident: id, scores: Array(10).fill(4), ...opinions }
    expect(answer(story.ask(evaluate, ask, wang))).toBe('incident-goes-on')
    expect(answer(story.ask(noteObservation, { incident: id, team: null, good: false, text: '慢' }, li))).toBe(
      'commander-does-not-judge',
    )
    story.ask(noteObservation, { incident: id, team: 'FD', good: true, text: ' 出口已开 ' }, { ...wang, at: '09:15' })
    expect(found().observations).toMatchObject([{ team: 'FD', good: true, text: '出口已开', by: 's_wang' }])
    story.ask(endDrill, { incident: id, completed: false, reason: '' }, { ...li, at: '09:20' })
    expect(answer(story.ask(evaluate, ask, { ...li, at: '09:21' }))).toBe('commander-does-not-judge')
    story.ask(evaluate, ask, { ...wang, at: '09:22' })
    story.ask(evaluate, { ...ask, scores: Array(10).fill(5) }, { ...wang, at: '09:23' })
    expect(found().evaluations).toHaveLength(1)
    expect(scoreOf(found().evaluations[0]!, false).points).toBe(100)
  })
})

describe('what was never exercised', () => {
  it('stands at nothing, team by team, and what was real does not count (1.1.50)', () => {
    const { story, id } = exercise()
    story.ask(tickStep, { incident: id, step: 'P01-FD-1', behalf: false }, { ...wang, at: '09:11' })
    story.ask(tickStep, { incident: id, step: 'P01-FD-2', behalf: false }, { ...wang, at: '09:12' })
    const heatNow = () => exercisedSince(story.hall, 0, [planOf('P01')!, planOf('P06')!])
    expect(heatNow().get('P01')).toEqual({})
    story.ask(endDrill, { incident: id, completed: true, reason: '' }, { ...li, at: '09:20' })
    story.ask(declareIncident, { plan: 'P06', version: 1, level: 3 }, { ...wang, at: '09:30' })
    const real = foremost(story.hall)?.id ?? ''
    story.ask(takeCommand, { incident: real }, { ...li, at: '09:31' })
    story.ask(tickStep, { incident: real, step: 'P06-BO-1', behalf: false }, { ...wang, at: '09:32' })
    const heat = heatNow()
    expect(heat.get('P01')).toEqual({ FD: 2 })
    expect(heat.get('P06')).toEqual({})
    expect(exercisedSince(story.hall, clock('09:20'), [planOf('P01')!]).get('P01')).toEqual({})
  })
})

describe('a network drill', () => {
  it('leaves its figures with the tablet that was cut off', () => {
    const story = createStory()
    story.ask(reportNetworkDrill, { cutMs: 300_000, written: 4, kept: 4, settledMs: 900, early: false }, wang)
    expect(story.hall.networkDrills).toMatchObject([{ written: 4, kept: 4, by: 's_wang' }])
  })
})

describe('what is to be done again and again', () => {
  it('counts drills of one plan, any drill and network drills of the time, and none that something real cut short', () => {
    const { story, id } = exercise()
    const done = (what: Parameters<typeof timesDone>[1], since = clock('09:00')) => timesDone(story.hall, what, since)
    expect(done('any-drill')).toBe(0)
    story.ask(tickStep, { incident: id, step: 'P01-FD-1', behalf: false }, { ...wang, at: '09:12' })
    story.ask(endDrill, { incident: id, completed: true, reason: '' }, { ...li, at: '09:20' })
    const drill = { plan: 'P06', version: 1, level: 3 as const, objectives: ['stars-95'] }
    story.ask(startDrill, drill, { ...li, at: '09:30' })
    story.ask(declareIncident, { plan: 'P02', version: 1, level: 2 }, { ...wang, at: '09:31' })
    const ask = { cutMs: 300_000, written: 4, kept: 4, settledMs: 900, early: false }
    story.ask(reportNetworkDrill, ask, { ...wang, at: '09:40' })
    expect([done({ drillsOf: 'P01' }), done({ drillsOf: 'P06' }), done('any-drill'), done('network-drill')]).toEqual([
      1, 0, 1, 1,
    ])
    expect(done('any-drill', clock('09:15'))).toBe(0)
    expect(done('network-drill', clock('09:45'))).toBe(0)
  })
})

describe('a planned drill', () => {
  const wanted = {
    plan: 'P01',
    day: '2026-12-01',
    form: 'live' as const,
    purposes: ['train' as const],
    objectives: ['evacuated-3min'],
    teams: [...TEAMS],
    scope: '不影响客户',
  }

  it('is a manager’s or security’s, needs an objective and a day to come, and can be dropped (1.1.49)', () => {
    const story = createStory()
    expect(answer(story.ask(planDrill, wanted, wang))).toBe('not-your-role')
    expect(answer(story.ask(planDrill, { ...wanted, objectives: [] }, li))).toBe('objective-is-missing')
    expect(answer(story.ask(planDrill, { ...wanted, day: '2026-11-22' }, li))).toBe('day-is-over')
    story.ask(planDrill, wanted, li)
    story.ask(planDrill, { ...wanted, day: '2026-11-30' }, li)
    expect(plannedDrills(story.hall).map(({ day }) => day)).toEqual(['2026-11-30', '2026-12-01'])
    story.ask(dropDrill, { planned: plannedDrills(story.hall)[0]!.id }, li)
    expect(plannedDrills(story.hall).map(({ day }) => day)).toEqual(['2026-12-01'])
  })

  it('says how far it goes, what customers notice and what it takes (1.1.50)', () => {
    const story = createStory()
    const scope = {
      zones: ['大厅'],
      services: [],
      tablets: [],
      outside: ['property'],
      impact: 'wait',
      breadth: 'combined',
    }
    const said = { notice: '提前一天贴告示', safety: '不锁出口', resources: '扩音器 2 个' }
    expect(answer(story.ask(planDrill, { ...wanted, ...scope, ...said } as typeof wanted, li))).toBe('accepted')
    const planned = () => plannedDrills(story.hall)[0]!
    expect(planned()).toMatchObject({ ...scope, ...said, approvedBy: null })
    expect(answer(story.ask(approveDrill, { planned: planned().id }, wang))).toBe('not-your-role')
    expect(answer(story.ask(approveDrill, { planned: planned().id }, li))).toBe('accepted')
    expect(planned().approvedBy).toBe('s_li')
    story.ask(dropDrill, { planned: planned().id }, li)
    expect(answer(story.ask(approveDrill, { planned: 'x_none' }, li))).toBe('incident-unknown')
  })

  it('is held once, by the drill that was started for it', () => {
    const story = createStory()
    story.ask(planDrill, wanted, li)
    const [planned] = plannedDrills(story.hall)
    const ask = { plan: 'P01', version: 1, level: 3 as const, objectives: wanted.objectives, planned: planned!.id }
    story.ask(startDrill, ask, li)
    const drill = foremost(story.hall)
    expect(drill).toMatchObject({ drill: true, objectives: ['evacuated-3min'] })
    expect(story.hall.plannedDrills.get(planned!.id)?.held).toBe(drill?.id)
    expect(plannedDrills(story.hall)).toEqual([])
  })
})

describe('a network drill of one tablet', () => {
  const begun = { ...beginNetworkDrill(5, clock('09:00'), 0), written: 7 }

  it('lasts until it is back, settles when the server has everything, and everything written is there then', () => {
    expect(networkDrillResult(begun, { backAt: clock('09:05'), settledAt: clock('09:05:20') })).toEqual({
      cutMs: 300_000,
      settledMs: 20_000,
      written: 7,
      kept: 7,
      early: false,
    })
  })

  it('counts what came to the events that wait for the server, whoever looks first when some of it has gone out', () => {
    const late = networkDrillWith(beginNetworkDrill(5, clock('09:00'), 2), 3)
    expect([late.written, networkDrillWith(late, 5).written, networkDrillWith(late, 1).written]).toEqual([1, 3, 1])
  })

  it('was early when it ended before its time, by more than a timer is wrong', () => {
    const early = (backAt: number) => networkDrillResult(begun, { backAt, settledAt: backAt }).early
    expect([early(clock('09:04:58')), early(begun.until - 900)]).toEqual([true, false])
  })

  it('lasts no less than nothing when the clock of the tablet was put back meanwhile', () => {
    expect(networkDrillResult(begun, { backAt: clock('08:59'), settledAt: clock('08:58') })).toMatchObject({
      cutMs: 0,
      settledMs: 0,
    })
  })
})

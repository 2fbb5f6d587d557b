import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incidentIndicators } from '#app/reports/incidentIndicators.ts'
import { drillScript, injectsOf } from '#content/plans/drillScripts.ts'
import { effectsTogether, rescuersOf } from '#content/plans/effects.ts'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import { repeatedActivities } from '#content/plans/frequencies.ts'
import { planOf, plans } from '#content/plans/library.ts'
import { objectives } from '#content/plans/objectives.ts'
import { leastOf, planBy } from '#content/plans/planBy.ts'
import { visitorsInside, zonesIn, zonesLeft } from '#domain/drills/asked.ts'
import {
  approveDrill,
  beginPlannedDrill,
  dropDrill,
  evaluate,
  giveInject,
  handleInject,
  noteActivity,
  noteObservation,
  planDrill,
  reportNetworkDrill,
} from '#domain/drills/commands.ts'
import { ITEM_WEIGHTS } from '#domain/drills/events.ts'
import { approvalOf, drillsToTell, plannedDrills } from '#domain/drills/planned.ts'
import {
  beginNetworkDrill,
  dueInjects,
  exercisedSince,
  injectState,
  injectTook,
  networkDrillResult,
  networkDrillWith,
  regularityOf,
  scoreOf,
  timesDone,
} from '#domain/drills/queries.ts'
import { takesPart, teamsIn } from '#domain/drills/range.ts'
import { isWithin, tabletsAsked, unplacedTablets } from '#domain/drills/within.ts'
import { planText } from '#domain/floorPlan/queries.ts'
import { byType } from '#domain/incidents/byType.ts'
import { announce, declareIncident, endDrill, startDrill, takeCommand, tickStep } from '#domain/incidents/commands.ts'
import { seenShare } from '#domain/incidents/indicators.ts'
import { answersTo, drillDue } from '#domain/incidents/progress.ts'
import { foremost, incidentBy } from '#domain/incidents/queries.ts'
import { announcementOf, TEAMS, whoseIs } from '#domain/plans/plan.ts'
import { createStory } from '#support/caseStory.ts'
import {
  answer,
  clock,
  counterOpened,
  eventsOf,
  foldAll,
  type Happening,
  person,
  ticketIssued,
} from '#support/hallAfter.ts'

const li = { by: 's_li', on: 'manager' }
const wang = { by: 's_wang', on: 'counter3' }
const exercise = (plan = 'P01') => {
  const story = createStory()
  story.ask(
    startDrill,
    { plan, version: 1, level: 3, purposes: ['train' as const], objectives: ['stars-95'] },
    { ...li, at: '09:10' },
  )
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

  it('happen before their time, and besides the script, when whoever runs the drill says so (1.1.51)', () => {
    const { story, id, found } = exercise()
    const due = (at: string) => dueInjects(found(), injectsOf(found()), TEAMS, clock(at)).map((each) => each.id)
    const give = (inject: string | null, text: string, at: string, by: string | null = 's_wang') =>
      answer(story.ask(giveInject, { incident: id, inject, team: 'BO', text }, { ...wang, by, at }))
    expect(give('P01-I3', '', '09:10:10', null)).toBe('sign-in-first')
    expect(give(null, ' ', '09:10:10')).toBe('nothing-was-said')
    expect([give('P01-I3', '', '09:10:10'), give(null, '电梯里有人敲门', '09:10:20')]).toEqual(['accepted', 'accepted'])
    const [, hand = ''] = [...found().given.keys()]
    expect(due('09:10:25')).toEqual(['P01-I3', hand])
    expect(due('09:10:35')).toEqual(['P01-I3', hand, 'P01-I1'])
    expect(injectsOf(found()).at(-1)).toMatchObject({
      id: hand,
      team: 'BO',
      seconds: 20,
      text: { zh: '电梯里有人敲门' },
    })
    story.ask(handleInject, { incident: id, inject: hand }, { ...wang, at: '09:10:50' })
    expect(injectTook(found(), injectsOf(found()).at(-1)!)).toBe(30_000)
    expect(injectsOf(found()).map((each) => injectState(found(), each, clock('09:11')))).toEqual([
      'open',
      'to-come',
      'open',
      'handled',
    ])
    story.ask(endDrill, { incident: id, completed: false, reason: '' }, { ...li, at: '09:14' })
    expect(give(null, '太晚了', '09:15')).toBe('drill-is-over')
    story.ask(declareIncident, { plan: 'P06', version: 1, level: 3 }, { ...wang, at: '09:16' })
    const real = foremost(story.hall)!.id
    expect(answer(story.ask(giveInject, { incident: real, inject: null, team: 'FD', text: '假的' }, wang))).toBe(
      'incident-unknown',
    )
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
    const drill = { plan: 'P06', version: 1, level: 3 as const, purposes: ['train' as const], objectives: ['stars-95'] }
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

describe('what a hall does again and again', () => {
  const named = (id: string) => repeatedActivities.find((each) => each.id === id)!

  it('has the eleven frequencies of the study, each from a rule or proposed by us (1.1.52)', () => {
    const often = ({ every }: (typeof repeatedActivities)[number]) =>
      'hours' in every ? `${every.hours} h` : `${every.months}`
    expect(repeatedActivities.map((each) => `${each.id} ${often(each)}`)).toEqual([
      'fire 6',
      'on-site 6',
      'combined 12',
      'tabletop 3',
      'network 3',
      'patrol 2 h',
      'fire-check 1',
      'fire-training 6',
      'first-aid 12',
      'power-test 1',
      'contacts 3',
    ])
    expect(repeatedActivities.every(({ name, source }) => name.zh && name.en && source.zh && source.en)).toBe(true)
  })

  it('is due without a fire drill in the half-year, and with fewer than two drills of on-site plans in the year (1.1.52)', () => {
    const { story, id } = exercise()
    const at = (id: string, now = clock('10:00')) => regularityOf(story.hall, named(id), now)
    expect([at('fire').isDue, at('on-site').isDue]).toEqual([true, true])
    story.ask(tickStep, { incident: id, step: 'P01-FD-1', behalf: false }, { ...wang, at: '09:12' })
    story.ask(endDrill, { incident: id, completed: true, reason: '' }, { ...li, at: '09:20' })
    expect(at('fire')).toMatchObject({ times: 1, wanted: 2, isDue: true, last: clock('09:10') })
    const again = { plan: 'P01', version: 1, level: 3 as const, purposes: ['train' as const], objectives: ['stars-95'] }
    story.ask(startDrill, again, { ...li, at: '09:30' })
    const second = foremost(story.hall)!.id
    story.ask(tickStep, { incident: second, step: 'P01-FD-1', behalf: false }, { ...wang, at: '09:31' })
    story.ask(endDrill, { incident: second, completed: true, reason: '' }, { ...li, at: '09:40' })
    expect([at('fire').isDue, at('on-site').isDue]).toEqual([false, false])
    const halfAYear = clock('10:00') + 190 * 86_400_000
    expect([at('fire', halfAYear).isDue, at('tabletop').isDue, at('combined').isDue]).toEqual([true, true, true])
  })

  it('counts a drill around a table, and one of several plans, when it was planned so (1.1.52)', () => {
    const story = createStory()
    const planned = { plan: 'P03', day: '2026-12-01', purposes: ['train' as const], objectives: ['stars-95'] }
    const more = {
      form: 'tabletop' as const,
      breadth: 'combined' as const,
      further: ['P04'],
      teams: [...TEAMS],
      scope: '',
    }
    story.ask(planDrill, { ...planned, ...more }, li)
    const [{ id: plannedId } = { id: '' }] = plannedDrills(story.hall)
    story.ask(approveDrill, { planned: plannedId }, li)
    story.ask(beginPlannedDrill, { planned: plannedId, version: 1, level: 4 }, li)
    const id = foremost(story.hall)!.id
    story.ask(tickStep, { incident: id, step: 'P03-FD-1', behalf: false }, wang)
    story.ask(endDrill, { incident: id, completed: true, reason: '' }, li)
    const now = clock('12:00')
    expect([
      regularityOf(story.hall, named('combined'), now).isDue,
      timesDone(story.hall, { form: 'live' }, 0),
    ]).toEqual([false, 0])
    expect(regularityOf(story.hall, named('tabletop'), now)).toMatchObject({ times: 1, wanted: 4 })
  })

  it('is noted when it was done, by name, and a patrol is due two hours after the last while the hall is open (1.1.52)', () => {
    const story = createStory([
      {
        kind: 'HallConfigured',
        subject: 'h_test',
        on: 'manager',
        by: 's_li',
        body: { opening: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '18:00' }] },
      },
    ])
    const patrol = (at: string) => regularityOf(story.hall, named('patrol'), clock(at))
    expect([patrol('10:00').isDue, patrol('11:30').isDue, patrol('20:00').isDue]).toEqual([false, true, false])
    expect(answer(story.ask(noteActivity, { activity: 'patrol' }, { ...wang, by: null }))).toBe('sign-in-first')
    story.ask(noteActivity, { activity: 'patrol' }, { ...wang, at: '11:00' })
    expect(patrol('12:59')).toMatchObject({ times: 1, last: clock('11:00'), wanted: null, isDue: false })
    expect(patrol('13:01').isDue).toBe(true)
    story.ask(noteActivity, { activity: 'contacts' }, { ...wang, at: '13:05' })
    expect(regularityOf(story.hall, named('contacts'), clock('14:00'))).toMatchObject({ times: 1, wanted: 4 })
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
      further: ['P03'],
    }
    const said = { notice: '提前一天贴告示', safety: '不锁出口', resources: '扩音器 2 个' }
    expect(answer(story.ask(planDrill, { ...wanted, ...scope, ...said } as typeof wanted, li))).toBe('accepted')
    const planned = () => plannedDrills(story.hall)[0]!
    expect(planned()).toMatchObject({ ...scope, ...said })
  })

  it('is held once, by the drill that was started for it', () => {
    const story = createStory()
    story.ask(planDrill, wanted, li)
    const [planned] = plannedDrills(story.hall)
    story.ask(approveDrill, { planned: planned!.id }, li)
    const ask = { planned: planned!.id, version: 1, level: 3 as const }
    story.ask(beginPlannedDrill, ask, li)
    const drill = foremost(story.hall)
    expect(drill).toMatchObject({ drill: true, objectives: ['evacuated-3min'] })
    expect(story.hall.plannedDrills.get(planned!.id)?.held).toBe(drill?.id)
    expect(plannedDrills(story.hall)).toEqual([])
    expect(answer(story.ask(beginPlannedDrill, ask, li))).toBe('incident-unknown')
  })

  it('is not what the red button began a minute before, by the same plan: both go on, and each is its own (1.1.52)', () => {
    const story = createStory()
    story.ask(planDrill, wanted, li)
    const planned = plannedDrills(story.hall)[0]!.id
    story.ask(approveDrill, { planned }, li)
    const { plan } = wanted
    const aims = { purposes: ['inform' as const], objectives: ['stars-95'] }
    story.ask(startDrill, { plan, version: 1, level: 3, ...aims }, { ...wang, at: '09:10' })
    story.ask(beginPlannedDrill, { planned, version: 1, level: 3 }, { ...li, at: '09:11' })
    const [byRed, held] = [...story.hall.incidents.values()]
    expect([byRed?.planned, byRed?.purposes, held?.planned, held?.purposes]).toEqual([
      null,
      ['inform'],
      planned,
      wanted.purposes,
    ])
    expect(story.hall.plannedDrills.get(planned)?.held).toBe(held?.id)
    // The red button once more is no third: that one goes on.
    story.ask(startDrill, { plan, version: 1, level: 3, ...aims }, { ...wang, at: '09:11' })
    expect([...story.hall.incidents.values()].map(({ merged }) => merged.length)).toEqual([1, 0])
  })

  it('is one drill where two tablets that were apart both began it within two minutes (1.1.52)', () => {
    const plannedBefore: Happening[] = [
      { kind: 'DrillPlanned', subject: 'x_1', on: 'manager', by: 's_li', body: wanted },
      { kind: 'DrillApproved', subject: 'x_1', on: 'manager', by: 's_li', body: {} },
    ]
    const body = { plan: wanted.plan, version: 1, level: 3 as const, planned: 'x_1' }
    const begun = (subject: string, at: string, on: string): Happening => ({
      kind: 'IncidentDeclared',
      subject,
      at,
      on,
      drill: subject,
      by: 's_li',
      body,
    })
    const { hall } = createStory([
      ...plannedBefore,
      begun('e_one', '09:10', 'manager'),
      begun('e_two', '09:11', 'counter3'),
    ])
    expect([...hall.incidents.values()].map(({ id, merged }) => [id, merged])).toEqual([['e_one', ['e_two']]])
  })

  const secondManager = person('s_he', '0002', '何经理', 'manager')
  const he = { by: 's_he', on: 'manager' }
  const begin = { version: 1, level: 3 as const }

  it('begins once another manager than its planner has agreed to it, and for nobody before (1.1.52)', () => {
    const story = createStory(secondManager)
    story.ask(planDrill, wanted, li)
    const planned = plannedDrills(story.hall)[0]!.id
    const begins = () => answer(story.ask(beginPlannedDrill, { ...begin, planned }, wang))
    const approves = (who: typeof li) => answer(story.ask(approveDrill, { planned }, who))
    expect([begins(), approves(wang), approves(li), begins()]).toEqual([
      'drill-is-not-approved',
      'not-your-role',
      'planner-does-not-approve',
      'drill-is-not-approved',
    ])
    expect(answer(story.ask(approveDrill, { planned: 'x_none' }, he))).toBe('incident-unknown')
    expect(approves(he)).toBe('accepted')
    expect(approvalOf(story.hall, plannedDrills(story.hall)[0]!)).toEqual({ by: 's_he', isOwn: false })
    expect(answer(story.ask(beginPlannedDrill, { ...begin, planned }, { ...wang, by: null }))).toBe('sign-in-first')
    expect(begins()).toBe('accepted')
    expect(foremost(story.hall)).toMatchObject({ drill: true, plan: 'P01', purposes: ['train'] })
  })

  it('is approved by its planner where the hall has no other manager, for as long as it has none (1.1.52)', () => {
    const happened = (events: readonly Happening[]) => createStory(events)
    const body = wanted
    const plannedAlone: Happening[] = [
      { kind: 'DrillPlanned', subject: 'x_1', on: 'manager', by: 's_li', body },
      { kind: 'DrillApproved', subject: 'x_1', on: 'manager', by: 's_li', body: {} },
    ]
    const alone = happened(plannedAlone)
    expect(approvalOf(alone.hall, alone.hall.plannedDrills.get('x_1')!)).toEqual({ by: 's_li', isOwn: true })
    expect(answer(alone.ask(beginPlannedDrill, { ...begin, planned: 'x_1' }, wang))).toBe('accepted')
    const two = happened([...plannedAlone, ...secondManager])
    expect(answer(two.ask(beginPlannedDrill, { ...begin, planned: 'x_1' }, wang))).toBe('drill-is-not-approved')
    two.ask(approveDrill, { planned: 'x_1' }, he)
    expect(answer(two.ask(beginPlannedDrill, { ...begin, planned: 'x_1' }, wang))).toBe('accepted')
  })

  it('is told to everybody on the day before and on the day itself, once somebody has agreed to it (1.1.52)', () => {
    const story = createStory(secondManager)
    story.ask(planDrill, { ...wanted, day: '2026-11-25' }, li)
    const planned = plannedDrills(story.hall)[0]!.id
    const told = (day: number) => drillsToTell(story.hall, clock('10:00') + day * 86_400_000).map(({ id }) => id)
    expect(told(1)).toEqual([])
    story.ask(approveDrill, { planned }, he)
    expect([told(0), told(1), told(2), told(3)]).toEqual([[], [planned], [planned], []])
    story.ask(dropDrill, { planned }, li)
    expect(told(1)).toEqual([])
  })

  it('waits while something is real, and something real waits for no approval (1.1.52)', () => {
    const story = createStory()
    story.ask(planDrill, wanted, li)
    const planned = plannedDrills(story.hall)[0]!.id
    story.ask(approveDrill, { planned }, li)
    expect(answer(story.ask(declareIncident, { plan: 'P01', version: 1, level: 2 }, { ...wang, by: null }))).toBe(
      'accepted',
    )
    expect(answer(story.ask(beginPlannedDrill, { ...begin, planned }, li))).toBe('something-real-goes-on')
  })
})

describe('a drill of some teams or tablets', () => {
  const wanted = {
    plan: 'P03',
    day: '2026-12-01',
    form: 'live' as const,
    purposes: ['train' as const],
    objectives: ['stars-95'],
    teams: ['TS' as const],
    scope: '',
    impact: 'none' as const,
  }
  const tech = person('s_wu', '0040', '吴技术', 'tech')
  const crowd = ['s_a', 's_b', 's_c', 's_d'].flatMap((id, nth) => person(id, `005${nth}`, `员工${nth}`, 'front'))
  /** Begun by the manager, at the manager's tablet. */
  function begun(more: { tablets?: string[]; teams?: (typeof TEAMS)[number][] } = {}) {
    const story = createStory([...tech, ...crowd])
    story.ask(planDrill, { ...wanted, ...more }, li)
    const planned = plannedDrills(story.hall)[0]!.id
    story.ask(approveDrill, { planned }, li)
    story.ask(beginPlannedDrill, { planned, version: 1, level: 4 }, { ...li, at: '09:10' })
    const found = () => foremost(story.hall)!
    const leads = (tablet: string, staff: string | null) =>
      takesPart(story.hall, found(), { tablet, staff }, clock('09:11'))
    return { story, found, leads }
  }

  it('leads whoever is of those teams, and whoever runs it, and leaves the others at their work (1.1.50)', () => {
    const { leads, found, story } = begun()
    expect([leads('d_x', 's_wu'), leads('d_x', 's_li'), leads('d_x', 's_wang'), leads('d_x', null)]).toEqual([
      true,
      true,
      false,
      false,
    ])
    const lines = planBy(story.hall, found())?.lines ?? []
    expect([...new Set(lines.map(({ team }) => team))]).toEqual(['TS'])
    expect(injectsOf(found(), teamsIn(story.hall, found())).every(({ team }) => team === 'TS')).toBe(true)
    // Nobody is missed who was not called.
    expect(answersTo(story.hall, found(), clock('09:13')).missing.map(({ id }) => id)).toEqual(['s_wu'])
  })

  it('leads at the tablets that were picked, whoever works there, and at no other (1.1.50)', () => {
    const { leads } = begun({ tablets: ['d_counter3'], teams: [...TEAMS] })
    expect([leads('d_counter3', null), leads('d_counter3', 's_wang'), leads('d_x', 's_wu')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it('leads everybody where nobody has limited it, and what is real is for everybody (1.1.50)', () => {
    const { leads, story } = begun({ teams: [...TEAMS] })
    expect([leads('d_x', 's_wang'), leads('d_x', null)]).toEqual([true, true])
    const limited = begun()
    limited.story.ask(declareIncident, { plan: 'P03', version: 1, level: 4 }, { ...wang, by: null, at: '09:12' })
    expect(limited.found().drill).toBe(false)
    expect([limited.leads('d_x', null), limited.leads('d_x', 's_wang')]).toEqual([true, true])
    expect(planBy(limited.story.hall, limited.found())).toBe(planOf('P03'))
    expect(planBy(story.hall, foremost(story.hall)!)).toBe(planOf('P03'))
  })

  it('puts nothing on the wall when customers are to notice nothing of it (1.1.50)', () => {
    const { story, found } = begun()
    const say = () => answer(story.ask(announce, { incident: found().id, which: 'start' }, li))
    expect(say()).toBe('drill-spares-customers')
    story.ask(declareIncident, { plan: 'P03', version: 1, level: 4 }, { ...wang, at: '09:20' })
    expect(say()).toBe('accepted')
  })
})

describe('a drill of some zones or services', () => {
  const wanted = {
    plan: 'P01',
    day: '2026-12-01',
    form: 'live' as const,
    purposes: ['train' as const],
    objectives: ['stars-95'],
    teams: [...TEAMS],
    scope: '',
  }
  const stands = (subject: string, zone: string): Happening => ({
    kind: 'TabletStands',
    subject,
    on: 'manager',
    by: 's_li',
    body: { zone, faces: 'up' },
  })
  const admitted = (['reception', 'counter3', 'counter5'] as const).map(
    (name): Happening => ({
      kind: 'TabletAdmitted',
      subject: name,
      on: 'manager',
      by: 's_li',
      body: {
        name,
        place: name === 'reception' ? name : 'counter',
        key: btoa(name.padEnd(60, '.')),
        sealKey: null,
        box: null,
        after: [],
      },
    }),
  )
  const before: Happening[] = [
    ...person('s_zhao', '0031', '小赵', 'front'),
    ...admitted,
    { kind: 'FloorPlanDrawn', subject: 'h_test', on: 'manager', by: 's_li', body: exampleFloor },
    stands('counter3', 'z1'),
    stands('counter5', 'z3'),
    stands('wall', 'z3'),
    { ...counterOpened('3', ['A']), by: 's_wang' },
    { ...counterOpened('5', ['B']), by: 's_zhao' },
  ]
  function begun(more: { zones?: string[]; services?: string[]; unplaced?: 'asked' | 'left' }) {
    const story = createStory(before)
    story.ask(planDrill, { ...wanted, ...more }, li)
    const planned = plannedDrills(story.hall)[0]!.id
    story.ask(approveDrill, { planned }, li)
    story.ask(beginPlannedDrill, { planned, version: 1, level: 4 }, { ...li, at: '09:10' })
    const found = foremost(story.hall)!
    const leads = (tablet: string, staff: string | null = null) =>
      takesPart(story.hall, found, { tablet, staff }, clock('09:11'))
    const missing = answersTo(story.hall, found, clock('09:13')).missing.map(({ id }) => id)
    return { story, found, leads, missing, shows: (tablet: string) => isWithin(story.hall, found, tablet) }
  }

  it('alarms the tablets that stand in its zones, and whoever runs it, and leaves the rest of the hall at work (1.1.50)', () => {
    const { leads, missing } = begun({ zones: ['贵宾室'] })
    // Nobody has said where the tablet of the reception stands: it may be there.
    const tablets = ['counter3', 'counter5', 'reception', 'manager']
    expect(tablets.map((tablet) => leads(tablet))).toEqual([false, true, true, true])
    expect(leads('counter3', 's_li')).toBe(true)
    expect([missing.includes('s_wang'), missing.includes('s_zhao')]).toEqual([false, true])
  })

  it('leaves tablets at work that stand nowhere on the floor plan, when it was planned so, and counts none of them (1.1.50)', () => {
    const asked = begun({ zones: ['贵宾室'] })
    const left = begun({ zones: ['贵宾室'], unplaced: 'left' })
    expect(unplacedTablets(left.story.hall).map(({ id }) => id)).toContain('reception')
    expect([asked.leads('reception'), left.leads('reception'), left.leads('counter5')]).toEqual([true, false, true])
    const of = ({ story, found }: typeof left) => tabletsAsked(story.hall, found, []).map(({ id }) => id)
    expect([of(asked).includes('reception'), of(left)]).toEqual([true, ['counter5']])
    expect(seenShare(left.story.hall, left.found)?.of).toBe(1)
  })

  it('says so on no wall that stands elsewhere, and on all where it is everywhere (1.1.50)', () => {
    expect(begun({ zones: ['营业大厅'] }).shows('wall')).toBe(false)
    expect(begun({ zones: ['贵宾室'] }).shows('wall')).toBe(true)
    expect(begun({}).shows('wall')).toBe(true)
  })

  it('asks for its own zones and for the customers of its own services, and for nobody else’s (1.1.50)', () => {
    const { story, found } = begun({ zones: ['贵宾室', '走廊'], services: ['plan'] })
    expect(zonesIn(story.hall, found)).toEqual(['贵宾室', '走廊'])
    const swept = { ...found, zones: new Map([['走廊', { at: 0, by: null, journal: '' }]]) }
    expect(zonesLeft(story.hall, swept)).toEqual(['贵宾室'])
    expect(planText(story.hall, '搜{{全部区域/每个房间}}', zonesIn(story.hall, found))).toBe('搜贵宾室、走廊')
    const hall = foldAll([
      ...story.events,
      ...eventsOf(
        [ticketIssued('A001', { service: 'pay' }), ticketIssued('B001', { queue: 'B', service: 'plan' })],
        story.events,
      ),
    ])
    expect(visitorsInside(hall, found)).toBe(1)
    expect(visitorsInside(hall, { within: { zones: [], services: [] } })).toBe(2)
  })

  it('alarms the counters at which its services are served, and the screens before them, and no other counter (1.1.50)', () => {
    const { leads, missing } = begun({ services: ['plan'] })
    expect(['counter3', 'counter5', 'reception'].map((tablet) => leads(tablet))).toEqual([false, true, true])
    expect([missing.includes('s_wang'), missing.includes('s_zhao')]).toEqual([false, true])
  })

  it('limits nothing that is real: that is for everybody, everywhere (1.1.50)', () => {
    const body = { plan: 'P01', version: 1, level: 3 as const, within: { zones: ['贵宾室'], services: ['plan'] } }
    const { hall } = createStory([
      ...before,
      { kind: 'IncidentDeclared', subject: 'e_real', on: 'counter5', by: null, at: '09:20', body },
    ])
    const real = foremost(hall)!
    expect(takesPart(hall, real, { tablet: 'counter3', staff: null }, clock('09:21'))).toBe(true)
    expect(isWithin(hall, real, 'counter3')).toBe(true)
    expect(zonesIn(hall, real)).toHaveLength(exampleFloor.zones.length)
  })
})

describe('a combined drill', () => {
  const wanted = {
    plan: 'P01',
    day: '2026-12-01',
    form: 'live' as const,
    purposes: ['train' as const],
    objectives: ['stars-95'],
    teams: [...TEAMS],
    scope: '',
    breadth: 'combined' as const,
  }

  it('is of two plans or more, exercises the lines and injects of each, and counts for each of them (1.1.51)', () => {
    const story = createStory()
    const plans = (further: string[]) => answer(story.ask(planDrill, { ...wanted, further }, li))
    expect([plans([]), plans(['P01'])]).toEqual(['second-plan-is-missing', 'second-plan-is-missing'])
    expect(plans(['P06', 'P01', 'P06'])).toBe('accepted')
    const planned = plannedDrills(story.hall)[0]!
    expect(planned.further).toEqual(['P06'])
    story.ask(approveDrill, { planned: planned.id }, li)
    story.ask(beginPlannedDrill, { planned: planned.id, version: 1, level: 3 }, { ...li, at: '09:10' })
    const found = foremost(story.hall)!
    expect(found).toMatchObject({ plan: 'P01', further: ['P06'] })
    const due = dueInjects(found, injectsOf(found), TEAMS, clock('09:30')).map(({ id }) => id.slice(0, 3))
    expect(new Set(due)).toEqual(new Set(['P01', 'P06']))
    const lines = planBy(story.hall, found)!.lines.map(({ id }) => id)
    expect(lines).toEqual([...planOf('P01')!.lines, ...planOf('P06')!.lines].map(({ id }) => id))
    for (const step of ['P01-FD-1', 'P06-BO-1']) story.ask(tickStep, { incident: found.id, step, behalf: false }, li)
    story.ask(endDrill, { incident: found.id, completed: true, reason: '' }, li)
    const times = (drillsOf: string) => timesDone(story.hall, { drillsOf }, 0)
    expect([times('P01'), times('P06'), times('P02'), timesDone(story.hall, 'any-drill', 0)]).toEqual([1, 1, 0, 1])
    expect(drillDue(story.hall, 'P06', 12, clock('12:00')).last).toBe(clock('09:10'))
    const heat = exercisedSince(story.hall, 0, [planOf('P01')!, planOf('P06')!])
    expect([heat.get('P01'), heat.get('P06')]).toEqual([{ FD: 1 }, { BO: 1 }])
    expect(byType(story.hall, ['P06'], () => true).get('P06')?.drills).toBe(1)
  })

  it('of five plans is as bad as the worst of them, and calls and says what each of them does, in their order (1.1.51)', () => {
    const further = ['P06', 'P02', 'P03', 'P09']
    const together = ['P08', ...further]
    expect(leastOf(['P08'])).toBe(planOf('P08')!.least)
    const worst = Math.min(...together.map((id) => planOf(id)!.least))
    expect([leastOf(together), worst < planOf('P08')!.least]).toEqual([worst, true])
    const story = createStory()
    story.ask(planDrill, { ...wanted, plan: 'P08', further }, li)
    const planned = plannedDrills(story.hall)[0]!.id
    story.ask(approveDrill, { planned }, li)
    story.ask(beginPlannedDrill, { planned, version: 1, level: leastOf(together)! }, { ...li, at: '09:10' })
    // 110 of the robbery is called before 120 of whoever is hurt.
    story.ask(tickStep, { incident: foremost(story.hall)!.id, step: 'P02-BO-1', behalf: false }, { ...li, at: '09:12' })
    story.ask(tickStep, { incident: foremost(story.hall)!.id, step: 'P06-BO-1', behalf: false }, { ...li, at: '09:14' })
    const found = foremost(story.hall)!
    const plan = planBy(story.hall, found)!
    expect(incidentIndicators(story.hall, found, plan).calledAfter).toBe(2 * 60_000)
    expect(plan.announcements.filter(({ id }) => id.endsWith('-start')).map(({ id }) => id)).toEqual(
      further.flatMap((id) => (planOf(id)!.broadcast ? [`${id.toLowerCase()}-start`] : [])),
    )
    expect(whoseIs(found, 'p06-start')).toEqual({ plan: 'P06', which: 'start' })
    expect(whoseIs(found, 'is-back')).toEqual({ plan: 'P08', which: 'is-back' })
    expect(announcementOf(plan, 'p03-is-back')).toEqual(announcementOf(planOf('P03')!, 'is-back'))
    for (const id of together)
      for (const { zh } of planOf(id)!.standDown) expect(plan.standDown.map((each) => each.zh)).toContain(zh)
    expect(effectsTogether(together)).toEqual({ movesBusiness: true, isOutage: true, needsFirstAid: true })
    for (const { id } of plan.announcements)
      expect(answer(story.ask(announce, { incident: found.id, which: id }, li))).toBe('accepted')
  })

  it('alarms as the gravest of its plans does, is called by all of them and handed to the rescuers of each, whichever was named first (1.1.51)', () => {
    const begun = (plan: string, further: string[]) => {
      const story = createStory()
      story.ask(planDrill, { ...wanted, plan, further }, li)
      const planned = plannedDrills(story.hall)[0]!.id
      story.ask(approveDrill, { planned }, li)
      story.ask(beginPlannedDrill, { planned, version: 1, level: 3 }, { ...li, at: '09:10' })
      return planBy(story.hall, foremost(story.hall)!)!
    }
    expect(begun('P08', ['P01']).style).toBe('loud')
    expect(begun('P01', ['P08']).style).toBe('loud')
    // Nobody would see the crowd's alarm if a robbery kept it to a thin line.
    expect([begun('P02', ['P08']).style, begun('P08', ['P02']).style]).toEqual(['normal', 'normal'])
    expect(begun('P08', ['P11']).style).toBe('radio-silent')
    const names = (...ids: string[]) => ids.map((id) => planOf(id)!.name.zh).join('；')
    expect(begun('P08', ['P01', 'P06']).name.zh).toBe(names('P08', 'P01', 'P06'))
    expect(rescuersOf(['P08', 'P06', 'P01', 'P02'])).toEqual(['ambulance', 'fire-brigade', 'police'])
    expect(rescuersOf(['P08'])).toEqual(['police'])
  })

  it('may be told in lines of before, without further plans, and what is real is never of several', () => {
    const story = createStory()
    const body = { plan: 'P01', version: 1, level: 3 as const, further: ['P06'] }
    const apart = eventsOf(
      [
        { kind: 'IncidentDeclared', subject: 'e_r', on: 'counter5', by: null, at: '09:20', body },
        { kind: 'DrillPlanned', subject: 'x_old', on: 'manager', by: 's_li', at: '09:21', body: wanted },
      ],
      story.events,
    )
    const hall = foldAll([...story.events, ...apart])
    expect(incidentBy(hall, 'e_r')).toMatchObject({ drill: false, further: [], planned: null })
    expect(plannedDrills(hall).map(({ id }) => id)).toEqual(['x_old'])
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

  it('counts what was written also where a line was still on its way out as it began, and was heard of only then', () => {
    const onItsWay = beginNetworkDrill(5, clock('09:00'), 1)
    expect(networkDrillWith(networkDrillWith(onItsWay, 0), 1).written).toBe(1)
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

import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { COMPLETED } from '#domain/incidents/incidents.ts'
import { emptyHall, foldEvents, type Hall, slices } from '#domain/whole.ts'
import { planChange } from '#support/caseStory.ts'
import {
  counterClosed,
  counterOpened,
  customerArrived,
  eventsOf,
  type Happening,
  serviceFinished,
  setUp,
  ticketCalled,
  ticketCancelled,
  ticketIssued,
  told,
} from '#support/hallAfter.ts'
import { closing, dayOn, daysLater } from './manyDays.ts'

/** Every fortnight is like the one before. */
const FORTNIGHT = 14
const MOMENTS = 300

/** A drill or something real, with so many moments, from its beginning to its end. */
function incident(id: string, { drill, moments, planned }: { drill: boolean; moments: number; planned?: string }) {
  const of = { subject: id, ...(drill ? { drill: id } : {}) }
  const figures = { dead: { value: 0, verified: true } }
  const report = (which: 'first' | 'final'): Happening => {
    const fields = { course: '先启动预案，再清点人数。'.repeat(20) }
    return { ...of, kind: 'ReportIssued', body: { report: which, number: `01-${id}-${which}`, fields, figures } }
  }
  const begins = { plan: 'P01', version: 1, level: 3 } as const
  return [
    {
      ...of,
      kind: 'IncidentDeclared',
      body: { ...begins, objectives: ['stars-95'], ...(planned === undefined ? {} : { planned }) },
    },
    ...Array.from({ length: moments }, (_, i): Happening => {
      return { ...of, kind: 'StepTicked', body: { step: `P01-CMD-${(i % 40) + 1}`, behalf: false } }
    }),
    { ...of, kind: 'CasualtyFound', body: { casualty: `u_${id}`, severity: 'slight', place: '大厅' } },
    { ...of, kind: 'TransferBegan', body: { backup: 'b_1' } },
    report('first'),
    { ...of, kind: 'IncidentStoodDown', body: { met: 4, of: 4, reason: drill ? COMPLETED : null } },
    report('final'),
  ] satisfies Happening[]
}

/** What happens on one day, all of it brought to its end. */
function anOrdinaryDay(day: number): Happening[] {
  const on = (label: string, what: Happening): Happening => ({ ...what, subject: `t_${day}_${label}` })
  const [label, gone] = ['A001', 'A002']
  const steps = planChange.steps['in-reach'].map((each) => ({ ...each, evidence: [...each.evidence] }))
  const opened = { service: 'plan', version: 1, tier: 'T1', steps, priority: 'P2', promiseHours: 24 } as const
  const ended = { outcome: 'done', reason: null, serial: `BOSS-${day}`, tell: false } as const
  return [
    told({ at: '09:00' }, counterOpened('3')),
    on(label, ticketIssued(label, { day: dayOn(day) })),
    on(gone, ticketIssued(gone, { day: dayOn(day) })),
    on(label, ticketCalled(label, '3')),
    on(label, customerArrived(label, '3')),
    on(label, serviceFinished(label, '3')),
    on(gone, ticketCancelled(gone)),
    on('stray', ticketCancelled(gone)),
    {
      kind: 'CaseOpened',
      subject: `c_${day}`,
      body: { ...opened, reach: 'in-reach', day: dayOn(day), ticket: null, care: false },
    },
    { kind: 'CaseEnded', subject: `c_${day}`, body: ended },
    { kind: 'CustomerReferred', subject: 'plan', body: { channel: 'app', day: dayOn(day) } },
    { kind: 'SpecialNoted', subject: `n_${day}`, body: { service: 'plan', case: null, tags: [], day: dayOn(day) } },
    { kind: 'SpecialDecided', subject: `n_${day}`, body: { keep: day % 2 === 0 } },
    { kind: 'InterruptionBegan', subject: `i_${day}`, body: { what: 'operator-system', drafts: 0 } },
    { kind: 'InterruptionEnded', subject: `i_${day}`, body: {} },
    counterClosed('3'),
    ...(day % 7 === 3
      ? [planned(day), ...incident(`e_drill${day}`, { drill: true, moments: 40, planned: `x_${day}` })]
      : []),
    ...(day % FORTNIGHT === 5 ? incident(`e_real${day}`, { drill: false, moments: MOMENTS }) : []),
    ...(day % FORTNIGHT === 9 ? [cutOff] : []),
  ]
}
const planned = (day: number): Happening => ({
  kind: 'DrillPlanned',
  subject: `x_${day}`,
  body: {
    plan: 'P01',
    day: dayOn(day),
    form: 'live',
    purposes: ['train'],
    objectives: ['stars-95'],
    teams: ['FD'],
    scope: '',
  },
})
const cutOff: Happening = {
  kind: 'NetworkDrillDone',
  subject: 'd_counter3',
  body: { cutMs: 600_000, written: 12, kept: 12, settledMs: 900, early: false },
}

/** The hall in the morning after so many days. */
function hallAfterDays(days: readonly number[]): Hall[] {
  let hall = foldEvents(emptyHall('h_test'), eventsOf(setUp))
  let day = 0
  return days.map((end) => {
    for (; day < end; day++) hall = foldEvents(hall, [...daysLater(day, anOrdinaryDay(day)), ...closing(day)])
    return hall
  })
}

const sizeOf = (value: unknown): number =>
  value instanceof Map || value instanceof Set ? value.size : Array.isArray(value) ? value.length : 1
const fields = slices.flatMap(({ start }) => Object.keys(start))
const entries = (hall: Hall): Readonly<Record<string, number>> =>
  Object.fromEntries(
    fields.map((field) => [field, sizeOf(field === 'continuity' ? hall.continuity.moves : Reflect.get(hall, field))]),
  )
const without = (all: Readonly<Record<string, number>>, left: readonly string[]) =>
  Object.fromEntries(Object.entries(all).filter(([field]) => !left.includes(field)))

describe('a hall in which every fortnight is like the one before', () => {
  /** What leaves a small row: one for each drill and its plan, incident, special situation that is worth keeping, and a case for a year. */
  const ROWS = ['outlines', 'specials', 'networkDrills', 'plannedDrills', 'filed']
  const [quarter, year, years, longer] = hallAfterDays([98, 406, 1_218, 1_302]) as [Hall, Hall, Hall, Hall]
  const bytes = (hall: Hall) => serialize(hall).length

  it('has folded all of it', () => {
    expect(longer.unfolded).toEqual([])
    expect(quarter.incidents.size).toBeGreaterThan(8)
    expect(Math.max(...[...quarter.incidents.values()].map(({ history }) => history.length))).toBeGreaterThan(MOMENTS)
    expect(quarter.continuity.moves.size).toBe(quarter.incidents.size)
  })

  it('holds as many things after four hundred days as after a hundred, and a row of each that is counted', () => {
    expect(without(entries(year), ROWS)).toEqual(without(entries(quarter), ROWS))
    const { outlines = 0, specials = 0, networkDrills = 0, plannedDrills = 0, filed } = entries(year)
    expect(outlines + specials + networkDrills + plannedDrills).toBeLessThan(
      406 * (3 / 14 + 1 / 2 + 1 / 14 + 1 / 7) + 60,
    )
    expect(filed).toBe(366)
  })

  it('is copied with every snapshot, and so a row is a few hundred bytes', () => {
    const rows = ROWS.map((field) => entries(year)[field]! - entries(quarter)[field]!).reduce((sum, each) => sum + each)
    expect((bytes(year) - bytes(quarter)) / rows).toBeLessThan(500)
  })

  it('does not grow any more after three years and a quarter', () => {
    expect(entries(longer)).toEqual(entries(years))
    expect(bytes(longer) / bytes(years)).toBeLessThan(1.01)
  })
})

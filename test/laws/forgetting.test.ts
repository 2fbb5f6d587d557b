import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plans } from '#content/plans/library.ts'
import { exercisedSince, timesDone } from '#domain/drills/queries.ts'
import { isClosed } from '#domain/improvements/queries.ts'
import { drillDue } from '#domain/incidents/progress.ts'
import { belongsTo, recordFrom, wordsOf } from '#domain/incidents/record.ts'
import { isToBeTold } from '#domain/lateEntry/isToBeTold.ts'
import type { Plan } from '#domain/plans/plan.ts'
import { isOpen } from '#domain/tickets/tickets.ts'
import { foldEvents, type Hall, type HallEvent, slices } from '#domain/whole.ts'
import { compareEvents } from '#log/event.ts'
import { rounds } from '#support/endure.ts'
import { eventsOf, foldAll, type Happening, setUp } from '#support/hallAfter.ts'
import { incidentHappening } from './anyCase.ts'
import { anyDay } from './anyDay.ts'
import { anyHappening } from './anyKind.ts'
import { closing, dayOn, daysLater, noonOn } from './manyDays.ts'

const MOST_MS = rounds(60_000, 600_000)
const RUNS = { numRuns: rounds(60, 2_000, 40) }
/** A quarter later only rows are left of what is finished, four years later nothing. */
const QUARTER = 98
const YEARS = 1_461
const YEAR_MS = 365 * 86_400_000

/** The ids that a map holds whose entry still needs somebody. */
const ids = <V>(map: ReadonlyMap<string, V>, needsSomebody: (value: V) => boolean): string[] =>
  [...map].filter(([, value]) => needsSomebody(value)).map(([id]) => id)

/** What may never be forgotten of a field that forgets; of one that is not here nothing is left once years are closed. */
const UNFINISHED: Readonly<Record<string, (hall: Hall) => readonly string[]>> = {
  appointments: ({ appointments }) => ids(appointments, ({ day }) => day > dayOn(YEARS)),
  improvements: ({ improvements }) => ids(improvements, (each) => !isClosed(each)),
  tickets: ({ tickets }) => ids(tickets, isOpen),
  ticketsByLabel: ({ tickets, ticketsByLabel }) =>
    ids(ticketsByLabel, (id) => {
      const ticket = tickets.get(id)
      return ticket !== undefined && isOpen(ticket)
    }),
  days: () => [dayOn(YEARS)],
  incidents: ({ incidents }) =>
    ids(
      incidents,
      // What has no final report yet, or a scenario that nobody has judged, is still somebody's to do.
      ({ over, drill, reports, scenario }) =>
        !over ||
        (!drill &&
          ((reports.length > 0 && !reports.some(({ report }) => report === 'final')) || scenario?.adopted === null)),
    ),
  sameIncidents: (hall) => ids(hall.sameIncidents, (id) => hall.incidents.has(id)),
  plannedDrills: ({ plannedDrills }) => ids(plannedDrills, ({ dropped, held }) => !dropped && held === null),
  continuity: (hall) => [...hall.continuity.moves.keys()].filter((id) => UNFINISHED.incidents?.(hall).includes(id)),
  cases: ({ cases }) => ids(cases, (found) => found.end === null || isToBeTold(found)),
  interruptions: ({ interruptions }) => ids(interruptions, ({ endedAt }) => endedAt === null),
  specials: ({ specials }) => ids(specials, ({ keep }) => keep === null),
}

/** What a field holds, by id. */
function held(hall: Hall, field: string): readonly string[] {
  const value: unknown = field === 'continuity' ? hall.continuity.moves : Reflect.get(hall, field)
  if (value instanceof Map) return [...value.keys()]
  if (value instanceof Set) return [...value].map((each) => JSON.stringify(each))
  if (Array.isArray(value)) return value.map((each) => JSON.stringify(each))
  throw new Error(`say what ${field} holds`)
}

const forgetful = slices.flatMap(({ forgets }) =>
  Object.entries(forgets).flatMap(([field, answer]) => (typeof answer === 'function' ? [field] : [])),
)

/** The same events, no two of them within one millisecond. */
const oneByOne = (events: readonly HallEvent[]): HallEvent[] =>
  [...events]
    .sort(compareEvents)
    .map((event, i) => ({ ...event, stamp: `${new Date(noonOn(0) + i).toISOString()}${event.stamp.slice(24)}` }))

/** Any day on which more happens than usual that is about incidents. */
const anyBusyDay = fc
  .tuple(anyDay, fc.array(incidentHappening, { maxLength: 30, size: 'max' }))
  .map(([day, incidents]) => eventsOf([...setUp, ...day, ...incidents]))

describe('when years are closed', () => {
  it('nothing is told of here but fields that forget', () => {
    expect(Object.keys(UNFINISHED).filter((field) => !forgetful.includes(field))).toEqual([])
  })

  it(
    'nothing that is unfinished has gone, and nothing else is left',
    () => {
      fc.assert(
        fc.property(anyBusyDay, (events) => {
          const before = foldAll(events)
          const hall = foldEvents(before, closing(YEARS))
          expect(hall.unfolded).toEqual([])
          // What had been closed as late as this was forgotten the first time.
          if (before.days.has(dayOn(YEARS))) return
          for (const field of forgetful)
            expect([field, [...held(hall, field)].sort()]).toEqual([
              field,
              [...(UNFINISHED[field]?.(field === 'sameIncidents' ? hall : before) ?? [])].sort(),
            ])
        }),
        RUNS,
      )
    },
    MOST_MS,
  )

  it(
    'what comes late about anything forgotten breaks nothing and brings nothing half back',
    () => {
      const late = fc.array(fc.oneof(anyHappening, incidentHappening), { maxLength: 30, size: 'max' })
      fc.assert(
        fc.property(anyBusyDay, late, fc.constantFrom(QUARTER, YEARS), (events, told, days) => {
          const hall = foldEvents(foldAll(events), closing(days))
          const reminded = foldEvents(hall, daysLater(2_000, told))
          expect(reminded.unfolded).toEqual([])
          // What is real takes its name from a drill, whole and from its declaration on.
          for (const { id, drill } of hall.outlines.values())
            expect(reminded.incidents.get(id)?.drill).toBe(drill && reminded.incidents.has(id) ? false : undefined)
          for (const id of reminded.continuity.moves.keys()) expect(reminded.incidents.has(id)).toBe(true)
          for (const { id, history } of reminded.incidents.values())
            if (!hall.incidents.has(id)) expect(history[0]?.kind).toBe('IncidentDeclared')
        }),
        RUNS,
      )
    },
    MOST_MS,
  )

  it(
    'the record of what was forgotten is read from its events as it was',
    () => {
      let read = 0
      fc.assert(
        fc.property(anyBusyDay.map(oneByOne), (events) => {
          const before = foldAll(events)
          // What had been closed as late as this was forgotten the first time.
          if (events.some(({ kind, subject }) => kind === 'DayClosed' && subject > dayOn(QUARTER - 1))) return
          const { outlines } = foldEvents(before, closing(QUARTER))
          for (const outline of outlines.values()) {
            const since = new Date(outline.since).toISOString()
            const belonging = events.filter((event) => event.stamp > since && belongsTo(outline, event))
            for (const event of belonging)
              expect(wordsOf(outline).some((word) => JSON.stringify(event).includes(word))).toBe(true)
            expect(recordFrom(outline, belonging)).toEqual(before.incidents.get(outline.id))
            read++
          }
        }),
        RUNS,
      )
      expect(read).toBeGreaterThan(0)
    },
    MOST_MS,
  )

  it(
    'how often drills were held, when last, and by which teams is the same for three years',
    () => {
      const drills = fc.array(
        fc.record({
          plan: fc.constantFrom(...plans),
          days: fc.integer({ min: 0, max: 1_000 }),
          steps: fc.uniqueArray(fc.nat({ max: 5 })),
          ends: fc.constantFrom('stood-down', 'real', 'not'),
        }),
        { maxLength: 20 },
      )
      const held = (of: { plan: Plan; days: number; steps: readonly number[]; ends: string }, i: number) => {
        const drill = `e_${i}`
        const begins = { plan: of.plan.id, version: 1, level: 4 } as const
        return daysLater(of.days, [
          {
            kind: 'IncidentDeclared',
            subject: drill,
            drill,
            on: `t${i}`,
            at: '10:00',
            body: { ...begins, objectives: [] },
          },
          ...of.steps.map((at): Happening => {
            const body = { step: of.plan.lines[at]?.id ?? '', behalf: false }
            return { kind: 'StepTicked', subject: drill, drill, on: `t${i}`, body }
          }),
          ...(of.ends === 'not'
            ? []
            : of.ends === 'real'
              ? real(`e_real${i}`, `t${i}`)
              : [over(drill, `t${i}`, drill)]),
        ])
      }
      const over = (subject: string, on: string, drill?: string): Happening => {
        const body = { met: 1, of: 1, reason: null }
        return { kind: 'IncidentStoodDown', subject, on, body, ...(drill && { drill }) }
      }
      const real = (subject: string, on: string): Happening[] => [
        { kind: 'IncidentDeclared', subject, on, body: { plan: 'P02', version: 1, level: 2 } },
        over(subject, on),
      ]
      const figures = (hall: Hall, now: number) => [
        ...plans.map(({ id }) => drillDue(hall, id, 36, now)),
        ...plans.map(({ id }) => timesDone(hall, { drillsOf: id }, now - YEAR_MS)),
        timesDone(hall, 'any-drill', now - YEAR_MS),
        [...exercisedSince(hall, now - YEAR_MS, plans)],
      ]
      let forgotten = 0
      fc.assert(
        fc.property(drills, fc.integer({ min: 1_000, max: 1_090 }), (all, days) => {
          const hall = foldAll([...eventsOf(setUp), ...all.flatMap(held)])
          const closed = foldEvents(hall, closing(days))
          expect(figures(closed, noonOn(days))).toEqual(figures(hall, noonOn(days)))
          forgotten += hall.incidents.size - closed.incidents.size
        }),
        RUNS,
      )
      expect(forgotten).toBeGreaterThan(0)
    },
    MOST_MS,
  )
})

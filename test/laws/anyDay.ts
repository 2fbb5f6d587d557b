/** @module Any day of a small hall: events of every kind, most of them about its tickets, in any order, sensible or not. */
import fc from 'fast-check'
import type { Slice } from '#domain/slice.ts'
import { type HallEvent, slices } from '#domain/whole.ts'
import { compareEvents } from '#log/event.ts'
import {
  counterClosed,
  counterDeclaredLost,
  counterOpened,
  counterPaused,
  customerArrived,
  customerMissed,
  dayClosed,
  eventsOf,
  type Happening,
  journalOf,
  rulesSet,
  serviceFinished,
  setUp,
  stayedAway,
  steppedOut,
  t,
  tabletAt,
  ticketCalled,
  ticketCancelled,
  ticketHeld,
  ticketIssued,
  ticketRecalled,
  ticketResumed,
  ticketReturned,
  ticketTransferred,
  told,
  triageCorrected,
} from '#support/hallAfter.ts'

import { caseHappening, incidentHappening } from './anyCase.ts'
import { anyBeginning, anyBeginningOf, anyHappening, anyOfKinds, themes } from './anyKind.ts'

const label = fc.constantFrom('A001', 'A002', 'A003', 'B001', 'B002')
const counter = fc.constantFrom('1', '2', '3', '5')
const queue = fc.constantFrom('A', 'B')
const within = (minutes: number) =>
  fc.integer({ min: 0, max: minutes * 60 }).map((seconds) => {
    const two = (number: number) => String(number).padStart(2, '0')
    return `${two(9 + Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  })

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 16, arbitrary: anyHappening },
  {
    weight: 4,
    arbitrary: fc
      .tuple(label, fc.boolean())
      .map(([l, first]) => ticketIssued(l, { priority: first ? 'infant' : null })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(counter, fc.subarray(['A', 'B'], { minLength: 1 })).map(([c, q]) => counterOpened(c, q)),
  },
  { weight: 5, arbitrary: fc.tuple(label, counter).map(([l, c]) => ticketCalled(l, c)) },
  { weight: 5, arbitrary: fc.tuple(label, counter).map(([l, c]) => customerArrived(l, c)) },
  { weight: 3, arbitrary: fc.tuple(label, counter).map(([l, c]) => serviceFinished(l, c)) },
  { weight: 2, arbitrary: fc.tuple(label, counter).map(([l, c]) => customerMissed(l, c)) },
  fc.tuple(label, counter).map(([l, c]) => ticketRecalled(l, c)),
  fc.tuple(label, counter).map(([l, c]) => ticketHeld(l, c)),
  fc.tuple(label, counter).map(([l, c]) => ticketResumed(l, c)),
  fc
    .tuple(label, counter, queue, fc.option(counter))
    .map(([l, c, q, to]) => ticketTransferred(l, c, to === null ? { queue: q } : { queue: q, counter: to })),
  { weight: 12, arbitrary: caseHappening },
  { weight: 8, arbitrary: incidentHappening },
  label.map(ticketReturned),
  fc.tuple(label, fc.integer({ min: 1, max: 60 })).map(([l, minutes]) => steppedOut(l, minutes)),
  fc.tuple(label, counter).map(([l, c]) => stayedAway(l, c)),
  label.map(ticketCancelled),
  fc.tuple(label, queue).map(([l, q]) => triageCorrected(l, q)),
  { weight: 3, arbitrary: fc.constantFrom('3', '5').map(counterPaused) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('3', '5')
      .map((c): Happening => ({ kind: 'CounterResumed', subject: c, body: {}, on: tabletAt(c) })),
  },
  counter.map(counterClosed),
  counter.map(counterDeclaredLost),
  fc
    .constantFrom('carry-over' as const, 'void' as const)
    .map((open) => dayClosed('2026-11-23', open, '2026-11-24', { [journalOf('reception')]: 2 })),
  fc.constant<Happening>({ kind: 'DayReopened', subject: '2026-11-23', body: {}, on: 'manager' }),
  // A quarter and four years later: what is finished is remembered as a row, and then not at all.
  fc.constantFrom(dayClosed('2027-03-01', 'void', '2027-03-02'), dayClosed('2030-11-23', 'void', '2030-11-24')),
  fc.integer({ min: 1, max: 5 }).map((missLimit) => rulesSet({ missLimit })),
  fc.tuple(label, counter, fc.integer({ min: 1, max: 12 })).map(([l, c, n]): Happening => {
    const body = { act: `${journalOf(tabletAt(c))}:${n}` }
    return { kind: 'ActUndone', subject: t(l), body, on: tabletAt(c) }
  }),
  label.map((l): Happening => {
    const body = {
      label: l,
      queue: l.slice(0, 1),
      service: null,
      day: '2026-11-23',
      priority: null,
      issuedAt: '2026-11-23T01:00:00.000Z',
    }
    return { kind: 'SlipPresented', subject: t(l), body, on: 'counter3' }
  }),
)

/** Sizes are meant: without `max` most days would have five events. */
const many = (one: fc.Arbitrary<Happening>, maxLength: number, minutes: number) =>
  fc.array(fc.tuple(one, within(minutes)), { maxLength, size: 'max' })

/**
 * Up to twelve things that begin early, thirty that happen between 09:00 and 12:00, and sixteen more of the kinds about
 * one noun, which is the theme of the day. Each tablet is in its own time.
 */
export const anyDay: fc.Arbitrary<Happening[]> = fc
  .tuple(
    many(anyBeginning, 12, 20),
    many(happening, 30, 180),
    fc.constantFrom(...themes).chain((theme) => many(theme, 16, 180)),
  )
  .map((parts) => parts.flat().map(([what, at]) => told({ at }, what)))

/**
 * Any day of a hall that is mostly about a slice: what it folds, what those it reads fold, and what both begin with. On a
 * day of every kind a small subject hardly ever meets what it is about.
 */
export function anyDayOf({ folds, needs }: Slice): fc.Arbitrary<Happening[]> {
  const own = folds.map(([kind]) => kind)
  const read = needs.flatMap((each) => each.folds.map(([kind]) => kind))
  const beginning = fc.oneof(anyBeginningOf([...own, ...read]), anyBeginning)
  const most = fc.oneof(
    { weight: 4, arbitrary: anyOfKinds(own) },
    { weight: 1, arbitrary: anyOfKinds([...own, ...read]) },
    { weight: 1, arbitrary: beginning },
  )
  return fc
    .tuple(many(beginning, 12, 20), many(most, 30, 180))
    .map((parts) => parts.flat().map(([what, at]) => told({ at }, what)))
}

/** Any day, or one that is mostly about one of the slices. */
export const anyDayOfAny: fc.Arbitrary<Happening[]> = fc.oneof(
  { weight: slices.length, arbitrary: anyDay },
  ...slices.map(anyDayOf),
)

/** A day in a hall that was set up before, as events in the order in which they are folded. */
export const inOrder = (day: fc.Arbitrary<Happening[]>): fc.Arbitrary<HallEvent[]> =>
  day.map((happened) => eventsOf([...setUp, ...happened]).sort(compareEvents))

import type { OpenHall } from '../openHall.ts'
import { servedSince, type Ticket } from '../tickets/tickets.ts'

/** How a day went for its customers. */
export interface DayFlow {
  /** Mean minutes of those served, walk-ins apart; null where nobody counts. */
  readonly wait: number | null
  /** From the call to the counter, of those whose arrival was noted by itself. */
  readonly walk: number | null
  /** Without the time on hold. */
  readonly service: number | null
  /** How often somebody was called out of turn, with a reason. */
  readonly outOfTurn: number
  /** Numbers that a manager gave outside the hours or for a service that was stopped. */
  readonly allowed: number
  /** How many were given a number of this queue and belonged into another: queue → customers, the most first. */
  readonly misdirected: readonly (readonly [queue: string, customers: number])[]
}

/** How a day went: waiting, walking and serving kept apart, and what was done out of order. */
export function dayFlow(hall: OpenHall, day: string): DayFlow {
  const tickets = [...hall.tickets.values()].filter((ticket) => ticket.day === day)
  const served = tickets.filter(({ status, origin }) => status === 'done' && origin !== 'walk-in')
  const misdirected = new Map<string, number>()
  for (const { triagedFrom } of tickets) {
    if (triagedFrom !== null) misdirected.set(triagedFrom, (misdirected.get(triagedFrom) ?? 0) + 1)
  }
  return {
    wait: mean(served, ({ issuedAt, firstCalledAt }) => between(issuedAt, firstCalledAt)),
    walk: mean(served, walkOf),
    service: mean(served.flatMap(legsOf), (leg) => between(servedSince(leg), leg.finishedAt)),
    allowed: tickets.filter(({ allowed }) => allowed !== null).length,
    outOfTurn: tickets.reduce((all, { picks }) => all + picks, 0),
    misdirected: [...misdirected].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1)),
  }
}

/**
 * From the call to the counter. Called and greeted in one tap nobody knows how long the way was, nor of whoever was missed
 * or handed on first: between their first call and the counter lies more than a way.
 */
const walkOf = (ticket: Ticket): number | null =>
  ticket.misses > 0 || ticket.note !== null
    ? null
    : between(ticket.firstCalledAt, legsOf(ticket)[0]?.arrivedAt ?? null) || null

/** Every service of a ticket, the one that ended it last. */
const legsOf = (ticket: Ticket) => [...ticket.legs, ticket]

const between = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : (to - from) / 60_000

function mean<T>(things: readonly T[], minutesOf: (thing: T) => number | null): number | null {
  const known = things.map(minutesOf).filter((minutes) => minutes !== null)
  return known.length === 0 ? null : known.reduce((all, each) => all + each, 0) / known.length
}

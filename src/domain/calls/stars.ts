/**
 * @module Star customers go before others only as far as the hall allows: at most one call in so many, and nobody else is
 * kept waiting by them for longer than so many minutes in all.
 */
import type { CounterState } from '../counters/counters.ts'
import { countersOf } from '../counters/queries.ts'
import type { OpenHall } from '../openHall.ts'
import { byTurn, type Ticket } from '../tickets/tickets.ts'
import { paceOf } from '../waits/queries.ts'

/** The first star customer of a line, in turn, if the counter may take them before those who stand there; or null. */
export function starFirst(hall: OpenHall, counter: CounterState, line: readonly Ticket[]): Ticket | null {
  const { levels, every, delayMinutes } = hall.settings.stars
  if (levels.length === 0 || counter.callsSincePriority < every - 1) return null
  const star = line.find((ticket) => ticket.star !== null)
  if (!star) return null
  const passed = line.filter((other) => byTurn(other, star) < 0)
  const fits = (other: Ticket) => keptWaiting(hall, other) + costOf(hall, star, other) <= delayMinutes
  return passed.length > 0 && passed.every(fits) ? star : null
}

/**
 * For how many minutes star customers who came later have kept this one waiting: the work of each that was called first
 * at a counter of the same queue, over the counters that are open for it.
 */
export function keptWaiting(hall: OpenHall, ticket: Ticket): number {
  let minutes = 0
  const until = ticket.firstCalledAt ?? Number.POSITIVE_INFINITY
  for (const other of hall.tickets.values()) {
    if (other.star === null || other.firstCalledAt === null || other.turn <= ticket.turn) continue
    if (other.firstCalledAt >= until) continue
    if (hall.counters.get(other.counter ?? '')?.queues.includes(ticket.queue)) minutes += costOf(hall, other, ticket)
  }
  return minutes
}

const costOf = (hall: OpenHall, star: Ticket, ticket: Ticket): number =>
  paceOf(hall, star) / Math.max(1, countersOf(hall, ticket.queue).length)

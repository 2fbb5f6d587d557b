import type { OpenHall } from '../openHall.ts'
import { isHere, type Ticket } from '../tickets/tickets.ts'
import type { CounterState } from './counters.ts'
import { lostAs } from './queries.ts'

/**
 * Since when (ms) an open counter has had nobody before it while these customers waited for it; null: it has somebody,
 * pauses, is lost, or nobody waits.
 */
export function idleSince(hall: OpenHall, counter: CounterState, line: readonly Ticket[]): number | null {
  if (counter.status !== 'open' || lostAs(hall, counter) !== null || line.length === 0) return null
  let since = Math.max(counter.since, Math.min(...line.map((ticket) => ticket.since)))
  for (const ticket of hall.tickets.values()) {
    if (ticket.counter === counter.id && isHere(ticket)) return null
    // Its last act: a customer served, missed, set aside or sent on.
    if (ticket.counter === counter.id || ticket.before?.counter === counter.id) since = Math.max(since, ticket.since)
  }
  return since
}

/** Whether a counter is to be reminded that people wait; the hall's rule says after how long. */
export function isNudged(hall: OpenHall, counter: CounterState, line: readonly Ticket[], now: number): boolean {
  const { nudgeAfterSeconds } = hall.settings.rules
  const since = nudgeAfterSeconds > 0 ? idleSince(hall, counter, line) : null
  return since !== null && now - since >= nudgeAfterSeconds * 1000
}

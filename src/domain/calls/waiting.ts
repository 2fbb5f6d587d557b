/** @module What whoever waits is asked without choosing among them: for whom they wait, and how long. A wall needs no more. */
import { isAtWork, lostAs } from '../counters/queries.ts'
import type { OpenHall } from '../openHall.ts'
import { isAway, type Ticket } from '../tickets/tickets.ts'

/** The counter a ticket was sent to, while that one is there; once it is closed or lost, the whole queue serves it. */
export function reservedFor(hall: OpenHall, ticket: Ticket): string | null {
  if (ticket.sentTo === null) return null
  const counter = hall.counters.get(ticket.sentTo) ?? null
  return isAtWork(counter) && lostAs(hall, counter) === null ? ticket.sentTo : null
}

/** Whether the time away of its customer is over and has cost them the place: it is nobody's turn any more. */
export const isOverdue = (hall: OpenHall, { awayUntil }: Ticket, now: number): boolean =>
  awayUntil !== null && now >= awayUntil && hall.settings.rules.awayOver === 'end'

/** Whether the customer of a waiting ticket is in the line as far as anybody knows: not away, and not too late back. */
export const isPresent = (hall: OpenHall, ticket: Ticket, now: number): boolean =>
  !isAway(ticket, now) && !isOverdue(hall, ticket, now)

/** Whole minutes since the ticket was taken. */
export const waitedMinutes = (ticket: Ticket, now: number): number =>
  Math.max(0, Math.floor((now - ticket.issuedAt) / 60_000))

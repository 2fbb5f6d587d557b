import type { OpenHall } from '../openHall.ts'
import type { Ticket } from '../tickets/tickets.ts'
import { isAtWork, lostAs } from './queries.ts'

/** Tickets on hold that a counter may do something about: its own and those that another one has set down; the one due first in front. */
export const heldAt = (hall: OpenHall, counter: string): Ticket[] =>
  [...hall.tickets.values()]
    .filter((ticket) => ticket.status === 'held' && (ticket.counter === counter || isSetDown(hall, ticket)))
    .sort((a, b) => (a.hold?.until ?? 0) - (b.hold?.until ?? 0))

/** Whether the counter that holds a ticket has left it to the others: it is closed or lost. */
export const isLeft = (hall: OpenHall, ticket: Ticket): boolean => {
  const holder = hall.counters.get(ticket.counter ?? '')
  return !holder || !isAtWork(holder) || lostAs(hall, holder) !== null
}

/** Whether nobody calls at the counter that holds a ticket: it pauses too. Going on there with its customer is still its own. */
export const isSetDown = (hall: OpenHall, ticket: Ticket): boolean =>
  hall.counters.get(ticket.counter ?? '')?.status === 'paused' || isLeft(hall, ticket)

import type { OpenHall } from '../openHall.ts'
import type { Ticket } from './tickets.ts'

/** Every ticket on hold in the hall, the one due first in front. */
export const heldTickets = (hall: OpenHall): Ticket[] =>
  [...hall.tickets.values()]
    .filter(({ status }) => status === 'held')
    .sort((a, b) => (a.hold?.until ?? 0) - (b.hold?.until ?? 0))

import type { Hall } from '../hall.ts'
import { isOpen } from '../tickets/tickets.ts'

/**
 * Whether nobody has set this hall up: no staff, although everything up to this tablet's own pairing is known here. A
 * tablet that has not heard of its own pairing cannot know and says no.
 */
export const isNewHall = (hall: Hall, tablet: string): boolean => hall.staff.size === 0 && hall.tablets.has(tablet)

/** How many customers a queue still has, so that it cannot go: `3`. */
export const openTicketsOf = (hall: Hall, queue: string): number =>
  [...hall.tickets.values()].filter((ticket) => ticket.queue === queue && isOpen(ticket)).length

import { isOpen, type Ticket } from '../tickets/tickets.ts'
import type { DayCounts, DayState } from './day.ts'

/** What closing a day makes of a ticket: whoever is in the middle of a service goes on, whatever is decided. */
export function fateAtClosing(ticket: Ticket, open: DayState['open']): keyof Omit<DayCounts, 'issued'> {
  const { status } = ticket
  if (status === 'serving') return 'carriedOver'
  if (isOpen(ticket)) return open === 'carry-over' && status !== 'missed' ? 'carriedOver' : 'void'
  return status === 'done' ? 'served' : status === 'cancelled' ? 'cancelled' : 'void'
}

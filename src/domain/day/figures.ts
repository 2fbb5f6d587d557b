import type { OpenHall } from '../openHall.ts'
import { isOpen, type Ticket, workDay } from '../tickets/tickets.ts'
import type { DayCounts, DayState } from './day.ts'

/** What closing a day makes of a ticket: whoever is in the middle of a service goes on, whatever is decided. */
export function fateAtClosing(ticket: Ticket, open: DayState['open']): keyof Omit<DayCounts, 'issued'> {
  const { status } = ticket
  if (status === 'serving') return 'carriedOver'
  if (isOpen(ticket)) return open === 'carry-over' && status !== 'missed' ? 'carriedOver' : 'void'
  return status === 'done' ? 'served' : status === 'cancelled' ? 'cancelled' : 'void'
}

/** What a day would come to if it were closed now, as far as this tablet knows. */
export function countsIfClosed(hall: OpenHall, day: string, open: DayState['open']): DayCounts {
  const counts = { issued: 0, served: 0, cancelled: 0, void: 0, carriedOver: 0 }
  for (const ticket of hall.tickets.values()) {
    if (!countsFor(hall, ticket, day)) continue
    counts.issued++
    counts[workDay(ticket) === day ? fateAtClosing(ticket, open) : 'carriedOver']++
  }
  return counts
}

/** What a closed day comes to by its tickets, and how many of them somebody has taken up again since. */
export function countsOf(hall: OpenHall, day: string): DayCounts & { readonly open: number } {
  const counts = { issued: 0, served: 0, cancelled: 0, void: 0, carriedOver: 0, open: 0 }
  for (const ticket of hall.tickets.values()) {
    if (!countsFor(hall, ticket, day)) continue
    counts.issued++
    if (workDay(ticket) !== day) counts.carriedOver++
    else counts[isOpen(ticket) ? 'open' : fateAtClosing(ticket, 'void')]++
  }
  return counts
}

/** Whether a ticket is one of a day: taken on it, worked on in it, or carried through it to a later one. */
export function countsFor({ days }: OpenHall, ticket: Ticket, day: string): boolean {
  const last = workDay(ticket)
  if (last === day || ticket.day === day) return true
  for (let on = ticket.day; on < day && on < last; ) {
    const next = days.get(on)?.next
    if (next === day) return day < last
    // What a clock ran back over, or nobody knows any more.
    if (next === undefined || next <= on) return false
    on = next
  }
  return false
}

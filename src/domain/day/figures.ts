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

/** What a day comes to as it stands: what is settled, and what closing it has to decide about. */
export interface DaySoFar {
  readonly issued: number
  readonly served: number
  readonly cancelled: number
  readonly void: number
  readonly carriedOver: number
  readonly waiting: number
  readonly missed: number
  readonly atCounter: number
}

/**
 * Counts the tickets of a day, e.g. to show them before it is closed: of one that was opened again, those that its closing
 * has carried over are among the issued.
 */
export function daySoFar(hall: OpenHall, day: string): DaySoFar {
  const all = [...hall.tickets.values()].filter((ticket) => countsFor(hall, ticket, day))
  const tickets = all.filter((ticket) => workDay(ticket) === day)
  const count = (...statuses: readonly Ticket['status'][]) =>
    tickets.filter(({ status }) => statuses.includes(status)).length
  return {
    issued: all.length,
    carriedOver: all.length - tickets.length,
    served: count('done'),
    cancelled: count('cancelled'),
    void: count('void'),
    waiting: count('waiting'),
    missed: count('missed'),
    atCounter: count('called', 'serving', 'held'),
  }
}

/** Whether a ticket is one of a day: taken on it, worked on in it, or carried through it to a later one. */
function countsFor({ days }: OpenHall, ticket: Ticket, day: string): boolean {
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

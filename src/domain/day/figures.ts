import type { OpenHall } from '../openHall.ts'
import { isOpen, type Ticket, workDay } from '../tickets/tickets.ts'
import type { DayCounts, DayState } from './day.ts'
import { fateAtClosing } from './fate.ts'

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

/** What a day comes to as it stands: what is settled, and what closing it has to decide about. */
export interface DaySoFar extends DayCounts {
  readonly waiting: number
  readonly missed: number
  readonly atCounter: number
}

/** A ticket of a day, and under which of its figures it counts besides the issued. */
export interface DayLine {
  readonly ticket: Ticket
  readonly counts: keyof Omit<DaySoFar, 'issued'> | 'open'
}

/** A figure that is told of a day. */
export type DayFigure =
  | keyof DaySoFar
  | 'open'
  /** A wait was told; star customers; of whom the mean times are. */
  | 'quoted'
  | 'stars'
  | 'timed'
  | 'allowed'
  | 'outOfTurn'
  | 'misdirected'

/**
 * The lines behind a figure of a day, closed or as it stands, those first taken first. Of a day that was opened again, those
 * that its closing has carried over are among the issued.
 */
export function linesBehind(hall: OpenHall, day: string, figure: DayFigure): DayLine[] {
  const all = linesOf(hall, day, hall.days.get(day)?.status === 'closed')
  const ofDay = (holds: (ticket: Ticket) => boolean) => all.filter(({ ticket }) => ticket.day === day && holds(ticket))
  switch (figure) {
    case 'issued':
      return all
    case 'quoted':
      return ofDay(({ quote }) => quote !== null)
    case 'stars':
      return ofDay(({ star }) => star !== null)
    case 'timed':
      return ofDay(({ status, origin }) => status === 'done' && origin !== 'walk-in')
    case 'allowed':
      return ofDay(({ allowed }) => allowed !== null)
    case 'outOfTurn':
      return ofDay(({ picks }) => picks > 0)
    case 'misdirected':
      return ofDay(({ triagedFrom }) => triagedFrom !== null)
    default:
      return all.filter(({ counts }) => counts === figure)
  }
}

/** What a closed day comes to by its tickets, and how many of them somebody has taken up again since. */
export function countsOf(hall: OpenHall, day: string): DayCounts & { readonly open: number } {
  const { issued, served, cancelled, void: voided, carriedOver, open } = count(linesOf(hall, day, true))
  return { issued, served, cancelled, void: voided, carriedOver, open }
}

/** Counts the tickets of a day as it stands, e.g. to show them before it is closed. */
export function daySoFar(hall: OpenHall, day: string): DaySoFar {
  const { open: _, ...soFar } = count(linesOf(hall, day, false))
  return soFar
}

/** Every ticket of a day once. */
const linesOf = (hall: OpenHall, day: string, isClosed: boolean): DayLine[] =>
  [...hall.tickets.values()]
    .filter((ticket) => countsFor(hall, ticket, day))
    .sort((a, b) => a.issuedAt - b.issuedAt || (a.id < b.id ? -1 : 1))
    .map((ticket) => ({ ticket, counts: countsAs(ticket, day, isClosed) }))

function count(lines: readonly DayLine[]): DaySoFar & { readonly open: number } {
  const settled = { served: 0, cancelled: 0, void: 0, carriedOver: 0 }
  const counts = { issued: lines.length, ...settled, waiting: 0, missed: 0, atCounter: 0, open: 0 }
  for (const line of lines) counts[line.counts]++
  return counts
}

function countsAs(ticket: Ticket, day: string, isClosed: boolean): DayLine['counts'] {
  const { status } = ticket
  if (workDay(ticket) !== day) return 'carriedOver'
  if (isClosed) return isOpen(ticket) ? 'open' : fateAtClosing(ticket, 'void')
  if (status === 'done') return 'served'
  return status === 'called' || status === 'serving' || status === 'held' ? 'atCounter' : status
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

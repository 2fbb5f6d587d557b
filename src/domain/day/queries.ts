import type { OpenHall } from '../openHall.ts'
import { isOpen, type Ticket, workDay } from '../tickets/tickets.ts'
import { businessDay } from './businessDay.ts'
import { countsFor } from './figures.ts'
import { momentThere } from './localTime.ts'

export const isDayClosed = (hall: OpenHall, day: string): boolean => hall.days.get(day)?.status === 'closed'

/**
 * Whether a ticket of this day would be the first since another one, by the clock alone: then two clocks have to agree on
 * it, or a person. What goes on overnight by somebody's word turns at no clock.
 */
export function turnsTheDay(hall: OpenHall, day: string): boolean {
  return hall.emergencyDay === null && [...hall.tickets.values()].at(-1)?.day !== day
}

/** Earlier days that still have open tickets and wait to be closed, oldest first. */
export function daysToClose(hall: OpenHall, today: string): string[] {
  const days = new Set<string>()
  for (const ticket of hall.tickets.values()) {
    if (isOpen(ticket) && workDay(ticket) < today && !isDayClosed(hall, workDay(ticket))) days.add(workDay(ticket))
  }
  return [...days].sort()
}

/** When this business day began, ms since 1970. */
export const dayBegan = (hall: OpenHall, now: number): number =>
  timeOn(hall, businessDay(hall, now), hall.settings.rules.dayStartsAt)

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

/** When it is this time of day in the hall on a calendar day: `2026-11-30`, `23:30`. Ms since 1970. */
export const timeOn = (hall: OpenHall, day: string, time: string): number =>
  momentThere(day, time, hall.settings.rules.timeZone)

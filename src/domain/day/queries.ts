import type { OpenHall } from '../openHall.ts'
import { isOpen, workDay } from '../tickets/tickets.ts'
import { businessDay } from './businessDay.ts'
import { momentThere } from './localTime.ts'

export const isDayClosed = (hall: OpenHall, day: string): boolean => hall.days.get(day)?.status === 'closed'

/** The newest day that is closed; null: none is. */
export const lastClosedDay = ({ days }: Pick<OpenHall, 'days'>): string | null =>
  [...days.values()]
    .flatMap(({ day, status }) => (status === 'closed' ? [day] : []))
    .sort()
    .at(-1) ?? null

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

/** When it is this time of day in the hall on a calendar day: `2026-11-30`, `23:30`. Ms since 1970. */
export const timeOn = (hall: OpenHall, day: string, time: string): number =>
  momentThere(day, time, hall.settings.rules.timeZone)

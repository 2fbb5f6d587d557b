import type { Situation } from '../command.ts'
import type { OpenHall } from '../openHall.ts'
import type { Settings } from '../settings/settings.ts'
import { isGivingHour } from './givingHour.ts'
import { localDay, localTime, minutesOf, weekdayOf } from './localTime.ts'

/** Whether numbers are given at a moment by the hall's hours, and what comes next: times of day of that day, `13:30`. */
export interface Opening {
  readonly isOpen: boolean
  /** When numbers are given again today; null: not any more. */
  readonly next: string | null
  /** How many minutes are left today in which numbers are given, breaks not counted. */
  readonly minutesLeft: number
}

/** The hours of this day (ms since 1970); null: the hall has set none and gives numbers at any time. */
export function openingAt(settings: Settings, now: number): Opening | null {
  const { opening, rules } = settings
  if (opening.length === 0) return null
  const day = localDay(now, rules.timeZone)
  const time = localTime(now, rules.timeZone)
  const weekday = weekdayOf(day)
  const ahead = opening
    .filter(({ days, to }) => days.includes(weekday) && to > time)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
  return {
    isOpen: isGivingHour(settings, now),
    next: ahead.find(({ from }) => from > time)?.from ?? null,
    minutesLeft: ahead.reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from > time ? from : time), 0),
  }
}

/**
 * Whether the hour keeps this tablet from giving numbers. A clock that nobody vouches for keeps nobody out, nor does any
 * clock while an emergency goes on overnight.
 */
export const isOutsideHours = (hall: OpenHall, { now, isTimeUnchecked }: Situation): boolean =>
  !isTimeUnchecked && hall.emergencyDay === null && !isGivingHour(hall.settings, now)

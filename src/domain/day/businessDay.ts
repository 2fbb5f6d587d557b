import { stampTime } from '#log/stamp.ts'
import type { SettingsPart } from '../settings/settings.ts'
import type { DaysPart } from './day.ts'
import { localDay } from './localTime.ts'

/** What has to be known to say which business day it is. */
export type ClockPart = DaysPart & SettingsPart

/**
 * The business day at a moment (ms since 1970): the local date, turning at the hall's `dayStartsAt`. An emergency keeps its
 * day from its beginning on: what was before it keeps its own.
 */
export function businessDay(
  { emergencyDay, settings }: Pick<DaysPart, 'emergencyDay'> & SettingsPart,
  now: number,
): string {
  const day = dayAt({ settings }, now)
  return emergencyDay !== null && emergencyDay < day ? emergencyDay : day
}

/**
 * The day that calendars show at a moment (ms since 1970), by which people make appointments and papers end: at midnight
 * another one, though the hall's own has not turned yet or an emergency keeps it.
 */
export const calendarDay = ({ settings }: Pick<SettingsPart, 'settings'>, now: number): string =>
  localDay(now, settings.rules.timeZone)

/** The day that a hall's clock shows at a moment (ms since 1970), whatever goes on overnight. */
export function dayAt(hall: Pick<SettingsPart, 'settings'>, now: number): string {
  const { timeZone, dayStartsAt } = hall.settings.rules
  const [hours, minutes] = dayStartsAt.split(':').map(Number) as [number, number]
  return localDay(now - (hours * 60 + minutes) * 60_000, timeZone)
}

/** The calendar day after: `2026-11-23` → `2026-11-24`. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString().slice(0, 10)

/** The day that an event names, or that of its own stamp where it names one farther ahead than the next: no clock that is right does. */
export function dayNamed(hall: SettingsPart, day: string, stamp: string): string {
  // Nearly always so, and no calendar is asked: no hall is a day behind UTC.
  if (day <= stamp.slice(0, 10)) return day
  const own = dayAt(hall, stampTime(stamp))
  return day <= dayAfter(own) ? day : own
}

/** Whether a day is closed already: a second closing changes nothing. */
export const isClosedAlready = (hall: Pick<DaysPart, 'days'>, day: string): boolean =>
  hall.days.get(day)?.status === 'closed'

import type { SettingsPart } from '../settings/settings.ts'
import type { DaysPart } from './day.ts'
import { localDay } from './localTime.ts'

/** What has to be known to say which business day it is. */
export type ClockPart = DaysPart & SettingsPart

/** The business day at a moment (ms since 1970): the local date, turning at the hall's `dayStartsAt`; an emergency keeps its day. */
export function businessDay(hall: Pick<DaysPart, 'emergencyDay'> & SettingsPart, now: number): string {
  if (hall.emergencyDay !== null) return hall.emergencyDay
  const { timeZone, dayStartsAt } = hall.settings.rules
  const [hours, minutes] = dayStartsAt.split(':').map(Number) as [number, number]
  return localDay(now - (hours * 60 + minutes) * 60_000, timeZone)
}

/** Whether a day is closed already: a second closing changes nothing. */
export const isClosedAlready = (hall: Pick<DaysPart, 'days'>, day: string): boolean =>
  hall.days.get(day)?.status === 'closed'

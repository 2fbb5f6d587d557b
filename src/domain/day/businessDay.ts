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

/** How long interruptions and serial numbers of the operator are remembered, so that nothing is entered twice. */
const KEPT_MS = 60 * 86_400_000

/** The oldest day of which they are remembered, once this day is closed. */
export const keptSince = (day: string): string => new Date(Date.parse(day) - KEPT_MS).toISOString().slice(0, 10)

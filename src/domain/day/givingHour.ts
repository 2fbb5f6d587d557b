import type { Settings } from '../settings/settings.ts'
import { localDay, localTime, weekdayOf } from './localTime.ts'

/** Whether numbers are given at a moment (ms since 1970) by the hall's hours; a hall that has set none gives them at any time. */
export function isGivingHour({ opening, rules }: Settings, now: number): boolean {
  const time = localTime(now, rules.timeZone)
  const weekday = weekdayOf(localDay(now, rules.timeZone))
  return (
    opening.length === 0 || opening.some(({ days, from, to }) => days.includes(weekday) && from <= time && time < to)
  )
}

import type { OpenHall } from '../openHall.ts'
import { calendarDay } from './businessDay.ts'
import { timeOn } from './queries.ts'

/** When clocks there showed this time last, at `now` (ms since 1970) or before: who says 23:50 at ten past midnight means yesterday. */
export function lastTimeOf(hall: OpenHall, time: string, now: number): number {
  const today = calendarDay(hall, now)
  const at = timeOn(hall, today, time)
  return at <= now ? at : timeOn(hall, dayBefore(today), time)
}

/** The calendar day before: `2026-11-24` → `2026-11-23`. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) - 86_400_000).toISOString().slice(0, 10)

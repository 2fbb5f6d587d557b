/** @module Days after Monday 23 November 2026, for what becomes of things in the long run. */
import type { HallEvent } from '#domain/whole.ts'
import { stampTime } from '#log/stamp.ts'
import { dayClosed, eventsOf, type Happening } from '#support/hallAfter.ts'

const DAY_MS = 86_400_000
/** The day so many days later: `2026-11-24`. */
export const dayOn = (days: number): string =>
  new Date(Date.parse('2026-11-23') + days * DAY_MS).toISOString().slice(0, 10)
/** Ms since 1970 of that day's noon, in the hall. */
export const noonOn = (days: number): number => Date.parse(`${dayOn(days)}T12:00:00+08:00`)

/** What happens so many days later, further on in the journals. */
export const daysLater = (days: number, happenings: readonly Happening[]): HallEvent[] =>
  eventsOf(happenings).map((event) => {
    const time = new Date(stampTime(event.stamp) + days * DAY_MS).toISOString()
    return { ...event, n: event.n + 1_000 * days, stamp: `${time}${event.stamp.slice(24)}` }
  })

/** That day is closed late in the evening, and what is open goes on. */
export const closing = (days: number): HallEvent[] =>
  daysLater(days, [{ ...dayClosed(dayOn(days), 'carry-over', dayOn(days + 1)), at: '23:00' }])

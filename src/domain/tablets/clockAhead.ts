import { baseOf } from '#log/journalName.ts'
import { stampTime } from '#log/stamp.ts'
import type { OpenHall } from '../openHall.ts'
import { tabletOf } from './queries.ts'
import type { Tablet } from './tablets.ts'

/** The tablet whose clock runs farthest ahead of `now` by its lines that are held for that, and by how much (ms). */
export function clockAhead(hall: OpenHall, now: number): { tablet: Tablet | undefined; aheadMs: number } | null {
  const held = hall.waiting.filter(({ why }) => why === 'clock-ahead').map(({ event }) => event)
  const farthest = held.reduce((a, b) => (a && a.stamp > b.stamp ? a : b), held[0])
  if (!farthest) return null
  return { tablet: tabletOf(hall, baseOf(farthest.journal)), aheadMs: stampTime(farthest.stamp) - now }
}

/** A clock that was set badly is ahead by minutes, and is named as that elsewhere. */
const BADLY_SET_MS = 3_600_000

/** Whether a time that a line names lies so far ahead of `now` (both in ms since 1970) that somebody made it up. */
export const isMadeUp = (at: number, now: number): boolean => at > now + BADLY_SET_MS

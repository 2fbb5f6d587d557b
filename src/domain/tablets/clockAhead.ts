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

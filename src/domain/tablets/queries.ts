import { stampTime } from '#log/stamp.ts'
import type { OpenHall } from '../openHall.ts'
import type { Tablet } from './tablets.ts'

/** Every tablet ever paired, working ones first, then by name. */
export const tabletList = (hall: OpenHall): Tablet[] =>
  [...hall.tablets.values()].sort((a, b) => Number(a.revoked) - Number(b.revoked) || (a.name < b.name ? -1 : 1))

/** The tablet that wrote a journal. */
export const tabletOf = (hall: OpenHall, journal: string): Tablet | undefined =>
  hall.tablets.get(hall.journals.get(journal)?.tablet ?? '')

/** Farther ahead than this (ms) a clock is shown. */
const MAX_LEAD_MS = 60_000

/**
 * The tablet whose clock runs far ahead, by its newest event: a stamp more than a minute in the future of `now`.
 * Such a stamp moves nobody's clock, but its events come late in the order, so a manager should see it.
 */
export function clockAhead(hall: OpenHall, now: number): { tablet: Tablet | undefined; aheadMs: number } | null {
  if (!hall.at) return null
  const aheadMs = stampTime(hall.at.stamp) - now
  return aheadMs > MAX_LEAD_MS ? { tablet: tabletOf(hall, hall.at.journal), aheadMs } : null
}

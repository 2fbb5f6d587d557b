import { lastCalledAt } from '#domain/calls/queries.ts'
import { foremost } from '#domain/incidents/queries.ts'
import type { Place } from '#domain/kind.ts'
import type { OpenHall } from '#domain/openHall.ts'

/** So long (ms) after it was touched, or had something to call, a tablet is still in use. */
const IDLE_MS = 60_000

/**
 * Whether somebody needs what this tablet shows now (ms since 1970), so that it may not begin anew: who is signed in, who
 * looks at a sheet, who touched it a moment ago, and whoever is led out. A wall is for those who wait: between two calls
 * there is time enough, and outside of business always.
 */
export function isInUse({
  place,
  hall,
  isAttended,
  touchedAt,
  now,
}: {
  readonly place: Place
  readonly hall: OpenHall
  /** Somebody is signed in, or a sheet is open. */
  readonly isAttended: boolean
  readonly touchedAt: number
  readonly now: number
}): boolean {
  if (foremost(hall) !== null) return true
  const lastUsedAt = place === 'wall' ? Math.max(touchedAt, lastCalledAt(hall)) : touchedAt
  return now - lastUsedAt < IDLE_MS || (place !== 'wall' && isAttended)
}

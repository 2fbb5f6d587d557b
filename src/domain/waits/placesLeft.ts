import { countersOf } from '../counters/queries.ts'
import { openingAt } from '../day/opening.ts'
import type { OpenHall } from '../openHall.ts'
import { aheadIn, paceOf, type WhoWaits } from './queries.ts'

/**
 * About how many more customers of a queue its open counters can serve before the hall's hours are over, those ahead
 * served first. Null: the hall has set no hours, or no counter is open to reckon with.
 */
export function placesLeft(hall: OpenHall, queue: string, now: number, present?: WhoWaits): number | null {
  const opening = openingAt(hall.settings, now)
  const counters = countersOf(hall, queue).length
  if (opening === null || counters === 0) return null
  const served = (opening.minutesLeft * counters) / paceOf(hall, { service: null, queue })
  return Math.max(0, Math.floor(served - aheadIn(hall, { queue, service: null }, now, present)))
}

import { isPresent } from '../calls/waiting.ts'
import { businessDay } from '../day/businessDay.ts'
import type { OpenHall } from '../openHall.ts'
import { waitsToday } from '../tickets/tickets.ts'
import { countersNeeded, erlangC } from './erlangC.ts'
import { paceOf } from './queries.ts'

/** So many waiting make P08 yellow, orange and red (plan-study P08). */
const CROWD_LIMITS = [30, 50, 80] as const
/** Written by hand a service takes this many times as long (plan-study §6.3: 8 minutes become 12). */
export const BY_HAND = 1.5

/** What the next hours bring if customers go on coming as they did. */
export interface Forecast {
  /** Customers an hour, from the tickets of the last hour or two. */
  readonly perHour: number
  /** How long one of them will be served, minutes. */
  readonly minutes: number
  readonly counters: number
  readonly waiting: number
  /** In how many minutes each limit is passed, 0: now; limits that are not reached within `HORIZON` are missing. */
  readonly passes: readonly { readonly limit: number; readonly inMinutes: number }[]
  /** How many counters it takes for four of five customers to be called within ten minutes. */
  readonly needed: number
}

/** Arrivals are counted over this time (ms), and over no less than a quarter of an hour after the first. */
const LOOK_BACK_MS = 2 * 3_600_000
const LEAST_MS = 15 * 60_000
/** Farther ahead (minutes) nobody can say. */
const HORIZON = 8 * 60
/** What a hall promises: so many are called within so many minutes. */
const PROMISE = { share: 0.8, within: 10 }

/**
 * Foretells the crowd from the hall's own last hours; `stretch` is how much longer a service will take from now on. Null
 * when nobody has come lately: then there is nothing to go by.
 */
export function forecastCrowd(hall: OpenHall, now: number, stretch: number = BY_HAND): Forecast | null {
  const lately = [...hall.tickets.values()].filter(
    ({ issuedAt, status, outcome }) =>
      // Whom the end of a day has sent home had come all the same.
      issuedAt > now - LOOK_BACK_MS && issuedAt <= now && (status !== 'void' || outcome === 'day-closed'),
  )
  if (lately.length === 0) return null
  const first = Math.min(...lately.map(({ issuedAt }) => issuedAt))
  const perHour = (lately.length * 3_600_000) / Math.max(now - first, LEAST_MS)
  const minutes = (stretch * lately.reduce((sum, ticket) => sum + paceOf(hall, ticket), 0)) / lately.length
  const counters = [...hall.counters.values()].filter(({ status, lost }) => status === 'open' && !lost).length
  const today = businessDay(hall, now)
  const waiting = [...hall.tickets.values()].filter(
    (ticket) => waitsToday(ticket, today) && isPresent(hall, ticket, now),
  ).length
  const grows = perHour - (counters * 60) / minutes
  const passes = CROWD_LIMITS.flatMap((limit) => {
    const inMinutes = waiting >= limit ? 0 : grows > 0 ? Math.ceil(((limit - waiting) / grows) * 60) : HORIZON + 1
    return inMinutes <= HORIZON ? [{ limit, inMinutes }] : []
  })
  return { perHour, minutes, counters, waiting, passes, needed: countersNeeded({ perHour, minutes }, PROMISE) }
}

/** How many counters would have to be opened besides those that are. */
export const countersMissing = ({ needed, counters }: Forecast): number => Math.max(0, needed - counters)

/** The mean wait (minutes) once it has settled; null: the line grows without end. */
export const settledWait = ({ perHour, minutes, counters }: Forecast): number | null =>
  erlangC({ perHour, minutes, counters })?.mean ?? null

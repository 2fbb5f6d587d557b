import type { OpenHall } from '../openHall.ts'

/** So many customers who report a fault within this time (ms) are worth a word: it may be the network (plan-study SV13). */
const REPORTS = 5
const WITHIN_MS = 15 * 60_000

/**
 * How many customers have come with a fault lately, each once, when they are so many that it may be the same one; null
 * while they are fewer. Numbers that were given up do not count.
 */
export function manyFaults({ tickets }: Pick<OpenHall, 'tickets'>, faults: string, now: number): number | null {
  const lately = [...tickets.values()].filter(
    ({ service, status, issuedAt }) =>
      service === faults && status !== 'cancelled' && issuedAt <= now && now - issuedAt <= WITHIN_MS,
  )
  return lately.length >= REPORTS ? lately.length : null
}

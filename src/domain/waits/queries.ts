import { callable } from '../calls/choose.ts'
import { inTouch } from '../command.ts'
import { countersOf } from '../counters/queries.ts'
import type { Hall } from '../hall.ts'
import type { Quote } from '../tickets/events.ts'
import { type Ticket, waitingIn } from '../tickets/tickets.ts'
import { paceKey } from './pace.ts'

/** Share of called customers assumed to have left, before the hall has measured its own. */
const LEAVERS = 0.03
/** Quantiles of the range that is told: a range, never a point, and biased upwards because under-quoting is what hurts. */
const LOW = -0.67
const HIGH = 0.84

/**
 * The wait a customer joining this queue now would be told, in minutes, from the state of the queue: the work of those
 * ahead and of those being served, at measured service times, over the open counters. Null when no counter is open.
 * Never the last customer's wait: that under-quotes nearly half of those who wait long.
 */
export function quoteWait(hall: Hall, queue: string, now: number): Quote | null {
  const counters = countersOf(hall, queue)
  if (counters.length === 0) return null
  const ids = new Set(counters.map(({ id }) => id))
  // Whoever these counters may call before a newcomer, each counted for the part of the counters that serve them.
  const ahead = new Map<string, Ticket>()
  for (const counter of counters) for (const ticket of callable(hall, counter, inTouch)) ahead.set(ticket.id, ticket)
  let work = 0
  let variance = 0
  for (const ticket of ahead.values()) {
    const serving = countersOf(hall, ticket.queue)
    const part = serving.length === 0 ? 1 : serving.filter(({ id }) => ids.has(id)).length / serving.length
    const { mean, variance: spread } = serviceTime(hall, ticket)
    work += part * mean * (1 - LEAVERS)
    variance += part * spread
  }
  for (const ticket of hall.tickets.values()) {
    if (ticket.counter === null || !ids.has(ticket.counter)) continue
    if (ticket.status !== 'serving' && ticket.status !== 'called') continue
    const { mean, variance: spread } = serviceTime(hall, ticket)
    const elapsed = ticket.arrivedAt === null ? 0 : (now - ticket.arrivedAt) / 60_000
    // What is left of a service does not fall to nothing because it has lasted long.
    work += Math.max(mean - elapsed, mean * 0.35)
    variance += spread
  }
  const busy = [...hall.tickets.values()].filter(
    (t) => t.counter !== null && ids.has(t.counter) && (t.status === 'serving' || t.status === 'called'),
  ).length
  if (ahead.size === 0 && busy < counters.length) return { from: 0, to: 2 }
  const minutes = work / counters.length
  const spread = Math.sqrt(variance) / counters.length
  const from = Math.max(0, Math.floor(minutes + LOW * spread))
  return { from, to: Math.max(from + 2, Math.ceil(minutes + HIGH * spread + 1)) }
}

/** How many wait before a newcomer to this queue. */
export const aheadIn = (hall: Hall, queue: string): number => waitingIn(hall, queue).length

/** Mean and variance of a ticket's service time in minutes: measured, mixed with the catalogue's standard time. */
export function serviceTime(
  hall: Hall,
  of: { service: string | null; queue: string },
): { mean: number; variance: number } {
  const standard = standardMinutes(hall, of)
  const pace = hall.paces.get(paceKey(of))
  if (!pace) return { mean: standard, variance: (standard * 0.6) ** 2 }
  const trust = pace.count / (pace.count + 5)
  return {
    mean: trust * pace.mean + (1 - trust) * standard,
    variance: trust * pace.variance + (1 - trust) * (standard * 0.6) ** 2,
  }
}

function standardMinutes(hall: Hall, { service, queue }: { service: string | null; queue: string }): number {
  const known = hall.settings.services.filter((each) => (service === null ? each.queue === queue : each.id === service))
  if (known.length === 0) return 8
  return known.reduce((sum, each) => sum + each.standardMinutes, 0) / known.length
}

import { waitedMinutes } from '../calls/waiting.ts'
import { counterBoard, countersOf, isAtWork, lostAs } from '../counters/queries.ts'
import type { OpenHall } from '../openHall.ts'
import type { Queue } from '../settings/events.ts'
import { aheadIn, whoWaits } from './queries.ts'

/** A counter that would help at once: one to open, or one that pauses and could go on. */
export interface Relief {
  readonly act: 'open' | 'resume'
  readonly counter: string
}

/** A queue that its counters no longer keep up with. */
export interface Overflow {
  readonly queue: Queue
  /** Other queues that are too long at the very same counters: it is one line, and one counter more helps all of them. */
  readonly also: readonly Queue[]
  readonly waiting: number
  /** Customers for each open counter; those of other queues at the same counters count for their part. */
  readonly perCounter: number
  readonly oldestMinutes: number
  /** The counter to open, each named for one queue only; null: there is none left. */
  readonly relief: Relief | null
}

/**
 * Queues with more customers for each open counter than the hall's rule allows, or with one who has waited longer, the
 * longest wait first. It only tells: who is called next does not depend on it, and a counter that opens takes its turn.
 */
export function overflows(hall: OpenHall, now: number): Overflow[] {
  const { overflowPerCounter, overflowMinutes } = hall.settings.rules
  const present = whoWaits(hall, now)
  const full = hall.settings.queues.flatMap((queue): Full[] => {
    const line = present.waitingByQueue.get(queue.id) ?? []
    if (line.length === 0) return []
    // Where no counter is open yet, everybody waits for the first one.
    const counters = countersOf(hall, queue.id).map(({ id }) => id)
    const perCounter = aheadIn(hall, { queue: queue.id, service: null }, now, present) / Math.max(1, counters.length)
    const oldestMinutes = line.reduce((most, ticket) => Math.max(most, waitedMinutes(ticket, now)), 0)
    const isCrowded = overflowPerCounter > 0 && perCounter > overflowPerCounter
    const isLong = overflowMinutes > 0 && oldestMinutes > overflowMinutes
    return isCrowded || isLong ? [{ queue, counters, waiting: line.length, perCounter, oldestMinutes }] : []
  })
  full.sort((a, b) => b.oldestMinutes - a.oldestMinutes || b.perCounter - a.perCounter)
  const named = new Set<string>()
  const isOneLine = (one: Full, other: Full) => one.counters.length > 0 && one.counters.join() === other.counters.join()
  return full.flatMap((each, at): Overflow[] => {
    if (full.slice(0, at).some((earlier) => isOneLine(earlier, each))) return []
    const others = full.slice(at + 1).filter((later) => isOneLine(later, each))
    const relief = reliefFor(hall, each.queue.id, named)
    if (relief) named.add(relief.counter)
    const { queue, perCounter, oldestMinutes } = each
    const waiting = others.reduce((all, other) => all + other.waiting, each.waiting)
    return [{ queue, also: others.map((other) => other.queue), waiting, perCounter, oldestMinutes, relief }]
  })
}

interface Full extends Omit<Overflow, 'also' | 'relief'> {
  /** The open counters that serve it. */
  readonly counters: readonly string[]
}

/** A closed or lost counter of the queue before one that pauses: that one has a reason to. */
function reliefFor(hall: OpenHall, queue: string, named: ReadonlySet<string>): Relief | null {
  const planned = counterBoard(hall).filter(
    ({ id, queues }) =>
      !named.has(id) && queues.includes(queue) && hall.settings.counters.some((desk) => desk.id === id),
  )
  const shut = planned.find(({ state }) => !isAtWork(state) || lostAs(hall, state) !== null)
  if (shut) return { act: 'open', counter: shut.id }
  const paused = planned.find(({ state }) => state?.status === 'paused')
  return paused ? { act: 'resume', counter: paused.id } : null
}

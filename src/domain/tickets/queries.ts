import { waitedMinutes } from '../calls/waiting.ts'
import { countersOf } from '../counters/queries.ts'
import { businessDay } from '../day/businessDay.ts'
import { isGivingHour } from '../day/givingHour.ts'
import type { OpenHall } from '../openHall.ts'
import type { Queue } from '../settings/events.ts'
import { quoteWait, whoWaits } from '../waits/queries.ts'
import type { Quote } from './events.ts'
import { canReturn, type Ticket } from './tickets.ts'

/** One queue on the board: who waits, for how long, what a newcomer is told. */
export interface QueueLine {
  readonly queue: Queue
  /** Those who are here; who has left for a while is counted in `away`. */
  readonly waiting: number
  readonly away: number
  readonly longestMinutes: number
  /** Whether numbers are given for it now, by its own state and the hall's hours. */
  readonly gives: boolean
  /** Null: no number is given, or there is no counter to reckon with. */
  readonly quote: Quote | null
  readonly counters: readonly string[]
}

/** Every queue that is open or still has customers, in the hall's order. */
export function queueBoard(hall: OpenHall, now: number): QueueLine[] {
  const present = whoWaits(hall, now)
  const isHour = hall.emergencyDay !== null || isGivingHour(hall.settings, now)
  return hall.settings.queues
    .map((queue) => {
      const line = present.waitingByQueue.get(queue.id) ?? []
      const gives = isHour && queue.open
      return {
        queue,
        waiting: line.length,
        away: present.awayByQueue.get(queue.id)?.length ?? 0,
        longestMinutes: line.reduce((most, ticket) => Math.max(most, waitedMinutes(ticket, now)), 0),
        gives,
        quote: gives ? quoteWait(hall, { queue: queue.id, service: null }, now, present) : null,
        counters: countersOf(hall, queue.id).map(({ id }) => id),
      }
    })
    .filter(({ queue, waiting, away }) => queue.open || waiting + away > 0)
}

/** Whether a ticket was carried over from an earlier day than this; a day that was closed and opened again carries nothing over. */
export const isFromBefore = (hall: OpenHall, { carriedTo, day }: Ticket, now: number): boolean =>
  carriedTo !== null && day < businessDay(hall, now)

/** Customers who have left for a while (暂离) and may come back, the one due first in front. */
export const awayTickets = (hall: OpenHall): Ticket[] =>
  [...hall.tickets.values()]
    .filter((ticket) => ticket.awayUntil !== null && canReturn(ticket))
    .sort((a, b) => (a.awayUntil ?? 0) - (b.awayUntil ?? 0))

/** Missed customers who may come back (过号区), the latest first. */
export const missedTickets = (hall: OpenHall): Ticket[] =>
  [...hall.tickets.values()].filter(({ status }) => status === 'missed').sort((a, b) => b.since - a.since)

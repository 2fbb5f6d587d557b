import type { OpenHall } from '../openHall.ts'
import { keeperOf, type Ticket } from '../tickets/tickets.ts'
import type { CounterState } from './counters.ts'

/** Open, not lost, and serving this queue. */
export const isCounterOf = (counter: CounterState, queue: string): boolean =>
  counter.status === 'open' && !counter.lost && counter.queues.includes(queue)

/** Open counters of a queue in numeric order. */
export const countersOf = (hall: OpenHall, queue: string): CounterState[] =>
  [...hall.counters.values()].filter((each) => isCounterOf(each, queue)).sort((a, b) => Number(a.id) - Number(b.id))

/** The customer a counter has called or is serving; not counting `but`. */
export function currentTicket(hall: OpenHall, counter: string, but?: string): Ticket | null {
  for (const ticket of hall.tickets.values()) {
    if (ticket.id === but) continue
    if (ticket.counter === counter && (ticket.status === 'called' || ticket.status === 'serving')) return ticket
  }
  return null
}

/** Tickets on hold that a counter may resume: its own and those a closed or lost counter left; the one due first in front. */
export const heldAt = (hall: OpenHall, counter: string): Ticket[] =>
  [...hall.tickets.values()]
    .filter((ticket) => ticket.status === 'held' && (ticket.counter === counter || isLeft(hall, ticket)))
    .sort((a, b) => (a.hold?.until ?? 0) - (b.hold?.until ?? 0))

const isLeft = (hall: OpenHall, ticket: Ticket): boolean => {
  const holder = hall.counters.get(ticket.counter ?? '')
  return holder === undefined || holder.status === 'closed' || holder.lost
}

/** Tickets this counter called or greeted in vain since `from` (ms): each is shown to the clerk with who keeps it now. */
export const calledInVain = (
  hall: OpenHall,
  counter: string,
  from: number,
): { ticket: Ticket; at: number; keptBy: string | null }[] =>
  [...hall.tickets.values()].flatMap((ticket) => {
    const keptBy = keeperOf(ticket)
    return ticket.inVain
      .filter((each) => each.counter === counter && each.at >= from && keptBy !== counter)
      .map(({ at }) => ({ ticket, at, keptBy }))
  })

/** … lately: a clerk is told for ten minutes, or until it was seen. */
export const latelyInVain = (hall: OpenHall, counter: string, now: number) =>
  calledInVain(hall, counter, now - TOLD_FOR_MS)

const TOLD_FOR_MS = 10 * 60_000

/** Every counter of the hall, configured or open, in numeric order, with its state if it was ever opened. */
export function counterBoard(hall: OpenHall): { id: string; queues: readonly string[]; state: CounterState | null }[] {
  const ids = new Set([...hall.settings.counters.map(({ id }) => id), ...hall.counters.keys()])
  return [...ids]
    .sort((a, b) => Number(a) - Number(b))
    .map((id) => {
      const state = hall.counters.get(id) ?? null
      const desk = hall.settings.counters.find((each) => each.id === id)
      return { id, queues: state && state.status !== 'closed' ? state.queues : (desk?.queues ?? []), state }
    })
}

import type { OpenHall } from '../openHall.ts'
import { isHere, keeperOf, servedSince, type Ticket } from '../tickets/tickets.ts'
import type { CounterState } from './counters.ts'

/** Why nobody can call at a counter that was opened: its tablet was revoked, or somebody looked and found nobody. Null: it calls. */
export function lostAs(hall: OpenHall, counter: CounterState | null | undefined): 'revoked' | 'declared' | null {
  if (!isAtWork(counter ?? null)) return null
  if (hall.tablets.get(counter?.tablet ?? '')?.revoked) return 'revoked'
  return counter?.lost ? 'declared' : null
}

/** Open, not lost, and serving this queue. */
export const isCounterOf = (hall: OpenHall, counter: CounterState, queue: string): boolean =>
  counter.status === 'open' && lostAs(hall, counter) === null && counter.queues.includes(queue)

/** Open counters of a queue in numeric order. */
export const countersOf = (hall: OpenHall, queue: string): CounterState[] =>
  [...hall.counters.values()]
    .filter((each) => isCounterOf(hall, each, queue))
    .sort((a, b) => Number(a.id) - Number(b.id))

/** The customer a counter has called or is serving; not counting `but`. */
export function currentTicket(hall: OpenHall, counter: string, but?: string): Ticket | null {
  for (const ticket of hall.tickets.values()) {
    if (ticket.id === but) continue
    if (ticket.counter === counter && isHere(ticket)) return ticket
  }
  return null
}

/** The customer of each counter that has called one or serves one, by the counter. */
export function ticketsByCounter(hall: OpenHall): ReadonlyMap<string, Ticket> {
  const found = new Map<string, Ticket>()
  for (const ticket of hall.tickets.values()) {
    if (ticket.counter !== null && isHere(ticket)) found.set(ticket.counter, ticket)
  }
  return found
}

/** Since when (ms) a counter has had this customer before it: it serves, or it called. Null: it does neither. */
export function customerSince(ticket: Ticket): number | null {
  if (ticket.status === 'serving') return servedSince(ticket) ?? ticket.since
  return ticket.status === 'called' ? (ticket.call?.at ?? ticket.since) : null
}

/** Opened, and not closed again: it calls, or it pauses. */
export const isAtWork = (state: CounterState | null): state is CounterState =>
  state !== null && state.status !== 'closed'

/** A counter that another tablet stands at, which is neither lost nor revoked; null: this tablet may open it. */
export function heldByOther(hall: OpenHall, counter: string, tablet: string): CounterState | null {
  const state = hall.counters.get(counter) ?? null
  return !isAtWork(state) || state.tablet === tablet || lostAs(hall, state) !== null ? null : state
}

/** Counters that pause, in numeric order. */
export const pausedCounters = (hall: OpenHall): string[] =>
  [...hall.counters.values()]
    .filter(({ status }) => status === 'paused')
    .map(({ id }) => id)
    .sort((a, b) => Number(a) - Number(b))

/**
 * For how many whole minutes nothing was heard of the tablet at a counter; null: it is heard, the counter is closed,
 * or somebody has already declared it lost. `heard`: when silent tablets were heard last. A tablet that just sits in a
 * paused counter is silent too; it is the calling that others wait for.
 */
export function silentMinutes(
  state: CounterState | null | undefined,
  heard: ReadonlyMap<string, number>,
  now: number,
): number | null {
  if (!state || state.status === 'closed' || state.lost || state.tablet === null) return null
  const at = heard.get(state.tablet)
  return at === undefined ? null : Math.max(0, Math.floor((now - at) / 60_000))
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

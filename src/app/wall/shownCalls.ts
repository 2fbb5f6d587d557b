import { nowServing, type ShownCall } from '#domain/calls/queries.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { type CallAnnouncement, keyOf } from './announcements.ts'

/** One line of the list beside the big call. */
export interface RecentCall {
  readonly id: string
  readonly label: string
  readonly counter: string
  readonly status: 'called' | 'serving' | 'missed' | 'done'
  readonly at: number
}

/** Which calls a wall shows: at most so many, those since (ms), and of these counters alone; null: of all. */
interface Shown {
  readonly most: number
  readonly since: number
  readonly from?: readonly string[] | null
}

/** Whether a counter is among some; null: among all. */
export const isOf = (counters: readonly string[] | null, counter: string): boolean =>
  counters === null || counters.includes(counter)

/** The call shown large, of those since `since` (ms), when the day began: the one being spoken, so that eye and ear agree, else the latest that waits for its customer. */
export function bigCall(
  hall: OpenHall,
  speaking: CallAnnouncement | null,
  { since, from = null }: Pick<Shown, 'from' | 'since'>,
): ShownCall | null {
  const calls = nowServing(hall, since).filter(({ counter }) => isOf(from, counter))
  const spoken = speaking && calls.find((call) => keyOf(call) === speaking.key)
  return spoken ?? calls.find(({ status }) => status === 'called') ?? calls[0] ?? null
}

/** The other calls, the latest first, the missed ones and those whose customers have been served among them, so that nobody has to ask. */
export function recentCalls(
  hall: OpenHall,
  big: ShownCall | null,
  { most, since, from = null }: Shown,
): readonly RecentCall[] {
  const called = nowServing(hall, since).map(({ ticket, counter, status, at }) => rowOf(ticket, counter, status, at))
  const tickets = [...hall.tickets.values()]
  const missed = tickets.flatMap((ticket) =>
    ticket.status !== 'missed' || ticket.counter === null || ticket.since < since
      ? []
      : [rowOf(ticket, ticket.counter, 'missed', ticket.since)],
  )
  const done = tickets.flatMap((ticket) => {
    const at = ticket.arrivedAt ?? ticket.firstCalledAt
    return ticket.status !== 'done' ||
      ticket.counter === null ||
      at === null ||
      at < since ||
      !isOf(from, ticket.counter)
      ? []
      : [rowOf(ticket, ticket.counter, 'done', at)]
  })
  const latest = (calls: readonly RecentCall[], count: number) => [...calls].sort((a, b) => b.at - a.at).slice(0, count)
  const open = latest(
    [...called, ...missed].filter(({ id, counter }) => id !== big?.ticket.id && isOf(from, counter)),
    most,
  )
  // Who is done takes no line from somebody who still has to come.
  return latest([...open, ...latest(done, most - open.length)], most)
}

/**
 * Whether a call still has the whole wall to itself, where the hall wants that for some seconds; 0: never, also when the
 * second that the screen shows is behind the moment of the call.
 */
export const takesWholeWall = (calledAt: number, overlaySeconds: number, now: number): boolean =>
  overlaySeconds > 0 && now - calledAt < overlaySeconds * 1_000

const rowOf = (
  { id, label }: ShownCall['ticket'],
  counter: string,
  status: RecentCall['status'],
  at: number,
): RecentCall => ({ id, label, counter, status, at })

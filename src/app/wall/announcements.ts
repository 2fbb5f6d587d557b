import type { Announcement } from '#content/voice/pack.ts'
import { nowServing, type ShownCall } from '#domain/calls/queries.ts'
import type { OpenHall } from '#domain/openHall.ts'

/** Calls older than this are shown but never spoken: a wall that comes back does not replay the morning. */
const CALL_IS_OLD_AFTER_MS = 60_000

/** One thing to say about the hall, said once per key. */
export interface CallAnnouncement {
  /** Ticket, counter, time of the call and round: a recall is another round, an undone arrival is not. */
  readonly key: string
  readonly says: Announcement
  /** When the customer was called, ms since 1970. */
  readonly at: number
  /** Said before what waits already. */
  readonly urgent: boolean
}

/** A call that was on the wall and no longer stands, with nobody else calling the customer. */
export interface TakenBack {
  readonly label: string
  readonly counter: string
}

interface Change {
  readonly before: OpenHall
  readonly hall: OpenHall
}

/** What is to be said after a change: every call and repeat that was not there before and still waits for its customer. */
export function announcementsOf({ before, hall }: Change, now: number): readonly CallAnnouncement[] {
  const known = new Set(calling(before).map(keyOf))
  return calling(hall)
    .filter((call) => !known.has(keyOf(call)))
    .map((call) => correctionOf(call, before) ?? announcementOf(call))
    .filter(({ at }) => isFresh(at, now))
    .reverse()
}

/** Whether the customer is still being called so: nobody asks for somebody who has come or was taken back. */
export const stands = (hall: OpenHall, { key }: CallAnnouncement): boolean =>
  calling(hall).some((call) => keyOf(call) === key)

/** Calls that somebody took back; the wall says so instead of letting them vanish. */
export const takenBack = ({ before, hall }: Change): readonly TakenBack[] =>
  calling(before).flatMap(({ ticket, counter }) => {
    const after = hall.tickets.get(ticket.id)
    return after?.status !== 'called' && after?.act.startsWith('undone:') ? [{ label: ticket.label, counter }] : []
  })

/** Names a call as it is spoken: `t_0018 3 1763860502123 1`. */
export const keyOf = ({ ticket, counter, round, at }: ShownCall): string =>
  `${ticket.id} ${counter} ${ticket.call?.at ?? at} ${round}`

export const isFresh = (at: number, now: number): boolean => now - at < CALL_IS_OLD_AFTER_MS

const calling = (hall: OpenHall): ShownCall[] => nowServing(hall).filter(({ status }) => status === 'called')

function announcementOf(call: ShownCall): CallAnnouncement {
  const { ticket, counter, at } = call
  const kind = ticket.note !== null ? 'transfer-call' : ticket.priority !== null ? 'priority-call' : 'call'
  return { key: keyOf(call), says: { kind, label: ticket.label, counter }, at, urgent: false }
}

// Two counters called the customer while apart. The earlier call stands, the later one was the one on the wall.
function correctionOf(call: ShownCall, before: OpenHall): CallAnnouncement | null {
  const shown = before.tickets.get(call.ticket.id)
  if (shown?.status !== 'called' || !shown.call || shown.call.counter === call.counter) return null
  if (shown.call.at < (call.ticket.call?.at ?? call.at)) return null
  const says = { kind: 'correction', label: call.ticket.label, counter: call.counter } as const
  return { key: keyOf(call), says, at: shown.call.lastAt, urgent: true }
}

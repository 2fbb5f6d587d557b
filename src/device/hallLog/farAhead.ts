import type { Authority } from '#domain/authority/authority.ts'
import { placed, takingOf } from '#domain/authority/stampsTaken.ts'
import { isRequired, type Kind } from '#domain/kind.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { eventId, type LogEvent } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import { isFarAhead, latestStamp } from '#log/stamp.ts'

/** Lines that lie far ahead of when they came, by event id: as they were written, and when they came (ms). */
export type FarAhead = ReadonlyMap<string, { readonly event: LogEvent; readonly received: number }>

interface Known {
  readonly list: Authority
  readonly far: FarAhead
}

/** What lies far ahead with one more line, if it does; `received`: the ISO time, or the stamp, at which it came. */
export function withFar(far: FarAhead, event: LogEvent, received: string | undefined): FarAhead {
  if (received === undefined || far.has(eventId(event))) return far
  const time = Date.parse(received.slice(0, 24))
  return isFarAhead(event.stamp, time) ? new Map([...far, [eventId(event), { event, received: time }]]) : far
}

/**
 * Whether a line is held, because its clock ran far ahead and nobody has said yet where it belongs: folded where it stands
 * it would pull every other clock along. What saves lives is never held.
 */
export const isHeld = (event: LogEvent, kind: Kind, { list, far }: Known): boolean =>
  far.has(eventId(event)) && !isNeverHeld(kind, event) && takingOf(list, event) === null

/** The line where it belongs: what nobody has said it of and is not held counts for no later than when it came. */
export function placeOf<Event extends LogEvent>(event: Event, { list, far }: Known): Event {
  const found = far.get(eventId(event))
  if (!found) return placed(list, event)
  const { stamp } =
    takingOf(list, event) === null ? { stamp: latestStamp(found.received, event.journal) } : placed(list, found.event)
  return stamp === event.stamp ? event : { ...event, stamp }
}

/** What is of an incident and nobody has to sign for, and what says whose the others are. */
const isNeverHeld = ({ exercised, needs }: Kind, event: LogEvent): boolean =>
  (exercised && !isRequired(needs(event))) || event.kind === 'JournalOpened'

/** What others wrote, counts, and lies far ahead of now (ms) all the same: whoever said when it came was wrong as well. */
export function othersAhead(
  { hall, events }: { readonly hall: OpenHall; events(): readonly LogEvent[] },
  own: readonly { readonly journal: string }[],
  now: number,
): readonly LogEvent[] {
  if (hall.at === null || !isFarAhead(hall.at.stamp, now)) return []
  const mine = new Set(own.map(({ journal }) => journal))
  return events().filter(({ journal, stamp }) => !mine.has(baseOf(journal)) && isFarAhead(stamp, now))
}

import * as v from 'valibot'
import type { LogEvent } from '#log/event.ts'
import { openedBy } from '../authority/authority.ts'
import type { AuthorityPart } from '../authority/fold.ts'

/** A number that a slip bears, as far as its ticket says so. */
export interface Printed {
  readonly queue: string
  readonly day: string
  readonly number: number
  /** The offline lane it comes from; null: from a block. */
  readonly lane: { readonly lane: number; readonly sub: string | null } | null
}

const Slip = v.object({
  origin: v.string(),
  queue: v.string(),
  day: v.string(),
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  lane: v.optional(v.number()),
  sub: v.optional(v.string()),
})

/** The number that a ticket was printed with, whatever else a newer version says in it; null when it says none. */
export function printedIn({ kind, body }: Pick<LogEvent, 'kind' | 'body'>): Printed | null {
  const read = kind === 'TicketIssued' ? v.safeParse(Slip, body) : null
  if (!read?.success) return null
  const { origin, queue, day, number, lane, sub = null } = read.output
  // Nobody prints these.
  if (origin === 'roll' || origin === 'walk-in') return null
  return { queue, day, number, lane: lane === undefined ? null : { lane, sub } }
}

/** What a tablet has printed by those of its lines that do not count (yet), as when a newer version of the app wrote them. */
export function printedBeside({ authority: { openings }, waiting }: AuthorityPart, tablet: string): Printed[] {
  const own = ({ journal }: LogEvent) => openedBy(openings, journal)?.tablet === tablet
  return waiting.flatMap(({ event }) => (own(event) ? (printedIn(event) ?? []) : []))
}

import type { OpenHall } from '../openHall.ts'
import { isOpen, type Ticket } from '../tickets/tickets.ts'

/** How what customers were told of their wait came true: how many were told, and when they were called. */
export interface QuotesKept {
  readonly quoted: number
  readonly inside: number
  readonly sooner: number
  readonly later: number
}

/**
 * Of the tickets of a day with a quoted wait: who was first called within the range, sooner or later. Whoever waits on or
 * left counts as later once the range is over, and not at all before.
 */
export function quotesKept(hall: OpenHall, day: string, now: number): QuotesKept {
  const counts = { quoted: 0, inside: 0, sooner: 0, later: 0 }
  for (const ticket of hall.tickets.values()) {
    const came = ticket.day === day ? cameTrue(ticket, now) : null
    if (!came) continue
    counts.quoted++
    counts[came]++
  }
  return counts
}

/** Of fewer customers nothing is published: one of them more or less would be another figure. */
const FEWEST_TOLD = 5

/**
 * 承诺兑现率: the shares of those who were told their wait and were called within it, and sooner than that, in whole percent;
 * null: they are too few.
 */
export const percentKept = ({
  quoted,
  inside,
  sooner,
}: Omit<QuotesKept, 'later'>): { readonly inside: number; readonly sooner: number } | null =>
  quoted < FEWEST_TOLD ? null : { inside: percent(inside, quoted), sooner: percent(sooner, quoted) }

const percent = (part: number, whole: number): number => Math.round((100 * part) / whole)

function cameTrue(ticket: Ticket, now: number): 'inside' | 'sooner' | 'later' | null {
  const { quote, issuedAt, firstCalledAt, since } = ticket
  if (!quote) return null
  const until = firstCalledAt ?? (isOpen(ticket) ? now : since)
  const minutes = (until - issuedAt) / 60_000
  if (minutes > quote.to) return 'later'
  if (firstCalledAt === null) return null
  return minutes < quote.from ? 'sooner' : 'inside'
}

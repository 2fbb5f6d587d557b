import { stampTime } from '#log/stamp.ts'
import { keptSince } from './forgetting.ts'
import type { OpenHall } from './openHall.ts'
import { kinds } from './whole.ts'

/** What a line says of itself outside its body. */
interface Head {
  readonly kind: string
  readonly subject: string
  readonly stamp: string
}

/**
 * Before when (ms since 1970) lines of tickets are needed for nothing that is shown any more; null: there is no such time now. A
 * closing that says what goes on from it lies between them and every ticket that is still in the hall, and as long behind them as
 * anything finished is remembered, so that what comes late by less still finds what it is about. While a closing is
 * remembered that has met an older ticket, one that stood open for months, nothing leaves.
 */
export function leftBehind({ days, tickets }: Pick<OpenHall, 'days' | 'tickets'>): number | null {
  const closed = [...days.values()].filter(({ status }) => status === 'closed')
  const first = [...tickets.values()].reduce(
    (least, { issuedAt }) => Math.min(least, issuedAt),
    Number.POSITIVE_INFINITY,
  )
  const newest = closed
    .flatMap(({ carries, closedAt, day }) => (carries && closedAt < first ? [day] : []))
    .sort()
    .at(-1)
  if (newest === undefined) return null
  const before = Date.parse(keptSince(newest))
  return closed.some(({ oldest }) => oldest !== null && oldest < before) ? null : before
}

/**
 * Whether a line before that time may leave a tablet, given that others have it. What is left folds to the same hall: only
 * lines of tickets go, and none of a ticket that is still in the hall. What is lasting, of a case, of a counter or a day stays.
 */
export const mayLeave = ({ tickets }: Pick<OpenHall, 'tickets'>, head: Head, before: number): boolean =>
  kinds.get(head.kind)?.carried === 'ticket' && stampTime(head.stamp) < before && !tickets.has(head.subject)

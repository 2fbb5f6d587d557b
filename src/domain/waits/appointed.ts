import type { OpenHall } from '../openHall.ts'
import type { Quote } from '../tickets/events.ts'
import type { Purpose } from '../tickets/tickets.ts'
import { quoteWait, type WhoWaits, whoWaits } from './queries.ts'

/** The wait of somebody who is called from a moment (ms since 1970) on before all but those with an earlier appointment. */
export function quoteAppointed(hall: OpenHall, what: Purpose, from: number, now: number): Quote | null {
  const present = whoWaits(hall, now)
  const inLine = quoteWait(hall, what, now, present)
  const earlierIn = (lines: WhoWaits['waitingByQueue']) =>
    new Map(
      [...lines].map(([queue, line]) => [
        queue,
        line.filter(({ appointedAt }) => appointedAt !== null && appointedAt <= from),
      ]),
    )
  const waitingByQueue = earlierIn(present.waitingByQueue)
  const awayByQueue = earlierIn(present.awayByQueue)
  const first = quoteWait(hall, what, now, { ...present, waitingByQueue, awayByQueue })
  if (!inLine || !first) return null
  const until = Math.max(0, Math.ceil((from - now) / 60_000))
  const least = Math.min(inLine.from, until + first.from)
  return { from: least, to: Math.max(least + 2, Math.min(inLine.to, until + first.to)) }
}

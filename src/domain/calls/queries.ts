import type { OpenHall } from '../openHall.ts'
import type { Ticket } from '../tickets/tickets.ts'

/** A call as the wall shows it. */
export interface ShownCall {
  readonly ticket: Ticket
  readonly counter: string
  /** Time of the call or its latest repeat, ms since 1970. */
  readonly at: number
  /** 1 for the call, 2 … for its repeats: each is announced once. */
  readonly round: number
  readonly status: 'called' | 'serving'
}

/**
 * The calls that count now, the latest first: none that was taken back or missed, and none from before `since` (ms), when
 * this day began, where nobody has closed the day before.
 */
export const nowServing = (hall: OpenHall, since = Number.NEGATIVE_INFINITY): ShownCall[] =>
  [...hall.tickets.values()]
    .flatMap((ticket) =>
      (ticket.status === 'called' || ticket.status === 'serving') &&
      ticket.call !== null &&
      ticket.counter !== null &&
      ticket.call.lastAt >= since
        ? [
            {
              ticket,
              counter: ticket.counter,
              at: ticket.call.lastAt,
              round: ticket.call.recalls + 1,
              status: ticket.status,
            },
          ]
        : [],
    )
    .sort((a, b) => b.at - a.at || (a.ticket.id < b.ticket.id ? -1 : 1))

/** When somebody was called last (ms since 1970), also if that was taken back since; 0: nobody was. */
export const lastCalledAt = (hall: OpenHall): number =>
  Math.max(0, ...[...hall.tickets.values()].map(({ call, firstCalledAt }) => call?.at ?? firstCalledAt ?? 0))

import type { Rule } from '../calls/events.ts'
import type { Priority, Quote } from './events.ts'

/**
 * waiting → called → serving → done, with missed (过号), held (挂起) and back to waiting on the way;
 * cancelled (弃号 by the customer) and void (作废 by the hall) end it without service.
 */
export type TicketStatus = 'waiting' | 'called' | 'serving' | 'missed' | 'held' | 'done' | 'cancelled' | 'void'

/** One customer's turn. Times are ms since 1970. */
export interface Ticket {
  readonly id: string
  readonly label: string
  readonly queue: string
  readonly service: string | null
  readonly day: string
  readonly priority: Priority | null
  /** Its level of star customers. */
  readonly star: string | null
  /** The appointment with which its customer came. */
  readonly appointment: string | null
  /** From when on they go before others because of it; null: they came late, or have none. */
  readonly appointedAt: number | null
  readonly origin: 'block' | 'lane' | 'roll' | 'walk-in'
  /** Known only from its slip so far: the line that issued it has not come yet. */
  readonly presumed: boolean
  /** Given while its tablet did not hear the hall server, from whichever numbers. */
  readonly alone: boolean
  /** Which journal line issued it. */
  readonly journal: string
  readonly n: number
  readonly ahead: number
  readonly quote: Quote | null
  /** What a manager set aside to give it out: the hours, or a stop of its service. Null: nothing. */
  readonly allowed: string | null
  /** When it was taken. Never changes. */
  readonly issuedAt: number
  /** Whose turn comes first; the time it was taken, unless a rule moved it. */
  readonly turn: number
  readonly status: TicketStatus
  readonly since: number
  /** The counter that calls, serves or holds it, or served it last. */
  readonly counter: string | null
  /** The one counter it waits for, if it was sent to one. */
  readonly sentTo: string | null
  /** When it was put back to the front of the line after it had been on hold (ms); null: it stands there by its turn. */
  readonly frontAt: number | null
  readonly call: Call | null
  readonly firstCalledAt: number | null
  readonly arrivedAt: number | null
  /** For how long it was set aside since then (ms). */
  readonly heldMs: number
  readonly finishedAt: number | null
  readonly outcome: string | null
  readonly misses: number
  /** How often it was called out of turn. */
  readonly picks: number
  readonly hold: { readonly reason: string; readonly until: number } | null
  /** Until when (ms) its customer has left and keeps the place in line; null: they are here. */
  readonly awayUntil: number | null
  readonly note: string | null
  readonly triagedFrom: string | null
  /** The door could not see everything: a counter has still to look. */
  readonly toCheck: boolean
  /** Staff wave when it is called: its customer may not hear it. */
  readonly toWave: boolean
  /** Services that follow under the same number, in order. */
  readonly further: readonly Purpose[]
  /** Services of this ticket that are finished, each with its own times. */
  readonly legs: readonly Leg[]
  readonly copies: number
  readonly printFailed: boolean
  /** Counters that called or greeted this customer in vain while apart; each is told. */
  readonly inVain: readonly InVain[]
  /** The day it goes on with after its own was closed. */
  readonly carriedTo: string | null
  /** It was not known when its day was closed. */
  readonly late: boolean
  /** Another ticket of the same day carries the same label: a tablet's storage was cloned. */
  readonly sameLabel: boolean
  /** The last act on it, by event id, and what it was before: an act can be taken back once. */
  readonly act: string
  readonly before: Standing | null
}

/** What somebody comes for: a service, or what a queue is for. */
export interface Purpose {
  readonly queue: string
  readonly service: string | null
}

/** One finished service of a ticket that has several. Times are ms since 1970. */
export interface Leg extends Purpose {
  readonly counter: string
  readonly calledAt: number | null
  readonly arrivedAt: number | null
  /** For how long it was set aside since then (ms). */
  readonly heldMs: number
  readonly finishedAt: number
  readonly outcome: string
}

/** A call of a ticket to a counter. */
export interface Call {
  readonly counter: string
  readonly rule: Rule
  readonly at: number
  readonly recalls: number
  /** Time of the call or of its latest repeat. */
  readonly lastAt: number
  /** The counter's calls since its last priority call, before this one: taking the call back restores them. */
  readonly ratioBefore: number
}

/** A counter that called a ticket which another counter kept. */
export interface InVain {
  readonly counter: string
  readonly at: number
  /** The counter that kept or served the ticket. */
  readonly keptBy: string | null
}

/** The key of a label within the hall: `2026-11-23/A019`. */
export const labelKey = (day: string, label: string): string => `${day}/${label}`

/** So many services can stand on one ticket. */
export const MOST_SERVICES = 5

/** Every service of a ticket, those that are finished first. */
export const servicesOf = ({ legs, service, further }: Ticket): (string | null)[] => [
  ...legs.map((leg) => leg.service),
  service,
  ...further.map((next) => next.service),
]

/** Whether a ticket still needs somebody. */
export const isOpen = ({ status }: Ticket): boolean => status !== 'done' && status !== 'cancelled' && status !== 'void'

/** The day a ticket counts for: its own, or the one it was carried over to. */
export const workDay = ({ carriedTo, day }: Pick<Ticket, 'carriedTo' | 'day'>): string => carriedTo ?? day

/** Whether its customer can still give it up: not while being served. */
export const isCancellable = (ticket: Ticket): boolean => isOpen(ticket) && ticket.status !== 'serving'

/** Called to a counter or being served there. */
export const isHere = ({ status }: Ticket): boolean => status === 'called' || status === 'serving'

/** Since when (ms) its customer is being served, as if what was spent on hold had been before; null: not yet. */
export const servedSince = ({ arrivedAt, heldMs }: Pick<Ticket, 'arrivedAt' | 'heldMs'>): number | null =>
  arrivedAt === null ? null : arrivedAt + heldMs

/** Who keeps a ticket that somebody else called: the counter it is at or was served at, or nobody. */
export const keeperOf = (ticket: Ticket): string | null =>
  isHere(ticket) || ticket.status === 'held' || ticket.status === 'done' ? ticket.counter : null

/** Orders waiting tickets: those put back to the front, the first of them first; then turn, then time taken, then id, so that every device sees the same line. */
export const byTurn = (a: Ticket, b: Ticket): number =>
  inFront(a) - inFront(b) || a.turn - b.turn || a.issuedAt - b.issuedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** No ticket has stood in front for so long: whoever was not put back comes after whoever was. */
const inFront = ({ frontAt }: Ticket): number => frontAt ?? Number.MAX_SAFE_INTEGER

/**
 * Whether it is of a day before this one: it is nobody's turn, stands in no quote and on no wall until somebody has closed
 * that day, which carries it over or ends it.
 */
export const isLeftOver = (ticket: Pick<Ticket, 'carriedTo' | 'day'>, today: string): boolean => workDay(ticket) < today

/** Whether it stands in the line of this day. */
export const waitsToday = (ticket: Ticket, today: string): boolean =>
  ticket.status === 'waiting' && !isLeftOver(ticket, today)

/** Whether its customer has left for a time that is not over yet. */
export const isAway = ({ status, awayUntil }: Pick<Ticket, 'awayUntil' | 'status'>, now: number): boolean =>
  status === 'waiting' && awayUntil !== null && now < awayUntil

/** Whether it was ended because its customer was not back in time. */
export const hasStayedAway = ({ status, outcome }: Pick<Ticket, 'outcome' | 'status'>): boolean =>
  status === 'cancelled' && outcome === STAYED_AWAY

/** How a ticket ends whose customer was not back in time. */
export const STAYED_AWAY = 'stayed-away'

/** Whether its customer can come back into the line: missed, away, or not back in time. */
export const canReturn = (ticket: Ticket): boolean =>
  ticket.status === 'missed' || (ticket.status === 'waiting' && ticket.awayUntil !== null) || hasStayedAway(ticket)

/** Waiting tickets of a queue in turn, those of days that nobody has closed among them. */
export function waitingIn(hall: { readonly tickets: ReadonlyMap<string, Ticket> }, queue: string): Ticket[] {
  const line: Ticket[] = []
  for (const ticket of hall.tickets.values()) {
    if (ticket.status === 'waiting' && ticket.queue === queue) line.push(ticket)
  }
  return line.sort(byTurn)
}

/** What acts change of a ticket, and what taking an act back restores. */
export type Standing = Pick<
  Ticket,
  | 'status'
  | 'since'
  | 'queue'
  | 'service'
  | 'turn'
  | 'counter'
  | 'sentTo'
  | 'frontAt'
  | 'call'
  | 'firstCalledAt'
  | 'arrivedAt'
  | 'heldMs'
  | 'finishedAt'
  | 'outcome'
  | 'misses'
  | 'picks'
  | 'hold'
  | 'awayUntil'
  | 'note'
  | 'triagedFrom'
  | 'further'
  | 'legs'
>

/** Tickets of open days and of the day closed last. */
export interface TicketsPart {
  /** By id. */
  readonly tickets: ReadonlyMap<string, Ticket>
  /** Ticket ids by label, `2026-11-23/A019`. */
  readonly ticketsByLabel: ReadonlyMap<string, string>
  /** Events about tickets that are not here (any more); shown to the manager. */
  readonly strays: readonly Stray[]
}

/** An event that found no ticket. */
export interface Stray {
  readonly event: string
  readonly kind: string
  readonly subject: string
  readonly at: number
}

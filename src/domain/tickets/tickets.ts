import { eventId } from '#log/event.ts'
import type { Rule } from '../calls/events.ts'
import type { FoldOf, HallDraft } from '../hall.ts'
import type { HallEvent } from '../kinds.ts'
import { markPrinted } from '../numbers/numbers.ts'
import { act, findTicket, sameTablet, tellCaller, timeOf } from './acts.ts'
import { change, type Standing } from './change.ts'
import type { Priority, Quote, ticketKinds } from './events.ts'

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
  readonly origin: 'block' | 'lane' | 'roll' | 'walk-in'
  /** Known only from its slip so far: the line that issued it has not come yet. */
  readonly presumed: boolean
  /** Which journal line issued it. */
  readonly journal: string
  readonly n: number
  readonly ahead: number
  readonly quote: Quote | null
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
  readonly call: Call | null
  readonly firstCalledAt: number | null
  readonly arrivedAt: number | null
  readonly finishedAt: number | null
  readonly outcome: string | null
  readonly misses: number
  readonly hold: { readonly reason: string; readonly until: number } | null
  readonly note: string | null
  readonly triagedFrom: string | null
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

/** Whether a ticket still needs somebody. */
export const isOpen = ({ status }: Ticket): boolean => status !== 'done' && status !== 'cancelled' && status !== 'void'

/** Called to a counter or being served there. */
export const isHere = ({ status }: Ticket): boolean => status === 'called' || status === 'serving'

/** Who keeps a ticket that somebody else called: the counter it is at or was served at, or nobody. */
export const keeperOf = (ticket: Ticket): string | null =>
  isHere(ticket) || ticket.status === 'held' || ticket.status === 'done' ? ticket.counter : null

/** Orders waiting tickets: turn, then time taken, then id, so that every device sees the same line. */
export const byTurn = (a: Ticket, b: Ticket): number =>
  a.turn - b.turn || a.issuedAt - b.issuedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Waiting tickets of a queue in turn. */
export function waitingIn(hall: { readonly tickets: ReadonlyMap<string, Ticket> }, queue: string): Ticket[] {
  const line: Ticket[] = []
  for (const ticket of hall.tickets.values()) {
    if (ticket.status === 'waiting' && ticket.queue === queue) line.push(ticket)
  }
  return line.sort(byTurn)
}

export const foldTickets: FoldOf<keyof typeof ticketKinds> = {
  TicketIssued(hall, event) {
    const known = hall.tickets.get(event.subject)
    if (known && !known.presumed) return
    const { number, origin, lane, queue, day, ahead, quote, paperTime } = event.body
    if (origin === 'block') markPrinted(hall, day, queue, number, null)
    if (origin === 'lane' && lane !== undefined) markPrinted(hall, day, queue, number, lane)
    const { journal, n } = event
    const printed = { journal, n, origin, ahead, quote, presumed: false }
    if (known) change(hall, known, printed)
    else take(hall, event, event.body, timeOf(event, paperTime), printed)
  },

  SlipPresented(hall, event) {
    // Mostly the ticket is known by now, for it was taken before its slip was shown.
    if (hall.tickets.has(event.subject)) return
    const { journal, n, body } = event
    const presumed = { journal, n, origin: 'block', ahead: 0, quote: null, presumed: true } as const
    take(hall, event, body, timeOf(event, body.issuedAt), presumed)
  },

  SlipPrinted(hall, event) {
    const ticket = findTicket(hall, event)
    if (!ticket) return
    const { result, copy } = event.body
    const copies = result === 'printed' ? Math.max(ticket.copies, copy) : ticket.copies
    change(hall, ticket, { copies, printFailed: result === 'failed' })
  },

  TicketCancelled(hall, event) {
    const ticket = findTicket(hall, event)
    // Whoever is being served has not left: a cancellation made elsewhere meanwhile changes nothing.
    if (!ticket || !isOpen(ticket) || ticket.status === 'serving') return
    act(hall, ticket, event, { status: 'cancelled', outcome: event.body.reason, call: null, hold: null, sentTo: null })
    tellCaller(hall, ticket, event)
  },

  TicketReturned(hall, event) {
    const ticket = findTicket(hall, event)
    if (ticket?.status !== 'missed') return
    const others = waitingIn(hall, ticket.queue)
    const last = others[Math.min(hall.settings.rules.returnBehind, others.length) - 1]
    const turn = last ? Math.max(ticket.turn, last.turn + 0.5) : ticket.turn
    act(hall, ticket, event, { status: 'waiting', counter: null, turn })
  },

  TriageCorrected(hall, event) {
    const ticket = findTicket(hall, event)
    if (!ticket || !isOpen(ticket)) return
    // Whoever is being served stays there, unless the counter itself says that the ticket is in the wrong queue.
    if (ticket.status === 'serving' && !sameTablet(hall, ticket, event)) return
    const { queue, service } = event.body
    act(hall, ticket, event, {
      status: 'waiting',
      queue,
      service,
      triagedFrom: ticket.queue,
      counter: null,
      call: null,
      hold: null,
      sentTo: null,
      arrivedAt: null,
    })
    tellCaller(hall, ticket, event)
  },
}

type OnSlip = Pick<Ticket, 'label' | 'queue' | 'service' | 'day' | 'priority'>
type Printed = Pick<Ticket, 'journal' | 'n' | 'origin' | 'ahead' | 'quote' | 'presumed'>

/** Adds a new ticket; it takes the label if no other ticket of the day has it. */
function take(hall: HallDraft, event: HallEvent, slip: OnSlip, at: number, printed: Printed): void {
  const key = labelKey(slip.day, slip.label)
  const sameLabel = hall.ticketsByLabel.has(key)
  if (!sameLabel) hall.ticketsByLabel.set(key, event.subject)
  const fate = fateOf(hall, slip.day)
  // In the order in which a ticket is copied: tickets of one shape are quick to copy.
  hall.tickets.set(event.subject, {
    id: event.subject,
    label: slip.label,
    queue: slip.queue,
    service: slip.service,
    day: slip.day,
    priority: slip.priority,
    origin: printed.origin,
    presumed: printed.presumed,
    journal: printed.journal,
    n: printed.n,
    ahead: printed.ahead,
    quote: printed.quote,
    issuedAt: at,
    turn: at,
    status: fate.void ? 'void' : 'waiting',
    since: at,
    counter: null,
    sentTo: null,
    call: null,
    firstCalledAt: null,
    arrivedAt: null,
    finishedAt: null,
    outcome: fate.void ? 'day-closed' : null,
    misses: 0,
    hold: null,
    note: null,
    triagedFrom: null,
    copies: 0,
    printFailed: false,
    inVain: [],
    carriedTo: fate.carriedTo,
    late: fate.late,
    sameLabel,
    act: eventId(event),
    before: null,
  })
}

/** A ticket of a day that is closed already takes that day's closing decision, and the next day's if that is closed too. */
function fateOf(hall: HallDraft, day: string): { late: boolean; void: boolean; carriedTo: string | null } {
  let carriedTo: string | null = null
  for (let state = hall.days.get(day); state?.status === 'closed'; state = hall.days.get(state.next)) {
    if (state.open === 'void') return { late: true, void: true, carriedTo }
    carriedTo = state.next
    // A hall whose clock ran backwards can have closed its days in a circle.
    if (state.next <= state.day) break
  }
  return { late: carriedTo !== null, void: false, carriedTo }
}

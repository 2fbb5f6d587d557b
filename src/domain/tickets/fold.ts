import type { LogEvent } from '#log/event.ts'
import { eventId } from '#log/event.ts'
import { dayNamed } from '../day/businessDay.ts'
import type { EventOf } from '../kind.ts'
import { markPrinted } from '../numbers/fold.ts'
import { laneName } from '../numbers/numbers.ts'
import type { FoldingQueue } from '../queue/queue.ts'
import type { FoldOf } from '../slice.ts'
import { act, findTicket, sameTablet, tellCaller, timeOf } from './acts.ts'
import { change } from './change.ts'
import type { ticketKinds } from './events.ts'
import {
  canReturn,
  isOpen,
  labelKey,
  MOST_SERVICES,
  STAYED_AWAY,
  servicesOf,
  type Ticket,
  waitingIn,
} from './tickets.ts'

export const foldTickets: FoldOf<typeof ticketKinds, FoldingQueue> = {
  TicketIssued(hall, event) {
    const known = hall.tickets.get(event.subject)
    if (known && !known.presumed) return
    const {
      number,
      origin,
      lane,
      sub = null,
      queue,
      star = null,
      ahead,
      quote,
      paperTime,
      allowed = null,
      alone = false,
    } = event.body
    const day = dayNamed(hall, event.body.day, event.stamp)
    const { journal, n } = event
    const named = origin === 'lane' && lane !== undefined ? laneName(lane, sub) : null
    if (origin === 'block' || named !== null) markPrinted(hall, journal, { day, queue, number, lane: named })
    const at = timeOf(event, paperTime)
    const { turn, ...appointed } = appointedAt(hall, event, at)
    const printed = { journal, n, origin, star, ...appointed, ahead, quote, allowed, alone, presumed: false }
    if (known) change(hall, known, printed)
    else take(hall, event, { ...event.body, day, turn }, at, printed)
  },

  SlipPresented(hall, event) {
    // Mostly the ticket is known by now, for it was taken before its slip was shown.
    if (hall.tickets.has(event.subject)) return
    const { journal, n, body } = event
    const none = {
      star: null,
      appointment: null,
      appointedAt: null,
      ahead: 0,
      quote: null,
      allowed: null,
      alone: false,
    } as const
    const presumed = { journal, n, origin: 'block', ...none, presumed: true } as const
    const day = dayNamed(hall, body.day, event.stamp)
    const at = timeOf(event, body.issuedAt)
    take(hall, event, { ...body, day, turn: at }, at, presumed)
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

  CustomerSteppedOut(hall, event) {
    const ticket = findTicket(hall, event)
    if (ticket?.status !== 'waiting') return
    // The turn stays as it is: who comes back in time has lost nothing.
    act(hall, ticket, event, { awayUntil: timeOf(event) + event.body.minutes * 60_000 })
  },

  CustomerStayedAway(hall, event) {
    const ticket = findTicket(hall, event)
    // They came back, or got longer, where the counter that ended it had not heard of it: nobody is lost.
    if (ticket?.status !== 'waiting' || ticket.awayUntil === null || timeOf(event) < ticket.awayUntil) return
    act(hall, ticket, event, { status: 'cancelled', outcome: STAYED_AWAY, sentTo: null })
  },

  TicketReturned(hall, event) {
    const ticket = findTicket(hall, event)
    if (!ticket || !canReturn(ticket)) return
    if (ticket.status === 'waiting') return act(hall, ticket, event, { awayUntil: null })
    const others = waitingIn(hall, ticket.queue)
    const last = others[Math.min(hall.settings.rules.returnBehind, others.length) - 1]
    const turn = last ? Math.max(ticket.turn, last.turn + 0.5) : ticket.turn
    act(hall, ticket, event, { status: 'waiting', counter: null, turn, outcome: null, awayUntil: null })
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

  ServiceAdded(hall, event) {
    const ticket = findTicket(hall, event)
    const { service, queue } = event.body
    if (!ticket || !isOpen(ticket) || servicesOf(ticket).includes(service)) return
    if (servicesOf(ticket).length < MOST_SERVICES)
      change(hall, ticket, { further: [...ticket.further, { service, queue }] })
  },

  WavingAsked(hall, event) {
    const ticket = findTicket(hall, event)
    if (ticket) change(hall, ticket, { toWave: event.body.on })
  },

  CheckAsked(hall, event) {
    const ticket = findTicket(hall, event)
    if (ticket) change(hall, ticket, { toCheck: true })
  },

  CheckCleared(hall, event) {
    const ticket = findTicket(hall, event)
    if (ticket) change(hall, ticket, { toCheck: false })
  },
}

type OnSlip = Pick<Ticket, 'label' | 'queue' | 'service' | 'day' | 'priority' | 'turn'>
type Printed = Pick<
  Ticket,
  | 'journal'
  | 'n'
  | 'origin'
  | 'star'
  | 'appointment'
  | 'appointedAt'
  | 'ahead'
  | 'quote'
  | 'allowed'
  | 'alone'
  | 'presumed'
>

/** Nobody stands in line as of a time that is longer ago than this (ms), whatever a clock said. */
const LONGEST_LATE_MS = 4 * 3_600_000

/** What an appointment makes of a ticket that was taken at a time, ms since 1970. */
function appointedAt(hall: FoldingQueue, { subject, body }: EventOf<typeof ticketKinds, 'TicketIssued'>, at: number) {
  const none = { appointment: null, appointedAt: null, turn: at }
  if (!body.appointment) return none
  const { id, late } = body.appointment
  // Two tablets gave its customer a number while apart: the earlier one has the appointment.
  for (const other of hall.tickets.values()) {
    if (other.appointment === id && other.id !== subject && isOpen(other)) return none
  }
  const due = Date.parse(body.appointment.at)
  if (!late) return { appointment: id, appointedAt: due, turn: at }
  return { appointment: id, appointedAt: null, turn: Math.min(at, Math.max(due, at - LONGEST_LATE_MS)) }
}

/** Adds a new ticket; it takes the label if no other ticket of the day has it. */
function take(hall: FoldingQueue, event: LogEvent, slip: OnSlip, at: number, printed: Printed): void {
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
    star: printed.star,
    appointment: printed.appointment,
    appointedAt: printed.appointedAt,
    origin: printed.origin,
    presumed: printed.presumed,
    alone: printed.alone,
    journal: printed.journal,
    n: printed.n,
    ahead: printed.ahead,
    quote: printed.quote,
    allowed: printed.allowed,
    issuedAt: at,
    turn: slip.turn,
    status: fate.void ? 'void' : 'waiting',
    since: at,
    counter: null,
    sentTo: null,
    frontAt: null,
    call: null,
    firstCalledAt: null,
    arrivedAt: null,
    heldMs: 0,
    finishedAt: null,
    outcome: fate.void ? 'day-closed' : null,
    misses: 0,
    picks: 0,
    hold: null,
    awayUntil: null,
    note: null,
    triagedFrom: null,
    toCheck: false,
    toWave: false,
    further: [],
    legs: [],
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
function fateOf(hall: FoldingQueue, day: string): { late: boolean; void: boolean; carriedTo: string | null } {
  let carriedTo: string | null = null
  for (let state = hall.days.get(day); state?.status === 'closed'; state = hall.days.get(state.next)) {
    if (state.open === 'void') return { late: true, void: true, carriedTo }
    carriedTo = state.next
    // A hall whose clock ran backwards can have closed its days in a circle.
    if (state.next <= state.day) break
  }
  return { late: carriedTo !== null, void: false, carriedTo }
}

/** @module What a counter does seldom, and from a sheet: no first picture waits for it. */
import { commandsOf, needRole, type Situation } from '../command.ts'
import type { CounterState } from '../counters/counters.ts'
import { heldAt, isSetDown } from '../counters/held.ts'
import { isDayClosed } from '../day/queries.ts'
import { needLeave } from '../permissions.ts'
import type { HallWith } from '../shelf.ts'
import type { ticketKinds } from '../tickets/events.ts'
import { presented } from '../tickets/presented.ts'
import type { Slip } from '../tickets/slip.ts'
import { byTurn, type Ticket } from '../tickets/tickets.ts'
import { callable, mayCall } from './choose.ts'
import { called, type Why } from './commands.ts'
import { customerAt, readyDesk } from './desk.ts'
import type { callKinds, Rule } from './events.ts'
import { waitedMinutes } from './waiting.ts'

const needs = [] as const
type Hall = HallWith<typeof needs>
const { command, accept, refuse } = commandsOf<typeof callKinds & typeof ticketKinds, Why>()(...needs)

/** Calls one ticket out of order, with a reason that the day report shows. */
export const callTicket = command<{ counter: string; ticket: string; reason: string }>(
  'callTicket',
  (hall, ask, situation) => {
    const desk = readyDesk(hall, ask.counter, situation)
    if ('ok' in desk) return desk
    const ticket = hall.tickets.get(ask.ticket)
    if (!ticket) return refuse('ticket-unknown')
    if (ticket.status !== 'waiting' && ticket.status !== 'missed')
      return refuse('ticket-is-not-waiting', { label: ticket.label })
    if (!mayCall(ticket.id, desk.id, situation.contact))
      return refuse('belongs-to-a-silent-counter', { label: ticket.label })
    if (ask.reason === '') return refuse('reason-is-missing')
    return accept(called(ticket, desk.id, { ...ruleFor(hall, desk, ticket, situation, 'picked'), reason: ask.reason }))
  },
)

/**
 * Serves the slip that is in front of the counter, scanned or typed: it needs no call and no contact. A scanned `slip`
 * brings the facts of a ticket that this tablet has never heard of.
 */
export const serveSlip = command<{ counter: string; ticket: string; slip?: Slip }>(
  'serveSlip',
  (hall, ask, situation) => {
    const desk = readyDesk(hall, ask.counter, situation)
    if ('ok' in desk) return desk
    const ticket = hall.tickets.get(ask.ticket)
    const arrived = { kind: 'CustomerArrived', subject: ask.ticket, body: { counter: desk.id } } as const
    if (!ticket) {
      if (ask.slip?.ticket !== ask.ticket) return refuse('ticket-unknown')
      const { label, day, issuedAt } = ask.slip
      if (isDayClosed(hall, day)) return refuse('ticket-is-finished', { label })
      const waited = Math.max(0, Math.floor((situation.now - issuedAt) / 60_000))
      const rule = { code: 'slip', waited, passed: 0 } as const
      return accept(
        presented(ask.slip),
        { kind: 'TicketCalled', subject: ask.ticket, body: { counter: desk.id, rule } },
        arrived,
      )
    }
    if (!canBePresented(hall, ticket)) return refuse('ticket-is-finished', { label: ticket.label })
    if (ticket.status !== 'waiting' && ticket.status !== 'missed') return accept(arrived)
    return accept(called(ticket, desk.id, ruleFor(hall, desk, ticket, situation, 'slip')), arrived)
  },
)

/** Served customers and those of a closed day are done with; one left at a lost counter may go to another. */
const canBePresented = (hall: Hall, ticket: Ticket): boolean =>
  ticket.status !== 'done' &&
  !(ticket.status === 'void' && ticket.outcome === 'day-closed') &&
  !(ticket.status === 'serving' && !hall.counters.get(ticket.counter ?? '')?.lost)

/** 挂起. */
export const holdTicket = command<{ counter: string; reason: string; minutes: number }>(
  'holdTicket',
  (hall, ask, situation) => {
    const ticket = customerAt(hall, ask.counter, situation)
    if ('ok' in ticket) return ticket
    if (ask.reason === '') return refuse('reason-is-missing')
    const { holdLimit } = hall.settings.rules
    const own = heldAt(hall, ask.counter).filter((held) => held.counter === ask.counter)
    if (own.length >= holdLimit) return refuse('too-many-on-hold', { times: holdLimit })
    const { counter, reason, minutes } = ask
    return accept({ kind: 'TicketHeld', subject: ticket.id, body: { counter, reason, minutes } })
  },
)

/**
 * 排回队首: whoever is on hold waits before everybody else for whichever counter can serve them. The counter that holds them
 * may say so; for one that pauses, is closed or lost any other; a manager always. Alone nobody else would hear of it: then
 * the counter that holds them goes on with them, or their slip is shown.
 */
export const putBackTicket = command<{ counter: string | null; ticket: string }>(
  'putBackTicket',
  (hall, ask, situation) => {
    const refusal = needLeave(hall, situation, 'serve')
    if (refusal) return refusal
    const ticket = hall.tickets.get(ask.ticket)
    if (!ticket) return refuse('ticket-unknown')
    const { label, counter } = ticket
    if (ticket.status !== 'held' || counter === null) return refuse('ticket-is-not-held', { label })
    const isOwn = ask.counter === counter && hall.counters.get(counter)?.tablet === situation.tablet.id
    if (!isOwn && !isSetDown(hall, ticket) && needRole(hall, situation, 'manager'))
      return refuse('ticket-is-not-yours', { label })
    if (situation.contact.share !== null) return refuse('nobody-hears-of-it', { label })
    return accept({ kind: 'TicketPutBack', subject: ticket.id, body: { counter } })
  },
)

/** 转移: to another queue, or to one counter of it, keeping the time the ticket was taken. */
export const transferTicket = command<{ counter: string; queue: string; to: string | null; note: string }>(
  'transferTicket',
  (hall, ask, situation) => {
    const ticket = customerAt(hall, ask.counter, situation)
    if ('ok' in ticket) return ticket
    if (!hall.settings.queues.some(({ id }) => id === ask.queue)) return refuse('queue-unknown')
    if (ask.to !== null && !hall.settings.counters.some(({ id }) => id === ask.to)) return refuse('counter-unknown')
    if (ask.note === '') return refuse('reason-is-missing')
    const body = { from: ask.counter, queue: ask.queue, counter: ask.to, note: ask.note }
    return accept({ kind: 'TicketTransferred', subject: ticket.id, body })
  },
)

function ruleFor(hall: Hall, desk: CounterState, ticket: Ticket, situation: Situation, code: Rule['code']): Rule {
  const passed = callable(hall, desk, situation.contact, situation.now).filter(
    (other) => byTurn(other, ticket) < 0,
  ).length
  const alone = situation.contact.share === null ? {} : { alone: true }
  return { code, waited: waitedMinutes(ticket, situation.now), passed, ...alone }
}

import { commandsOf, type Situation } from '../command.ts'
import type { CounterState } from '../counters/counters.ts'
import { isLeft } from '../counters/held.ts'
import { currentTicket } from '../counters/queries.ts'
import type { HallWith } from '../shelf.ts'
import { journalOfAct } from '../tickets/acts.ts'
import type { ticketKinds } from '../tickets/events.ts'
import { byTurn, type Call, type Purpose, type Ticket } from '../tickets/tickets.ts'
import { chooseNext, inLine } from './choose.ts'
import { calledAt, customerAt, deskRefusals, openDesk, readyDesk } from './desk.ts'
import type { callKinds, Rule } from './events.ts'
import { ableCounters, canDo } from './skills.ts'
import { isOverdue } from './waiting.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  ...deskRefusals,
  'belongs-to-a-silent-counter',
  'counter-unknown',
  'customer-has-not-arrived',
  'missed-too-soon',
  'nobody-hears-of-it',
  'nothing-follows',
  'nothing-in-your-share',
  'nothing-to-undo',
  'queue-is-empty',
  'queue-unknown',
  'reason-is-missing',
  'recalled-too-often',
  'recalled-too-soon',
  'ticket-is-finished',
  'ticket-is-not-held',
  'ticket-unknown',
  'too-late-to-undo',
  'too-many-on-hold',
] as const
export type Why = (typeof refusals)[number]

const needs = [] as const
type Hall = HallWith<typeof needs>
const { command, accept, refuse } = commandsOf<typeof callKinds & typeof ticketKinds, Why>()(...needs)

/**
 * 叫号: calls the next customer. Finishes the one being served first when `finish` names the outcome. `instead` of a ticket
 * that another counter called first: of the counters that stand there with nothing because of it, each takes another one.
 */
export const callNextTicket = command<{ counter: string; finish?: string; instead?: string }>(
  'callNextTicket',
  (hall, ask, situation) => {
    const desk = openDesk(hall, ask.counter, situation)
    if ('ok' in desk) return desk
    const current = currentTicket(hall, desk.id)
    if (current && !(ask.finish && current.status === 'serving')) {
      return refuse('finish-the-current-ticket-first', { label: current.label })
    }
    const done = current && ask.finish ? [finished(current, desk.id, ask.finish)] : []
    const behind = ask.instead === undefined ? 0 : behindOthers(hall, desk, ask.instead)
    const choice = chooseNext(hall, desk, situation.contact, situation.now, behind)
    // Who is not back before whoever is called now has lost the place, where the hall wants it so.
    const gone = choice ? stayedAway(hall, desk, choice.ticket, situation) : []
    if (choice) return accept(...done, ...gone, called(choice.ticket, desk.id, choice.rule))
    return done.length > 0
      ? accept(...done)
      : refuse(situation.contact.share === null ? 'queue-is-empty' : 'nothing-in-your-share')
  },
)

/** Those before this one whose time away is over, where that ends a ticket. */
const stayedAway = (hall: Hall, desk: CounterState, next: Ticket, { contact, now }: Situation) =>
  inLine(hall, desk, contact, now)
    .filter((ticket) => isOverdue(hall, ticket, now) && byTurn(ticket, next) < 0)
    .map(({ id }) => ({ kind: 'CustomerStayedAway', subject: id, body: {} }) as const)

/** Counters that asked for the next customer within this time (ms) asked together. */
const TOGETHER_MS = 10_000

/** How many counters with nobody before them called the same ticket in vain together with this one, and come first. */
function behindOthers(hall: Hall, desk: CounterState, lost: string): number {
  const inVain = hall.tickets.get(lost)?.inVain ?? []
  const own = inVain.findLast(({ counter }) => counter === desk.id)
  const others = inVain
    .filter(({ counter, at }) => Number(counter) < Number(desk.id) && Math.abs(at - (own?.at ?? at)) <= TOGETHER_MS)
    .map(({ counter }) => counter)
  return new Set(others.filter((each) => currentTicket(hall, each) === null)).size
}

/** 重呼. */
export const recallTicket = command<{ counter: string }>('recallTicket', (hall, ask, situation) => {
  const at = calledAt(hall, ask.counter, situation)
  if ('ok' in at) return at
  const { recallLimit } = hall.settings.rules
  if (at.call.recalls >= recallLimit) return refuse('recalled-too-often', { times: recallLimit })
  const seconds = Math.ceil((recallAllowedAt(hall, at.call) - situation.now) / 1000)
  if (seconds > 0) return refuse('recalled-too-soon', { seconds })
  return accept({ kind: 'TicketRecalled', subject: at.ticket.id, body: { counter: ask.counter } })
})

/** 客户已到: the service starts. */
export const greetCustomer = command<{ counter: string }>('greetCustomer', (hall, ask, situation) => {
  const at = calledAt(hall, ask.counter, situation)
  if ('ok' in at) return at
  return accept({ kind: 'CustomerArrived', subject: at.ticket.id, body: { counter: ask.counter } })
})

/** 过号, not before the hall's minimum; priority customers get longer. */
export const missCustomer = command<{ counter: string; reason: string }>('missCustomer', (hall, ask, situation) => {
  const at = calledAt(hall, ask.counter, situation)
  if ('ok' in at) return at
  if (ask.reason === '') return refuse('reason-is-missing')
  const seconds = Math.ceil((missAllowedAt(hall, at.ticket) - situation.now) / 1000)
  if (seconds > 0) return refuse('missed-too-soon', { seconds })
  return accept({ kind: 'CustomerMissed', subject: at.ticket.id, body: { counter: ask.counter, reason: ask.reason } })
})

/** When a call may be repeated, ms since 1970. */
export const recallAllowedAt = (hall: Hall, call: Call): number =>
  call.lastAt + hall.settings.rules.recallIntervalSeconds * 1000

/** When a called customer may be marked missed, ms since 1970. */
export function missAllowedAt(hall: Hall, ticket: Ticket): number {
  const { missAfterSeconds, missPriorityFactor } = hall.settings.rules
  return (ticket.call?.at ?? 0) + missAfterSeconds * (ticket.priority ? missPriorityFactor : 1) * 1000
}

/** 恢复: the customer is back at the counter that holds the ticket. */
export const resumeTicket = command<{ counter: string; ticket: string }>('resumeTicket', (hall, ask, situation) => {
  const desk = readyDesk(hall, ask.counter, situation)
  if ('ok' in desk) return desk
  const ticket = hall.tickets.get(ask.ticket)
  if (!ticket) return refuse('ticket-unknown')
  if (ticket.status !== 'held') return refuse('ticket-is-not-held', { label: ticket.label })
  // The counter that holds it may be calling alone; only one that is closed or lost leaves its customers to others.
  if (ticket.counter !== ask.counter && !isLeft(hall, ticket)) {
    return refuse('ticket-is-not-yours', { label: ticket.label })
  }
  return accept({ kind: 'TicketResumed', subject: ticket.id, body: { counter: ask.counter } })
})

/** Ends the service with its outcome. */
export const finishService = command<{ counter: string; outcome: string }>('finishService', (hall, ask, situation) => {
  const ticket = customerAt(hall, ask.counter, situation)
  if ('ok' in ticket) return ticket
  if (ticket.status !== 'serving') return refuse('customer-has-not-arrived', { label: ticket.label })
  return accept(finished(ticket, ask.counter, ask.outcome))
})

/**
 * Finishes one of several services and goes on to the next: with the same customer where this counter and whoever stands
 * there can do it, else at others, as of the time at which the number was taken.
 */
export const continueService = command<{ counter: string; outcome: string }>(
  'continueService',
  (hall, ask, situation) => {
    const desk = openDesk(hall, ask.counter, situation)
    if ('ok' in desk) return desk
    const ticket = customerAt(hall, ask.counter, situation)
    if ('ok' in ticket) return ticket
    if (ticket.status !== 'serving') return refuse('customer-has-not-arrived', { label: ticket.label })
    const next = nextHere(hall, desk, ticket) ?? ticket.further[0]
    if (!next || next.service === null) return refuse('nothing-follows', { label: ticket.label })
    const { service, queue } = next
    const here = canFollowHere(hall, desk, next)
    const body = { counter: desk.id, outcome: ask.outcome, service, queue, here }
    return accept({ kind: 'ServiceContinued', subject: ticket.id, body })
  },
)

/** What follows that this counter can do: it comes before what has to be done elsewhere. */
export const nextHere = (hall: Hall, desk: CounterState, { further }: Ticket): Purpose | undefined =>
  further.find((next) => canFollowHere(hall, desk, next))

/** Where nobody else is open who can do it either, the customer is sent nowhere: they would be called here again. */
const canFollowHere = (hall: Hall, desk: CounterState, next: Purpose): boolean =>
  desk.queues.includes(next.queue) &&
  (canDo(hall.settings, desk, next.service) ||
    !ableCounters(hall, next).some((each) => canDo(hall.settings, each, next.service)))

/** Takes back the last act on a ticket within the hall's undo time. */
export const undoAct = command<{ ticket: string; act: string }>('undoAct', (hall, ask, situation) => {
  if (situation.by === null && situation.tablet.place !== 'reception') return refuse('sign-in-first')
  const ticket = hall.tickets.get(ask.ticket)
  if (!ticket) return refuse('ticket-unknown')
  const { before } = ticket
  if (!before || ticket.act !== ask.act || !isOwnAct(hall, ask.act, situation)) return refuse('nothing-to-undo')
  // Two seconds of grace: the countdown on the screen and the tap are not the same instant.
  if (situation.now > ticket.since + (hall.settings.rules.undoSeconds + 2) * 1000) return refuse('too-late-to-undo')
  if (before.counter !== null && (before.status === 'called' || before.status === 'serving')) {
    const other = currentTicket(hall, before.counter, ticket.id)
    if (other) return refuse('finish-the-current-ticket-first', { label: other.label })
  }
  const undone = { kind: 'ActUndone', subject: ticket.id, body: { act: ask.act } } as const
  // A walk-in that was none leaves no number behind that somebody would call.
  if (ticket.call?.rule.code === 'walk-in' && before.status === 'waiting') {
    return accept(undone, { kind: 'TicketCancelled', subject: ticket.id, body: { reason: 'taken-by-mistake' } })
  }
  return accept(undone)
})

/** Whether this tablet did it, in its present journal or an earlier one. */
const isOwnAct = (hall: Hall, act: string, { tablet }: Situation): boolean => {
  const journal = journalOfAct(act)
  return journal === tablet.journal || hall.journals.get(journal)?.tablet === tablet.id
}

/** A call of this ticket to a counter, by this rule. */
export const called = (ticket: Ticket, counter: string, rule: Rule) =>
  ({ kind: 'TicketCalled', subject: ticket.id, body: { counter, rule } }) as const

const finished = (ticket: Ticket, counter: string, outcome: string) =>
  ({ kind: 'ServiceFinished', subject: ticket.id, body: { counter, outcome } }) as const

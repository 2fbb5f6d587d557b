/** Who stands where: what the commands of a counter need to hold before they decide anything else. */
import { type CommonRefusal, commandsOf, type Refused, type Situation } from '../command.ts'
import type { CounterState } from '../counters/counters.ts'
import { currentTicket } from '../counters/queries.ts'
import type { OpenHall } from '../openHall.ts'
import { needLeave } from '../permissions.ts'
import type { Call, Ticket } from '../tickets/tickets.ts'

/** Why somebody does not stand there. */
export const deskRefusals = [
  'counter-is-not-open',
  'counter-is-paused',
  'counter-is-open-elsewhere',
  'finish-the-current-ticket-first',
  'ticket-is-not-waiting',
  'ticket-is-not-yours',
] as const
type Why = (typeof deskRefusals)[number]
type Refusal = Refused<Why | CommonRefusal>
const { refuse } = commandsOf<object, Why>()()

/** The counter, open and served by this tablet's person, or the refusal. */
export function openDesk(hall: OpenHall, counter: string, situation: Situation): CounterState | Refusal {
  const refusal = needLeave(hall, situation, 'serve')
  if (refusal) return refusal
  const desk = hall.counters.get(counter)
  if (!desk || desk.status === 'closed') return refuse('counter-is-not-open')
  if (desk.status === 'paused') return refuse('counter-is-paused')
  if (desk.tablet !== situation.tablet.id) return refuse('counter-is-open-elsewhere', { counter })
  // Whoever is signed in serves, whoever opened it.
  return { ...desk, staff: situation.by }
}

/** … and nobody called or being served there. */
export function readyDesk(hall: OpenHall, counter: string, situation: Situation): CounterState | Refusal {
  const desk = openDesk(hall, counter, situation)
  if ('ok' in desk) return desk
  const current = currentTicket(hall, counter)
  return current ? refuse('finish-the-current-ticket-first', { label: current.label }) : desk
}

/** The customer this counter has called, or the refusal. */
export function calledAt(
  hall: OpenHall,
  counter: string,
  situation: Situation,
): { ticket: Ticket; call: Call } | Refusal {
  const ticket = customerAt(hall, counter, situation)
  if ('ok' in ticket) return ticket
  if (ticket.status !== 'called' || !ticket.call) return refuse('ticket-is-not-waiting', { label: ticket.label })
  return { ticket, call: ticket.call }
}

/** The customer called to or served at this counter, or the refusal. */
export function customerAt(hall: OpenHall, counter: string, situation: Situation): Ticket | Refusal {
  const desk = openDesk(hall, counter, situation)
  if ('ok' in desk) return desk
  return currentTicket(hall, counter) ?? refuse('ticket-is-not-yours')
}

/** Who stands where: what the commands of a counter need to hold before they decide anything else. */
import { needRole, type Refused, refuse, type Situation } from '../command.ts'
import type { CounterState } from '../counters/counters.ts'
import { currentTicket } from '../counters/queries.ts'
import type { Hall } from '../hall.ts'
import type { Call, Ticket } from '../tickets/tickets.ts'

/** The counter, open and served by this tablet's person, or the refusal. */
export function openDesk(hall: Hall, counter: string, situation: Situation): CounterState | Refused {
  const refusal = needRole(hall, situation, 'front', 'back-office', 'manager')
  if (refusal) return refusal
  const desk = hall.counters.get(counter)
  if (!desk || desk.status === 'closed') return refuse('counter-is-not-open')
  if (desk.status === 'paused') return refuse('counter-is-paused')
  if (desk.tablet !== situation.tablet.id) return refuse('counter-is-open-elsewhere', { counter })
  return desk
}

/** … and nobody called or being served there. */
export function readyDesk(hall: Hall, counter: string, situation: Situation): CounterState | Refused {
  const desk = openDesk(hall, counter, situation)
  if ('ok' in desk) return desk
  const current = currentTicket(hall, counter)
  return current ? refuse('finish-the-current-ticket-first', { label: current.label }) : desk
}

/** The customer this counter has called, or the refusal. */
export function calledAt(hall: Hall, counter: string, situation: Situation): { ticket: Ticket; call: Call } | Refused {
  const ticket = standing(hall, counter, situation)
  if ('ok' in ticket) return ticket
  if (ticket.status !== 'called' || !ticket.call) return refuse('ticket-is-not-waiting', { label: ticket.label })
  return { ticket, call: ticket.call }
}

/** The customer called to or served at this counter, or the refusal. */
export function standing(hall: Hall, counter: string, situation: Situation): Ticket | Refused {
  const desk = openDesk(hall, counter, situation)
  if ('ok' in desk) return desk
  return currentTicket(hall, counter) ?? refuse('ticket-is-not-yours')
}

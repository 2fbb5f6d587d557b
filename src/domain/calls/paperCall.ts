import { commandsOf } from '../command.ts'
import { needLeave } from '../permissions.ts'
import { isOpen } from '../tickets/tickets.ts'
import type { refusals } from './commands.ts'
import type { callKinds, Rule } from './events.ts'
import { waitedMinutes } from './waiting.ts'

const { command, accept, refuse } = commandsOf<typeof callKinds, (typeof refusals)[number]>()()

/** Enters a call that was made on paper while the wall was in paper mode, with the time it was made. */
export const enterPaperCall = command<{ counter: string; ticket: string; at: number; outcome: string }>(
  'enterPaperCall',
  (hall, ask, situation) => {
    const refusal = needLeave(hall, situation, 'serve')
    if (refusal) return refusal
    const ticket = hall.tickets.get(ask.ticket)
    if (!ticket) return refuse('ticket-unknown')
    if (!isOpen(ticket) || ticket.status === 'serving') return refuse('ticket-is-finished', { label: ticket.label })
    if (!hall.settings.counters.some(({ id }) => id === ask.counter)) return refuse('counter-unknown')
    const paperTime = new Date(Math.min(ask.at, situation.now)).toISOString()
    const body = { counter: ask.counter, paperTime }
    const rule: Rule = { code: 'paper', waited: waitedMinutes(ticket, ask.at), passed: 0 }
    return accept(
      { kind: 'TicketCalled', subject: ticket.id, body: { ...body, rule } },
      { kind: 'CustomerArrived', subject: ticket.id, body },
      { kind: 'ServiceFinished', subject: ticket.id, body: { ...body, outcome: ask.outcome } },
    )
  },
)

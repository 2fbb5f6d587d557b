import { commandsOf } from '../command.ts'
import { businessDay } from '../day/businessDay.ts'
import { MOST_PAPERS, type paperKinds } from '../papers/events.ts'
import { needLeave } from '../permissions.ts'
import type { Visitor } from './door.ts'
import type { doorKinds } from './events.ts'
import { doorSlice } from './fold.ts'
import { visitorPapersDue } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['ticket-unknown'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof doorKinds & typeof paperKinds, Why>()(doorSlice)

/** Notes what a customer is called and how they are reached; both are sealed before (1.1.18). */
export const noteVisitor = command<{ ticket: string; paper: string } & Pick<Visitor, 'holds' | 'phone'>>(
  'noteVisitor',
  (hall, { ticket, paper, holds, phone }, situation) => {
    const refusal = needLeave(hall, situation, 'note-visitor')
    if (refusal) return refusal
    if (!hall.tickets.has(ticket)) return refuse('ticket-unknown')
    const body = { holds: [...holds], phone, day: businessDay(hall, situation.now) }
    return accept({ kind: 'VisitorNoted', subject: ticket, body, papers: [paper] })
  },
)

/** What somebody saw of the documents for one service of a ticket. */
interface Looked {
  readonly ticket: string
  readonly service: string
  readonly seen: readonly string[]
  readonly missing: readonly string[]
}

/** Notes which documents were looked at while the customer still stands at the door, and which are missing. */
export const precheckTicket = command<Looked>(
  'precheckTicket',
  (hall, { ticket, service, seen, missing }, situation) => {
    if (!hall.tickets.has(ticket)) return refuse('ticket-unknown')
    const body = { service, seen: [...seen], missing: [...missing], day: businessDay(hall, situation.now) }
    return accept({ kind: 'TicketPrechecked', subject: ticket, body })
  },
)

/**
 * Destroys the papers of customers who left a name or telephone once nobody needs them; a manager may stop it for a day, as
 * any destroying. A manager's.
 */
export const destroyVisitors = command<Record<string, never>>('destroyVisitors', (hall, _ask, situation) => {
  const refusal = needLeave(hall, situation, 'destroy-papers')
  if (refusal) return refusal
  const papers = visitorPapersDue(hall).slice(0, MOST_PAPERS)
  return papers.length === 0
    ? accept()
    : accept({ kind: 'PapersShredded', subject: hall.id, body: { papers, due: true } })
})

/** How events change a ticket: found, acted on once, taken back, taken away, and who is told. */

import type { LogEvent } from '#log/event.ts'
import { eventId } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import type { Folding } from '../slice.ts'
import type { TabletsPart } from '../tablets/tablets.ts'
import { change, standingOf } from './change.ts'
import type { Standing, Ticket, TicketsPart } from './tickets.ts'

type FoldingTickets = Folding<TicketsPart> & TabletsPart

/** The ticket an event is about, or null; then the event is kept among the strays and shown to the manager. */
export function findTicket(hall: FoldingTickets, event: LogEvent): Ticket | null {
  const ticket = hall.tickets.get(event.subject)
  if (ticket) return ticket
  const stray = { event: eventId(event), kind: event.kind, subject: event.subject, at: stampTime(event.stamp) }
  hall.strays = [...hall.strays.slice(-199), stray]
  return null
}

/**
 * Changes a ticket by one act that can be taken back, by default to how the ticket stands now; to an earlier state when
 * the act before belongs to the same tap.
 */
export function act(
  hall: FoldingTickets,
  ticket: Ticket,
  event: LogEvent,
  fields: Partial<Standing & Pick<Ticket, 'inVain'>>,
  before: Standing = ticket,
): void {
  const acted = { since: timeOf(event), act: eventId(event), before: standingOf(before) }
  change(hall, ticket, Object.assign(acted, fields))
}

/** Tells a counter that it called or greeted this customer in vain, and who kept the ticket. */
export function tellInVain(
  hall: FoldingTickets,
  id: string,
  { counter, at, keptBy }: { counter: string; at: number; keptBy: string | null },
): void {
  const ticket = hall.tickets.get(id)
  if (!ticket) return
  const inVain = [...ticket.inVain.filter((each) => each.counter !== counter), { counter, at, keptBy }]
  change(hall, ticket, { inVain })
}

/** A ticket was taken away while a counter was calling it: the counter is told, unless it did so itself. */
export function tellCaller(hall: FoldingTickets, before: Ticket, event: LogEvent): void {
  if (before.status !== 'called' || before.counter === null || sameTablet(hall, before, event)) return
  tellInVain(hall, before.id, { counter: before.counter, at: stampTime(event.stamp), keptBy: null })
}

/** Whether an event was written on the tablet that acted on the ticket last. */
export function sameTablet(hall: FoldingTickets, ticket: Ticket, event: LogEvent): boolean {
  const journal = journalOfAct(ticket.act)
  if (journal === event.journal) return true
  const tablet = hall.journals.get(journal)?.tablet
  return tablet !== undefined && tablet === hall.journals.get(event.journal)?.tablet
}

/** `undone:j_9f3c21a7b0d84e55:4211` → `j_9f3c21a7b0d84e55`. */
export const journalOfAct = (act: string): string => act.replace(/^undone:/, '').replace(/:\d+$/, '')

/** When it happened: the time on the paper if it was entered later, never after the entry itself. */
export const timeOf = (event: LogEvent, paperTime?: string): number => {
  const entered = stampTime(event.stamp)
  return paperTime === undefined ? entered : Math.min(Date.parse(paperTime), entered)
}

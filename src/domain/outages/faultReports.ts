import type { CasesPart } from '../cases/cases.ts'
import type { OpenHall } from '../openHall.ts'
import { servicesOf } from '../tickets/tickets.ts'

/** So many customers who report a fault within this time (ms) are worth a word: it may be the network (plan-study SV13). */
const REPORTS = 5
const WITHIN_MS = 15 * 60_000

/**
 * How many customers have come with a fault lately, each once, when they are so many that it may be the same one; null
 * while they are fewer. A fault counts whichever service of a ticket it is, and also when it is taken down without one.
 * Numbers that were given up do not count, nor does what a place that has no cases open does not see.
 */
export function manyFaults(
  { tickets, cases }: Pick<OpenHall, 'tickets'> & Partial<CasesPart>,
  faults: string,
  now: number,
): number | null {
  const isLately = (at: number) => at <= now && now - at <= WITHIN_MS
  const come = new Set<string>()
  for (const ticket of tickets.values())
    if (ticket.status !== 'cancelled' && isLately(ticket.issuedAt) && servicesOf(ticket).includes(faults))
      come.add(ticket.id)
  for (const { id, service, ticket, openedAt } of cases?.values() ?? [])
    if (service === faults && isLately(openedAt)) come.add(ticket ?? id)
  return come.size >= REPORTS ? come.size : null
}

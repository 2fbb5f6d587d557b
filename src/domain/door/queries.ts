import { lastClosedDay } from '../day/queries.ts'
import type { HallWith } from '../shelf.ts'
import { tabletOf } from '../tablets/queries.ts'
import { isOpen, type Ticket } from '../tickets/tickets.ts'
import { type DoorPart, type Precheck, precheckKey } from './door.ts'
import type { doorSlice } from './fold.ts'

type Hall = HallWith<[typeof doorSlice]>

/**
 * Open tickets whose customer left this number, by its keyed hashes, the newest first: whoever takes a number may have
 * one already (queue-study 6). It warns, and keeps nobody from anything.
 */
export const openWith = (hall: Hall, tags: readonly string[]): Ticket[] =>
  [...hall.visitors]
    .flatMap(([id, { phone }]) => {
      const ticket = phone && tags.includes(phone.number) ? hall.tickets.get(id) : undefined
      return ticket && isOpen(ticket) ? [ticket] : []
    })
    .sort((a, b) => b.issuedAt - a.issuedAt)

/** What a look at the documents for this service of a ticket came to; undefined: nobody has looked. */
export const precheckOf = (
  { prechecks }: DoorPart,
  { id, service }: Pick<Ticket, 'id' | 'service'>,
): Precheck | undefined => prechecks.get(precheckKey(id, service ?? undefined)) ?? prechecks.get(id)

/** How many customers' names and telephones were noted at this tablet: sealed copies may lie on it (plan-study P12-TS-3). */
export const visitorsOn = (hall: Hall, tablet: string): number =>
  [...hall.visitors.values()].filter(({ journal }) => tabletOf(hall, journal)?.id === tablet).length

/**
 * Papers of whoever left a name or telephone on a day before the one that was closed last, and has no open number any more:
 * nobody needs them, and nothing is kept of them. None that is destroyed, or of which a manager has stopped the destroying.
 */
export function visitorPapersDue(hall: Hall): string[] {
  const last = lastClosedDay(hall) ?? ''
  const isNeeded = (id: string) => {
    const ticket = hall.tickets.get(id)
    return ticket !== undefined && isOpen(ticket)
  }
  return [...hall.visitors]
    .filter(
      ([id, { day, paper }]) => day < last && !isNeeded(id) && !hall.shredded.has(paper) && !hall.spared.has(paper),
    )
    .map(([, { paper }]) => paper)
}

import type { HallWith } from '../shelf.ts'
import { tabletOf } from '../tablets/queries.ts'
import { isOpen, type Ticket } from '../tickets/tickets.ts'
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

/** How many customers' names and telephones were noted at this tablet: sealed copies may lie on it (plan-study P12-TS-3). */
export const visitorsOn = (hall: Hall, tablet: string): number =>
  [...hall.visitors.values()].filter(({ journal }) => tabletOf(hall, journal)?.id === tablet).length

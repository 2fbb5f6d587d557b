import type { OpenHall } from '../openHall.ts'
import type { Bilingual } from '../shapes.ts'
import { isOpen } from '../tickets/tickets.ts'
import type { Queue, Service } from './events.ts'
import type { Settings } from './settings.ts'

/**
 * Whether nobody has set this hall up: no staff, although everything up to this tablet's own pairing is known here. A
 * tablet that has not heard of its own pairing cannot know and says no.
 */
export const isNewHall = (hall: OpenHall, tablet: string): boolean => hall.staff.size === 0 && hall.lanes.has(tablet)

/** Whether the hall was founded and its recovery sheet left no tablet: nobody can name a manager from outside any more. */
export const lacksSheet = (hall: OpenHall): boolean => hall.staff.size > 0 && !hall.isSheetKept

/** How many customers a queue still has, so that it cannot go: `3`. */
export const openTicketsOf = (hall: OpenHall, queue: string): number =>
  [...hall.tickets.values()].filter((ticket) => ticket.queue === queue && isOpen(ticket)).length

/** What a ticket is for, as people call it: its service, or its queue when the service is not known. */
export const purposeOf = (
  settings: Settings,
  { service, queue }: { readonly service: string | null; readonly queue: string },
): Bilingual | undefined =>
  settings.services.find(({ id }) => id === service)?.name ?? settings.queues.find(({ id }) => id === queue)?.name

/** Whether a name in either language has what was typed in it; nothing typed: every name has. */
export const isNameLike = ({ zh, en }: Bilingual, typed: string): boolean =>
  `${zh} ${en}`.toLowerCase().includes(typed.trim().toLowerCase())

/** Whether the door tells of a service: it is offered, or the manager has written down why it is not now. */
export const isToldOf = ({ open, stopped }: Service): boolean =>
  open || `${stopped?.zh ?? ''}${stopped?.en ?? ''}` !== ''

/**
 * The services most asked for, at most so many: those that the hall marked, or all while it has marked none. One that is
 * stopped for a reason keeps its place: nobody has to look for it elsewhere to learn the reason.
 */
export function frequentServices({ services }: Settings, most: number): Service[] {
  const told = services.filter(isToldOf)
  const frequent = told.filter((service) => service.frequent)
  return (frequent.length > 0 ? frequent : told).slice(0, most)
}

/** The services of one queue that are offered now, in the hall's order. */
export const offeredIn = (settings: Settings, queue: Queue): Service[] =>
  queue.open ? settings.services.filter((service) => service.queue === queue.id && service.open) : []

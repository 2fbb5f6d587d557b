import { deskRefusals } from '../calls/desk.ts'
import type { callKinds } from '../calls/events.ts'
import { type CommonRefusal, commandsOf, type NewEvent, needRole, type Refused, type Situation } from '../command.ts'
import { businessDay } from '../day/businessDay.ts'
import { isOutsideHours, openingAt } from '../day/opening.ts'
import { isDayClosed, turnsTheDay } from '../day/queries.ts'
import type { BodyOf } from '../kind.ts'
import { nextNumber, writeLabel } from '../numbers/numbers.ts'
import { needLeave } from '../permissions.ts'
import type { Queue } from '../settings/events.ts'
import type { HallWith } from '../shelf.ts'
import { quoteAppointed } from '../waits/appointed.ts'
import { aheadIn, quoteWait } from '../waits/queries.ts'
import type { Priority, ticketKinds } from './events.ts'
import { presented } from './presented.ts'
import type { Slip } from './slip.ts'
import { isCancellable, isOpen, type Ticket } from './tickets.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  ...deskRefusals,
  'away-too-long',
  'day-is-closed',
  'label-is-taken',
  'label-unknown',
  'queue-is-closed',
  'outside-hours',
  'queue-unknown',
  'reason-is-missing',
  'service-is-on-it',
  'service-is-stopped',
  'service-unknown',
  'ticket-is-finished',
  'ticket-is-not-missed',
  'ticket-unknown',
  'time-unchecked',
  'too-many-services',
] as const
export type Why = (typeof refusals)[number]

const needs = [] as const
type Hall = HallWith<typeof needs>
const { command, accept, refuse } = commandsOf<typeof callKinds & typeof ticketKinds, Why>()(...needs)

/** What a ticket is taken for. Either the service, which says the queue, or the queue alone. */
export interface TicketAsk {
  readonly queue: string
  readonly service: string | null
  readonly priority: Priority | null
  /** The level of a star customer; one that the hall does not know is none. */
  readonly star?: string | null
  /** What the operator's systems have to say of its customer for this service could not be asked: a counter looks later. */
  readonly unchecked?: boolean
}

/** 取号: a number from this tablet's block, or from its offline lane; the wait is told before the ticket exists. */
export const issueTicket = command<TicketAsk>('issueTicket', (hall, ask, situation) => {
  const ticket = ticketFor(hall, ask, situation)
  return 'ok' in ticket ? ticket : accept(ticket, ...toBeChecked(ticket.subject, ask))
})

/** The number that somebody is given now, perhaps for an appointment; or why there is none. */
export function ticketFor(hall: Hall, ask: TicketAsk, situation: Situation, appointment?: Appointed) {
  const open = openQueue(hall, ask, situation)
  if ('ok' in open) return open
  const { queue, day } = open
  const kept = keptBack(hall, ask, situation)
  // A manager who stands there decides, and the ticket says so.
  if (kept && needRole(hall, situation, 'manager')) return kept.refusal
  const ticket = issued(hall, ask, situation, day, printed(hall, { queue, day }, situation), appointment)
  return kept ? { ...ticket, body: { ...ticket.body, allowed: kept.by } } : ticket
}

/** 待核验, with the number itself: it keeps nobody from a number that a system is away. */
export const toBeChecked = (ticket: string, { unchecked = false }: Pick<TicketAsk, 'unchecked'>) =>
  unchecked ? [{ kind: 'CheckAsked', subject: ticket, body: {} } as const] : []

type Appointed = NonNullable<BodyOf<typeof ticketKinds.TicketIssued>['appointment']>

/** Notes what became of a slip: printed, not wanted, or the printer failed. Printing again is a 重打 copy. */
export const recordSlip = command<{ ticket: string; result: 'printed' | 'not-wanted' | 'failed' }>(
  'recordSlip',
  (hall, ask) => {
    const ticket = hall.tickets.get(ask.ticket)
    if (!ticket) return refuse('ticket-unknown')
    return accept({ kind: 'SlipPrinted', subject: ticket.id, body: { result: ask.result, copy: ticket.copies + 1 } })
  },
)

/**
 * 弃号: the customer gives the turn up. A `slip` whose ticket this tablet has not heard of brings its facts along: the paper is
 * all that is needed.
 */
export const cancelTicket = command<{ ticket: string; reason: string; slip?: Slip }>('cancelTicket', (hall, ask) => {
  const { slip } = ask
  if (slip?.ticket === ask.ticket && !hall.tickets.has(ask.ticket)) {
    if (isDayClosed(hall, slip.day)) return refuse('ticket-is-finished', { label: slip.label })
    const body = { reason: ask.reason }
    return accept(presented(slip), { kind: 'TicketCancelled', subject: ask.ticket, body })
  }
  const ticket = openTicket(hall, ask.ticket)
  if ('ok' in ticket) return ticket
  if (!isCancellable(ticket)) return refuse('ticket-is-finished', { label: ticket.label })
  if (ask.reason === '') return refuse('reason-is-missing')
  return accept({ kind: 'TicketCancelled', subject: ticket.id, body: { reason: ask.reason } })
})

/** Somebody at a counter has looked, and what was to be seen is there. */
export const clearCheck = command<{ ticket: string }>('clearCheck', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'serve')
  if (refusal) return refusal
  const ticket = hall.tickets.get(ask.ticket)
  if (!ticket) return refuse('ticket-unknown')
  return ticket.toCheck ? accept({ kind: 'CheckCleared', subject: ticket.id, body: {} }) : accept()
})

/** Why there is no number for this now: the hour, or a service that is stopped. Who has a paper number or stands at a counter is past that. */
function keptBack(hall: Hall, ask: TicketAsk, situation: Situation) {
  const service = hall.settings.services.find(({ id }) => id === ask.service)
  if (service?.open === false) {
    const { zh = '', en = '' } = service.stopped ?? {}
    return { by: 'service-stopped', refusal: refuse('service-is-stopped', { zh, en }) } as const
  }
  if (!isOutsideHours(hall, situation)) return null
  const next = openingAt(hall.settings, situation.now)?.next ?? ''
  return { by: 'outside-hours', refusal: refuse('outside-hours', { next }) } as const
}

/** A ticket that still needs somebody, or why there is none. */
export function openTicket(hall: Hall, id: string): Ticket | Refused<Why | CommonRefusal> {
  const ticket = hall.tickets.get(id)
  if (!ticket) return refuse('ticket-unknown')
  return isOpen(ticket) ? ticket : refuse('ticket-is-finished', { label: ticket.label })
}

/** The queue and the business day a new ticket belongs to, or why there can be none. */
export function openQueue(
  hall: Hall,
  ask: TicketAsk,
  { now, isTimeUnchecked }: Situation,
): { queue: Queue; day: string } | Refused<Why | CommonRefusal> {
  const queue = hall.settings.queues.find(({ id }) => id === ask.queue)
  if (!queue) return refuse('queue-unknown')
  if (!queue.open) return refuse('queue-is-closed')
  if (ask.service !== null) {
    const service = hall.settings.services.find(({ id }) => id === ask.service)
    if (service?.queue !== queue.id) return refuse('service-unknown')
  }
  const day = businessDay(hall, now)
  if (isTimeUnchecked && turnsTheDay(hall, day)) return refuse('time-unchecked')
  return isDayClosed(hall, day) ? refuse('day-is-closed', { day }) : { queue, day }
}

type Printed =
  | { label: string; number: number; origin: 'block' | 'walk-in' }
  | { label: string; number: number; origin: 'lane'; lane: number; sub?: string }
  | { label: string; number: number; origin: 'roll'; paperTime?: string }

/** The next number of this tablet for a queue. */
export function printed(hall: Hall, { queue, day }: { queue: Queue; day: string }, { tablet }: Situation): Printed {
  const next = nextNumber(hall, { day, queue: queue.id }, tablet)
  const told = { label: writeLabel(queue.prefix, next), number: next.number }
  if (next.lane === null) return { ...told, origin: 'block' }
  const { lane, sub } = next.lane
  return { ...told, origin: 'lane', lane, ...(sub === null ? {} : { sub }) }
}

/** The ticket as it is given. */
export function issued(
  hall: Hall,
  ask: TicketAsk,
  situation: Situation,
  day: string,
  printed: Printed,
  appointment?: Appointed,
) {
  const { now } = situation
  const isInTime = appointment !== undefined && !appointment.late
  const told = isInTime ? quoteAppointed(hall, ask, Date.parse(appointment.at), now) : quoteWait(hall, ask, now)
  // Whoever has a number of the paper roll was told nothing.
  const quote = printed.origin === 'roll' ? null : told
  const { queue, service, priority } = ask
  const star = hall.settings.stars.levels.find(({ id }) => id === ask.star)?.id
  return {
    kind: 'TicketIssued',
    subject: situation.newId('t'),
    body: {
      ...printed,
      queue,
      service,
      day,
      priority,
      ...(star === undefined ? {} : { star }),
      ...(appointment === undefined ? {} : { appointment }),
      ...(situation.contact.share === null ? {} : { alone: true }),
      ahead: aheadIn(hall, ask, situation.now),
      quote,
    },
  } as const satisfies NewEvent
}

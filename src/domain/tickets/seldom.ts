/** @module What is done with numbers besides giving them at the door, giving them up and printing them: no first picture waits for it. */

import { readyDesk } from '../calls/desk.ts'
import type { callKinds } from '../calls/events.ts'
import { commandsOf } from '../command.ts'
import { needLeave } from '../permissions.ts'
import { aheadIn } from '../waits/queries.ts'
import { issued, openQueue, openTicket, printed, type TicketAsk, toBeChecked, type Why } from './commands.ts'
import type { ticketKinds } from './events.ts'
import { canReturn, isOpen, labelKey, MOST_SERVICES, servicesOf } from './tickets.ts'

const { command, accept, refuse } = commandsOf<typeof callKinds & typeof ticketKinds, Why>()()

/** Roll entry: the number printed on the next paper of a roll is typed in; `takenAt` if it was handed out earlier. */
export const enterRollTicket = command<TicketAsk & { number: string; takenAt?: number }>(
  'enterRollTicket',
  (hall, ask, situation) => {
    const open = openQueue(hall, ask, situation)
    if ('ok' in open) return open
    if (!/^\d{1,5}$/.test(ask.number) || Number(ask.number) === 0) return refuse('label-unknown', { label: ask.number })
    const label = ask.number
    if (hall.ticketsByLabel.has(labelKey(open.day, label))) return refuse('label-is-taken', { label })
    const paperTime =
      ask.takenAt === undefined ? {} : { paperTime: new Date(Math.min(ask.takenAt, situation.now)).toISOString() }
    const ticket = issued(hall, ask, situation, open.day, {
      label,
      number: Number(label),
      origin: 'roll',
      ...paperTime,
    })
    return accept(ticket, ...toBeChecked(ticket.subject, ask))
  },
)

/** 直接办理: a customer without a ticket is served at once and counts all the same. */
export const serveWalkIn = command<TicketAsk & { counter: string }>('serveWalkIn', (hall, ask, situation) => {
  const desk = readyDesk(hall, ask.counter, situation)
  if ('ok' in desk) return desk
  const open = openQueue(hall, ask, situation)
  if ('ok' in open) return open
  const ticket = issued(hall, ask, situation, open.day, printed(hall, open, situation))
  const rule = { code: 'walk-in', waited: 0, passed: aheadIn(hall, ask, situation.now) } as const
  return accept(
    // Whoever is served at once was told nothing either.
    { ...ticket, body: { ...ticket.body, quote: null } },
    { kind: 'TicketCalled', subject: ticket.subject, body: { counter: ask.counter, rule } },
    { kind: 'CustomerArrived', subject: ticket.subject, body: { counter: ask.counter } },
  )
})

/** 暂离: the customer leaves for so many minutes, no longer than the hall allows, and keeps the place. */
export const stepOut = command<{ ticket: string; minutes: number }>('stepOut', (hall, { ticket: id, minutes }) => {
  const ticket = openTicket(hall, id)
  if ('ok' in ticket) return ticket
  if (ticket.status !== 'waiting') return refuse('ticket-is-not-waiting', { label: ticket.label })
  const most = hall.settings.rules.awayMinutes
  if (minutes > most) return refuse('away-too-long', { minutes: most })
  return accept({ kind: 'CustomerSteppedOut', subject: ticket.id, body: { minutes } })
})

/**
 * 暂离回来, 过号召回: the customer is back. Who was away in time has the old place; who was missed, or away for too long,
 * waits behind a few others.
 */
export const returnTicket = command<{ ticket: string }>('returnTicket', (hall, ask) => {
  const ticket = hall.tickets.get(ask.ticket)
  if (!ticket) return refuse('ticket-unknown')
  if (!canReturn(ticket)) {
    const { label } = ticket
    return isOpen(ticket) ? refuse('ticket-is-not-missed', { label }) : refuse('ticket-is-finished', { label })
  }
  return accept({ kind: 'TicketReturned', subject: ticket.id, body: {} })
})

/** 分错号: moves a ticket to the queue it should have been in, at its own time. */
export const correctTriage = command<{ ticket: string; queue: string; service: string | null }>(
  'correctTriage',
  (hall, ask, situation) => {
    const refusal = situation.tablet.place === 'reception' ? null : needLeave(hall, situation, 'serve')
    if (refusal) return refusal
    const ticket = openTicket(hall, ask.ticket)
    if ('ok' in ticket) return ticket
    if (!hall.settings.queues.some(({ id }) => id === ask.queue)) return refuse('queue-unknown')
    // Nobody takes a customer away from the counter that serves them.
    const elsewhere = hall.counters.get(ticket.counter ?? '')?.tablet !== situation.tablet.id
    if (ticket.status === 'serving' && elsewhere) return refuse('ticket-is-not-yours', { label: ticket.label })
    const { queue, service } = ask
    return accept({ kind: 'TriageCorrected', subject: ticket.id, body: { queue, service } })
  },
)

/** 一票到底: something else that the customer comes for, under the number they have. */
export const addService = command<{ ticket: string; service: string; unchecked?: boolean }>(
  'addService',
  (hall, ask, situation) => {
    const refusal = situation.tablet.place === 'reception' ? null : needLeave(hall, situation, 'serve')
    if (refusal) return refusal
    const ticket = openTicket(hall, ask.ticket)
    if ('ok' in ticket) return ticket
    const service = hall.settings.services.find(({ id }) => id === ask.service)
    if (!service) return refuse('service-unknown')
    const { zh = '', en = '' } = service.stopped ?? {}
    if (!service.open) return refuse('service-is-stopped', { zh, en })
    if (servicesOf(ticket).includes(service.id)) return refuse('service-is-on-it', { label: ticket.label })
    if (servicesOf(ticket).length >= MOST_SERVICES) return refuse('too-many-services', { times: MOST_SERVICES })
    const body = { service: service.id, queue: service.queue }
    const checks = ticket.toCheck ? [] : toBeChecked(ticket.id, ask)
    return accept({ kind: 'ServiceAdded', subject: ticket.id, body }, ...checks)
  },
)

/**
 * 待核验: nothing keeps anybody from a number, no paper that is missing and no system that is away. The number is given,
 * and the counter sees that something is to be looked at.
 */
export const askCheck = command<{ ticket: string }>('askCheck', (hall, ask) => {
  const ticket = openTicket(hall, ask.ticket)
  if ('ok' in ticket) return ticket
  return ticket.toCheck ? accept() : accept({ kind: 'CheckAsked', subject: ticket.id, body: {} })
})

/** 招手: staff wave when this number is called, or not any more. */
export const askWaving = command<{ ticket: string; on: boolean }>('askWaving', (hall, { ticket: id, on }) => {
  const ticket = openTicket(hall, id)
  if ('ok' in ticket) return ticket
  return ticket.toWave === on ? accept() : accept({ kind: 'WavingAsked', subject: ticket.id, body: { on } })
})

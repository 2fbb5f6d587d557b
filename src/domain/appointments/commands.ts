import { commandsOf } from '../command.ts'
import { calendarDay } from '../day/businessDay.ts'
import { needLeave } from '../permissions.ts'
import { ticketFor, refusals as ticketRefusals, toBeChecked } from '../tickets/commands.ts'
import type { Priority, ticketKinds } from '../tickets/events.ts'
import type { appointmentKinds } from './events.ts'
import { appointmentsSlice } from './fold.ts'
import { appointmentStatus, boundsOf, slotsOn } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  ...ticketRefusals,
  'appointment-is-early',
  'appointment-is-over',
  'appointment-unknown',
  'time-is-over',
  'slot-is-full',
  'tail-is-wrong',
] as const
type Why = (typeof refusals)[number]

const needs = [appointmentsSlice] as const
const { command, accept, refuse } = commandsOf<typeof appointmentKinds & typeof ticketKinds, Why>()(...needs)

/** 预约: a time that somebody asked for at the door, at a counter or in the back office. `tail`: four digits, or nothing. */
export const makeAppointment = command<{
  readonly day: string
  readonly time: string
  readonly queue: string
  readonly service: string | null
  readonly tail: string
}>('makeAppointment', (hall, ask, situation) => {
  const refusal = situation.tablet.place === 'reception' ? null : needLeave(hall, situation, 'take-case')
  if (refusal) return refusal
  const { day, time, queue, service, tail } = ask
  if (!hall.settings.queues.some(({ id }) => id === queue)) return refuse('queue-unknown')
  const known = hall.settings.services.some((each) => each.id === service && each.queue === queue)
  if (service !== null && !known) return refuse('service-unknown')
  if (tail !== '' && !/^\d{4}$/.test(tail)) return refuse('tail-is-wrong')
  if (boundsOf(hall, { day, time, until: time }).until < situation.now) return refuse('time-is-over')
  const slot = slotsOn(hall, day, queue).find((each) => each.time === time)
  if (!slot || slot.left === 0) return refuse('slot-is-full')
  const body = { day, time, until: time, queue, service, case: null, receipt: null, tail: tail === '' ? null : tail }
  return accept({ kind: 'AppointmentMade', subject: situation.newId('a'), body })
})

/** The customer gives the time up. */
export const cancelAppointment = command<{ readonly appointment: string }>(
  'cancelAppointment',
  (hall, ask, situation) => {
    const refusal = situation.tablet.place === 'reception' ? null : needLeave(hall, situation, 'take-case')
    if (refusal) return refusal
    const found = hall.appointments.get(ask.appointment)
    if (!found) return refuse('appointment-unknown')
    if (appointmentStatus(hall, found, situation.now) === 'arrived') return refuse('appointment-is-over')
    return found.cancelled ? accept() : accept({ kind: 'AppointmentCancelled', subject: found.id, body: {} })
  },
)

/**
 * 到店: the customer is there and gets a number. In time they are called at their time, before the others; late they
 * stand in the ordinary line as of the time they had; too early or too late they take a number like anybody else.
 */
export const checkIn = command<{
  readonly appointment: string
  readonly priority: Priority | null
  readonly unchecked?: boolean
}>('checkIn', (hall, ask, situation) => {
  const found = hall.appointments.get(ask.appointment)
  if (!found) return refuse('appointment-unknown')
  const { from, until } = boundsOf(hall, found)
  const standing = appointmentStatus(hall, found, situation.now)
  if (standing === 'early') {
    const isToday = found.day === calendarDay(hall, situation.now)
    return refuse('appointment-is-early', { time: isToday ? found.time : `${found.day} ${found.time}` })
  }
  if (standing !== 'in-time' && standing !== 'late') return refuse('appointment-is-over')
  const late = standing === 'late'
  const at = new Date(late ? until : from).toISOString()
  const appointment = { id: found.id, at, late }
  const { queue, service } = found
  const ticket = ticketFor(hall, { queue, service, priority: ask.priority }, situation, appointment)
  if ('ok' in ticket) return ticket
  return accept(ticket, ...toBeChecked(ticket.subject, ask), {
    kind: 'AppointmentKept',
    subject: found.id,
    body: { ticket: ticket.subject },
  })
})

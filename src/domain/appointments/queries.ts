import { calendarDay } from '../day/businessDay.ts'
import { dayBefore } from '../day/lastTime.ts'
import { minutesOf, weekdayOf } from '../day/localTime.ts'
import { timeOn } from '../day/queries.ts'
import type { OpenHall } from '../openHall.ts'
import type { Span } from '../settings/events.ts'
import type { HallWith } from '../shelf.ts'
import type { AppointmentState } from './appointments.ts'
import type { appointmentsSlice } from './fold.ts'

type Hall = HallWith<readonly [typeof appointmentsSlice]>

/**
 * Where an appointment stands at a moment. `early`: not yet; `in-time`: whoever comes now is called at their time;
 * `late`: in the ordinary line as of that time; `no-show`: it is over.
 */
export type AppointmentStatus = 'early' | 'in-time' | 'late' | 'no-show' | 'arrived' | 'cancelled'

/** Where an appointment stands at a moment, ms since 1970. A number that was given up again lets its customer come anew. */
export function appointmentStatus(hall: OpenHall, appointment: AppointmentState, now: number): AppointmentStatus {
  if (appointment.cancelled) return 'cancelled'
  if (appointment.ticket !== null && hall.tickets.get(appointment.ticket)?.status !== 'cancelled') return 'arrived'
  const { earlyMinutes, lateMinutes, noShowMinutes } = hall.settings.appointments
  const { from, until } = boundsOf(hall, appointment)
  if (now < from - earlyMinutes * 60_000) return 'early'
  if (now <= until + lateMinutes * 60_000) return 'in-time'
  return now <= until + noShowMinutes * 60_000 ? 'late' : 'no-show'
}

/** From when until when its customer may come, ms since 1970. */
export const boundsOf = (hall: OpenHall, { day, time, until }: Pick<AppointmentState, 'day' | 'time' | 'until'>) => ({
  from: timeOn(hall, day, time),
  until: timeOn(hall, day, until),
})

/** Appointments of this day of the calendar, and of the evening before whoever can still come; in the order of their times. */
export const appointmentsNow = (hall: Hall, now: number): AppointmentState[] =>
  [...hall.appointments.values()].filter((each) => isNow(hall, each, now)).sort(byTime)

/** … and those of the days to come, that are not given up. */
export const appointmentsLater = (hall: Hall, now: number): AppointmentState[] =>
  [...hall.appointments.values()].filter((each) => each.day > calendarDay(hall, now) && !each.cancelled).sort(byTime)

function isNow(hall: Hall, appointment: AppointmentState, now: number): boolean {
  const today = calendarDay(hall, now)
  if (appointment.day !== dayBefore(today)) return appointment.day === today
  return ['in-time', 'late'].includes(appointmentStatus(hall, appointment, now))
}

/**
 * Appointments, today's first, of which what was typed or scanned tells: the end of the telephone, of the receipt's number, or the
 * case itself.
 */
export function appointmentsLike(hall: Hall, typed: string, now: number): AppointmentState[] {
  const wanted = typed.replace(/[\s-]/g, '')
  return [
    ...appointmentsNow(hall, now),
    ...[...hall.appointments.values()].filter(({ day }) => day > calendarDay(hall, now)),
  ]
    .filter(({ tail, receipt }) => tail === wanted || receipt?.replaceAll('-', '').endsWith(wanted))
    .sort(byTime)
}

/** A time that can be given away, and how many more can have it. */
export interface Slot {
  readonly time: string
  readonly left: number
}

/** The times of a day that a queue gives away, within the hall's hours; a day without hours has none. */
export function slotsOn(hall: Hall, day: string, queue: string): Slot[] {
  const { slotMinutes, perSlot } = hall.settings.appointments
  const weekday = weekdayOf(day)
  const spans = hall.settings.opening.length > 0 ? hall.settings.opening : WORKDAY
  const taken = [...hall.appointments.values()].filter(
    (each) => each.day === day && each.queue === queue && !each.cancelled,
  )
  return spans
    .filter(({ days }) => days.includes(weekday))
    .flatMap(({ from, to }) => timesIn(from, to, slotMinutes))
    .map((time) => ({ time, left: Math.max(0, perSlot - taken.filter((each) => each.time === time).length) }))
    .sort((a, b) => (a.time < b.time ? -1 : 1))
}

/** Where the hall has set no hours. */
const WORKDAY: readonly Span[] = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '17:00' }]

function timesIn(from: string, to: string, step: number): string[] {
  const times: string[] = []
  for (let at = minutesOf(from); at < minutesOf(to); at += step) {
    times.push(`${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`)
  }
  return times
}

const byTime = (a: AppointmentState, b: AppointmentState): number =>
  a.day === b.day && a.time === b.time ? (a.id < b.id ? -1 : 1) : `${a.day}${a.time}` < `${b.day}${b.time}` ? -1 : 1

import { describe, expect, it } from 'vitest'
import { cancelAppointment, checkIn, makeAppointment } from '#domain/appointments/commands.ts'
import { appointmentFor, isPartOfDay } from '#domain/appointments/fromCase.ts'
import {
  appointmentStatus,
  appointmentsLater,
  appointmentsLike,
  appointmentsNow,
  slotsOn,
} from '#domain/appointments/queries.ts'
import { callNextTicket } from '#domain/calls/commands.ts'
import type { Appointments } from '#domain/settings/events.ts'
import type { BodyOf } from '#domain/whole.ts'
import {
  answer,
  asked,
  clock,
  counterOpened,
  dayClosed,
  type Happening,
  hallAfter,
  situation,
  t,
  ticket,
  ticketCancelled,
  ticketIssued,
  told,
  when,
} from '#support/hallAfter.ts'

const TODAY = '2026-11-23'
const settings: Appointments = { perSlot: 2, slotMinutes: 30, earlyMinutes: 15, lateMinutes: 10, noShowMinutes: 30 }
const appointmentsSet: Happening = {
  kind: 'HallConfigured',
  subject: 'h_test',
  at: '08:10',
  on: 'manager',
  by: 's_li',
  body: { appointments: settings },
}
const made = (id: string, more: Partial<BodyOf<'AppointmentMade'>> = {}): Happening =>
  told(
    { at: '08:20' },
    {
      kind: 'AppointmentMade',
      subject: id,
      body: {
        day: TODAY,
        time: '10:00',
        until: '10:00',
        queue: 'A',
        service: 'pay',
        case: null,
        receipt: null,
        tail: null,
        ...more,
      },
    },
  )
const kept = (id: string, label: string): Happening => ({
  kind: 'AppointmentKept',
  subject: id,
  body: { ticket: t(label) },
})
const door = (time: string) => situation(time, { on: 'reception', by: null })
const at = (time: string, label: string) => told({ at: time }, ticketIssued(label))
/** A number that was given for an appointment at ten. */
const came = (time: string, label: string, late = false): Happening =>
  told(
    { at: time },
    ticketIssued(label, { appointment: { id: 'a_1', at: new Date(clock('10:00')).toISOString(), late } }),
  )
const next = (hall: ReturnType<typeof hallAfter>, time: string) =>
  when(hall, callNextTicket, { counter: '3' }, situation(time))

describe('an appointment', () => {
  it('is made by hand within the hours, as many at one time as the hall allows, with four digits and no name (Q32)', () => {
    const hall = hallAfter(appointmentsSet, made('a_1'), made('a_2', { tail: '1234' }))
    const ask = { day: TODAY, time: '10:30', queue: 'A', service: 'pay', tail: '5678' }
    expect(when(hall, makeAppointment, ask, door('09:00'))).toMatchObject({
      events: [{ kind: 'AppointmentMade', body: { time: '10:30', until: '10:30', tail: '5678', case: null } }],
    })
    const refused = (more: Partial<typeof ask>, time = '09:00') =>
      answer(when(hall, makeAppointment, { ...ask, ...more }, door(time)))
    expect(refused({ time: '10:00' })).toBe('slot-is-full')
    expect(refused({ time: '10:10' })).toBe('slot-is-full')
    expect(refused({ tail: '56' })).toBe('tail-is-wrong')
    expect(refused({ service: 'plan' })).toBe('service-unknown')
    expect(refused({}, '10:31')).toBe('time-is-over')
    expect(slotsOn(hall, TODAY, 'A').slice(1, 4)).toEqual([
      { time: '09:30', left: 2 },
      { time: '10:00', left: 0 },
      { time: '10:30', left: 2 },
    ])
    // A hall that makes none by hand has no times to give away.
    expect(answer(when(hallAfter(), makeAppointment, ask, door('09:00')))).toBe('slot-is-full')
  })

  it('is made with a case whose form gives the day, once, and is found by its receipt, the case or four digits (Q32)', () => {
    const hall = hallAfter(
      appointmentsSet,
      made('a_2', { tail: '1234' }),
      made('a_3', { day: '2026-11-24', tail: '1234' }),
    )
    const comes = { day: '2026-11-24', part: 'morning', receipt: '01-261123-13-0001-41' } as const
    const body = { day: '2026-11-24', time: '09:00', until: '12:00', queue: 'B', service: 'plan', tail: null }
    const event = appointmentFor(hall, { id: 'c_7', service: 'plan' }, comes)
    expect(event).toEqual({
      kind: 'AppointmentMade',
      subject: 'a_7',
      body: { ...body, case: 'c_7', receipt: '01-261123-13-0001-41' },
    })
    expect(appointmentFor(hall, { id: 'c_7', service: 'gone' }, comes)).toBeNull()
    expect([isPartOfDay('any'), isPartOfDay('evening'), isPartOfDay(7)]).toEqual([true, false, false])
    const twice = [event!, { ...event!, body: { ...event!.body, day: '2026-11-30' } }]
    const after = hallAfter(
      appointmentsSet,
      made('a_2', { tail: '1234' }),
      made('a_3', { day: '2026-11-24', tail: '1234' }),
      ...twice,
    )
    expect(after.appointments.get('a_7')?.day).toBe('2026-11-24')
    const like = (typed: string) => appointmentsLike(after, typed, clock('09:00')).map(({ id }) => id)
    expect([like('1234'), like('0001-41'), like('9999')]).toEqual([['a_2', 'a_3'], ['a_7'], []])
    expect(appointmentsNow(after, clock('09:00')).map(({ id }) => id)).toEqual(['a_2'])
    expect(appointmentsLater(after, clock('09:00')).map(({ id }) => id)).toEqual(['a_7', 'a_3'])
  })

  it('is of the new day from midnight on, though the day of business has not turned or an emergency keeps it (Q32)', () => {
    const overnight: Happening = {
      kind: 'EmergencyMarked',
      subject: '2026-11-20',
      at: '08:20',
      on: 'manager',
      by: 's_li',
      body: { on: true, day: '2026-11-20' },
    }
    const night = made('a_1', { day: '2026-11-22', time: '23:45', until: '23:45', tail: '1111' })
    const gone = made('a_2', { day: '2026-11-22', tail: '2222' })
    for (const marked of [[], [overnight]]) {
      const hall = hallAfter(appointmentsSet, ...marked, night, gone, made('a_3'), made('a_4', { day: '2026-11-24' }))
      const at = clock('00:05')
      expect(appointmentsNow(hall, at).map(({ id }) => id)).toEqual(['a_1', 'a_3'])
      expect(appointmentsLater(hall, at).map(({ id }) => id)).toEqual(['a_4'])
      expect(appointmentsLike(hall, '1111', at).map(({ id }) => id)).toEqual(['a_1'])
      const early = when(hall, checkIn, { appointment: 'a_3', priority: null }, situation('00:05'))
      expect(early.ok ? null : early.facts).toEqual({ time: '10:00' })
    }
  })

  it('is early, in time, late or over by the minutes of the hall (Q32)', () => {
    const hall = hallAfter(appointmentsSet, made('a_1'), made('a_2', { until: '12:00' }))
    const times = ['09:44', '09:45', '10:10', '10:11', '10:30', '10:31'] as const
    const standing = (id: string, time: string) => appointmentStatus(hall, hall.appointments.get(id)!, clock(time))
    expect(times.map((time) => standing('a_1', time))).toEqual([
      'early',
      'in-time',
      'in-time',
      'late',
      'late',
      'no-show',
    ])
    expect(['09:44', '12:10', '12:11', '12:31'].map((time) => standing('a_2', time))).toEqual([
      'early',
      'in-time',
      'late',
      'no-show',
    ])
    const arrive = (time: string) => when(hall, checkIn, { appointment: 'a_1', priority: null }, door(time))
    expect(arrive('09:44')).toMatchObject({ why: 'appointment-is-early', facts: { time: '10:00' } })
    expect(asked(arrive('10:05'))).toEqual(['TicketIssued new1', 'AppointmentKept a_1'])
    expect(arrive('10:20')).toMatchObject({ events: [{ body: { appointment: { id: 'a_1', late: true } } }, {}] })
    expect(answer(arrive('10:40'))).toBe('appointment-is-over')
    // Who takes an ordinary number instead is kept from nothing.
    expect(answer(when(hall, checkIn, { appointment: 'a_9', priority: null }, door('10:00')))).toBe(
      'appointment-unknown',
    )
  })

  it('is called first from its time on, and before it in turn like any other (Q32)', () => {
    const line = [told({ at: '08:50' }, counterOpened('3')), at('09:30', 'A001'), at('09:40', 'A002')]
    const hall = hallAfter(...line, came('09:50', 'A003'))
    expect(asked(next(hall, '09:59'))).toEqual(['TicketCalled A001'])
    expect(next(hall, '10:00')).toMatchObject({
      events: [{ subject: t('A003'), body: { rule: { code: 'appointment', passed: 2 } } }],
    })
    // Whoever has waited too long goes before it, and a free counter waits for no clock.
    expect(asked(next(hall, '10:15'))).toEqual(['TicketCalled A001'])
    expect(asked(next(hallAfter(line[0]!, came('09:50', 'A003')), '09:51'))).toEqual(['TicketCalled A003'])
  })

  it('that is late stands in the ordinary line as of its time (Q32)', () => {
    const open = told({ at: '08:50' }, counterOpened('3'))
    const hall = hallAfter(open, at('09:55', 'A001'), at('10:05', 'A002'), came('10:20', 'A003', true))
    expect(ticket(hall, 'A003')).toMatchObject({ appointedAt: null, turn: clock('10:00') })
    expect(asked(next(hall, '10:21'))).toEqual(['TicketCalled A001'])
    expect(asked(next(hallAfter(open, at('10:05', 'A002'), came('10:20', 'A003', true)), '10:21'))).toEqual([
      'TicketCalled A003',
    ])
  })

  it('is kept once: a second number of two tablets that were apart is an ordinary one, and one given up frees it (Q32)', () => {
    const twice = hallAfter(
      appointmentsSet,
      made('a_1'),
      came('09:50', 'A001'),
      told({ on: 'manager' }, came('09:51', 'A002')),
    )
    expect([ticket(twice, 'A001').appointedAt, ticket(twice, 'A002').appointedAt]).toEqual([clock('10:00'), null])
    const gone = [appointmentsSet, made('a_1'), came('09:50', 'A001'), kept('a_1', 'A001')]
    const arrive = (hall: ReturnType<typeof hallAfter>) =>
      answer(when(hall, checkIn, { appointment: 'a_1', priority: null }, door('09:55')))
    expect(arrive(hallAfter(...gone))).toBe('appointment-is-over')
    expect(arrive(hallAfter(...gone, ticketCancelled('A001')))).toBe('accepted')
    expect(answer(when(hallAfter(...gone), cancelAppointment, { appointment: 'a_1' }, door('09:55')))).toBe(
      'appointment-is-over',
    )
    expect(asked(when(hallAfter(made('a_1')), cancelAppointment, { appointment: 'a_1' }, door('09:55')))).toEqual([
      'AppointmentCancelled a_1',
    ])
  })

  it('is forgotten with its day, and stays for a later one', () => {
    const hall = hallAfter(
      made('a_1'),
      made('a_2', { day: '2026-11-24' }),
      told({ at: '18:00' }, dayClosed(TODAY, 'void', '2026-11-24')),
    )
    expect([...hall.appointments.keys()]).toEqual(['a_2'])
  })
})

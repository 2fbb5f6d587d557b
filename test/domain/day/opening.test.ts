import { describe, expect, it } from 'vitest'
import { isOutsideHours, openingAt } from '#domain/day/opening.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { serveWalkIn } from '#domain/tickets/seldom.ts'
import { placesLeft } from '#domain/waits/placesLeft.ts'
import {
  answer,
  clock,
  counterOpened,
  type Happening,
  hallAfter,
  setUp,
  situation,
  ticketIssued,
  told,
  when,
} from '#support/hallAfter.ts'

const ask = { queue: 'A', service: null, priority: null }
const set = (body: Extract<Happening, { kind: 'HallConfigured' }>['body']): Happening => ({
  kind: 'HallConfigured',
  subject: 'h_test',
  at: '08:05',
  on: 'manager',
  by: 's_li',
  body,
})
const WEEK = [1, 2, 3, 4, 5]
/** Weekdays with a break at noon. The day of these tests is a Monday. */
const hours = set({
  opening: [
    { days: WEEK, from: '13:30', to: '17:30' },
    { days: WEEK, from: '09:00', to: '12:00' },
  ],
})
const door = (time: string, more: { by?: string | null; isTimeUnchecked?: boolean } = {}) => ({
  ...situation(time, { on: 'reception', by: more.by ?? null }),
  isTimeUnchecked: more.isTimeUnchecked ?? false,
})
const at = (time: string) => openingAt(hallAfter(hours).settings, clock(time))

describe('the hours in which numbers are given', () => {
  it('say when it is open, when it goes on after a break, and how long is left (Q9)', () => {
    expect(openingAt(hallAfter().settings, clock('03:00'))).toBeNull()
    expect(at('08:59')).toEqual({ isOpen: false, next: '09:00', minutesLeft: 420 })
    expect(at('09:00')).toEqual({ isOpen: true, next: '13:30', minutesLeft: 420 })
    expect(at('12:00')).toEqual({ isOpen: false, next: '13:30', minutesLeft: 240 })
    expect(at('17:00')).toEqual({ isOpen: true, next: null, minutesLeft: 30 })
    expect(at('17:30')).toEqual({ isOpen: false, next: null, minutesLeft: 0 })
    const sunday = openingAt(hallAfter(hours).settings, clock('10:00') - 24 * 3_600_000)
    expect(sunday).toEqual({ isOpen: false, next: null, minutesLeft: 0 })
  })

  it('keep numbers for another time, except when a manager gives one, which the ticket says (Q9)', () => {
    const hall = hallAfter(hours)
    expect(answer(when(hall, issueTicket, ask, door('10:00')))).toBe('accepted')
    expect(when(hall, issueTicket, ask, door('12:30'))).toMatchObject({
      why: 'outside-hours',
      facts: { next: '13:30' },
    })
    expect(answer(when(hall, issueTicket, ask, door('12:30', { by: 's_wang' })))).toBe('outside-hours')
    const given = when(hall, issueTicket, ask, door('12:30', { by: 's_li' }))
    expect(given).toMatchObject({ events: [{ kind: 'TicketIssued', body: { allowed: 'outside-hours' } }] })
    const ordinary = when(hall, issueTicket, ask, door('10:00', { by: 's_li' }))
    expect(ordinary.ok && 'allowed' in (ordinary.events[0]?.body ?? {})).toBe(false)
  })

  it('keep nobody out by a clock that nobody vouches for, in an emergency, or who is at a counter already (Q9)', () => {
    const begun = [hours, told({ at: '09:30' }, ticketIssued('A001'))]
    expect(answer(when(hallAfter(...begun), issueTicket, ask, door('20:00', { isTimeUnchecked: true })))).toBe(
      'accepted',
    )
    const marked: Happening = {
      kind: 'EmergencyMarked',
      subject: '2026-11-23',
      at: '17:00',
      body: { on: true, day: '2026-11-23' },
      on: 'manager',
      by: 's_li',
    }
    expect(answer(when(hallAfter(...begun, marked), issueTicket, ask, door('20:00')))).toBe('accepted')
    const open = hallAfter(hours, told({ at: '08:50' }, counterOpened('3')))
    expect(answer(when(open, serveWalkIn, { ...ask, counter: '3' }, situation('18:00')))).toBe('accepted')
    expect(isOutsideHours(open, door('18:00'))).toBe(true)
  })

  it('leave so many numbers as the counters can still serve (Q9)', () => {
    const open = told({ at: '08:50' }, counterOpened('1', ['A']))
    const line = ['A001', 'A002', 'A003'].map((label) => told({ at: '16:00' }, ticketIssued(label)))
    const hall = hallAfter(hours, open, ...line)
    // An hour at four minutes each is fifteen customers, three of whom are there already.
    expect(placesLeft(hall, 'A', clock('16:30'))).toBe(12)
    expect(placesLeft(hall, 'A', clock('17:25'))).toBe(0)
    expect(placesLeft(hall, 'B', clock('16:30'))).toBeNull()
    expect(placesLeft(hallAfter(open, ...line), 'A', clock('16:30'))).toBeNull()
  })
})

describe('a service that gives no numbers for a while', () => {
  const stopped = (reason: { zh: string; en: string }) => {
    const [first] = setUp
    const services = first?.kind === 'HallConfigured' ? (first.body.services ?? []) : []
    return set({
      services: services.map((each) => (each.id === 'pay' ? { ...each, open: false, stopped: reason } : each)),
    })
  }
  const pay = { ...ask, service: 'pay' }

  it('says why, and a manager may give one all the same, which the ticket says (Q9)', () => {
    const hall = hallAfter(stopped({ zh: '系统升级', en: 'Upgrade' }))
    expect(when(hall, issueTicket, pay, door('10:00'))).toMatchObject({
      why: 'service-is-stopped',
      facts: { zh: '系统升级', en: 'Upgrade' },
    })
    expect(answer(when(hall, issueTicket, ask, door('10:00')))).toBe('accepted')
    const given = when(hall, issueTicket, pay, door('10:00', { by: 's_li' }))
    expect(given).toMatchObject({ events: [{ body: { allowed: 'service-stopped' } }] })
  })
})

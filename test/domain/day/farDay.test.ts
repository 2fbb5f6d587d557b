import { describe, expect, it } from 'vitest'
import { businessDay } from '#domain/day/businessDay.ts'
import { closeDay, reopenDay } from '#domain/day/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import {
  answer,
  clock,
  dayClosed,
  type Happening,
  hallAfter,
  situation,
  ticket,
  ticketIssued,
  when,
} from '#support/hallAfter.ts'

const [MONDAY, TUESDAY, FAR, FARTHER] = ['2026-11-23', '2026-11-24', '2036-11-23', '2036-11-24']
const byManager = situation('18:00', { on: 'manager', by: 's_li' })
const marked: Happening = { kind: 'EmergencyMarked', subject: FAR, body: { on: true, day: FAR }, on: 'manager' }

describe('a day that no right clock can name', () => {
  it('puts nobody behind everybody: the ticket stands in the day in which it was taken', () => {
    expect(ticket(hallAfter(ticketIssued('A001', { day: FAR })), 'A001')).toMatchObject({ day: MONDAY })
    expect(ticket(hallAfter(ticketIssued('A001', { day: TUESDAY })), 'A001')).toMatchObject({ day: TUESDAY })
  })

  it('shows that its label is there twice, and lets nobody print it a third time', () => {
    const hall = hallAfter(ticketIssued('A001'), { ...ticketIssued('A001', { day: FAR }), subject: 't_far' })
    expect(hall.tickets.get('t_far')).toMatchObject({ day: MONDAY, sameLabel: true })
  })

  it('is neither closed nor followed by a closing of today, nor does the hall stay in it overnight', () => {
    expect(hallAfter(dayClosed(FAR, 'void', FARTHER)).days.size).toBe(0)
    expect(hallAfter(dayClosed(MONDAY, 'carry-over', FAR)).days.size).toBe(0)
    expect(businessDay(hallAfter(marked), clock('09:00'))).toBe(MONDAY)
  })

  it('is refused to whoever would close or open it, and keeps nobody from a number of today', () => {
    const hall = hallAfter(ticketIssued('A001'))
    const closed = {
      day: FAR,
      status: 'closed',
      open: 'void',
      next: FARTHER,
      closedAt: 0,
      knew: null,
      carries: false,
      oldest: null,
    } as const
    const left = { ...hall, emergencyDay: FAR, days: new Map([[FAR, closed]]) }
    const ask = { queue: 'A', service: null, priority: null }
    expect(answer(when(left, closeDay, { day: FARTHER, open: 'void' }, byManager))).toBe('day-has-not-come')
    expect(answer(when(left, reopenDay, { day: FAR }, byManager))).toBe('day-has-not-come')
    expect(answer(when(left, issueTicket, ask, situation('09:00')))).toBe('accepted')
  })
})

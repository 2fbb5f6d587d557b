import { describe, expect, it } from 'vitest'
import { callNextTicket } from '#domain/calls/commands.ts'
import { starEffect } from '#domain/calls/starEffect.ts'
import { keptWaiting } from '#domain/calls/stars.ts'
import type { Stars } from '#domain/settings/events.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import {
  asked,
  clock,
  counterOpened,
  customerArrived,
  type Happening,
  hallAfter,
  serviceFinished,
  situation,
  ticket,
  ticketCalled,
  ticketIssued,
  told,
  when,
} from '#support/hallAfter.ts'

const levels = [{ id: 'five', name: { zh: '五星', en: 'Five stars' } }]
const starsSet = (stars: Partial<Stars> = {}): Happening => ({
  kind: 'HallConfigured',
  subject: 'h_test',
  at: '08:10',
  on: 'manager',
  by: 's_li',
  body: { stars: { levels, every: 2, delayMinutes: 10, ...stars } },
})
const at = (time: string, label: string, star = false) =>
  told({ at: time }, ticketIssued(label, { service: 'pay', ...(star ? { star: 'five' } : {}) }))
const served = (time: string, label: string, counter = '3', code: 'next' | 'star' = 'next'): Happening[] => [
  told({ at: time }, ticketCalled(label, counter, { code, waited: 1, passed: 0 })),
  customerArrived(label, counter),
  serviceFinished(label, counter),
]
const next = (hall: ReturnType<typeof hallAfter>, time: string) =>
  when(hall, callNextTicket, { counter: '3' }, situation(time))
const open = told({ at: '08:50' }, counterOpened('3'))
const line = [at('09:00', 'A001'), at('09:01', 'A002'), at('09:02', 'A003'), at('09:03', 'A004', true)]

describe('star customers', () => {
  it('go first at one call in so many, and it is said how many were passed (Q30)', () => {
    expect(asked(next(hallAfter(starsSet(), open, ...line), '09:04'))).toEqual(['TicketCalled A001'])
    const second = next(hallAfter(starsSet(), open, ...line, ...served('09:04', 'A001')), '09:05')
    expect(second).toMatchObject({ events: [{ subject: 't_A004', body: { rule: { code: 'star', passed: 2 } } }] })
    // After one of them the others have their turn.
    const more = [at('09:04', 'A005', true), ...served('09:04', 'A001'), ...served('09:05', 'A004', '3', 'star')]
    expect(asked(next(hallAfter(starsSet(), open, ...line, ...more), '09:06'))).toEqual(['TicketCalled A002'])
  })

  it('are nobody in a hall that has set down no levels, and never go before who goes first for care (Q30)', () => {
    const without = hallAfter(open, ...line, ...served('09:04', 'A001'))
    expect(asked(next(without, '09:05'))).toEqual(['TicketCalled A002'])
    const door = situation('09:00', { on: 'reception', by: null })
    const ask = { queue: 'A', service: null, priority: null, star: 'five' }
    expect(when(hallAfter(open), issueTicket, ask, door)).not.toMatchObject({ events: [{ body: { star: 'five' } }] })
    expect(when(hallAfter(starsSet(), open), issueTicket, ask, door)).toMatchObject({
      events: [{ body: { star: 'five' } }],
    })
    const elderly = told({ at: '09:04' }, ticketIssued('A009', { priority: 'elderly' }))
    const both = hallAfter(starsSet(), open, ...line, elderly, ...served('09:04', 'A001'))
    expect(asked(next(both, '09:05'))).toEqual(['TicketCalled A002'])
  })

  it('keep nobody else waiting for longer than the hall allows in all (Q30)', () => {
    // A payment takes more than two minutes here: one star customer fits into four minutes at one counter, two do not.
    const came = [at('09:00', 'A001'), at('09:01', 'A002'), at('09:02', 'A003')]
    const stars = [at('09:03', 'A011', true), at('09:04', 'A012', true)]
    const calls = [...served('09:07', 'A001'), ...served('09:11', 'A011', '3', 'star'), ...served('09:15', 'A002')]
    const hall = (delayMinutes: number) => hallAfter(starsSet({ delayMinutes }), open, ...came, ...stars, ...calls)
    expect(keptWaiting(hall(4), ticket(hall(4), 'A003'))).toBeGreaterThan(2)
    expect(asked(next(hall(4), '09:19'))).toEqual(['TicketCalled A003'])
    expect(asked(next(hall(10), '09:19'))).toEqual(['TicketCalled A012'])
    // Who came after a star customer is not kept waiting by them.
    expect(keptWaiting(hall(4), { ...ticket(hall(4), 'A003'), turn: clock('09:10') })).toBe(0)
  })

  it('have their effect on the others counted for the day (Q30)', () => {
    const day = '2026-11-23'
    expect(starEffect(hallAfter(starsSet(), open, ...line, ...served('09:10', 'A001')), day)).toBeNull()
    const both = [...served('09:10', 'A001'), ...served('09:14', 'A004', '3', 'star'), ...served('09:18', 'A002')]
    expect(starEffect(hallAfter(starsSet(), open, ...line, ...both), day)).toEqual({
      stars: 1,
      starWait: 11,
      others: 2,
      otherWait: 17,
      most: 3,
    })
  })
})

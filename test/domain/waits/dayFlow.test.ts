import { describe, expect, it } from 'vitest'
import { serveWalkIn } from '#domain/tickets/seldom.ts'
import { dayFlow } from '#domain/waits/dayFlow.ts'
import {
  counterOpened,
  customerArrived,
  customerMissed,
  hallAfter,
  serviceFinished,
  situation,
  ticketCalled,
  ticketHeld,
  ticketIssued,
  ticketResumed,
  ticketReturned,
  told,
  triageCorrected,
  when,
} from '#support/hallAfter.ts'

const DAY = '2026-11-23'
const picked = { code: 'picked', waited: 0, passed: 1, reason: 'needs-help' } as const

describe('how a day went for its customers', () => {
  it('keeps waiting, the way to the counter and serving apart (Q18)', () => {
    const hall = hallAfter(
      told({ at: '09:00' }, ticketIssued('A001')),
      told({ at: '09:00' }, ticketIssued('A002')),
      told({ at: '09:10' }, ticketCalled('A001', '1')),
      told({ at: '09:12' }, customerArrived('A001', '1')),
      told({ at: '09:20' }, serviceFinished('A001', '1')),
      told({ at: '09:20' }, ticketCalled('A002', '1', { code: 'slip', waited: 20, passed: 0 })),
      told({ at: '09:20' }, customerArrived('A002', '1')),
      told({ at: '09:24' }, serviceFinished('A002', '1')),
    )
    expect(dayFlow(hall, DAY)).toMatchObject({ wait: 15, walk: 2, service: 6 })
  })

  it('takes nothing for a way that lay between a call in vain, or a hand-over, and the counter (Q18)', () => {
    const hall = hallAfter(
      told({ at: '09:00' }, ticketIssued('A001')),
      told({ at: '09:10' }, ticketCalled('A001', '1')),
      told({ at: '09:12' }, customerMissed('A001', '1')),
      told({ at: '09:30' }, ticketReturned('A001')),
      told({ at: '09:40' }, ticketCalled('A001', '1')),
      told({ at: '09:41' }, customerArrived('A001', '1')),
      told({ at: '09:45' }, serviceFinished('A001', '1')),
    )
    expect(dayFlow(hall, DAY)).toMatchObject({ wait: 10, walk: null, service: 4 })
  })

  it('does not count the time on hold as service, neither here nor for the next quote (Q19)', () => {
    const hall = hallAfter(
      told({ at: '09:00' }, ticketIssued('A001', { service: 'pay' })),
      told({ at: '09:00' }, ticketCalled('A001', '1')),
      told({ at: '09:01' }, customerArrived('A001', '1')),
      told({ at: '09:03' }, ticketHeld('A001', '1', 30)),
      told({ at: '09:33' }, ticketResumed('A001', '1')),
      told({ at: '09:35' }, serviceFinished('A001', '1')),
    )
    expect(dayFlow(hall, DAY).service).toBe(4)
    expect(hall.paces.get('pay')?.mean).toBe(4)
  })

  it('is not known where nobody was served', () => {
    const nothing = { wait: null, walk: null, service: null, allowed: 0, outOfTurn: 0, misdirected: [] }
    expect(dayFlow(hallAfter(ticketIssued('A001')), DAY)).toEqual(nothing)
  })

  it('counts every call out of turn, also of somebody who did not come and was called again (Q23)', () => {
    const hall = hallAfter(
      ticketIssued('A001'),
      ticketCalled('A001', '1', picked),
      customerMissed('A001', '1'),
      ticketReturned('A001'),
      ticketCalled('A001', '1', picked),
      customerMissed('A001', '1'),
      ticketReturned('A001'),
      ticketCalled('A001', '1'),
    )
    expect(dayFlow(hall, DAY).outOfTurn).toBe(2)
  })

  it('counts the numbers that a manager gave outside the hours or for a service that was stopped (Q9)', () => {
    const hall = hallAfter(ticketIssued('A001', { allowed: 'outside-hours' }), ticketIssued('A002'))
    expect(dayFlow(hall, DAY).allowed).toBe(1)
  })

  it('says for which queue the numbers were taken that belonged into another (Q21)', () => {
    const hall = hallAfter(
      ...['A001', 'A002', 'B001', 'B002'].map((label) => ticketIssued(label)),
      triageCorrected('B001', 'A'),
      triageCorrected('A001', 'B'),
      triageCorrected('B002', 'A'),
    )
    expect(dayFlow(hall, DAY).misdirected).toEqual([
      ['B', 2],
      ['A', 1],
    ])
  })
})

describe('whoever was told no wait', () => {
  it('has none noted: a customer who is served at once (Q53)', () => {
    const ask = { queue: 'A', service: null, priority: null, counter: '1' }
    const open = hallAfter(counterOpened('1'))
    const decided = when(open, serveWalkIn, ask, situation('09:05', { on: 'counter1' }))
    const issued = { kind: 'TicketIssued', body: { quote: null } }
    expect(decided).toMatchObject({ ok: true, events: [issued, {}, {}] })
  })
})

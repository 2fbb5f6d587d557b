import { describe, expect, it } from 'vitest'
import {
  callNextTicket,
  finishService,
  greetCustomer,
  missCustomer,
  recallTicket,
  resumeTicket,
} from '#domain/calls/commands.ts'
import { enterPaperCall } from '#domain/calls/paperCall.ts'
import { holdTicket, putBackTicket, serveSlip, transferTicket } from '#domain/calls/seldom.ts'
import { heldAt } from '#domain/counters/held.ts'
import { readSlip, slipCode, slipText } from '#domain/tickets/slip.ts'
import {
  answer,
  asked,
  clock,
  counterClosed,
  counterDeclaredLost,
  counterOpened,
  counterPaused,
  customerArrived,
  customerMissed,
  dayClosed,
  type Happening,
  hallAfter,
  serviceFinished,
  situation,
  t,
  ticket,
  ticketCalled,
  ticketHeld,
  ticketIssued,
  ticketPutBack,
  ticketRecalled,
  ticketResumed,
  told,
  when,
} from '#support/hallAfter.ts'

const open = [counterOpened('3'), ticketIssued('A001'), ticketIssued('A002')]
const called = [...open, told({ at: '09:05' }, ticketCalled('A001', '3'))]
const serving = [...called, customerArrived('A001', '3')]
const counter = '3'

describe('who may call', () => {
  it('is somebody signed in with a role, on the tablet of an open counter', () => {
    const hall = hallAfter(...open, counterOpened('5'))
    expect(answer(when(hall, callNextTicket, { counter }, situation('09:10', { by: null })))).toBe('sign-in-first')
    expect(answer(when(hall, callNextTicket, { counter }, situation('09:10', { by: 's_sun' })))).toBe('not-your-role')
    const elsewhere = when(hall, callNextTicket, { counter: '5' }, situation('09:10'))
    expect(answer(elsewhere)).toBe('counter-is-open-elsewhere')
    const paused = hallAfter(...open, counterPaused('3'))
    expect(answer(when(paused, callNextTicket, { counter }, situation('09:10')))).toBe('counter-is-paused')
    const closed = hallAfter(...open, counterClosed('3'))
    expect(answer(when(closed, callNextTicket, { counter }, situation('09:10')))).toBe('counter-is-not-open')
  })

  it('finishes the customer who is there first (Q25)', () => {
    const next = { counter, finish: 'done' }
    expect(answer(when(hallAfter(...serving), callNextTicket, { counter }, situation('09:10')))).toBe(
      'finish-the-current-ticket-first',
    )
    expect(asked(when(hallAfter(...serving), callNextTicket, next, situation('09:10')))).toEqual([
      'ServiceFinished A001',
      'TicketCalled A002',
    ])
    expect(answer(when(hallAfter(...called), callNextTicket, next, situation('09:10')))).toBe(
      'finish-the-current-ticket-first',
    )
    const last = hallAfter(
      counterOpened('3'),
      ticketIssued('A001'),
      ticketCalled('A001', '3'),
      customerArrived('A001', '3'),
    )
    expect(asked(when(last, callNextTicket, next, situation('09:10')))).toEqual(['ServiceFinished A001'])
  })
})

describe('calling again', () => {
  it('waits ten seconds each time and stops after three (Q15)', () => {
    const hall = hallAfter(...called)
    expect(when(hall, recallTicket, { counter }, situation('09:05:04'))).toMatchObject({
      why: 'recalled-too-soon',
      facts: { seconds: 6 },
    })
    expect(answer(when(hall, recallTicket, { counter }, situation('09:05:10')))).toBe('accepted')
    const thrice = [1, 2, 3].map((i) => told({ at: `09:05:${i}5` }, ticketRecalled('A001', '3')))
    expect(answer(when(hallAfter(...called, ...thrice), recallTicket, { counter }, situation('09:07')))).toBe(
      'recalled-too-often',
    )
  })
})

describe('a customer who does not come', () => {
  it('is missed after thirty seconds, a priority customer after sixty, and never without a reason (Q17)', () => {
    const reason = 'did-not-come'
    const hall = hallAfter(...called)
    expect(when(hall, missCustomer, { counter, reason }, situation('09:05:20'))).toMatchObject({
      why: 'missed-too-soon',
      facts: { seconds: 10 },
    })
    expect(answer(when(hall, missCustomer, { counter, reason }, situation('09:05:30')))).toBe('accepted')
    expect(answer(when(hall, missCustomer, { counter, reason: '' }, situation('09:06')))).toBe('reason-is-missing')
    const slow = hallAfter(
      counterOpened('3'),
      ticketIssued('A003', { priority: 'care' }),
      told({ at: '09:05' }, ticketCalled('A003', '3')),
    )
    expect(answer(when(slow, missCustomer, { counter, reason }, situation('09:05:59')))).toBe('missed-too-soon')
    expect(answer(when(slow, missCustomer, { counter, reason }, situation('09:06:00')))).toBe('accepted')
  })

  it('cannot be missed or called again while being served', () => {
    const hall = hallAfter(...serving)
    expect(answer(when(hall, missCustomer, { counter, reason: 'left' }, situation('09:30')))).toBe(
      'ticket-is-not-waiting',
    )
    expect(answer(when(hall, greetCustomer, { counter }, situation('09:30')))).toBe('ticket-is-not-waiting')
  })
})

describe('a customer on hold', () => {
  const held = [...serving, ticketHeld('A001', '3')]

  it('is resumed by the counter that holds it, or by any other once that one is closed or lost', () => {
    const ask = { counter: '5', ticket: t('A001') }
    const at5 = situation('09:20', { on: 'counter5' })
    const both = [...held, counterOpened('5')]
    expect(answer(when(hallAfter(...held), resumeTicket, { counter, ticket: t('A001') }, situation('09:20')))).toBe(
      'accepted',
    )
    expect(answer(when(hallAfter(...both), resumeTicket, ask, at5))).toBe('ticket-is-not-yours')
    expect(answer(when(hallAfter(...both, counterClosed('3')), resumeTicket, ask, at5))).toBe('accepted')
    expect(answer(when(hallAfter(...both, counterDeclaredLost('3')), resumeTicket, ask, at5))).toBe('accepted')
  })

  it('needs a reason, and three at a counter are enough', () => {
    expect(
      answer(when(hallAfter(...serving), holdTicket, { counter, reason: '', minutes: 10 }, situation('09:10'))),
    ).toBe('reason-is-missing')
    const three = ['A004', 'A005', 'A006'].flatMap((label) => [
      ticketIssued(label),
      ticketCalled(label, '3'),
      ticketHeld(label, '3'),
    ])
    const hall = hallAfter(counterOpened('3'), ...three, ticketIssued('A007'), ticketCalled('A007', '3'))
    expect(answer(when(hall, holdTicket, { counter, reason: 'copying', minutes: 10 }, situation('09:30')))).toBe(
      'too-many-on-hold',
    )
  })
})

describe('a customer on hold who goes back to the front of the line', () => {
  const held = [
    ...serving,
    ticketHeld('A001', '3'),
    ticketIssued('A008'),
    ticketIssued('A009', { priority: 'elderly' }),
  ]
  const at5 = (how: Partial<Parameters<typeof situation>[1]> = {}) => situation('10:20', { on: 'counter5', ...how })
  const back = { counter: '5', ticket: t('A001') }
  const both = [...held, counterOpened('5')]

  it('is put there by the counter that holds them, by any other once that one pauses, closes or is lost, and by a manager (Q19)', () => {
    const own = when(hallAfter(...both), putBackTicket, { ...back, counter }, situation('09:20'))
    expect(asked(own)).toEqual(['TicketPutBack A001'])
    expect(answer(when(hallAfter(...both), putBackTicket, back, at5()))).toBe('ticket-is-not-yours')
    for (const gone of [counterPaused, counterClosed, counterDeclaredLost]) {
      const hall = hallAfter(...both, gone('3'))
      expect(answer(when(hall, putBackTicket, back, at5()))).toBe('accepted')
      expect(heldAt(hall, '5').map(({ label }) => label)).toEqual(['A001'])
    }
    const manager = situation('09:20', { on: 'manager', by: 's_li' })
    expect(answer(when(hallAfter(...both), putBackTicket, { ...back, counter: null }, manager))).toBe('accepted')
    expect(answer(when(hallAfter(...both), putBackTicket, back, at5({ by: 's_sun' })))).toBe('not-your-role')
  })

  it('is called next by any counter that can serve them, before whoever has waited longest and before priorities (Q19)', () => {
    const hall = hallAfter(...both, ticketPutBack('A001', '3'))
    for (const [at, on] of [
      ['3', 'counter3'],
      ['5', 'counter5'],
    ] as const) {
      const next = when(hall, callNextTicket, { counter: at }, situation('10:20', { on }))
      expect(asked(next)).toEqual(['TicketCalled A001'])
      expect(next.ok && next.events[0]?.body).toMatchObject({ rule: { code: 'put-back', passed: 0 } })
    }
    const after = hallAfter(...both, ticketPutBack('A001', '3'), ticketCalled('A001', '5'))
    expect(after.tickets.get(t('A001'))).toMatchObject({ status: 'called', counter: '5', frontAt: null, hold: null })
  })

  it('is served by the counter that held them and had not heard of it, and is then called by no other (Q19)', () => {
    const hall = hallAfter(...both, ticketPutBack('A001', '3'), ticketResumed('A001', '3'))
    expect(hall.tickets.get(t('A001'))).toMatchObject({ status: 'serving', counter: '3', frontAt: null })
    expect(asked(when(hall, callNextTicket, { counter: '5' }, at5()))).toEqual(['TicketCalled A002'])
  })

  it('stays with the counter while nobody else would hear of it (Q19)', () => {
    const alone = situation('09:20', { contact: { share: new Set(), leftTo: new Map() } })
    expect(answer(when(hallAfter(...both), putBackTicket, { ...back, counter }, alone))).toBe('nobody-hears-of-it')
  })
})

describe('a transfer', () => {
  it('needs a queue that exists and a word for the colleague', () => {
    const ask = { counter, queue: 'B', to: null, note: 'next-step' }
    const hall = hallAfter(...serving)
    expect(asked(when(hall, transferTicket, ask, situation('09:10')))).toEqual(['TicketTransferred A001'])
    expect(answer(when(hall, transferTicket, { ...ask, queue: 'Z' }, situation('09:10')))).toBe('queue-unknown')
    expect(answer(when(hall, transferTicket, { ...ask, to: '77' }, situation('09:10')))).toBe('counter-unknown')
    expect(answer(when(hall, transferTicket, { ...ask, note: '' }, situation('09:10')))).toBe('reason-is-missing')
  })
})

describe('a slip in front of the counter', () => {
  const serve = (...happened: Happening[]) =>
    when(hallAfter(...happened), serveSlip, { counter, ticket: t('A001') }, situation('09:20'))

  it('is served whether the customer waits, was missed, was called elsewhere or cancelled', () => {
    expect(asked(serve(...open))).toEqual(['TicketCalled A001', 'CustomerArrived A001'])
    const elsewhere = [...open, counterOpened('5'), ticketCalled('A001', '5')]
    expect(asked(serve(...elsewhere))).toEqual(['CustomerArrived A001'])
    expect(asked(serve(...elsewhere, customerMissed('A001', '5')))).toEqual([
      'TicketCalled A001',
      'CustomerArrived A001',
    ])
  })

  it('is not served twice, nor after its day was closed', () => {
    const done = [ticketCalled('A001', '5'), customerArrived('A001', '5'), serviceFinished('A001', '5')]
    expect(answer(serve(...open, counterOpened('5'), ...done))).toBe('ticket-is-finished')
    expect(answer(serve(...open, counterOpened('5'), ...done.slice(0, 2)))).toBe('ticket-is-finished')
    expect(answer(serve(...open, dayClosed('2026-11-23', 'void', '2026-11-24')))).toBe('ticket-is-finished')
  })

  it('is taken over from a lost counter that was serving it', () => {
    const left = [counterOpened('5'), ticketCalled('A001', '5'), customerArrived('A001', '5'), counterDeclaredLost('5')]
    expect(asked(serve(...open, ...left))).toEqual(['CustomerArrived A001'])
  })

  it('brings the facts of a ticket this tablet never heard of, which count as soon as its own line comes', () => {
    const taken = told({ at: '09:03' }, ticketIssued('A009', { service: 'pay' }))
    const code = slipCode(
      slipText('h_test', 'reception', ticket(hallAfter(taken), 'A009')),
      'c2lnbmF0dXJlIG9mIGEgdGFibGV0',
    )
    const read = readSlip(code)
    if (!read.ok) throw new Error(read.why)
    const alone = hallAfter(counterOpened('3'))
    expect(answer(when(alone, serveSlip, { counter, ticket: t('A009') }, situation('09:20')))).toBe('ticket-unknown')
    const decision = when(alone, serveSlip, { counter, ticket: t('A009'), slip: read.slip }, situation('09:20'))
    expect(asked(decision)).toEqual(['SlipPresented A009', 'TicketCalled A009', 'CustomerArrived A009'])
    if (!decision.ok) return
    const events = decision.events.map((draft) => told({ at: '09:20', on: 'counter3' }, draft))
    const before = hallAfter(counterOpened('3'), ...events)
    expect(ticket(before, 'A009')).toMatchObject({ status: 'serving', presumed: true, issuedAt: clock('09:03') })
    const after = hallAfter(counterOpened('3'), ...events, taken)
    expect(ticket(after, 'A009')).toMatchObject({
      status: 'serving',
      presumed: false,
      service: 'pay',
      sameLabel: false,
    })
    // Even if the clock at the door was ahead and its line sorts behind the slip.
    const late = hallAfter(counterOpened('3'), ...events, told({ at: '09:30' }, taken))
    expect(ticket(late, 'A009')).toMatchObject({ status: 'serving', presumed: false, issuedAt: clock('09:03') })
  })
})

describe('finishing', () => {
  it('is for a customer who has come', () => {
    expect(answer(when(hallAfter(...called), finishService, { counter, outcome: 'done' }, situation('09:10')))).toBe(
      'customer-has-not-arrived',
    )
    expect(asked(when(hallAfter(...serving), finishService, { counter, outcome: 'done' }, situation('09:10')))).toEqual(
      ['ServiceFinished A001'],
    )
  })
})

describe('a call made on paper', () => {
  it('is entered later with its own time, and teaches nothing about how long a service takes', () => {
    const ask = { counter, ticket: t('A001'), at: clock('09:10'), outcome: 'done' }
    const decision = when(hallAfter(...open), enterPaperCall, ask, situation('11:00'))
    if (!decision.ok) throw new Error(decision.why)
    const events = decision.events.map((draft) => told({ at: '11:00', on: 'counter3' }, draft))
    const hall = hallAfter(...open, ...events)
    expect(ticket(hall, 'A001')).toMatchObject({
      status: 'done',
      firstCalledAt: clock('09:10'),
      finishedAt: clock('09:10'),
    })
    expect(hall.paces.size).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { cancelTicket, clearCheck, issueTicket, recordSlip } from '#domain/tickets/commands.ts'
import { findByLabel, nextOnRoll } from '#domain/tickets/find.ts'
import { missedTickets } from '#domain/tickets/queries.ts'
import { atRisk, isPastTarget, waitingByRisk } from '#domain/tickets/risk.ts'
import { askCheck, correctTriage, enterRollTicket, returnTicket, serveWalkIn } from '#domain/tickets/seldom.ts'
import {
  answer,
  asked,
  clock,
  counterOpened,
  customerArrived,
  customerMissed,
  type Happening,
  hallAfter,
  situation,
  t,
  ticket,
  ticketCalled,
  ticketCancelled,
  ticketIssued,
  ticketTransferred,
  told,
  when,
} from '#support/hallAfter.ts'

const door = situation('09:30', { on: 'reception', by: null })
const serving = [counterOpened('3'), ticketIssued('A001'), ticketCalled('A001', '3'), customerArrived('A001', '3')]

/** Something of a ticket is left to be looked at, and was looked at. */
const checkAsked = (label: string): Happening => ({ kind: 'CheckAsked', subject: t(label), body: {} })

describe('a number of which not everything was to be seen at the door', () => {
  it('is given and called like any other, and stays marked until a counter has looked (Q11)', () => {
    const waits = hallAfter(counterOpened('3'), ticketIssued('A001'))
    // Nobody has to be signed in at the door, and nothing is asked of any system.
    expect(asked(when(waits, askCheck, { ticket: t('A001') }, door))).toEqual(['CheckAsked A001'])
    const marked = hallAfter(counterOpened('3'), ticketIssued('A001'), ticketIssued('A002'), checkAsked('A002'))
    expect(ticket(marked, 'A002')).toMatchObject({
      toCheck: true,
      status: 'waiting',
      turn: ticket(marked, 'A002').issuedAt,
    })
    expect(asked(when(marked, askCheck, { ticket: t('A002') }, door))).toEqual([])
    const moved = hallAfter(
      counterOpened('3'),
      ticketIssued('A002'),
      checkAsked('A002'),
      ticketCalled('A002', '3'),
      customerArrived('A002', '3'),
      ticketTransferred('A002', '3', { queue: 'B' }),
    )
    expect(ticket(moved, 'A002')).toMatchObject({ toCheck: true, status: 'waiting', queue: 'B' })
  })

  it('is marked with the number itself where a system could not be asked, and no sooner called or later for it (Q11)', () => {
    const ask = { queue: 'A', service: 'pay', priority: null }
    const hall = hallAfter(counterOpened('3'))
    const given = when(hall, issueTicket, { ...ask, unchecked: true }, door)
    expect(given.ok ? given.events.map(({ kind }) => kind) : []).toEqual(['TicketIssued', 'CheckAsked'])
    expect(given.ok && new Set(given.events.map(({ subject }) => subject)).size).toBe(1)
    const plain = when(hall, issueTicket, ask, door)
    expect(plain.ok ? plain.events.map(({ kind }) => kind) : []).toEqual(['TicketIssued'])
  })

  it('is cleared by whoever serves, and by nobody at the door who is not signed in (Q11)', () => {
    const marked = hallAfter(...serving, checkAsked('A001'))
    expect(answer(when(marked, clearCheck, { ticket: t('A001') }, door))).toBe('sign-in-first')
    expect(asked(when(marked, clearCheck, { ticket: t('A001') }, situation('09:31')))).toEqual(['CheckCleared A001'])
    const cleared = hallAfter(
      ...serving,
      checkAsked('A001'),
      told({ on: 'counter3' }, { kind: 'CheckCleared', subject: t('A001'), body: {} }),
    )
    expect(ticket(cleared, 'A001').toCheck).toBe(false)
    expect(asked(when(cleared, clearCheck, { ticket: t('A001') }, situation('09:32')))).toEqual([])
  })
})

describe('taking a ticket', () => {
  it('needs nobody signed in, a queue that is open and a service of that queue', () => {
    const hall = hallAfter()
    expect(answer(when(hall, issueTicket, { queue: 'A', service: 'pay', priority: null }, door))).toBe('accepted')
    expect(answer(when(hall, issueTicket, { queue: 'A', service: 'plan', priority: null }, door))).toBe(
      'service-unknown',
    )
    expect(answer(when(hall, issueTicket, { queue: 'Z', service: null, priority: null }, door))).toBe('queue-unknown')
  })

  it('is entered from a paper roll with the number on the paper, once', () => {
    const ask = { queue: 'A', service: null, priority: null, number: '057', takenAt: clock('09:05') }
    const decision = when(hallAfter(), enterRollTicket, ask, door)
    expect(decision).toMatchObject({ ok: true, events: [{ body: { label: '057', origin: 'roll' } }] })
    const taken = ticketIssued('A057', { label: '057', origin: 'roll' })
    expect(answer(when(hallAfter(taken), enterRollTicket, ask, door))).toBe('label-is-taken')
    expect(answer(when(hallAfter(), enterRollTicket, { ...ask, number: '0' }, door))).toBe('label-unknown')
    expect(answer(when(hallAfter(), enterRollTicket, { ...ask, number: 'A57' }, door))).toBe('label-unknown')
  })

  it('goes on with the roll: the next paper has the number after the newest, as wide (Q5)', () => {
    const paper = (label: string, at: string) =>
      told({ at }, ticketIssued(`A${label}`, { label, origin: 'roll', number: Number(label) }))
    expect(nextOnRoll(hallAfter(ticketIssued('A001')))).toBe('')
    expect(nextOnRoll(hallAfter(paper('099', '09:01'), paper('098', '09:02')))).toBe('099')
    expect(nextOnRoll(hallAfter(paper('0099', '09:01')))).toBe('0100')
  })

  it('records the slip: printed, not wanted, or the printer failed', () => {
    const printed = (result: 'printed' | 'failed') => ({
      kind: 'SlipPrinted' as const,
      subject: t('A001'),
      body: { result, copy: 1 },
    })
    expect(ticket(hallAfter(ticketIssued('A001'), printed('failed')), 'A001')).toMatchObject({
      copies: 0,
      printFailed: true,
    })
    const again = hallAfter(ticketIssued('A001'), printed('failed'), printed('printed'))
    expect(ticket(again, 'A001')).toMatchObject({ copies: 1, printFailed: false })
    const copy = when(again, recordSlip, { ticket: t('A001'), result: 'printed' }, door)
    expect(copy).toMatchObject({ ok: true, events: [{ body: { copy: 2 } }] })
  })
})

describe('a customer without a ticket', () => {
  it('is served at once and counts like any other (Q22)', () => {
    const ask = { counter: '3', queue: 'A', service: 'pay', priority: null }
    const decision = when(hallAfter(counterOpened('3')), serveWalkIn, ask, situation('09:30'))
    expect(asked(decision).map((each) => each.split(' ')[0])).toEqual([
      'TicketIssued',
      'TicketCalled',
      'CustomerArrived',
    ])
    expect(answer(when(hallAfter(...serving), serveWalkIn, ask, situation('09:30')))).toBe(
      'finish-the-current-ticket-first',
    )
  })
})

describe('giving a ticket up, and coming back', () => {
  it('needs a reason, and is not for somebody who is being served', () => {
    const ask = { ticket: t('A001'), reason: 'left' }
    expect(answer(when(hallAfter(ticketIssued('A001')), cancelTicket, ask, door))).toBe('accepted')
    expect(answer(when(hallAfter(ticketIssued('A001')), cancelTicket, { ...ask, reason: '' }, door))).toBe(
      'reason-is-missing',
    )
    expect(answer(when(hallAfter(...serving), cancelTicket, ask, door))).toBe('ticket-is-finished')
    expect(answer(when(hallAfter(ticketIssued('A001'), ticketCancelled('A001')), cancelTicket, ask, door))).toBe(
      'ticket-is-finished',
    )
  })

  it('brings a missed customer back, and nobody else', () => {
    const missed = hallAfter(
      counterOpened('3'),
      ticketIssued('A001'),
      ticketCalled('A001', '3'),
      customerMissed('A001', '3'),
    )
    expect(missedTickets(missed).map(({ label }) => label)).toEqual(['A001'])
    expect(answer(when(missed, returnTicket, { ticket: t('A001') }, door))).toBe('accepted')
    expect(answer(when(hallAfter(ticketIssued('A001')), returnTicket, { ticket: t('A001') }, door))).toBe(
      'ticket-is-not-missed',
    )
  })
})

describe('a ticket in the wrong queue', () => {
  it('moves at its own time; a customer being served only by that counter (Q21)', () => {
    const ask = { ticket: t('A001'), queue: 'B', service: null }
    expect(answer(when(hallAfter(ticketIssued('A001')), correctTriage, ask, door))).toBe('accepted')
    expect(answer(when(hallAfter(...serving), correctTriage, ask, door))).toBe('ticket-is-not-yours')
    expect(answer(when(hallAfter(...serving), correctTriage, ask, situation('09:30')))).toBe('accepted')
  })
})

describe('looking a ticket up', () => {
  it('forgives case, dashes and leading zeros, and finds a number without its letter', () => {
    const hall = hallAfter(ticketIssued('A019'), ticketIssued('B019'))
    const found = (typed: string) => findByLabel(hall, typed, clock('10:00')).map(({ label }) => label)
    expect(found('a19')).toEqual(['A019'])
    expect(found('A019')).toEqual(['A019'])
    expect(found('19')).toEqual(['A019', 'B019'])
    expect(found('C001')).toEqual([])
  })

  it('lists first whoever is nearest to missing the target', () => {
    const hall = hallAfter(told({ at: '09:00' }, ticketIssued('B001')), told({ at: '09:02' }, ticketIssued('A001')))
    expect(waitingByRisk(hall, clock('09:12')).map(({ ticket }) => ticket.label)).toEqual(['A001', 'B001'])
  })

  it('counts somebody as close to the target from three quarters of it on, and past it from then on', () => {
    const hall = hallAfter(told({ at: '09:00' }, ticketIssued('A001')))
    const close = (time: string) => atRisk(hall, clock(time)).map(isPastTarget)
    expect(['09:07', '09:08', '09:10'].map(close)).toEqual([[], [false], [true]])
  })
})

import { describe, expect, it } from 'vitest'
import { calledInVain, currentTicket } from '#domain/counters/queries.ts'
import {
  clock,
  counterDeclaredLost,
  counterOpened,
  customerArrived,
  customerMissed,
  hallAfter,
  rulesSet,
  serviceFinished,
  t,
  ticket,
  ticketCalled,
  ticketCancelled,
  ticketHeld,
  ticketIssued,
  ticketRecalled,
  ticketResumed,
  ticketReturned,
  ticketTransferred,
  told,
  triageCorrected,
} from '#support/hallAfter.ts'

const open = [counterOpened('3'), counterOpened('5'), ticketIssued('A001')]
const told3 = (hall: ReturnType<typeof hallAfter>, counter: string) =>
  calledInVain(hall, counter, 0).map(({ ticket, keptBy }) => `${ticket.label} → ${keptBy}`)

describe('a customer from call to finish', () => {
  it('is called, comes, is served and is done at that counter (Q18)', () => {
    const hall = hallAfter(
      ...open,
      ticketCalled('A001', '3'),
      customerArrived('A001', '3'),
      serviceFinished('A001', '3'),
    )
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'done', counter: '3', outcome: 'done' })
    expect(currentTicket(hall, '3')).toBeNull()
  })

  it('counts repeats of the call, and no repeat by another counter', () => {
    const hall = hallAfter(...open, ticketCalled('A001', '3'), ticketRecalled('A001', '3'), ticketRecalled('A001', '5'))
    expect(ticket(hall, 'A001').call).toMatchObject({ counter: '3', recalls: 1 })
  })

  it('waits behind three others after coming back too late, and is void after the third miss (Q16)', () => {
    const line = ['A002', 'A003', 'A004', 'A005'].map((label) => ticketIssued(label))
    const missed = [ticketCalled('A001', '3'), customerMissed('A001', '3')]
    const back = hallAfter(...open, ...line, ...missed, ticketReturned('A001'))
    const turns = [...back.tickets.values()].sort((a, b) => a.turn - b.turn).map(({ label }) => label)
    expect(turns).toEqual(['A002', 'A003', 'A004', 'A001', 'A005'])
    const again = [ticketReturned('A001'), ...missed]
    const gone = hallAfter(...open, ...line, ...missed, ...again, ...again)
    expect(ticket(gone, 'A001')).toMatchObject({ status: 'void', outcome: 'missed-too-often', misses: 3 })
  })

  it('goes on where it was after a hold', () => {
    const served = [ticketCalled('A001', '3'), told({ at: '09:10' }, customerArrived('A001', '3'))]
    const hall = hallAfter(
      ...open,
      ...served,
      ticketHeld('A001', '3', 10),
      told({ at: '09:25' }, ticketResumed('A001', '3')),
    )
    expect(ticket(hall, 'A001')).toMatchObject({
      status: 'serving',
      counter: '3',
      arrivedAt: clock('09:10'),
      hold: null,
    })
  })

  it('keeps its time when it is transferred, with the note (Q20)', () => {
    const hall = hallAfter(
      ...open,
      told({ at: '09:30' }, ticketIssued('B001')),
      ticketCalled('A001', '3'),
      ticketTransferred('A001', '3', { queue: 'B', counter: '5' }),
    )
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'waiting', queue: 'B', sentTo: '5', note: 'needs-review' })
    expect(ticket(hall, 'A001').turn).toBeLessThan(ticket(hall, 'B001').turn)
  })
})

describe('two counters that were apart', () => {
  it('leave a ticket with the counter that called it first, and tell the other one', () => {
    const hall = hallAfter(
      ...open,
      told({ at: '09:01:00' }, ticketCalled('A001', '3')),
      told({ at: '09:01:02' }, ticketCalled('A001', '5')),
    )
    expect(currentTicket(hall, '3')?.label).toBe('A001')
    expect(currentTicket(hall, '5')).toBeNull()
    expect(told3(hall, '5')).toEqual(['A001 → 3'])
  })

  it('leave the customer where they went, although another counter had called first', () => {
    const hall = hallAfter(
      ...open,
      told({ at: '09:01:00' }, ticketCalled('A001', '3')),
      told({ at: '09:01:02' }, ticketCalled('A001', '5')),
      told({ at: '09:02' }, customerArrived('A001', '5')),
      serviceFinished('A001', '5'),
    )
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'done', counter: '5' })
    expect(told3(hall, '3')).toEqual(['A001 → 5'])
    expect(told3(hall, '5')).toEqual([])
  })

  it('serve a customer once: the earlier arrival counts and the later counter is told', () => {
    const hall = hallAfter(
      ...open,
      told({ at: '09:01:00' }, ticketCalled('A001', '3')),
      told({ at: '09:01:02' }, ticketCalled('A001', '5')),
      told({ at: '09:02:00' }, customerArrived('A001', '3')),
      told({ at: '09:02:05' }, customerArrived('A001', '5')),
      told({ at: '09:04' }, serviceFinished('A001', '5')),
      told({ at: '09:06' }, serviceFinished('A001', '3')),
    )
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'done', counter: '3', finishedAt: clock('09:06') })
    expect(told3(hall, '5')).toEqual(['A001 → 3'])
  })

  it('do not punish a customer for a miss at the counter that did not have the ticket', () => {
    const hall = hallAfter(
      ...open,
      told({ at: '09:01:00' }, ticketCalled('A001', '3')),
      told({ at: '09:01:02' }, ticketCalled('A001', '5')),
      told({ at: '09:02' }, customerMissed('A001', '5')),
    )
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'called', counter: '3', misses: 0 })
  })

  it('tell the counter whose customer was cancelled at the door meanwhile', () => {
    const hall = hallAfter(...open, ticketCalled('A001', '3'), ticketCancelled('A001'))
    expect(ticket(hall, 'A001').status).toBe('cancelled')
    expect(told3(hall, '3')).toEqual(['A001 → null'])
  })

  it('tell the counter that called a ticket which had been cancelled before', () => {
    const hall = hallAfter(...open, ticketCancelled('A001'), ticketCalled('A001', '3'))
    expect(told3(hall, '3')).toEqual(['A001 → null'])
  })

  it('serve whoever stands there, cancelled or not', () => {
    const hall = hallAfter(...open, ticketCalled('A001', '3'), ticketCancelled('A001'), customerArrived('A001', '3'))
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'serving', counter: '3', outcome: null })
    expect(told3(hall, '3')).toEqual([])
  })

  it('do not take a customer out of a service from the door', () => {
    const serving = [ticketCalled('A001', '3'), customerArrived('A001', '3')]
    expect(ticket(hallAfter(...open, ...serving, ticketCancelled('A001')), 'A001').status).toBe('serving')
    expect(ticket(hallAfter(...open, ...serving, triageCorrected('A001', 'B')), 'A001').status).toBe('serving')
    const byClerk = told({ on: 'counter3' }, triageCorrected('A001', 'B'))
    expect(ticket(hallAfter(...open, ...serving, byClerk), 'A001')).toMatchObject({ status: 'waiting', queue: 'B' })
  })

  it('tell the counter whose called customer was sent to another queue', () => {
    const hall = hallAfter(...open, ticketCalled('A001', '3'), triageCorrected('A001', 'B'))
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'waiting', queue: 'B' })
    expect(told3(hall, '3')).toEqual(['A001 → null'])
  })

  it('keep what was finished finished, whatever another counter transfers', () => {
    const hall = hallAfter(
      ...open,
      ticketCalled('A001', '3'),
      customerArrived('A001', '3'),
      serviceFinished('A001', '3'),
      ticketTransferred('A001', '5', { queue: 'B' }),
      ticketTransferred('A001', '3', { queue: 'B' }),
    )
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'done', queue: 'A' })
  })

  it('let one of them take up a held customer, and tell the other one', () => {
    const hall = hallAfter(
      ...open,
      ticketCalled('A001', '3'),
      customerArrived('A001', '3'),
      ticketHeld('A001', '3'),
      ticketResumed('A001', '5'),
      ticketResumed('A001', '3'),
    )
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'serving', counter: '5' })
    expect(told3(hall, '3')).toEqual(['A001 → 5'])
  })
})

describe('a counter that was declared lost', () => {
  it('gives the customer it had called back to the line, at the same turn', () => {
    const hall = hallAfter(...open, ticketCalled('A001', '3'), counterDeclaredLost('3'))
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'waiting', counter: null, call: null })
    expect(told3(hall, '3')).toEqual(['A001 → null'])
  })

  it('keeps the customer it is serving, until their slip is shown at another counter', () => {
    const serving = [...open, ticketCalled('A001', '3'), customerArrived('A001', '3'), counterDeclaredLost('3')]
    expect(ticket(hallAfter(...serving), 'A001')).toMatchObject({ status: 'serving', counter: '3' })
    const moved = hallAfter(...serving, customerArrived('A001', '5'))
    expect(ticket(moved, 'A001')).toMatchObject({ status: 'serving', counter: '5' })
    expect(told3(moved, '3')).toEqual(['A001 → 5'])
  })

  it('comes back with the calls it made alone: the earlier one counts', () => {
    const hall = hallAfter(
      ...open,
      told({ at: '09:09' }, counterDeclaredLost('3')),
      told({ at: '09:10' }, ticketCalled('A001', '3')),
      told({ at: '09:12' }, ticketCalled('A001', '5')),
      told({ at: '09:13' }, counterOpened('3')),
    )
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'called', counter: '3' })
    expect(told3(hall, '5')).toEqual(['A001 → 3'])
    expect(hall.counters.get('3')?.lost).toBe(false)
  })
})

describe('changing the rules of the hall', () => {
  it('does not touch tickets that exist (Q35)', () => {
    const before = hallAfter(...open, ticketCalled('A001', '3'), customerMissed('A001', '3'))
    const after = hallAfter(...open, ticketCalled('A001', '3'), customerMissed('A001', '3'), rulesSet({ missLimit: 1 }))
    expect(after.tickets.get(t('A001'))).toEqual(before.tickets.get(t('A001')))
  })
})

import { describe, expect, it } from 'vitest'
import { callNextTicket } from '#domain/calls/commands.ts'
import { serveSlip } from '#domain/calls/seldom.ts'
import { cancelTicket } from '#domain/tickets/commands.ts'
import { awayTickets } from '#domain/tickets/queries.ts'
import { waitingByRisk } from '#domain/tickets/risk.ts'
import { returnTicket, stepOut } from '#domain/tickets/seldom.ts'
import { readSlip, slipCode, slipText } from '#domain/tickets/slip.ts'
import { foldEvents } from '#domain/whole.ts'
import {
  answer,
  asked,
  clock,
  counterOpened,
  eventsOf,
  foldAll,
  hallAfter,
  rulesSet,
  setUp,
  situation,
  stayedAway,
  steppedOut,
  t,
  ticket,
  ticketCancelled,
  ticketIssued,
  ticketReturned,
  told,
  when,
} from '#support/hallAfter.ts'

const morning = [
  told({ at: '08:50' }, counterOpened('3')),
  told({ at: '09:00' }, ticketIssued('A001')),
  told({ at: '09:01' }, ticketIssued('A002')),
  told({ at: '09:05' }, steppedOut('A001', 20)),
]
const ends = told({ at: '08:40' }, rulesSet({ awayOver: 'end' }))
const door = (time: string) => situation(time, { on: 'reception', by: null })
const next = (hall: ReturnType<typeof hallAfter>, time: string) =>
  asked(when(hall, callNextTicket, { counter: '3' }, situation(time)))

describe('a customer who leaves for a while', () => {
  it('is not called while away, and at the old place as soon as the time is over (Q8)', () => {
    const hall = hallAfter(...morning)
    expect(next(hall, '09:10')).toEqual(['TicketCalled A002'])
    expect(waitingByRisk(hall, clock('09:10')).map(({ ticket: { label } }) => label)).toEqual(['A002'])
    expect(next(hall, '09:24:59')).toEqual(['TicketCalled A002'])
    expect(next(hall, '09:25')).toEqual(['TicketCalled A001'])
    expect(awayTickets(hall).map(({ label, awayUntil }) => [label, awayUntil])).toEqual([['A001', clock('09:25')]])
  })

  it('has the old place when back before the time is over, and is served with the slip at any time', () => {
    const back = hallAfter(...morning, told({ at: '09:08' }, ticketReturned('A001')))
    expect(next(back, '09:10')).toEqual(['TicketCalled A001'])
    expect(awayTickets(back)).toEqual([])
    const slip = when(hallAfter(...morning), serveSlip, { counter: '3', ticket: t('A001') }, situation('09:10'))
    expect(asked(slip)).toEqual(['TicketCalled A001', 'CustomerArrived A001'])
  })

  it('leaves for no longer than the hall allows, and only from the line', () => {
    const leave = (hall: ReturnType<typeof hallAfter>, minutes: number) =>
      answer(when(hall, stepOut, { ticket: t('A002'), minutes }, door('09:06')))
    const hall = hallAfter(...morning)
    expect([leave(hall, 30), leave(hall, 31)]).toEqual(['accepted', 'away-too-long'])
    expect(leave(hallAfter(...morning, rulesSet({ awayMinutes: 0 })), 10)).toBe('away-too-long')
    expect(leave(hallAfter(...morning, ticketCancelled('A002')), 10)).toBe('ticket-is-finished')
  })
})

describe('a hall in which staying away ends a number', () => {
  it('ends it once somebody behind it is called after the time, and not before (Q8)', () => {
    const hall = hallAfter(ends, ...morning)
    expect(next(hall, '09:20')).toEqual(['TicketCalled A002'])
    expect(next(hall, '09:30')).toEqual(['CustomerStayedAway A001', 'TicketCalled A002'])
    const over = hallAfter(ends, ...morning, told({ at: '09:30' }, stayedAway('A001', '3')))
    expect(ticket(over, 'A001')).toMatchObject({ status: 'cancelled', outcome: 'stayed-away' })
  })

  it('takes whoever comes later back behind a few others, and loses nobody who came back elsewhere meanwhile', () => {
    const over = hallAfter(ends, ...morning, told({ at: '09:30' }, stayedAway('A001', '3')))
    expect(answer(when(over, returnTicket, { ticket: t('A001') }, door('09:40')))).toBe('accepted')
    const late = hallAfter(
      ends,
      ...morning,
      told({ at: '09:30' }, stayedAway('A001', '3')),
      told({ at: '09:40' }, ticketReturned('A001')),
    )
    expect(ticket(late, 'A001')).toMatchObject({ status: 'waiting', outcome: null, awayUntil: null })
    expect(ticket(late, 'A001').turn).toBeGreaterThan(ticket(late, 'A002').turn)
    // Counter 3 had not heard that the door took the customer back at 09:20, or let them stay away for longer.
    for (const heard of [ticketReturned('A001'), steppedOut('A001', 30)]) {
      const hall = hallAfter(
        ends,
        ...morning,
        told({ at: '09:20' }, heard),
        told({ at: '09:30' }, stayedAway('A001', '3')),
      )
      expect(ticket(hall, 'A001').status).toBe('waiting')
    }
  })
})

describe('a slip at the exit', () => {
  it('gives its number up, though the tablet there has not heard of it yet (Q8)', () => {
    const issued = eventsOf([...setUp, told({ at: '09:00' }, ticketIssued('A007'))])
    const there = foldAll(issued)
    const read = readSlip(slipCode(slipText('h_test', 'd_counter3', ticket(there, 'A007')), 's'.repeat(86)))
    if (!read.ok) throw new Error('the slip reads')
    const here = hallAfter()
    const ask = { ticket: read.slip.ticket, reason: 'left', slip: read.slip }
    const decision = when(here, cancelTicket, ask, door('09:20'))
    expect(asked(decision)).toEqual(['SlipPresented A007', 'TicketCancelled A007'])
    if (!decision.ok) return
    const written = eventsOf(
      decision.events.map((event) => told({ at: '09:20', on: 'reception', by: null }, event)),
      issued,
    )
    expect(ticket(foldEvents(there, written), 'A007').status).toBe('cancelled')
    expect(answer(when(here, cancelTicket, { ticket: t('A007'), reason: 'left' }, door('09:20')))).toBe(
      'ticket-unknown',
    )
  })
})

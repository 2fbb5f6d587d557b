import { describe, expect, it } from 'vitest'
import { callNextTicket } from '#domain/calls/commands.ts'
import { callTicket } from '#domain/calls/seldom.ts'
import { shareOf } from '#domain/calls/share.ts'
import type { Contact } from '#domain/command.ts'
import type { HallDecision } from '#domain/whole.ts'
import {
  answer,
  asked,
  counterClosed,
  counterDeclaredLost,
  counterOpened,
  counterPaused,
  customerArrived,
  customerMissed,
  hallAfter,
  serviceFinished,
  situation,
  t,
  ticketCalled,
  ticketIssued,
  ticketReturned,
  ticketTransferred,
  told,
  when,
} from '#support/hallAfter.ts'

const next = (hall: ReturnType<typeof hallAfter>, time: string, contact?: Contact): HallDecision =>
  when(hall, callNextTicket, { counter: '3' }, situation(time, contact ? { contact } : {}))
const rule = (decision: HallDecision) => {
  const call = decision.ok ? decision.events.find(({ kind }) => kind === 'TicketCalled') : undefined
  return call?.kind === 'TicketCalled' ? call.body.rule : null
}
const at = (time: string, label: string, first = false) =>
  told({ at: time }, ticketIssued(label, { priority: first ? 'elderly' : null }))

describe('calling the next ticket', () => {
  it('calls whoever has waited longest in the queues of the counter, and says so', () => {
    const hall = hallAfter(counterOpened('3', ['B']), at('09:00', 'A001'), at('09:01', 'B001'), at('09:02', 'B002'))
    const decision = next(hall, '09:10')
    expect(asked(decision)).toEqual(['TicketCalled B001'])
    expect(rule(decision)).toEqual({ code: 'next', waited: 9, passed: 0 })
  })

  it('gives each of four counters that asked together another customer, and three of them without a second press', () => {
    const counters = ['1', '2', '3', '4']
    const before = [
      ...counters.map((counter) => told({ on: `counter${counter}` }, counterOpened(counter))),
      ...['A001', 'A002', 'A003', 'A004', 'A005'].map((label) => at('09:00', label)),
    ]
    // All four heard of the same hall, and called the head of its line within a blink.
    const together = counters.map((counter) =>
      told({ at: '09:10', on: `counter${counter}` }, ticketCalled('A001', counter)),
    )
    const hall = hallAfter(...before, ...together)
    const again = counters
      .slice(1)
      .map((counter) =>
        when(hall, callNextTicket, { counter, instead: t('A001') }, situation('09:10', { on: `counter${counter}` })),
      )
    expect(again.map(asked)).toEqual([['TicketCalled A002'], ['TicketCalled A003'], ['TicketCalled A004']])
    // Who only now asks for the next one is no part of it.
    expect(asked(when(hall, callNextTicket, { counter: '2' }, situation('09:30', { on: 'counter2' })))).toEqual([
      'TicketCalled A002',
    ])
  })

  it('puts a priority customer first at every third call, and says how many were passed (Q29)', () => {
    const line = [at('09:00', 'A001'), at('09:01', 'A002'), at('09:02', 'A003'), at('09:03', 'A004', true)]
    const served = (label: string) => [
      ticketCalled(label, '3'),
      customerArrived(label, '3'),
      serviceFinished(label, '3'),
    ]
    const opened = counterOpened('3')
    expect(asked(next(hallAfter(opened, ...line), '09:04'))).toEqual(['TicketCalled A001'])
    const third = next(hallAfter(opened, ...line, at('09:03', 'A005'), ...served('A001'), ...served('A002')), '09:04')
    expect(asked(third)).toEqual(['TicketCalled A004'])
    expect(rule(third)).toMatchObject({ code: 'priority', passed: 1 })
  })

  it('does not let a priority customer wait longer than five minutes for the ratio (Q29)', () => {
    const hall = hallAfter(counterOpened('3'), at('09:00', 'A001'), at('09:03', 'A002', true))
    expect(asked(next(hall, '09:07'))).toEqual(['TicketCalled A001'])
    expect(asked(next(hall, '09:08'))).toEqual(['TicketCalled A002'])
  })

  it('calls whoever has waited forty-five minutes, whatever the priorities', () => {
    const hall = hallAfter(counterOpened('3'), at('09:00', 'A001'), at('09:01', 'A002', true))
    expect(rule(next(hall, '09:44'))?.code).toBe('priority')
    const decision = next(hall, '09:45')
    expect(asked(decision)).toEqual(['TicketCalled A001'])
    expect(rule(decision)?.code).toBe('aged')
  })

  it('does not let a missed customer jump the line by age after coming back', () => {
    const line = ['A002', 'A003', 'A004', 'A005'].map((label, i) => at(`09:3${i}`, label))
    const missed = [
      told({ at: '09:40' }, ticketCalled('A001', '3')),
      customerMissed('A001', '3'),
      ticketReturned('A001'),
    ]
    const hall = hallAfter(counterOpened('3'), at('09:00', 'A001'), ...line, ...missed)
    expect(asked(next(hall, '09:50'))).toEqual(['TicketCalled A002'])
  })

  it('takes a customer who was sent here first, and leaves those sent elsewhere', () => {
    const sent = (to: string) => [
      told({ at: '09:05' }, ticketCalled('A002', '5')),
      ticketTransferred('A002', '5', { queue: 'B', counter: to }),
    ]
    const line = [counterOpened('3'), counterOpened('4'), counterOpened('5'), at('09:00', 'A001'), at('09:02', 'A002')]
    expect(rule(next(hallAfter(...line, ...sent('3')), '09:08'))?.code).toBe('sent-here')
    expect(asked(next(hallAfter(...line, ...sent('4')), '09:08'))).toEqual(['TicketCalled A001'])
  })

  it('takes a customer who was sent to a counter that has closed since', () => {
    const hall = hallAfter(
      counterOpened('3'),
      counterOpened('4'),
      counterOpened('5'),
      at('09:02', 'A002'),
      ticketCalled('A002', '5'),
      ticketTransferred('A002', '5', { queue: 'B', counter: '4' }),
    )
    expect(answer(next(hall, '09:08'))).toBe('queue-is-empty')
    const closed = hallAfter(
      counterOpened('3'),
      counterOpened('4'),
      counterOpened('5'),
      at('09:02', 'A002'),
      ticketCalled('A002', '5'),
      ticketTransferred('A002', '5', { queue: 'B', counter: '4' }),
      counterClosed('4'),
    )
    expect(asked(next(closed, '09:08'))).toEqual(['TicketCalled A002'])
  })

  it('can be called out of order only with a reason, which is kept (Q23)', () => {
    const hall = hallAfter(counterOpened('3'), at('09:00', 'A001'), at('09:01', 'A002'))
    const pick = (reason: string) =>
      when(hall, callTicket, { counter: '3', ticket: t('A002'), reason }, situation('09:05'))
    expect(answer(pick(''))).toBe('reason-is-missing')
    expect(rule(pick('needs-help'))).toEqual({ code: 'picked', waited: 4, passed: 1, reason: 'needs-help' })
  })
})

describe('calling while apart', () => {
  const hall = hallAfter(
    counterOpened('3'),
    counterOpened('5'),
    at('09:00', 'A001'),
    at('09:01', 'A002'),
    at('09:02', 'A003'),
    at('09:03', 'A004'),
    at('09:04', 'B001'),
  )

  it('deals the line out so that every ticket belongs to exactly one open counter (Q14)', () => {
    expect(shareOf(hall, '3').map((id) => id.slice(2))).toEqual(['A001', 'A003', 'B001'])
    expect(shareOf(hall, '5').map((id) => id.slice(2))).toEqual(['A002', 'A004'])
  })

  it('deals on over the queues: with one customer in each, no counter has two while another has none (Q14)', () => {
    const queues = ['A', 'B', 'C', 'D', 'E', 'F']
    const line = queues.map((queue, i) => at(`09:0${i}`, `${queue}001`))
    const counters = ['3', '4', '5', '6']
    const found = hallAfter(...counters.map((id) => counterOpened(id, queues)), ...line)
    expect(counters.map((id) => shareOf(found, id).map((ticket) => ticket.slice(2)))).toEqual([
      ['A001', 'E001'],
      ['B001', 'F001'],
      ['C001'],
      ['D001'],
    ])
  })

  it('counts as dealt whoever was sent to a counter, and deals what few can do to those (Q14)', () => {
    const sent = ticketTransferred('A001', '5', { queue: 'A', counter: '3' })
    const found = hallAfter(
      counterOpened('3', ['A', 'B']),
      counterOpened('5', ['A']),
      at('09:00', 'A001'),
      at('09:01', 'A002'),
      at('09:02', 'B001'),
      at('09:03', 'A003'),
      ticketCalled('A001', '5'),
      customerArrived('A001', '5'),
      sent,
    )
    expect(shareOf(found, '3').map((id) => id.slice(2))).toEqual(['A001', 'B001'])
    expect(shareOf(found, '5').map((id) => id.slice(2))).toEqual(['A002', 'A003'])
  })

  it('deals nothing to a counter that was paused, closed or lost', () => {
    for (const gone of [counterPaused('3'), counterClosed('3'), counterDeclaredLost('3')]) {
      const opened = [counterOpened('3'), counterOpened('5'), at('09:00', 'A001'), at('09:01', 'A002'), gone]
      expect(shareOf(hallAfter(...opened), '3')).toEqual([])
      expect(shareOf(hallAfter(...opened), '5')).toHaveLength(2)
    }
  })

  it('calls only from the share, says that it was alone, and says when the share is used up', () => {
    const decision = next(hall, '09:10', { share: new Set([t('A003')]), leftTo: new Map() })
    expect(asked(decision)).toEqual(['TicketCalled A003'])
    expect(rule(decision)).toMatchObject({ alone: true })
    expect(answer(next(hall, '09:10', { share: new Set(), leftTo: new Map() }))).toBe('nothing-in-your-share')
  })

  it('leaves the share of a counter that is not heard, alone or not', () => {
    const leftTo = new Map([
      [t('A001'), '5'],
      [t('A002'), '5'],
    ])
    expect(asked(next(hall, '09:10', { share: null, leftTo }))).toEqual(['TicketCalled A003'])
    const share = new Set([t('A002'), t('A004')])
    expect(asked(next(hall, '09:10', { share, leftTo }))).toEqual(['TicketCalled A004'])
    const pick = { counter: '3', ticket: t('A001'), reason: 'needs-help' }
    const refused = when(hall, callTicket, pick, situation('09:10', { contact: { share: null, leftTo } }))
    expect(answer(refused)).toBe('belongs-to-a-silent-counter')
  })
})

import { describe, expect, it } from 'vitest'
import { callable } from '#domain/calls/choose.ts'
import { callNextTicket } from '#domain/calls/commands.ts'
import { shareOf } from '#domain/calls/share.ts'
import { inTouch } from '#domain/command.ts'
import type { Skills } from '#domain/settings/events.ts'
import { quoteWait } from '#domain/waits/queries.ts'
import {
  asked,
  clock,
  counterClosed,
  counterOpened,
  counterPaused,
  type Happening,
  hallAfter,
  person,
  situation,
  tabletAt,
  ticketIssued,
  told,
  when,
} from '#support/hallAfter.ts'

const skillsSet = (skills: Partial<Skills>): Happening => ({
  kind: 'HallConfigured',
  subject: 'h_test',
  at: '08:10',
  on: 'manager',
  by: 's_li',
  body: { skills: { people: [], counters: [], spareMinutes: 0, ...skills } },
})
const open = (counter: string, by = 's_wang') => told({ at: '08:50', by }, counterOpened(counter))
const at = (time: string, label: string) =>
  told({ at: time }, ticketIssued(label, { service: label.startsWith('A') ? 'pay' : 'plan' }))
const next = (hall: ReturnType<typeof hallAfter>, time: string, counter = '3', by = 's_wang') =>
  asked(when(hall, callNextTicket, { counter }, situation(time, { on: tabletAt(counter), by })))

describe('who can do what', () => {
  it('is asked of the counter and of whoever stands there: each calls only what it can do (Q28)', () => {
    const line = [open('3'), open('4'), at('09:00', 'B001'), at('09:01', 'A001')]
    expect(next(hallAfter(...line), '09:02')).toEqual(['TicketCalled B001'])
    const byCounter = skillsSet({ counters: [{ counter: '3', cannot: ['plan'] }] })
    expect(next(hallAfter(byCounter, ...line), '09:02')).toEqual(['TicketCalled A001'])
    expect(next(hallAfter(byCounter, ...line), '09:02', '4')).toEqual(['TicketCalled B001'])
    const byPerson = skillsSet({ people: [{ person: 's_wang', cannot: ['plan'] }] })
    const two = [open('3'), ...person('s_zhao', '0030', '赵敏', 'front'), open('4', 's_zhao'), ...line.slice(2)]
    expect(next(hallAfter(byPerson, ...two), '09:02')).toEqual(['TicketCalled A001'])
    expect(next(hallAfter(byPerson, ...two), '09:02', '4', 's_zhao')).toEqual(['TicketCalled B001'])
    // Somebody else has signed in where she opened: who serves now counts.
    expect(next(hallAfter(byPerson, ...two), '09:02', '3', 's_zhao')).toEqual(['TicketCalled B001'])
  })

  it('leaves a service to all while nobody who can do it is there, and after forty-five minutes of pause (Q28)', () => {
    const cannot = skillsSet({ counters: [{ counter: '3', cannot: ['plan'] }] })
    const line = [cannot, open('3'), open('4'), at('09:00', 'B001')]
    expect(next(hallAfter(...line), '09:50')).toEqual(['queue-is-empty'])
    expect(next(hallAfter(...line, counterClosed('4')), '09:02')).toEqual(['TicketCalled B001'])
    const pausing = hallAfter(...line, told({ at: '09:01' }, counterPaused('4')))
    expect(next(pausing, '09:44')).toEqual(['queue-is-empty'])
    expect(next(pausing, '09:45')).toEqual(['TicketCalled B001'])
  })

  it('spares whoever can do what few can, and only for the minutes that the hall says (Q28)', () => {
    const few = ['3', '4', '5'].map((counter) => ({ counter, cannot: ['plan'] }))
    const all = ['2', '3', '4', '5'].map((counter) => open(counter))
    const line = [at('09:00', 'A001'), at('09:01', 'A002'), at('09:02', 'B001')]
    const spared = skillsSet({ counters: few, spareMinutes: 5 })
    // Counter 2 alone does plans: they come first there, and payments are left to the others.
    const hall = hallAfter(spared, ...all, ...line)
    expect(when(hall, callNextTicket, { counter: '2' }, situation('09:03', { on: 'counter2' }))).toMatchObject({
      events: [{ subject: 't_B001', body: { rule: { code: 'next', passed: 0 } } }],
    })
    expect(next(hallAfter(spared, ...all, ...line.slice(0, 2)), '09:03', '2')).toEqual(['queue-is-empty'])
    expect(next(hallAfter(spared, ...all, ...line.slice(0, 2)), '09:05', '2')).toEqual(['TicketCalled A001'])
    // A payment that has waited long enough does not go before a plan, either.
    expect(when(hall, callNextTicket, { counter: '2' }, situation('09:06', { on: 'counter2' }))).toMatchObject({
      events: [{ subject: 't_B001', body: { rule: { code: 'skill', passed: 2 } } }],
    })
    // Where nothing is configured the first in line is the first.
    expect(next(hallAfter(skillsSet({ counters: few }), ...all, ...line), '09:03', '2')).toEqual(['TicketCalled A001'])
    // Nobody else could take them: nothing is left to others.
    expect(next(hallAfter(spared, open('2'), ...line.slice(0, 2)), '09:03', '2')).toEqual(['TicketCalled A001'])
  })

  it('decides to whom a line is dealt when the server is not heard, and what a newcomer is told (Q28)', () => {
    const cannot = skillsSet({ counters: [{ counter: '3', cannot: ['plan'] }] })
    const line = ['B001', 'B002', 'B003'].map((label) => at('09:00', label))
    const hall = hallAfter(cannot, open('3'), open('4'), ...line)
    expect([shareOf(hall, '3'), shareOf(hall, '4')]).toEqual([[], ['t_B001', 't_B002', 't_B003']])
    const desk = hall.counters.get('3')!
    expect(callable(hall, desk, inTouch, clock('09:01'))).toEqual([])
    const wait = (service: string) => quoteWait(hall, { queue: 'B', service }, clock('09:01'))?.to ?? 0
    expect(wait('plan')).toBeGreaterThan(wait('other'))
    expect(hall.skillsSetAt).toBe(clock('08:10'))
  })
})

import { describe, expect, it } from 'vitest'
import { closeDay } from '#domain/day/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { enterRollTicket, serveWalkIn } from '#domain/tickets/seldom.ts'
import { answer, counterOpened, type Happening, hallAfter, situation, ticketIssued, when } from '#support/hallAfter.ts'

const ask = { queue: 'A', service: null, priority: null }
const unchecked = (time: string, on = 'reception') => ({ ...situation(time, { on }), isTimeUnchecked: true })
const marked: Happening = {
  kind: 'EmergencyMarked',
  subject: '2026-11-22',
  body: { on: true, day: '2026-11-22' },
  on: 'manager',
}

describe('a day that one clock alone says has begun', () => {
  it('begins with no ticket of any kind before two clocks or a person have said so', () => {
    const hall = hallAfter(counterOpened('3'), ticketIssued('A001', { day: '2026-11-22' }))
    expect(answer(when(hall, issueTicket, ask, unchecked('09:00')))).toBe('time-unchecked')
    expect(answer(when(hall, enterRollTicket, { ...ask, number: '7' }, unchecked('09:00')))).toBe('time-unchecked')
    const walkIn = { ...ask, counter: '3' }
    expect(answer(when(hall, serveWalkIn, walkIn, unchecked('09:00', 'counter3')))).toBe('time-unchecked')
    expect(answer(when(hall, issueTicket, ask, situation('09:00', { on: 'reception' })))).toBe('accepted')
  })

  it('is closed by nobody before: the numbers on paper today would come again on the day after it', () => {
    const hall = hallAfter(ticketIssued('A001', { day: '2026-11-22' }))
    const close = (day: string) =>
      answer(when(hall, closeDay, { day, open: 'void' }, { ...unchecked('09:00', 'manager'), by: 's_li' }))
    expect([close('2026-11-22'), close('2026-11-23')]).toEqual(['time-unchecked', 'time-unchecked'])
    const today = hallAfter(ticketIssued('A001'))
    const asked = { day: '2026-11-23', open: 'void' } as const
    expect(answer(when(today, closeDay, asked, { ...unchecked('09:00', 'manager'), by: 's_li' }))).toBe('accepted')
  })

  it('does not keep a day waiting that has begun already, nor one that goes on overnight by somebody’s word', () => {
    expect(answer(when(hallAfter(ticketIssued('A001')), issueTicket, ask, unchecked('09:00')))).toBe('accepted')
    const overnight = hallAfter(ticketIssued('A001', { day: '2026-11-22' }), marked)
    expect(answer(when(overnight, issueTicket, ask, unchecked('09:00')))).toBe('accepted')
  })

  it('begins with a question also in a hall that has had no ticket yet', () => {
    expect(answer(when(hallAfter(), issueTicket, ask, unchecked('09:00')))).toBe('time-unchecked')
  })
})

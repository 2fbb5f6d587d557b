import { describe, expect, it } from 'vitest'
import { callNextTicket } from '#domain/calls/commands.ts'
import { nowServing } from '#domain/calls/queries.ts'
import { callTicket } from '#domain/calls/seldom.ts'
import { calledInVain, latelyInVain } from '#domain/counters/queries.ts'
import { businessDay, calendarDay } from '#domain/day/businessDay.ts'
import { closeDay, markEmergency, reopenDay } from '#domain/day/commands.ts'
import { countsOf, daySoFar } from '#domain/day/figures.ts'
import { lastTimeOf } from '#domain/day/lastTime.ts'
import { dayBegan, daysToClose } from '#domain/day/queries.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { isFromBefore, queueBoard } from '#domain/tickets/queries.ts'
import { waitingByRisk } from '#domain/tickets/risk.ts'
import { forecastCrowd } from '#domain/waits/forecast.ts'
import { aheadIn, quoteWait } from '#domain/waits/queries.ts'
import {
  answer,
  clock,
  counterOpened,
  customerArrived,
  customerMissed,
  dayClosed,
  type Happening,
  hallAfter,
  journalOf,
  serviceFinished,
  situation,
  ticket,
  ticketCalled,
  ticketIssued,
  told,
  when,
} from '#support/hallAfter.ts'

const DAY = 86_400_000
const MONDAY = '2026-11-23'
const TUESDAY = '2026-11-24'
const byManager = situation('18:00', { on: 'manager', by: 's_li' })
const known = { [journalOf('reception')]: 99 }
const morning = [
  counterOpened('3'),
  ticketIssued('A001'),
  ticketIssued('A002'),
  ticketIssued('A003'),
  ticketIssued('A004'),
]
const eventful = [
  ...morning,
  ticketCalled('A001', '3'),
  customerArrived('A001', '3'),
  serviceFinished('A001', '3'),
  ticketCalled('A002', '3'),
  customerMissed('A002', '3'),
  ticketCalled('A003', '3'),
  customerArrived('A003', '3'),
]
const close = (open: 'carry-over' | 'void', at = '18:00') => told({ at }, dayClosed(MONDAY, open, TUESDAY, known))

describe('closing a day', () => {
  it('carries over who still waits and who is being served, and ends what was missed (Q12)', () => {
    const hall = hallAfter(...eventful, close('carry-over'))
    expect(ticket(hall, 'A004')).toMatchObject({ status: 'waiting', carriedTo: TUESDAY })
    expect(ticket(hall, 'A003')).toMatchObject({ status: 'serving', carriedTo: TUESDAY })
    expect(ticket(hall, 'A002')).toMatchObject({ status: 'void', outcome: 'day-closed' })
    expect(countsOf(hall, MONDAY)).toEqual({ issued: 4, served: 1, cancelled: 0, void: 1, carriedOver: 2, open: 0 })
  })

  it('says nothing of 结转 on the day itself, also when it was opened again', () => {
    const hall = hallAfter(
      ...eventful,
      close('carry-over'),
      told({ at: '18:05', on: 'manager' }, { kind: 'DayReopened', subject: MONDAY, body: {} }),
    )
    const carried = ticket(hall, 'A004')
    expect([
      isFromBefore(hall, carried, clock('18:10')),
      isFromBefore(hall, carried, clock('09:00') + 86_400_000),
    ]).toEqual([false, true])
  })

  it('ends whatever is open when the hall says so, but nobody in the middle of a service', () => {
    const hall = hallAfter(...eventful, close('void'))
    expect(ticket(hall, 'A004')).toMatchObject({ status: 'void', outcome: 'day-closed' })
    expect(ticket(hall, 'A003').status).toBe('serving')
  })

  it('tells the counter that was calling somebody when the day was closed', () => {
    const hall = hallAfter(...morning, ticketCalled('A001', '3'), close('void'))
    expect(calledInVain(hall, '3', 0).map(({ ticket, keptBy }) => [ticket.label, keptBy])).toEqual([['A001', null]])
    const { at } = calledInVain(hall, '3', 0)[0]!
    expect([at + 600_000, at + 600_001].map((now) => latelyInVain(hall, '3', now).length)).toEqual([1, 0])
  })

  it('counts once when two tablets closed the day apart: the earlier decision holds (Q12)', () => {
    const hall = hallAfter(...eventful, close('carry-over', '18:00'), told({ on: 'reception' }, close('void', '18:05')))
    expect(ticket(hall, 'A004')).toMatchObject({ status: 'waiting', carriedTo: TUESDAY })
    expect(hall.days.get(MONDAY)).toMatchObject({ status: 'closed', open: 'carry-over' })
  })

  it('is for the manager, not for a day to come, and done once', () => {
    const hall = hallAfter(...morning)
    expect(answer(when(hall, closeDay, { day: MONDAY, open: 'void' }, situation('18:00')))).toBe('not-your-role')
    expect(answer(when(hall, closeDay, { day: TUESDAY, open: 'void' }, byManager))).toBe('day-has-not-come')
    expect(answer(when(hall, closeDay, { day: MONDAY, open: 'void' }, byManager))).toBe('accepted')
    const closed = hallAfter(...morning, close('void'))
    expect(answer(when(closed, closeDay, { day: MONDAY, open: 'void' }, byManager))).toBe('day-is-closed')
    expect(answer(when(closed, reopenDay, { day: MONDAY }, byManager))).toBe('accepted')
  })
})

describe('a day that nobody has closed, two days later', () => {
  const later = (time: string) => clock(time) + 2 * 86_400_000
  const hall = hallAfter(...eventful, counterOpened('5', ['A']))
  const counter5 = { ...situation('09:00', { on: 'counter5' }), now: later('09:00') }

  it('is off the wall, in no line and in no quote, and every desk can say that it is open', () => {
    const now = later('09:00')
    expect(nowServing(hall, dayBegan(hall, clock('18:00'))).map(({ ticket }) => ticket.label)).toEqual(['A003'])
    expect(nowServing(hall, dayBegan(hall, now))).toEqual([])
    expect(queueBoard(hall, clock('18:00')).map(({ waiting }) => waiting)).toContain(1)
    expect(queueBoard(hall, now).every(({ waiting, longestMinutes }) => waiting + longestMinutes === 0)).toBe(true)
    expect([waitingByRisk(hall, now), aheadIn(hall, { queue: 'A', service: null }, now)]).toEqual([[], 0])
    expect(quoteWait(hall, { queue: 'A', service: null }, now)).toEqual({ from: 0, to: 2 })
    expect(daysToClose(hall, businessDay(hall, now))).toEqual([MONDAY])
  })

  it('has nobody who is next, until a manager carries it over; whoever stands there with a slip is called all the same', () => {
    expect(answer(when(hall, callNextTicket, { counter: '5' }, counter5))).toBe('queue-is-empty')
    const slip = { counter: '5', ticket: ticket(hall, 'A004').id, reason: 'slip' }
    expect(answer(when(hall, callTicket, slip, counter5))).toBe('accepted')
    const tuesday = { ...counter5, now: clock('09:00') + 86_400_000 }
    expect(answer(when(hall, callNextTicket, { counter: '5' }, tuesday))).toBe('queue-is-empty')
    const carried = hallAfter(...eventful, counterOpened('5', ['A']), close('carry-over', '23:00'))
    expect(answer(when(carried, callNextTicket, { counter: '5' }, tuesday))).toBe('accepted')
  })
})

describe('a day that is opened again', () => {
  const reopened: Happening = { kind: 'DayReopened', subject: MONDAY, body: {}, on: 'manager', at: '18:05' }

  it('has had as many numbers as before, those among them that its closing has carried over', () => {
    const hall = hallAfter(...eventful, close('carry-over'), reopened)
    const { issued, carriedOver, void: voided, served } = daySoFar(hall, MONDAY)
    expect({ issued, carriedOver, voided, served }).toEqual({ issued: 4, carriedOver: 2, voided: 1, served: 1 })
    expect(countsOf(hall, MONDAY).issued).toBe(issued)
  })

  it('still foretells the crowd from the customers whom its closing has sent home', () => {
    const before = forecastCrowd(hallAfter(...morning), clock('09:10'))
    const voided = hallAfter(...morning, close('void', '09:05'), { ...reopened, at: '09:06' })
    expect(forecastCrowd(voided, clock('09:10'))?.perHour).toBe(before?.perHour)
  })
})

describe('a day that was closed while a counter was apart', () => {
  const four = { issued: 4, cancelled: 0, carriedOver: 0 }
  const serves = (label: string, ...at: [string, string]) => [
    told({ at: at[0] }, customerArrived(label, '3')),
    told({ at: at[1] }, serviceFinished(label, '3')),
  ]

  it('says the same as its tickets once they are together, and what the closing knew', () => {
    const knows = hallAfter(...morning)
    const drafts = when(knows, closeDay, { day: MONDAY, open: 'void' }, byManager)
    const closing = { ...dayClosed(MONDAY, 'void', TUESDAY), ...(drafts.ok ? drafts.events[0] : {}) } as Happening
    const hall = hallAfter(
      ...morning,
      ...serves('A001', '17:00', '17:10'),
      told({ at: '18:00' }, closing),
      ...serves('A002', '18:10', '18:20'),
      told({ at: '18:30' }, customerArrived('A003', '3')),
    )
    const statuses = ['A001', 'A002', 'A003', 'A004'].map((label) => ticket(hall, label).status)
    expect(statuses).toEqual(['done', 'done', 'serving', 'void'])
    expect(countsOf(hall, MONDAY)).toEqual({ ...four, served: 2, void: 1, open: 1 })
    expect(hall.days.get(MONDAY)?.knew).toEqual({ ...four, served: 0, void: 4 })
  })

  it('still counts who went through it, after the next day is closed too', () => {
    const tuesday = told({ at: '23:00' }, dayClosed(TUESDAY, 'carry-over', '2026-11-25', known))
    const hall = hallAfter(...morning, close('carry-over'), tuesday)
    for (const day of [MONDAY, TUESDAY])
      expect(countsOf(hall, day)).toEqual({ ...four, carriedOver: 4, served: 0, void: 0, open: 0 })
    expect(countsOf(hall, '2026-11-25')).toMatchObject({ issued: 4, open: 4 })
  })
})

describe('a ticket that a closing tablet had not heard of', () => {
  const late = (at: string): Happening => told({ at, on: 'counter5' }, ticketIssued('A050'))

  it('taken before the closing, takes the decision of its day and is marked late', () => {
    expect(ticket(hallAfter(...morning, late('17:00'), close('void')), 'A050')).toMatchObject({
      status: 'void',
      late: true,
    })
    expect(ticket(hallAfter(...morning, late('17:00'), close('carry-over')), 'A050')).toMatchObject({
      status: 'waiting',
      late: true,
      carriedTo: TUESDAY,
    })
    expect(ticket(hallAfter(...morning, close('void')), 'A004').late).toBe(false)
  })

  it('taken after the closing, takes the same decision', () => {
    expect(ticket(hallAfter(...morning, close('void'), late('18:30')), 'A050')).toMatchObject({
      status: 'void',
      late: true,
    })
    expect(ticket(hallAfter(...morning, close('carry-over'), late('18:30')), 'A050')).toMatchObject({
      status: 'waiting',
      late: true,
      carriedTo: TUESDAY,
    })
  })

  it('coming in when the next day is closed too, takes that decision as well', () => {
    const tuesday = told({ at: '23:00' }, dayClosed(TUESDAY, 'void', '2026-11-25', known))
    const hall = hallAfter(...morning, close('carry-over'), tuesday, late('23:30'))
    expect(ticket(hall, 'A050')).toMatchObject({ status: 'void', carriedTo: TUESDAY, late: true })
  })
})

describe('the business day', () => {
  it('turns at four in the morning, by the clock of the hall', () => {
    const hall = hallAfter()
    expect(businessDay(hall, clock('03:59'))).toBe('2026-11-22')
    expect(businessDay(hall, clock('04:00'))).toBe(MONDAY)
    expect(businessDay(hall, clock('23:59'))).toBe(MONDAY)
  })

  it('leaves to every moment before an emergency the day it had, and calendars their own', () => {
    const marked: Happening = {
      kind: 'EmergencyMarked',
      subject: MONDAY,
      at: '18:00',
      on: 'manager',
      by: 's_li',
      body: { on: true, day: '2026-11-23' },
    }
    const hall = hallAfter(marked)
    const days = [clock('09:00') - 30 * DAY, clock('00:30'), clock('09:00'), clock('09:00') + DAY]
    expect(days.map((at) => businessDay(hall, at))).toEqual(['2026-10-24', '2026-11-22', '2026-11-23', '2026-11-23'])
    expect(days.map((at) => calendarDay(hall, at))).toEqual(['2026-10-24', '2026-11-23', '2026-11-23', '2026-11-24'])
  })

  it('takes a time that stands on paper for the last one that clocks showed, around midnight too', () => {
    const hall = hallAfter()
    expect(lastTimeOf(hall, '00:05', clock('00:10'))).toBe(clock('00:05'))
    expect(lastTimeOf(hall, '23:50', clock('00:10'))).toBe(clock('23:50') - DAY)
    expect(lastTimeOf(hall, '08:50', clock('09:00'))).toBe(clock('08:50'))
  })

  it('goes on overnight while the hall is marked emergency', () => {
    const marked: Happening = {
      kind: 'EmergencyMarked',
      subject: MONDAY,
      body: { on: true, day: MONDAY },
      on: 'manager',
    }
    const hall = hallAfter(...morning, marked)
    expect(businessDay(hall, clock('23:59') + 8 * 3_600_000)).toBe(MONDAY)
    expect(answer(when(hall, markEmergency, { on: true }, byManager))).toBe('accepted')
    expect(when(hall, markEmergency, { on: true }, byManager)).toEqual({ ok: true, events: [] })
  })

  it('gives no tickets once it is closed, until it is reopened', () => {
    const ask = { queue: 'A', service: null, priority: null }
    const door = situation('18:10', { on: 'reception', by: null })
    expect(answer(when(hallAfter(...morning, close('void')), issueTicket, ask, door))).toBe('day-is-closed')
    const reopened: Happening = { kind: 'DayReopened', subject: MONDAY, body: {}, on: 'manager', at: '18:05' }
    expect(answer(when(hallAfter(...morning, close('void'), reopened), issueTicket, ask, door))).toBe('accepted')
  })

  it('reminds of days that nobody closed', () => {
    expect(daysToClose(hallAfter(...morning), TUESDAY)).toEqual([MONDAY])
    expect(daysToClose(hallAfter(...morning, close('carry-over')), TUESDAY)).toEqual([])
  })
})

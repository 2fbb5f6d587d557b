import { describe, expect, it } from 'vitest'
import { callNextTicket } from '#domain/calls/commands.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { queueBoard } from '#domain/tickets/queries.ts'
import { stepOut } from '#domain/tickets/seldom.ts'
import { aheadIn, quoteWait } from '#domain/waits/queries.ts'
import { busyDay, type Waited } from '#support/busyDay.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { townHall } from '#support/townHall.ts'

const days = (customers: number, routed = false): Waited[] =>
  [1, 2, 3, 4].flatMap((seed) => busyDay({ seed, customers, routed }))
const share = (some: readonly Waited[], all: readonly Waited[]): number => some.length / all.length
const pay = { queue: 'q-pay', service: 'payment', priority: null } as const

describe('the wait that is told before the ticket exists', () => {
  it.each([
    [290, false],
    [320, false],
    [290, true],
    [320, true],
  ])('holds on simulated days with %i customers, with skills, appointments and overflow: %s', (customers, routed) => {
    const waited = days(customers, routed)
    const long = waited.filter(({ minutes }) => minutes > 5)
    expect(long.length).toBeGreaterThan(200)
    // Of those who wait more than five minutes, at most 8 in 100 were told five minutes too few.
    const farTooShort = long.filter(({ quote, minutes }) => quote !== null && minutes - quote.to > 5)
    expect(share(farTooShort, long)).toBeLessThanOrEqual(0.08)
    // The range is worth telling: most are called inside it, and it is no wider than ten minutes on average.
    const inside = waited.filter(({ quote, minutes }) => quote && minutes >= quote.from && minutes <= quote.to)
    expect(share(inside, waited)).toBeGreaterThan(0.6)
    const width = waited.reduce((sum, { quote }) => sum + (quote ? quote.to - quote.from : 0), 0) / waited.length
    expect(width).toBeLessThan(10)
  })

  it('is not told while no counter is open', () => {
    const tablet = createFakeTablet()
    expect(quoteWait(tablet.log.hall, { queue: 'q-pay', service: null }, tablet.now())).toBeNull()
  })

  it('is next to nothing while a counter is free', () => {
    const tablet = createFakeTablet()
    tablet.colleague('counter', STAFF.wang).perform(openCounter, { counter: '1' })
    expect(quoteWait(tablet.log.hall, { queue: 'q-pay', service: null }, tablet.now())).toEqual({ from: 0, to: 2 })
  })

  it('grows with those who wait and shrinks with another counter', () => {
    const tablet = createFakeTablet()
    tablet.colleague('counter', STAFF.wang).perform(openCounter, { counter: '1' })
    const door = tablet.colleague('reception', null)
    const told = () => quoteWait(tablet.log.hall, { queue: 'q-pay', service: null }, tablet.now())?.to ?? 0
    for (let i = 0; i < 4; i++) door.perform(issueTicket, pay)
    const four = told()
    for (let i = 0; i < 4; i++) door.perform(issueTicket, pay)
    const eight = told()
    tablet.colleague('counter', STAFF.li).perform(openCounter, { counter: '2' })
    expect(eight).toBeGreaterThan(four)
    expect(told()).toBeLessThan(eight)
  })

  it('agrees with how many stand before: whoever has a long wait before them is not told that nobody is', () => {
    const tablet = createFakeTablet()
    const other = tablet.log.hall.settings.queues.find(({ id }) => id !== pay.queue)?.id ?? ''
    const queues = [pay.queue, other]
    tablet.colleague('counter', STAFF.wang).perform(openCounter, { counter: '1', queues })
    const door = tablet.colleague('reception', null)
    for (let i = 0; i < 6; i++) door.perform(issueTicket, pay)
    expect(quoteWait(tablet.log.hall, { queue: other, service: null }, tablet.now())?.from).toBeGreaterThan(10)
    expect(aheadIn(tablet.log.hall, { queue: other, service: null }, tablet.now())).toBe(6)
  })

  it('is the same on the board as for one queue', () => {
    const tablet = createFakeTablet()
    tablet.colleague('counter', STAFF.wang).perform(openCounter, { counter: '2' })
    const door = tablet.colleague('reception', null)
    for (let i = 0; i < 5; i++) door.perform(issueTicket, pay)
    for (const { queue, quote } of queueBoard(tablet.log.hall, tablet.now())) {
      expect(quote).toEqual(quoteWait(tablet.log.hall, { queue: queue.id, service: null }, tablet.now()))
    }
  })
})

describe('a customer who has left for a while', () => {
  const hallWith = (rules = {}) => {
    const tablet = createFakeTablet({ settings: { ...townHall, rules } })
    const counter = tablet.colleague('counter', STAFF.wang)
    counter.perform(openCounter, { counter: '1', queues: [pay.queue] })
    const door = tablet.colleague('reception', null)
    const take = () => {
      door.perform(issueTicket, pay)
      return [...tablet.log.hall.tickets.values()].at(-1)?.id ?? ''
    }
    const line = () => queueBoard(tablet.log.hall, tablet.now()).find(({ queue }) => queue.id === pay.queue)
    const ahead = () => aheadIn(tablet.log.hall, { queue: pay.queue, service: null }, tablet.now())
    return { tablet, counter, door, take, line, ahead }
  }

  it('is not among those who wait and holds up nobody, but goes first once back (Q8)', () => {
    const { tablet, counter, door, take, line, ahead } = hallWith()
    const away = take()
    door.perform(stepOut, { ticket: away, minutes: 20 })
    expect(line()).toMatchObject({ waiting: 0, away: 1, quote: { from: 0, to: 2 } })
    expect(ahead()).toBe(0)
    // With so many before them, a newcomer is called after whoever is back by then.
    for (let i = 0; i < 8; i++) take()
    expect([line()?.waiting, line()?.away, ahead()]).toEqual([8, 1, 9])
    tablet.pass(20)
    expect([line()?.waiting, line()?.away, ahead()]).toEqual([9, 0, 9])
    counter.perform(callNextTicket, { counter: '1' })
    expect(tablet.log.hall.tickets.get(away)?.status).toBe('called')
  })

  it('counts no more once the time is over, where that ends a number', () => {
    const { tablet, door, take, line, ahead } = hallWith({ awayOver: 'end' })
    door.perform(stepOut, { ticket: take(), minutes: 20 })
    tablet.pass(20)
    expect([line()?.waiting, line()?.away, ahead()]).toEqual([0, 0, 0])
  })
})

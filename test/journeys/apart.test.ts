import { afterEach, describe, expect, it } from 'vitest'
import { callNextTicket, finishService, greetCustomer } from '#domain/calls/commands.ts'
import { declareCounterLost, openCounter } from '#domain/counters/commands.ts'
import { calledInVain } from '#domain/counters/queries.ts'
import { businessDay } from '#domain/day/businessDay.ts'
import { closeDay } from '#domain/day/commands.ts'
import { numbersLeft } from '#domain/numbers/numbers.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const payment = { queue: 'q-pay', service: null, priority: null }
let story: TownStory
afterEach(() => story.close())

const ticketsOf = ({ tablet }: StoryTablet) => [...tablet.log.hall.tickets.values()]
const labelsOf = (one: StoryTablet) => ticketsOf(one).map(({ label }) => label)
const today = ({ tablet }: StoryTablet) => businessDay(tablet.log.hall, tablet.now())
const left = (one: StoryTablet) =>
  numbersLeft(one.tablet.log.hall, today(one), 'q-pay', one.tablet.identity?.tablet ?? '')

/** Waits until a counter may call, and calls: on a busy machine a tablet may take its server for lost at any moment. */
const calls = ({ tablet }: StoryTablet, counter: string) =>
  until(
    async () => (await tablet.log.perform(callNextTicket, { counter })).ok,
    () => [tablet.status.link, [...tablet.contact.leftTo], tablet.contact.share && [...tablet.contact.share]],
  )

async function openHall() {
  story = await openTownStory()
  const reception = await story.join('reception', '前台')
  const counter1 = await story.join('counter', '1 号台')
  const counter2 = await story.join('counter', '2 号台')
  await until(() => left(reception) > 0)
  await counter1.signIn('0002')
  await counter2.signIn('0003')
  await counter1.does(openCounter, { counter: '1' })
  await counter2.does(openCounter, { counter: '2' })
  return { reception, counter1, counter2, everybody: [story.manager, reception, counter1, counter2] }
}

describe('a hall whose tablets hear nobody', () => {
  it('works for an hour on every tablet alone and is one hall again afterwards', async () => {
    const { reception, counter1, counter2, everybody } = await openHall()
    for (let i = 0; i < 6; i++) await reception.does(issueTicket, payment)
    await story.together(...everybody)
    for (const each of everybody) await each.heard()
    for (const each of everybody) each.cut()
    await until(() => everybody.every(({ tablet }) => tablet.status.link === 'server-lost'))

    for (let i = 0; i < 4; i++) {
      story.later(15 * 60_000)
      await reception.does(issueTicket, payment)
      if (i > 2) continue
      for (const [counter, id] of [
        [counter1, '1'],
        [counter2, '2'],
      ] as const) {
        await counter.does(callNextTicket, { counter: id })
        await counter.does(greetCustomer, { counter: id })
        await counter.does(finishService, { counter: id, outcome: 'done' })
      }
    }
    expect(await counter1.tablet.log.perform(callNextTicket, { counter: '1' })).toMatchObject({
      ok: false,
      why: 'nothing-in-your-share',
    })
    for (const each of everybody) each.mend()
    await story.together(...everybody)
    for (const each of everybody) expect(ticketsOf(each)).toEqual(ticketsOf(reception))
    expect(ticketsOf(reception).map(({ status }) => status)).toEqual([
      ...Array.from({ length: 6 }, () => 'done'),
      ...Array.from({ length: 4 }, () => 'waiting'),
    ])
    expect(new Set(labelsOf(reception)).size).toBe(10)
    // Every customer was called by one counter only: the shares did not overlap.
    expect(ticketsOf(reception).flatMap(({ inVain }) => inVain)).toEqual([])
  })

  it('tells the counter that called a customer whom another counter had called already', async () => {
    const { reception, counter1, counter2, everybody } = await openHall()
    await reception.does(issueTicket, payment)
    await story.together(...everybody)
    await counter1.heard()
    counter1.cut()
    await until(() => counter1.tablet.status.link === 'server-lost')
    // Nobody has missed counter 1 yet, so counter 2 calls the head of the line; counter 1 calls it from its share.
    await counter2.does(callNextTicket, { counter: '2' })
    await counter1.does(callNextTicket, { counter: '1' })
    await counter2.does(greetCustomer, { counter: '2' })
    counter1.mend()
    await story.together(...everybody)
    for (const each of everybody)
      expect(ticketsOf(each)[0]).toMatchObject({ label: 'A001', status: 'serving', counter: '2' })
    const [told] = calledInVain(counter1.tablet.log.hall, '1', 0)
    expect(told).toMatchObject({ ticket: { label: 'A001' }, keptBy: '2' })
    expect(calledInVain(counter2.tablet.log.hall, '2', 0)).toEqual([])
    // The counter is free for the next one.
    await reception.does(issueTicket, payment)
    await story.together(...everybody)
    await counter1.does(callNextTicket, { counter: '1' })
    expect(ticketsOf(counter1)[1]).toMatchObject({ status: 'called', counter: '1' })
  })

  it('leaves a lost counter its share until somebody has looked and found nobody calling there', async () => {
    const { reception, counter1, counter2, everybody } = await openHall()
    await reception.does(issueTicket, payment)
    await reception.does(issueTicket, payment)
    await story.together(...everybody)
    await counter1.heard()
    counter1.cut()
    story.later(12_000)
    await until(() => counter2.tablet.contact.leftTo.size === 1 && counter2.tablet.status.link === 'connected')
    await calls(counter2, '2')
    const [first, second] = ticketsOf(counter2)
    expect([first?.status, second?.status]).toEqual(['waiting', 'called'])
    await counter2.does(greetCustomer, { counter: '2' })
    await counter2.does(finishService, { counter: '2', outcome: 'done' })
    expect(await counter2.tablet.log.perform(callNextTicket, { counter: '2' })).toMatchObject({ ok: false })
    await story.manager.does(declareCounterLost, { counter: '1' })
    await calls(counter2, '2')
    expect(ticketsOf(counter2)[0]).toMatchObject({ status: 'called', counter: '2' })
  })
})

describe('numbers on slips', () => {
  it('come from the block, from the offline lane when it is used up, and from a block again', async () => {
    const { reception, everybody } = await openHall()
    await reception.heard()
    reception.cut()
    await until(() => reception.tablet.status.link === 'server-lost')
    const inBlock = left(reception)
    for (let i = 0; i < inBlock + 2; i++) await reception.does(issueTicket, payment)
    const lane = reception.tablet.identity?.lane
    expect(labelsOf(reception).slice(-3)).toEqual([
      `A${String(inBlock).padStart(3, '0')}`,
      `A${lane}-001`,
      `A${lane}-002`,
    ])
    reception.mend()
    await until(() => left(reception) > 0)
    await reception.does(issueTicket, payment)
    await story.together(...everybody)
    expect(labelsOf(story.manager).at(-1)).toBe(`A${String(inBlock + 1).padStart(3, '0')}`)
    expect(new Set(labelsOf(story.manager)).size).toBe(inBlock + 3)
  })
})

describe('the day', () => {
  it('is closed on one tablet alone while another goes on and closes it too: the earlier closing decides', async () => {
    const { reception, everybody } = await openHall()
    const { manager } = story
    await reception.does(issueTicket, payment)
    await reception.does(issueTicket, payment)
    await story.together(...everybody)
    const day = today(manager)
    manager.cut()
    reception.cut()
    await until(() => [manager, reception].every(({ tablet }) => tablet.status.link === 'server-lost'))
    await manager.does(closeDay, { day, open: 'carry-over' })
    story.later(1_000)
    await reception.does(issueTicket, payment)
    await reception.signIn('0001')
    await reception.does(closeDay, { day, open: 'void' })
    expect(ticketsOf(reception).every(({ status }) => status === 'void')).toBe(true)
    manager.mend()
    reception.mend()
    await story.together(...everybody)
    const next = manager.tablet.log.hall.days.get(day)?.next
    for (const each of everybody) {
      expect(each.tablet.log.hall.days.get(day)).toMatchObject({ status: 'closed', open: 'carry-over' })
      expect(ticketsOf(each).map(({ status, carriedTo, late }) => [status, carriedTo, late])).toEqual([
        ['waiting', next, false],
        ['waiting', next, false],
        ['waiting', next, true],
      ])
    }
    expect(await manager.tablet.log.perform(closeDay, { day, open: 'void' })).toMatchObject({ why: 'day-is-closed' })
  })
})

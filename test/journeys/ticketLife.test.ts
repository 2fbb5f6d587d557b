// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import TodayTab from '#app/manager/TodayTab.vue'
import type { OpenVoice } from '#app/wall/voice.ts'
import WallScreen from '#app/wall/WallScreen.vue'
import { callNextTicket, finishService, greetCustomer } from '#domain/calls/commands.ts'
import { transferTicket } from '#domain/calls/seldom.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { businessDay } from '#domain/day/businessDay.ts'
import { numbersLeft } from '#domain/numbers/numbers.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import '#support/freshPage.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { townHall } from '#support/townHall.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const silence: OpenVoice = () => ({
  state: 'ready',
  onState: () => () => undefined,
  unlock: async () => undefined,
  play: async () => 'played',
  close: () => undefined,
})
const payment = { queue: 'q-pay', service: 'payment', priority: null }
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(): Promise<TownStory> {
  const story = await openTownStory()
  closing.push(() => story.close())
  return story
}

const ticketsOf = ({ tablet }: StoryTablet) => [...tablet.log.hall.tickets.values()]
const hasBlock = ({ tablet }: StoryTablet) => {
  const { hall } = tablet.log
  return numbersLeft(hall, businessDay(hall, tablet.now()), 'q-pay', tablet.identity?.tablet ?? '') > 0
}

describe('one ticket', () => {
  it('is taken, called, shown, transferred, served and counted, the same on every tablet', async () => {
    const story = await open()
    const reception = await story.join('reception', '前台')
    const counter2 = await story.join('counter', '2 号台')
    const counter3 = await story.join('counter', '3 号台')
    const wall = await story.join('wall', '叫号屏')
    await until(() => hasBlock(reception))
    await counter2.signIn('0002')
    await counter3.signIn('0003')
    await counter2.does(openCounter, { counter: '2' })
    await counter3.does(openCounter, { counter: '3' })
    const shown = mountScreen(WallScreen, { tablet: wall.tablet, props: { openVoice: silence } })
    const manager = mountScreen(TodayTab, { tablet: story.manager.tablet })
    closing.push(
      () => shown.unmount(),
      () => manager.unmount(),
    )

    await reception.does(issueTicket, payment)
    const label = ticketsOf(reception)[0]?.label ?? ''
    expect(label).toBe('A001')
    await until(() => ticketsOf(counter2).length === 1)
    await counter2.does(callNextTicket, { counter: '2' })
    await until(() => shown.text().includes(label))
    await counter2.does(greetCustomer, { counter: '2' })
    await counter2.does(transferTicket, { counter: '2', queue: 'q-plan', to: '3', note: 'wrong-queue' })
    await until(() => ticketsOf(counter3)[0]?.sentTo === '3')
    await counter3.does(callNextTicket, { counter: '3' })
    await counter3.does(greetCustomer, { counter: '3' })
    await counter3.does(finishService, { counter: '3', outcome: 'done' })
    await story.together(story.manager, reception, counter2, counter3, wall)
    for (const each of [story.manager, reception, counter2, counter3, wall]) {
      expect(ticketsOf(each)).toEqual(ticketsOf(reception))
      expect(ticketsOf(each)[0]).toMatchObject({ label, status: 'done', counter: '3', outcome: 'done' })
    }
    expect(manager.text()).toContain('缴费充值')
  })

  it('keeps its number, queue and time when the hall is configured anew while its customer waits', async () => {
    const story = await open()
    const reception = await story.join('reception', '前台')
    const counter = await story.join('counter', '2 号台')
    await until(() => hasBlock(reception))
    await reception.does(issueTicket, payment)
    await story.together(story.manager, reception, counter)
    const before = ticketsOf(reception)[0]
    const queues = (townHall.queues ?? []).map((queue) => (queue.id === 'q-pay' ? { ...queue, prefix: 'D' } : queue))
    await story.manager.does(configureHall, { queues, rules: { missAfterSeconds: 5 } })
    await until(() => reception.tablet.log.hall.settings.queues[0]?.prefix === 'D')
    await reception.does(issueTicket, payment)
    await story.together(story.manager, reception, counter)
    expect(ticketsOf(counter).map(({ label }) => label)).toEqual(['A001', 'D002'])
    expect(ticketsOf(counter)[0]).toEqual(before)
    await counter.signIn('0002')
    await counter.does(openCounter, { counter: '2' })
    await counter.does(callNextTicket, { counter: '2' })
    expect(ticketsOf(counter)[0]).toMatchObject({ label: 'A001', status: 'called' })
  })
})

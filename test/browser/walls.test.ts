import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '#app/words/words.ts'
import type { callKinds } from '#domain/calls/events.ts'
import { commandsOf, type NewEventOf } from '#domain/command.ts'
import type { counterKinds } from '#domain/counters/events.ts'
import { businessDay } from '#domain/day/businessDay.ts'
import { declareInterruption, endInterruption } from '#domain/interruptions/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import type { SettingsChange } from '#domain/settings/events.ts'
import type { ticketKinds } from '#domain/tickets/events.ts'
import { callNext, installed, openDesk, signIn } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { crowd } from '#support/crowdedHall.ts'
import { fitOn, HARDEST, SCREENS, type Screen, WALLS } from '#support/fits.ts'

type Told = NewEventOf<typeof ticketKinds & typeof callKinds & typeof counterKinds>

const UPRIGHT = SCREENS.filter(({ name }) => name === 'P')
/** Small screens before a counter. */
const SMALL: readonly Screen[] = [
  { name: 'small', width: 800, height: 480 },
  { name: 'middling', width: 1024, height: 600 },
  { name: 'upright', width: 600, height: 1024 },
]

let hall: BrowserHall
let wall: Page
let own: Page

/** The desk writes what happens at every counter at once. */
const { command } = commandsOf<typeof ticketKinds & typeof callKinds & typeof counterKinds>()()
const happens = command<readonly Told[]>('happens', (_hall, events) => ({ ok: true, events }))

async function tell(...events: Told[]): Promise<void> {
  expect(await hall.founded.manager.log.perform(happens, events)).toMatchObject({ ok: true })
}
async function set(change: SettingsChange): Promise<void> {
  expect(await hall.founded.manager.log.perform(configureHall, change)).toMatchObject({ ok: true })
}

let made = 0
/** A number that is given and waits. */
function given(label: string, queue: string): Told & { subject: string } {
  const { manager } = hall.founded
  const day = businessDay(manager.log.hall, Date.now())
  const body = { label, number: ++made, origin: 'block', queue, service: null, day, priority: null } as const
  return { kind: 'TicketIssued', subject: manager.newId('t'), body: { ...body, ahead: 0, quote: null } }
}
/** … and that a counter calls. */
function called(label: string, queue: string, counter: string): Told[] {
  const ticket = given(label, queue)
  const rule = { code: 'next', waited: 1, passed: 0 } as const
  return [ticket, { kind: 'TicketCalled', subject: ticket.subject, body: { counter, rule } }]
}
/** … and whose customer has come. */
const greeted = (label: string, queue: string, counter: string): Told[] => {
  const events = called(label, queue, counter)
  return [...events, { kind: 'CustomerArrived', subject: events[0]?.subject ?? '', body: { counter } }]
}
const finished = (counter: string): Told[] =>
  [...hall.founded.manager.log.hall.tickets.values()]
    .filter((ticket) => ticket.counter === counter && ticket.status === 'called')
    .map(({ id }) => ({ kind: 'CustomerMissed', subject: id, body: { counter, reason: 'no-answer' } }))

/** What has no room on these screens, in both languages; `ready` is there once the page shows it. */
async function faults(page: Page, screens: readonly Screen[], shows: string, ready: string): Promise<string[]> {
  const found: string[] = []
  for (const language of ['zh-CN', 'en'] satisfies Language[]) {
    await page.evaluate((spoken) => localStorage.setItem('stayopen.language', spoken), language)
    await page.reload()
    await page.locator(ready).first().waitFor()
    for (const fit of await fitOn(page, screens, `${language} ${shows}`))
      found.push(...fit.faults.map((fault) => `${language} · ${shows} · ${fit.screen.name} · ${fault}`))
  }
  return found
}

beforeAll(async () => {
  hall = await openBrowserHall()
  await crowd(hall.founded)
  const { manager } = hall.founded
  const queues = manager.log.hall.settings.queues.map((queue) =>
    queue.id === 'G' ? { ...queue, prefix: 'VP' } : queue,
  )
  await set({ queues })
  wall = await hall.pair('wall', 'wall', { installs: true })
  await installed(wall)
  own = await hall.pair('wall', 'own')
  const tablet = [...manager.log.hall.tablets.values()].find(({ name }) => name === 'own')?.id ?? ''
  await set({ wall: { screens: [{ tablet, counter: '18' }] } })
})
afterAll(() => hall.close())

describe('the wall and the screen of a counter, in a hall of ten queues and twenty counters', () => {
  const queues = () => hall.founded.manager.log.hall.settings.queues.map(({ id }) => id)
  const counters = Array.from({ length: 20 }, (_, at) => String(at + 1))

  it('have room for all they say before anybody is called, also while services are not to be had', async () => {
    const found = [
      ...(await faults(wall, WALLS, 'nobody', '.wallRecent')),
      ...(await faults(own, SMALL, 'closed', '.wallCounter.closed')),
    ]
    const down = await hall.founded.manager.log.perform(declareInterruption, { what: 'operator-system', drafts: 0 })
    expect(down).toMatchObject({ ok: true })
    const tablet = hall.founded.manager.identity?.tablet ?? ''
    await tell(
      ...counters.map((subject): Told => ({ kind: 'CounterOpened', subject, body: { tablet, queues: queues() } })),
      ...counters.slice(8, 17).map((subject): Told => ({ kind: 'CounterPaused', subject, body: { reason: 'lunch' } })),
    )
    found.push(
      ...(await faults(wall, WALLS, 'nobody while services are down', '.wallOutage')),
      ...(await faults(own, SMALL, 'free while services are down', '.wallCounter.free')),
    )
    await tell({ kind: 'CounterPaused', subject: '18', body: { reason: 'lunch' } })
    found.push(...(await faults(own, SMALL, 'paused', '.wallCounter.paused')))
    await tell({ kind: 'CounterResumed', subject: '18', body: {} })
    expect(found).toEqual([])
  })

  it('cut no number, however long it is', async () => {
    const labels = ['A001', 'VP0123', 'B2-013', 'VP12ab-0001', 'C10-001', 'D123', '12345', 'VP123abc-00001']
    await tell(
      ...queues().flatMap((queue) => Array.from({ length: 12 }, (_, at) => given(`A9${at}9`, queue))),
      ...labels.flatMap((label, at) => greeted(label, 'G', String(at + 1))),
    )
    const found: string[] = []
    for (const label of ['A001', 'VP0123', 'VP12ab-0001', 'VP123abc-00001']) {
      await tell(...finished('18'), ...called(label, 'H', '18'))
      for (const page of [wall, own]) await page.getByText(label, { exact: true }).first().waitFor()
      found.push(
        ...(await faults(wall, WALLS, `busy ${label}`, '.wallCall.called, .wallCall .called')),
        ...(await faults(own, SMALL, `called ${label}`, '.wallCounter.called')),
      )
    }
    expect(found).toEqual([])
  })

  it('cut nothing of a call in the hall’s own words, nor of the call in the middle of an ordinary day', async () => {
    const zh = '请尊敬的{号码}号贵宾移步一楼大厅左手边，到{窗口}号贵宾服务台办理'
    const en = 'Number {number}, please walk to desk {counter} on your left, we await you'
    await set({ wall: { wording: { zh, en } } })
    const found = await faults(wall, WALLS, 'own words', '.wallCall .called')
    const upAgain = await hall.founded.manager.log.perform(endInterruption, {})
    expect(upAgain).toMatchObject({ ok: true })
    await wall.locator('.wallOutage').waitFor({ state: 'detached' })
    found.push(...(await faults(wall, WALLS, 'own words with more room', '.wallCall .called')))
    await set({ wall: { wording: { zh: '', en: '' } } })
    found.push(...(await faults(wall, WALLS, 'an ordinary day', '.wallCall .called')))
    expect(found).toEqual([])
    expect(hall.faults).toEqual([])
  })
})

describe('the door and a counter', () => {
  it('cut no number either, however long it is', async () => {
    const door = await hall.pair('reception')
    const found = await faults(door, [...HARDEST, ...UPRIGHT], 'the door', '.ticketLabel')
    const desk = await hall.pair('counter', 'other')
    await tell({ kind: 'CounterClosed', subject: '19', body: {} })
    await openDesk(desk, '19')
    await tell(...called('VP123abc-00002', 'H', '19'))
    await desk.locator('.customer').getByText('VP123abc-00002', { exact: true }).waitFor()
    for (const { screen, faults } of await fitOn(desk, [...HARDEST, ...UPRIGHT], 'a counter'))
      found.push(...faults.map((fault) => `a counter · ${screen.name} · ${fault}`))
    expect(found).toEqual([])
    await Promise.all([door.close(), desk.close()])
  })
})

describe('a notice with a picture', () => {
  it('is made small on the manager’s tablet and stands on every wall beside the call, never over it (Q48)', async () => {
    const [landscape, portrait] = [
      { big: ['call', 'posters'] as const, side: ['recent'] as const, foot: ['queues', 'notice'] as const },
      { big: ['call'] as const, side: ['posters'] as const, foot: ['recent', 'queues'] as const },
    ].map(({ big, side, foot }) => ({ big: [...big], side: [...side], foot: [...foot] }))
    if (!landscape || !portrait) throw new Error('two layouts were written')
    await tell(...finished('18'))
    await set({ wall: { landscape, portrait } })
    const manager = await hall.pair('manager', 'manager')
    await signIn(manager, '李敏')
    await manager.getByRole('tab', { name: '营业厅' }).click()
    await manager.getByRole('radio', { name: '综合屏通知', exact: true }).click()
    await manager.getByRole('button', { name: '添加通知' }).click()
    await manager.getByLabel('中文', { exact: true }).fill('5G 套餐八折，限本月')
    const choosing = manager.waitForEvent('filechooser')
    await manager.getByRole('button', { name: '加图片' }).click()
    await (await choosing).setFiles('public/readme/wall.png')
    await manager.locator('img.poster').waitFor()
    await manager.getByRole('button', { name: '保存' }).click()
    await manager.getByText('正在显示').waitFor()
    const picture = wall.locator('.wallPosters img')
    await picture.waitFor()
    expect(
      await picture.evaluate((each: HTMLImageElement) => each.decode().then(() => each.naturalWidth)),
    ).toBeGreaterThan(1000)
    const found = await faults(wall, WALLS, 'a picture', '.wallPosters img')
    expect(found).toEqual([])
    await manager.close()
  })
})

describe('the screen of a counter', () => {
  it('names who serves by the work number, and in a window of the desk goes on without the hall server, also opened anew (Q51)', async () => {
    const screen = own.locator('.wallCounter')
    await own.evaluate(() => localStorage.setItem('stayopen.language', 'zh-CN'))
    await own.reload()
    const tablet = [...hall.founded.manager.log.hall.tablets.values()].find(({ name }) => name === 'own')?.id ?? ''
    await tell({ kind: 'CounterClosed', subject: '20', body: {} })
    await set({ wall: { screens: [{ tablet, counter: '20' }] } })
    await screen.getByText('20 号窗口').waitFor()
    const desk = await hall.pair('counter', 'desk', { installs: true })
    await installed(desk)
    await openDesk(desk, '20')
    await screen.getByText('工号 1002').waitFor()

    const opening = hall.tablets.context.waitForEvent('page')
    await desk.getByRole('button', { name: '更多' }).click()
    await desk.getByRole('button', { name: '窗口屏：在第二块屏上显示' }).click()
    const second = await opening
    await second.locator('.wallCounter').getByText('工号 1002').waitFor()
    const found = await faults(second, SMALL, 'in a window', '.wallCounter')
    await second.evaluate(() => localStorage.setItem('stayopen.language', 'zh-CN'))
    await hall.server.kill()
    // Walls too show what they have.
    await wall.reload()
    await wall.locator('.wallPosters img').waitFor()
    await second.reload()
    await second.locator('.wallCounter').getByText('工号 1002').waitFor()
    const label = await callNext(desk)
    await second.locator('.wallCounter.called').getByText(label, { exact: true }).waitFor()
    await second.close()
    expect(found).toEqual([])
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import type { Tablet } from '#device/tablet.ts'
import { drawFloorPlan, placeTablet, setFloorDrawing } from '#domain/floorPlan/commands.ts'
import { declareIncident, endDrill, standDown, startDrill } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { installed, showsStatus } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { rounds } from '#support/endure.ts'
import { stretchOnce } from '#support/foundHall.ts'
import { openTablet } from '#support/openTablet.ts'

// What must be over within so many seconds. Nothing runs beside it: here the seconds are the claim.

/**
 * A flagship hall (plan-study §6.3) has twenty tablets besides the manager's: all of them in `npm run endure`. Three are
 * pages of one Chromium, the others the same device code without a page: a machine of two cores that draws twenty screens
 * measures itself.
 */
const PAGES = 3
const OTHERS = rounds(5, 17)
/** From the long press to the last screen (1.1.31, 1.1.53). */
const LIMIT_MS = 3_000
/** From the first tap on a locked tablet to the first step of the plan, its long press included. */
const STARTED_MS = 10_000
/** From the tap to the way out. */
const WAY_OUT_MS = 2_000
/** A picture of one point, to lie under the plan. */
const POINT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

let hall: BrowserHall
const pages: Page[] = []
const others: Tablet[] = []
beforeAll(async () => {
  hall = await openBrowserHall()
  const pairOthers = async () => {
    for (let nth = 1; nth <= OTHERS; nth++) {
      const tablet = await openTablet({ server: `http://127.0.0.1:${hall.server.port}`, stretch: stretchOnce })
      const name = `other${nth}`
      const paired = await tablet.pair({ code: await hall.founded.codeFor('counter', name), name })
      if (!paired.ok) throw new Error(`${name} could not pair: ${paired.why}`)
      others.push(tablet)
    }
  }
  const openPages = async () => {
    for (let nth = 1; nth <= PAGES; nth++) {
      const place = nth === PAGES ? 'wall' : nth === 1 ? 'counter' : 'reception'
      pages.push(await hall.pair(place, `tablet${nth}`, { installs: nth === 1 }))
    }
    await installed(first())
  }
  await Promise.all([openPages(), pairOthers()])
  for (const page of pages.slice(0, -1)) await showsStatus(page, /^已连接$/)
}, 240_000)
afterAll(async () => {
  for (const tablet of others) await tablet.close()
  await hall.close()
})

/** The tablet that starts again with the hall server dead. */
function first(): Page {
  const [page] = pages
  if (!page) throw new Error('no tablet has a page')
  return page
}

/** When each tablet without a page knows that something runs (or nothing). */
const whenKnown = (runs: boolean) =>
  others.map(
    ({ log }) =>
      new Promise<number>((resolve) => {
        const stop = log.onChange(({ hall: now }) => {
          if ((foremost(now) !== null) !== runs) return
          stop()
          resolve(Date.now())
        })
      }),
  )

/** When each page first shows (or no longer shows) something, by the clock that they all share. */
const when = (selector: string, shown: boolean, on = pages) => [
  ...whenKnown(shown),
  ...on.map((page) =>
    page.evaluate(
      ([wanted, there]) =>
        new Promise<number>((resolve) => {
          const look = () => (document.querySelector(wanted) !== null) === there
          const watcher = new MutationObserver(() => {
            if (!look()) return
            watcher.disconnect()
            resolve(Date.now())
          })
          if (look()) resolve(Date.now())
          else watcher.observe(document.body, { childList: true, subtree: true })
        }),
      [selector, shown] as const,
    ),
  ),
]
const report = (what: string, took: readonly number[]) =>
  console.info(`${what} on ${took.length} tablets: median ${took[took.length >> 1]} ms, last ${took.at(-1)} ms`)

describe(`${PAGES + OTHERS} tablets`, () => {
  const perform: BrowserHall['founded']['manager']['log']['perform'] = (...asked) =>
    hall.founded.manager.log.perform(...asked)
  const fire = { plan: 'P01', version: 1, level: 2 as const }

  it('all show an alarm within three seconds, and the wall where to go (1.1.31)', async () => {
    const shown = when('.alarmScreen, .wallEmergency', true)
    const began = Date.now()
    await perform(declareIncident, fire)
    const took = (await Promise.all(shown)).map((at) => at - began).sort((a, b) => a - b)
    report('an alarm', took)
    expect(took.at(-1)).toBeLessThan(LIMIT_MS)
  })

  it('all hear within three seconds that a drill is stopped (1.1.53)', async () => {
    const real = foremost(hall.founded.manager.log.hall)?.id ?? ''
    let gone = when('.alarmScreen, .wallEmergency', false)
    await perform(standDown, { incident: real, met: 4, of: 4, reason: null })
    await Promise.all(gone)
    // A wall shows a drill when it is announced there, and not before.
    const desks = pages.filter((page) => !page.url().endsWith('/wall'))
    const shown = when('.alarmScreen', true, desks)
    await perform(startDrill, { ...fire, purposes: ['train' as const], objectives: ['stars-95'] })
    await Promise.all(shown)
    gone = when('.alarmScreen, .wallEmergency', false)
    const began = Date.now()
    const drill = foremost(hall.founded.manager.log.hall)?.id ?? ''
    await perform(endDrill, { incident: drill, completed: false, reason: '' })
    const took = (await Promise.all(gone)).map((at) => at - began).sort((a, b) => a - b)
    report('the end of a drill', took)
    expect(took.at(-1)).toBeLessThan(LIMIT_MS)
  })
})

describe('a locked tablet that was just started and hears nobody (drill H)', () => {
  it('shows the way out, with the picture under it, within two seconds', async () => {
    const { log } = hall.founded.manager
    const desk = first()
    const here = [...log.hall.tablets.values()].find(({ name }) => name === 'tablet1')?.id ?? ''
    const lounge = exampleFloor.zones.find(({ name }) => name === '贵宾室')?.id ?? ''
    const variables = { 集合点: '东广场', 出口1: '正门', 出口2: '后门', 路口: '人民路口' }
    for (const done of [
      await log.perform(configureHall, { planVariables: variables }),
      await log.perform(drawFloorPlan, exampleFloor),
      await log.perform(setFloorDrawing, { drawing: { type: 'image/png', base64: POINT } }),
      await log.perform(placeTablet, { tablet: here, zone: lounge, faces: 'up' }),
    ])
      expect(done).toMatchObject({ ok: true })
    const emergency = desk.getByRole('button', { name: '紧急情况 · 无需登录' })
    const wayOut = desk.getByRole('button', { name: '疏散图' })
    await emergency.click()
    await wayOut.click()
    await desk.locator('.floorMap image').waitFor()
    await hall.server.kill()
    await desk.reload()
    await emergency.click()
    const began = Date.now()
    await wayOut.click()
    await desk.getByText(/贵宾室 → .*→ 正门/).waitFor()
    await desk.locator('.floorMap image').waitFor()
    expect(Date.now() - began).toBeLessThan(WAY_OUT_MS)
  })

  it('starts a fire in two taps and a long press, within ten seconds, keeps a tick over a restart, and all hear of it once there is a way (1.1.4)', async () => {
    const desk = first()
    await desk.reload()
    await desk.getByRole('button', { name: '紧急情况 · 无需登录' }).waitFor()
    const began = Date.now()
    await desk.getByRole('button', { name: '紧急情况 · 无需登录' }).click()
    await desk.getByRole('button', { name: '火灾' }).click()
    await desk.getByRole('button', { name: /启动 火灾/ }).click({ delay: 1_600 })
    await desk.getByText('现在做').waitFor()
    expect(Date.now() - began).toBeLessThan(STARTED_MS)
    await desk
      .getByRole('button', { name: /^已完成$/ })
      .first()
      .click()
    await desk.getByText('1/23').waitFor()
    await desk.reload()
    await desk.getByText('1/23').waitFor()
    await hall.server.start()
    await Promise.all([
      ...whenKnown(true),
      ...pages.slice(1).map((page) => page.locator('.alarmScreen, .wallEmergency').first().waitFor()),
    ])
    expect(hall.faults).toEqual([])
  })
})

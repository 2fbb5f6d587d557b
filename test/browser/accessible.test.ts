import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '#app/words/words.ts'
import { declareInterruption } from '#domain/interruptions/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { violationsOn } from '#support/accessible.ts'
import { type EveryWord, en, zh } from '#support/books.ts'
import { copySheet, pressMain } from '#support/browserActs.ts'
import { noteFaults } from '#support/browserHall.ts'
import { type BrowserTablets, openBrowserTablets, TABLET, WALL } from '#support/browserTablets.ts'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { crowd } from '#support/crowdedHall.ts'
import { enduring, rounds } from '#support/endure.ts'
import { fitOn, HARDEST, SCREENS, WALLS } from '#support/fits.ts'
import { type FoundedHall, foundHall, PIN } from '#support/foundHall.ts'

const UPRIGHT = { width: 800, height: 1280 }
const [lowest = TABLET] = HARDEST
const looks: readonly [language: Language, words: EveryWord, theme: string, size: typeof TABLET][] = [
  // A page that has the size at which it is measured need not be laid out twice for each look.
  ['zh-CN', zh, 'light', enduring ? TABLET : lowest],
  ['en', en, 'dark', UPRIGHT],
]
// Each screen is looked at once in the test command, and fits the screens that leave the least room: in `npm run endure` in
// both languages, on every screen. The other look's colours are held by test/app/style/contrast.test.ts.
const screens = enduring ? SCREENS : HARDEST

describe.each(looks.slice(0, rounds(1, looks.length)))('every screen in %s', (language, words, theme, size) => {
  let server: BuiltServer
  let founded: FoundedHall
  let tablets: BrowserTablets
  const faults: string[] = []
  const found: string[] = []
  const pages: Page[] = []

  beforeAll(async () => {
    server = await openBuiltServer()
    tablets = await openBrowserTablets()
  })
  afterAll(async () => {
    await tablets.close()
    await founded?.close()
    await server.close()
  })

  async function blank(shape = size): Promise<Page> {
    const page = await tablets.page(shape)
    pages.push(page)
    await page.addInitScript(
      ([spoken, dress]) => {
        try {
          localStorage.setItem('stayopen.language', spoken ?? '')
          localStorage.setItem('stayopen.theme', dress ?? '')
        } catch {
          // A blank page has no storage.
        }
      },
      [language, theme],
    )
    noteFaults(page, faults)
    return page
  }
  /** Where the red button stood, by screen. */
  const red = new Map<string, Set<string>>()
  /** Lets axe look at the page, which now shows this, and measures how it fits each screen. */
  async function look(page: Page, shows: string, on = screens): Promise<void> {
    for (const violation of await violationsOn(page)) found.push(`${shows} · ${violation}`)
    for (const fit of await fitOn(page, on, `${language} ${shows}`)) {
      for (const fault of fit.faults) found.push(`${shows} · ${fit.screen.name} · ${fault}`)
      if (fit.red !== null) red.set(fit.screen.name, (red.get(fit.screen.name) ?? new Set()).add(fit.red))
    }
  }
  const clean = () => expect(found.splice(0)).toEqual([])
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const starts = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
  async function join(place: 'reception' | 'counter' | 'wall' | 'manager', shape = size): Promise<Page> {
    const page = await blank(shape)
    await page.goto(`${server.origin(place)}/pair#code=${await founded.codeFor(place, place)}`)
    await press(page, words.pairing.pair)
    await page.waitForURL(new RegExp(`/${place}$`))
    return page
  }
  async function signIn(page: Page, name: string): Promise<void> {
    await press(page, starts(name))
    await page
      .getByLabel(starts(words.staff.pinFor({ name })))
      .last()
      .waitFor()
    if (name === '小王') await look(page, 'the PIN pad')
    await page.keyboard.type(PIN)
    await page.getByRole('button', { name: words.staff.account({ name }) }).waitFor()
  }
  const closeSheet = async (page: Page) => {
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  /** Opens a sheet with a button, looks at it and closes it again. */
  async function sheet(page: Page, name: string | RegExp, shows: string): Promise<void> {
    await press(page, name)
    await page.getByRole('dialog').waitFor()
    await look(page, shows)
    await closeSheet(page)
  }

  it('pairing and setting up a hall', async () => {
    const { setup } = words
    const unpaired = await blank()
    await unpaired.setContent('<html lang="zh"><title>?</title><main><button></button></main></html>')
    expect(await violationsOn(unpaired)).toEqual([expect.stringContaining('button-name')])
    await unpaired.goto(server.origin('first'))
    await unpaired.getByLabel(words.pairing.code).waitFor()
    await look(unpaired, 'pairing')
    await press(unpaired, words.pairing.pair)
    await look(unpaired, 'pairing without a code')
    await unpaired.close()
    const page = await blank()
    await page.goto(`${server.origin('first')}/pair#code=${server.firstCode()}`)
    await look(page, 'pairing by link')
    await press(page, words.pairing.pair)
    await page.getByRole('heading', { name: setup.hallQuestion }).waitFor()
    await look(page, 'set-up: hall')
    await press(page, words.common.next)
    await page.getByRole('heading', { name: setup.queuesQuestion }).waitFor()
    await look(page, 'set-up: queues')
    await press(page, words.common.next)
    await page.getByRole('heading', { name: setup.countersQuestion }).waitFor()
    await look(page, 'set-up: counters')
    await press(page, words.common.next)
    await page.getByRole('heading', { name: setup.managerQuestion }).waitFor()
    await press(page, words.common.next)
    await look(page, 'set-up: manager, nothing filled in')
    await page.getByLabel(setup.workNumber).fill('1001')
    await page.getByLabel(setup.callName).fill('老陈')
    await press(page, words.common.next)
    await page.getByRole('heading', { name: setup.pinQuestion }).waitFor()
    await look(page, 'set-up: PIN')
    for (const label of [words.locks.newPin, words.locks.newPinAgain]) {
      await page.getByLabel(label, { exact: true }).first().waitFor()
      await page.keyboard.type(PIN)
      await page.keyboard.press('Enter')
    }
    await page.getByRole('heading', { name: setup.placesQuestion }).waitFor()
    await look(page, 'set-up: places')
    await press(page, setup.placesLater)
    await page.getByRole('heading', { name: setup.summary }).waitFor()
    await look(page, 'set-up: summary')
    await press(page, setup.finish)
    await page.getByRole('heading', { name: setup.sheetQuestion }).waitFor()
    await look(page, 'set-up: recovery sheet')
    await press(page, setup.sheetShow)
    const lines = await copySheet(page)
    await look(page, 'set-up: recovery sheet, shown')
    await page.getByRole('button', { name: setup.sheetHeld }).press('Enter')
    const question = await page.getByRole('heading', { level: 1 }).innerText()
    const number = [1, 2, 3, 4].find((each) => question === setup.readBackQuestion({ number: each })) ?? 0
    // A finger so soon after the hall was founded would be taken for the second half of a double tap.
    await page.getByRole('button', { name: words.common.next }).press('Enter')
    await look(page, 'set-up: a line that does not fit')
    await page.getByText(setup.readBackFault({ number })).waitFor()
    await page.getByLabel(setup.readBackLine({ number })).fill(lines[number - 1] ?? '')
    await press(page, words.common.next)
    await page.getByRole('heading', { name: setup.doneTitle }).waitFor()
    await look(page, 'set-up: done')
    clean()
    await page.close()
    // The rest is looked at in a hall that people work in already.
    await server.close()
    server = await openBuiltServer()
    founded = await foundHall(`http://127.0.0.1:${server.port}`, server.firstCode())
    const rules = { quickFinishSeconds: 0, lockAfterMinutes: 240 }
    expect(await founded.manager.log.perform(configureHall, { rules })).toMatchObject({ ok: true })
    await crowd(founded)
    const ask = { what: 'operator-system', drafts: 0 } as const
    expect(await founded.manager.log.perform(declareInterruption, ask)).toMatchObject({ ok: true })
  })

  it('reception', async () => {
    const { reception, status } = words
    const page = await join('reception')
    await page.getByText(reception.question).waitFor()
    await look(page, 'reception, nobody waits')
    for (let i = 0; i < 10; i++) {
      await page.getByRole('group', { name: reception.question }).getByRole('button').first().click()
      const card = page.getByRole('region', { name: reception.yourNumber })
      await card.waitFor()
      if (i === 0) await look(page, 'a new number')
      await card.getByRole('button', { name: reception.done }).click()
      await card.waitFor({ state: 'detached' })
    }
    await look(page, 'reception, ten wait')
    await sheet(page, starts(reception.others), 'all services')
    await sheet(page, starts(reception.find), 'finding a number')
    await page.locator('.waitingLines').getByRole('button').first().click()
    await page.getByRole('dialog').waitFor()
    await look(page, 'one number')
    await closeSheet(page)
    await sheet(page, starts(words.staff.signIn), 'who signs in')
    await sheet(page, starts(status.connected), 'status')
    clean()
  })

  it('counter', async () => {
    const { counter, staff } = words
    const page = await join('counter')
    await page.getByText(staff.whoAreYou).first().waitFor()
    await look(page, 'a locked counter')
    await signIn(page, '小王')
    await look(page, 'choosing a counter')
    await press(page, starts(words.common.counterName({ counter: '3' })))
    await press(page, counter.openCounter({ counter: '3' }))
    await page.getByRole('button', { name: starts(counter.callNext) }).waitFor()
    await look(page, 'an open counter')
    await sheet(page, starts(counter.presented), 'serving a slip')
    for (const more of [counter.walkIn, counter.pick, counter.pause]) {
      await press(page, starts(counter.more))
      await page.getByRole('dialog').waitFor()
      if (more === counter.walkIn) await look(page, 'more acts')
      await sheet(page, starts(more), more)
    }
    await pressMain(page, counter.callNext)
    await page.locator('.customer.called').waitFor()
    await look(page, 'a called customer')
    await sheet(page, starts(counter.hold), 'holding')
    await sheet(page, starts(counter.transfer), 'transferring')
    await pressMain(page, counter.arrived)
    await page.locator('.customer.serving').waitFor()
    await look(page, 'a customer being served')
    await sheet(page, words.staff.account({ name: '小王' }), 'the account')
    clean()
  })

  it('wall, across and upright', async () => {
    for (const shape of [WALL, { width: 1080, height: 1920 }]) {
      const page = shape === WALL ? await join('wall', shape) : await blank(shape)
      if (shape !== WALL) await page.goto(server.origin('wall'))
      await page.locator('.wallCall').first().waitFor()
      await look(page, `the wall, ${shape.width} wide`, WALLS)
      if (shape !== WALL) await page.close()
    }
    clean()
  })

  it('manager', async () => {
    const { manager, today } = words
    const page = await join('manager')
    await signIn(page, '李敏')
    for (const tab of Object.values(today.tabs)) {
      await page.getByRole('tab', { name: tab }).click()
      await page.getByRole('tab', { name: tab, selected: true }).waitFor()
      await look(page, tab)
    }
    await page.getByRole('tab', { name: today.tabs.hall }).click()
    // A part stays in the page once it was shown, and axe walks over it again: what shows most comes last.
    const { rules, queues, counters, services, skills, ...small } = manager.parts
    for (const part of [...Object.values(small), rules, queues, counters, services, skills]) {
      await page.getByRole('radio', { name: part, exact: true }).click()
      await page.getByRole('radio', { name: part, exact: true, checked: true }).waitFor()
      await look(page, part)
    }
    await page.getByRole('tab', { name: today.tabs.tablets }).click()
    await press(page, manager.addTablet)
    const adding = page.getByRole('dialog', { name: manager.addTablet })
    await look(page, 'adding a tablet')
    await adding.getByRole('button', { name: manager.makeCode }).click()
    await adding.locator('.code').waitFor()
    await look(page, 'a pairing code')
    const newcomer = await blank()
    await newcomer.goto(`${server.origin('newcomer')}/pair#code=${await adding.locator('.code').innerText()}`)
    await press(newcomer, words.pairing.pair)
    await adding.getByRole('button', { name: manager.letIn }).waitFor()
    await look(page, 'a knock')
    await newcomer.getByText(words.pairing.reach.heard).waitFor()
    await look(newcomer, 'waiting at the door')
    await adding.getByRole('button', { name: manager.notThisOne }).click()
    await look(page, 'a knock that was refused')
    await newcomer.getByText(words.pairing.refusals.refused()).waitFor()
    await newcomer.close()
    await closeSheet(page)
    await page.getByRole('tab', { name: today.tabs.staff }).click()
    await sheet(page, manager.addStaff, 'adding staff')
    await sheet(page, starts(manager.changeStaff), 'changing staff')
    clean()
  })

  it('everything with the hall server dead', async () => {
    await server.kill()
    const left = pages.filter((page) => !page.isClosed() && page.url().includes('localhost'))
    for (const page of left) {
      if (page.url().endsWith('/wall')) await page.getByText(words.wall.staleSentence).first().waitFor()
      else await page.locator('.statusChip:visible').filter({ hasText: words.status.serverLost }).waitFor()
      await look(page, `${new URL(page.url()).pathname} alone`, page.url().endsWith('/wall') ? WALLS : screens)
    }
    const wall = left.find((page) => page.url().endsWith('/wall'))
    // Some minutes later, by the wall's own clock.
    await wall?.evaluate(() => {
      const { now } = Date
      Date.now = () => now() + 600_000
    })
    await wall?.getByText(words.wall.paperSentence).first().waitFor()
    if (wall) await look(wall, 'the wall on paper', WALLS)
    clean()
    expect(faults).toEqual([])
  })

  it('the red button, which stands where it stood, whatever else is shown', () => {
    expect([...red.keys()]).toEqual(screens.map(({ name }) => name))
    expect([...red].filter(([, places]) => places.size > 1)).toEqual([])
  })
})

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { today } from '#app/words/en/today.ts'
import { installed, openDesk, openStatus, showsStatus, signIn, statusChip, takeTicket } from '#support/browserActs.ts'
import { type BrowserHall, noteFaults, openBrowserHall } from '#support/browserHall.ts'
import { fitOn, SCREENS } from '#support/fits.ts'
import { PIN } from '#support/foundHall.ts'
import { readStore } from '#support/readStore.ts'

// One tablet whose browser loses the database, whose network then lies to it, and that is used in two tabs: each test goes
// on where the one before it ended.
let hall: BrowserHall
let reception: Page
const labels: string[] = []
beforeAll(async () => {
  hall = await openBrowserHall()
  await hall.tablets.promiseStorage(false)
  reception = await hall.pair('reception', 'reception', { installs: true })
  await showsStatus(reception, /^已连接$/)
  await installed(reception)
})
afterAll(() => hall.close())

const PORTAL_PAGE = '<!doctype html><title>Free Wi-Fi</title><h1>Please accept our terms</h1>'

/** Every number on the board, which shows the first few until it is asked for all. */
async function waiting(page = reception): Promise<string[]> {
  const more = page.locator('.waitingLines .more')
  if ((await more.count()) > 0) await more.click()
  return page.locator('.waitingLines .ticketLabel').allInnerTexts()
}

const UNSENT = /服务器失联（\d+ 条未上传，最早 \d\d:\d\d）/

async function unsentCount(): Promise<number> {
  return Number(/（(\d+) 条/.exec(await statusChip(reception).innerText())?.[1])
}

describe('a tablet whose browser loses the database', () => {
  it('says in a banner over every place of work, in both languages and over no button, that the browser does not promise to keep its storage (Q77)', async () => {
    const banner = (page: Page) => page.locator('.storageBanner')
    const faultsOn = async (page: Page, shows: string) => {
      await banner(page).waitFor()
      const lowUprightAndWide = SCREENS.filter(({ name }) => ['L', 'P', 'Y'].includes(name))
      const fits = await fitOn(page, lowUprightAndWide, shows)
      return fits.flatMap(({ screen, faults }) => faults.map((fault) => `${shows} · ${screen.name} · ${fault}`))
    }
    const people = { counter: '小王', backoffice: '赵后台', manager: '李敏' }
    for (const place of ['counter', 'backoffice', 'manager'] as const) {
      const page = await hall.pair(place)
      if (place === 'counter') await openDesk(page, '1')
      else await signIn(page, people[place])
      expect(await faultsOn(page, place)).toEqual([])
      await page.evaluate(() => localStorage.setItem('stayopen.language', 'en'))
      await page.reload()
      await page.getByRole('button', { name: new RegExp(`^${people[place]}`) }).click()
      await page.locator('.numberPad').waitFor()
      await page.keyboard.type(PIN)
      await page.getByRole('button', { name: today.storage.ask }).waitFor()
      expect(await faultsOn(page, `${place}, in English`)).toEqual([])
      await page.close()
    }
    expect(await faultsOn(reception, 'reception')).toEqual([])
    await banner(reception).getByRole('button', { name: '请系统保证保留' }).click()
    await banner(reception).getByText('系统没有答应').waitFor()
    await banner(reception).getByRole('button', { name: '明天再提醒' }).click()
    await banner(reception).waitFor({ state: 'detached' })
  })

  it('says plainly that the browser does not promise to keep its storage, and asks again when told to', async () => {
    await openStatus(reception)
    const detail = reception.getByRole('dialog')
    await detail.getByText('空间不足时系统可能清理本机记录。已上传的不受影响。').waitFor()
    expect(await reception.evaluate(() => navigator.storage.persisted())).toBe(false)
    await detail.getByRole('button', { name: '请求保留' }).click()
    await detail.getByText('空间不足时系统可能清理本机记录。已上传的不受影响。').waitFor()
    await reception.keyboard.press('Escape')
    await detail.waitFor({ state: 'detached' })
  })

  it('rebuilds it from the journal, with the server dead: who it is, and every number', async () => {
    labels.push(await takeTicket(reception), await takeTicket(reception))
    await showsStatus(reception, /^已连接$/)
    await hall.server.kill()
    await showsStatus(reception, /服务器失联/)
    labels.push(await takeTicket(reception), await takeTicket(reception))
    await showsStatus(reception, UNSENT)
    const unsent = await unsentCount()

    const origin = hall.server.origin('reception')
    await reception.goto('about:blank')
    const session = await hall.tablets.context.newCDPSession(reception)
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
    await reception.goto(origin)

    await reception.waitForURL(/\/reception$/)
    // What the server confirmed was written in the lost database: until it says so again, more may count as unsent.
    await showsStatus(reception, UNSENT)
    expect(await unsentCount()).toBeGreaterThanOrEqual(unsent)
    await expect.poll(() => waiting()).toEqual(labels)
    await openStatus(reception)
    await reception.getByText('本次打开时，数据库已从本机日志重建。').waitFor()
    await reception.keyboard.press('Escape')
    expect(labels).toEqual(['A001', 'A002', 'A003', 'A004'])
  })

  it('is the same tablet to the server, which has every event of its journal once', async () => {
    await hall.server.start()
    await showsStatus(reception, /^已连接$/)
    // Nobody can say what of its block is on paper: it prints from a sub-lane of its own.
    labels.push(await takeTicket(reception))
    expect(labels.at(-1)).toBe('A2b-001')
    await showsStatus(reception, /^已连接$/)
    const entries = await readStore(reception)
    const issued = entries.flatMap(({ event }) => (event?.kind === 'TicketIssued' ? [event] : []))
    expect(issued.map(({ body }) => body.label)).toEqual(labels)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1))
  })
})

describe('a captive portal that answers 200 and its own page to everything', () => {
  let portal: Server
  const answered: string[] = []
  // A number and that no slip was wanted for it: two events each.
  const seen = /网络要先登录/
  beforeAll(async () => {
    await showsStatus(reception, /^已连接$/)
    await hall.server.kill()
    portal = createServer((request, response) => {
      answered.push(`${request.method} ${request.url}`)
      request.resume()
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PORTAL_PAGE)
    }).listen(hall.server.port, '127.0.0.1')
    await once(portal, 'listening')
  })
  afterAll(() => {
    portal.closeAllConnections()
    portal.close()
  })

  it('is not taken for the hall server: the status says that something else answers', async () => {
    labels.push(await takeTicket(reception), await takeTicket(reception))
    await showsStatus(reception, seen)
    await expect.poll(() => answered.filter((call) => call.includes('/api/')).length).toBeGreaterThan(2)
    await showsStatus(reception, seen)
  })

  it('gets into none of the tablet’s own files: the app starts again, and is the app', async () => {
    // The browser looks for a new service worker and gets the portal's page: that is no new version.
    const looked = await reception.evaluate(() =>
      navigator.serviceWorker.getRegistration().then((found) =>
        found?.update().then(
          () => 'found',
          () => 'refused',
        ),
      ),
    )
    expect(looked).toBe('refused')
    expect(answered).toContain('GET /serviceWorker.js')
    await reception.reload()
    await showsStatus(reception, seen)
    labels.push(await takeTicket(reception))
    expect(await reception.title()).toBe('StayOpen 不打烊')
    const swallowed = await reception.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          const text = await (await cache.match(request))?.text()
          if (text?.includes('Please accept our terms')) return request.url
        }
      }
      return null
    })
    expect(swallowed).toBeNull()
  })

  it('lets a call to the server through unanswered by the service worker, as it must', async () => {
    expect(await reception.evaluate(() => fetch('/api/hello').then((answer) => answer.text()))).toBe(PORTAL_PAGE)
  })

  it('is forgotten when the hall server is back: everything arrives once', async () => {
    portal.closeAllConnections()
    portal.close()
    await once(portal, 'close')
    await hall.server.start()
    await showsStatus(reception, /^已连接$/)
    const entries = await readStore(reception)
    const issued = entries.flatMap(({ event }) => (event?.kind === 'TicketIssued' ? [event.body.label] : []))
    expect(issued).toEqual(labels)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1))
    expect(hall.faults).toEqual([])
  })
})

async function openTab(): Promise<Page> {
  const page = await hall.tablets.page()
  noteFaults(page, hall.faults)
  await page.goto(hall.server.origin('reception'))
  await page.getByText('要办什么？').waitFor()
  return page
}

/** Whether the tab itself says that another one saves for it. */
async function savesThroughAnother(page: Page): Promise<boolean> {
  await openStatus(page)
  await page.getByRole('dialog').getByText('最近一次连接').waitFor()
  const through = await page.getByText('另一个标签页正在保存记录，本页通过它保存。').isVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return through
}

describe('one tablet with two tabs', () => {
  let second: Page

  it('has one tab that writes, and both can give numbers', async () => {
    second = await openTab()
    expect(await savesThroughAnother(reception)).toBe(false)
    expect(await savesThroughAnother(second)).toBe(true)
    for (const page of [reception, second, second, reception]) labels.push(await takeTicket(page))
    expect(new Set(labels).size).toBe(labels.length)
    for (const page of [reception, second]) await expect.poll(() => waiting(page)).toEqual(labels)
    await showsStatus(second, /^已连接$/)
  })

  it('takes the lock from a writing tab that stands still, and loses nothing', async () => {
    const session = await hall.tablets.context.newCDPSession(reception)
    // A page that a browser would freeze must be hidden first; one that is halted between two statements is as silent.
    await session.send('Debugger.enable')
    const halted = new Promise((resolve) => session.once('Debugger.paused', resolve))
    await session.send('Debugger.pause')
    await halted
    labels.push(await takeTicket(second))
    expect(await savesThroughAnother(second)).toBe(false)
    await session.send('Debugger.disable')
    await expect.poll(() => waiting(reception)).toEqual(labels)
    expect(await savesThroughAnother(reception)).toBe(true)
    labels.push(await takeTicket(reception))
    await expect.poll(() => waiting(second)).toEqual(labels)
    // A browser says so before it freezes a page; one without a screen hides, and so freezes, none.
    const turn = (page: Page, says: 'freeze' | 'resume') =>
      page.evaluate((name) => document.dispatchEvent(new Event(name)), says)
    for (const [asleep, awake] of [
      [second, reception],
      [reception, second],
    ] as const) {
      await turn(asleep, 'freeze')
      labels.push(await takeTicket(awake))
      expect(await savesThroughAnother(awake)).toBe(false)
      await turn(asleep, 'resume')
      await expect.poll(() => waiting(asleep)).toEqual(labels)
    }
  })

  it('goes on in the other tab when the writing one is closed', async () => {
    await second.close()
    labels.push(await takeTicket(reception))
    await expect.poll(() => savesThroughAnother(reception)).toBe(false)
    await showsStatus(reception, /^已连接$/)
  })

  it('has written one journal without a gap', async () => {
    const entries = await readStore(reception)
    const issued = entries.flatMap(({ event }) => (event?.kind === 'TicketIssued' ? [event] : []))
    expect(issued.map(({ body }) => body.label)).toEqual(labels)
    const own = entries.flatMap(({ event }) => (event?.journal === issued[0]?.journal ? [event?.n] : []))
    expect(own).toEqual(own.map((_, i) => i + 1))
    // The tab that lost the lock says, once or when it wants to, that it does not write any more.
    expect(hall.faults.filter((fault) => !fault.includes('another tab writes'))).toEqual([])
  })
})

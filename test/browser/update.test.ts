import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  callNext,
  greet,
  installed,
  openDesk,
  openStatus,
  pressMain,
  rowButton,
  showsStatus,
  signIn,
  takeTicket,
} from '#support/browserActs.ts'
import { type BrowserHall, noteFaults, openBrowserHall } from '#support/browserHall.ts'
import { TABLET } from '#support/browserTablets.ts'
import { itEndures } from '#support/endure.ts'
import { makeNewerApp } from '#support/newerApp.ts'

const NEWER = '9.9.9'

// One update told from beginning to end: each test goes on where the one before it ended.
let hall: BrowserHall
let newer: ReturnType<typeof makeNewerApp>
let counter: Page
let reception: Page
let otherTab: Page
beforeAll(async () => {
  newer = makeNewerApp(NEWER)
  hall = await openBrowserHall()
  reception = await hall.pair('reception', 'reception', { installs: true })
  counter = await hall.pair('counter', 'counter', { installs: true })
  await openDesk(counter, '2')
  for (const page of [reception, counter]) await installed(page)
})
afterAll(async () => {
  await hall.close()
  newer.remove()
})

/** Marks the page: a reload forgets it. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { marked: true }))
const isMarked = (page: Page) => page.evaluate(() => 'marked' in window)
/** The browser looks for a newer service worker by itself once a day, and when told to. */
const look = (page: Page) => page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
/** The newer service worker is here and was not told to start. */
const waits = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state === 'installed')
/** The notice of a new version, in the card of the notices. */
const prompt = (page: Page) => page.getByRole('region', { name: '更新' })
const openNotice = (page: Page) => page.getByRole('button', { name: '新版本' }).click()

async function version(page: Page): Promise<string> {
  await openStatus(page)
  const detail = page.getByRole('dialog')
  const text = await detail.getByText(/^版本/).innerText()
  await page.keyboard.press('Escape')
  await detail.waitFor({ state: 'detached' })
  return text
}

describe('a new version of the app', () => {
  it('is offered to a clerk who serves a customer, and does not start under their hands', async () => {
    expect(await takeTicket(reception)).toBe('A001')
    await callNext(counter)
    await greet(counter)
    await hall.server.kill()
    await hall.server.start({ app: newer.folder })
    for (const page of [counter, reception]) await showsStatus(page, /^已连接$/)
    await mark(counter)
    await look(counter)
    await openNotice(counter)
    await prompt(counter).getByText('新版本已就绪。').waitFor()
    await prompt(counter).getByRole('button', { name: '更新' }).click()
    await prompt(counter).getByText('新版本已就绪，办完手上的事再更新。').waitFor()
    expect(await waits(counter)).toBe(true)
    await counter.locator('.customer.serving').getByText('A001').waitFor()
  })

  it('still finds the older version’s files that were never opened, although the server does not have them any more', async () => {
    await rowButton(counter, '转移').click()
    await counter.getByRole('dialog').getByText('转移').first().waitFor()
    await counter.keyboard.press('Escape')
    await counter.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('runs no program but its own: no text becomes markup or code, and no other worker starts', async () => {
    const tried = await reception.evaluate(() => {
      const refused = (act: () => unknown) => {
        try {
          act()
          return 'done'
        } catch (fault) {
          return fault instanceof Error ? fault.name : 'refused'
        }
      }
      const node = document.createElement('div')
      return {
        markup: refused(() => Object.assign(node, { innerHTML: '<img src=x onerror=alert(1)>' })),
        worker: refused(() => new Worker('/api/papers/x.js')),
        policy: refused(() => window.trustedTypes?.createPolicy('another', {})),
        ours: refused(() => new Worker('/serviceWorker.js').terminate()),
      }
    })
    expect(tried).toEqual({ markup: 'TypeError', worker: 'TypeError', policy: 'TypeError', ours: 'done' })
    // The browser notes each of them as an error: these are not the app's.
    hall.faults.splice(
      0,
      hall.faults.length,
      ...hall.faults.filter((fault) => !/TrustedHTML|Trusted|Content Security/.test(fault)),
    )
  })

  it('starts by itself once the customer has gone, and the counter stands as before', async () => {
    // Through everything that was done here since it was asked for.
    expect([await isMarked(counter), await waits(counter)]).toEqual([true, true])
    await pressMain(counter, '完成并叫下一位')
    await expect.poll(() => isMarked(counter).catch(() => true)).toBe(false)
    await signIn(counter, '小王')
    await counter.getByRole('button', { name: /呼叫下一位/ }).waitFor()
    expect(await version(counter)).toContain(NEWER)
    const [ticket] = [...hall.founded.manager.log.hall.tickets.values()]
    await expect.poll(() => hall.founded.manager.log.hall.tickets.get(ticket?.id ?? '')?.status).toBe('done')
  })

  // What holds an update back is held by test/device/updates.test.ts, without two tabs of a browser.
  itEndures(
    'waits for the other tab of a tablet, where a card with a new number is open',
    async () => {
      otherTab = await hall.tablets.page(TABLET, { installs: true })
      noteFaults(otherTab, hall.faults, { installs: true })
      // Served from what is kept here: the second tab starts in the older version too.
      await otherTab.goto(hall.server.origin('reception'))
      await otherTab.getByText('要办什么？').waitFor()
      await otherTab.getByRole('group', { name: '要办什么？' }).getByRole('button', { name: /^缴费/ }).click()
      const card = otherTab.getByRole('region', { name: '您的号码' })
      await card.locator('.ticketLabel').getByText('A002').waitFor()
      for (const page of [reception, otherTab]) await mark(page)
      await look(reception)
      const held = reception.evaluate(
        () =>
          new Promise<void>((resolve) => {
            new BroadcastChannel('stayopen-tabs').addEventListener('message', ({ data }) => {
              if (data.kind === 'hold-update') resolve()
            })
          }),
      )
      await openNotice(reception)
      await prompt(reception).getByRole('button', { name: '更新' }).click()
      await held
      expect(await Promise.all([reception, otherTab].map(isMarked))).toEqual([true, true])
      expect(await waits(reception)).toBe(true)
      await card.getByRole('button', { name: '完成' }).click()
    },
    240_000,
  )

  itEndures(
    'then starts in both, with every number there',
    async () => {
      for (const page of [reception, otherTab]) {
        await expect.poll(() => isMarked(page).catch(() => true)).toBe(false)
        await page.getByText('要办什么？').waitFor()
        expect(await version(page)).toContain(NEWER)
        await page.locator('.waitingLines .ticketLabel').getByText('A002').waitFor()
      }
      expect(await takeTicket(reception)).toBe('A003')
    },
    240_000,
  )

  it('leaves every page without a fault', () => expect(hall.faults).toEqual([]))
})

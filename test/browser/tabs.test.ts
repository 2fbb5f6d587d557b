import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showsStatus, statusChip, takeTicket } from '#support/browserActs.ts'
import { type BrowserHall, noteFaults, openBrowserHall } from '#support/browserHall.ts'
import { readStore } from '#support/readStore.ts'

let hall: BrowserHall
let first: Page
let second: Page
const labels: string[] = []
beforeAll(async () => {
  hall = await openBrowserHall()
  first = await hall.pair('reception')
  await showsStatus(first, /^已连接$/)
})
afterAll(() => hall.close())

const waiting = (page: Page): Promise<string[]> => page.locator('.waitingLines .ticketLabel').allInnerTexts()

async function openTab(): Promise<Page> {
  const page = await hall.tablets.page()
  noteFaults(page, hall.faults)
  await page.goto(hall.server.origin('reception'))
  await page.getByText('要办什么？').waitFor()
  return page
}

/** Whether the tab itself says that another one saves for it. */
async function savesThroughAnother(page: Page): Promise<boolean> {
  await statusChip(page).click()
  await page.getByRole('dialog').getByText('最近一次连接').waitFor()
  const through = await page.getByText('另一个标签页正在保存记录，本页通过它保存。').isVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return through
}

describe('one tablet with two tabs', () => {
  it('has one tab that writes, and both can give numbers', async () => {
    second = await openTab()
    expect(await savesThroughAnother(first)).toBe(false)
    expect(await savesThroughAnother(second)).toBe(true)
    for (const page of [first, second, second, first]) labels.push(await takeTicket(page))
    expect(labels).toEqual(['A001', 'A002', 'A003', 'A004'])
    for (const page of [first, second]) await expect.poll(() => waiting(page)).toEqual(labels)
    await showsStatus(second, /^已连接$/)
  })

  it('takes the lock from a writing tab that stands still, and loses nothing', async () => {
    const session = await hall.tablets.context.newCDPSession(first)
    // A page that a browser would freeze must be hidden first; one that is halted between two statements is as silent.
    await session.send('Debugger.enable')
    const halted = new Promise((resolve) => session.once('Debugger.paused', resolve))
    await session.send('Debugger.pause')
    await halted
    labels.push(await takeTicket(second))
    expect(await savesThroughAnother(second)).toBe(false)
    await session.send('Debugger.disable')
    await expect.poll(() => waiting(first)).toEqual(labels)
    expect(await savesThroughAnother(first)).toBe(true)
    labels.push(await takeTicket(first))
    await expect.poll(() => waiting(second)).toEqual(labels)
  })

  it('goes on in the other tab when the writing one is closed', async () => {
    await second.close()
    labels.push(await takeTicket(first))
    await expect.poll(() => savesThroughAnother(first)).toBe(false)
    await showsStatus(first, /^已连接$/)
  })

  it('has written one journal without a gap', async () => {
    const entries = await readStore(first)
    const issued = entries.flatMap(({ event }) => (event?.kind === 'TicketIssued' ? [event] : []))
    expect(issued.map(({ body }) => body.label)).toEqual(labels)
    expect(new Set(issued.map(({ journal }) => journal)).size).toBe(1)
    const own = entries.flatMap(({ event }) => (event?.journal === issued[0]?.journal ? [event?.n] : []))
    expect(own).toEqual(own.map((_, i) => i + 1))
    // The tab that lost the lock says, once or when it wants to, that it does not write any more.
    expect(hall.faults.filter((fault) => !fault.includes('another tab writes'))).toEqual([])
  })
})

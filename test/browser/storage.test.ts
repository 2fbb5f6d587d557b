import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installed, showsStatus, statusChip, takeTicket } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { readStore } from '#support/readStore.ts'

let hall: BrowserHall
let reception: Page
const labels: string[] = []
beforeAll(async () => {
  hall = await openBrowserHall()
  reception = await hall.pair('reception', 'reception', { installs: true })
  await showsStatus(reception, /^已连接$/)
  await installed(reception)
})
afterAll(() => hall.close())

const waiting = (): Promise<string[]> => reception.locator('.waitingLines .ticketLabel').allInnerTexts()

const UNSENT = /服务器失联\(\d+ 条未上传,最早 \d\d:\d\d\)/

async function unsentCount(): Promise<number> {
  return Number(/\((\d+) 条/.exec(await statusChip(reception).innerText())?.[1])
}

describe('a tablet whose browser loses the database', () => {
  it('says plainly that the browser does not promise to keep its storage, and asks again when told to', async () => {
    await statusChip(reception).click()
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
    await expect.poll(waiting).toEqual(labels)
    await statusChip(reception).click()
    await reception.getByText('本次打开时,数据库已从本机日志重建,没有丢失记录。').waitFor()
    await reception.keyboard.press('Escape')
    expect(labels).toEqual(['A001', 'A002', 'A003', 'A004'])
  })

  it('is the same tablet to the server, which has every event of its journal once', async () => {
    await hall.server.start()
    await showsStatus(reception, /^已连接$/)
    labels.push(await takeTicket(reception))
    expect(labels.at(-1)).toBe('A005')
    await showsStatus(reception, /^已连接$/)
    const entries = await readStore(reception)
    const issued = entries.flatMap(({ event }) => (event?.kind === 'TicketIssued' ? [event] : []))
    expect(issued.map(({ body }) => body.label)).toEqual(labels)
    expect(new Set(issued.map(({ journal }) => journal)).size).toBe(1)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1))
    expect(hall.faults).toEqual([])
  })
})

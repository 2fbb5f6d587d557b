import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  callNext,
  greetAlone,
  installed,
  openDesk,
  pressMain,
  showsStatus,
  signIn,
  statusChip,
  takeTicket,
  wallCalls,
} from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { readStore } from '#support/readStore.ts'
import { until } from '#support/until.ts'

// One outage told from beginning to end: each test goes on where the one before it ended.
let hall: BrowserHall
let reception: Page
let counter: Page
let wall: Page
const labels: string[] = []
beforeAll(async () => {
  hall = await openBrowserHall({ blockSize: 4, quickFinishSeconds: 0 })
  reception = await hall.pair('reception', 'reception', { installs: true })
  counter = await hall.pair('counter', 'counter', { installs: true })
  wall = await hall.pair('wall', 'wall', { installs: true })
  await openDesk(counter, '3')
})
afterAll(() => hall.close())

/** Every number at reception: who waits, read off the board. */
const waiting = (): Promise<string[]> => reception.locator('.waitingLines .ticketLabel').allInnerTexts()

describe('the hall server is killed in the middle of the day', () => {
  it('has its tablets installed, so that they start without it', async () => {
    for (const page of [reception, counter, wall]) await installed(page)
    labels.push(await takeTicket(reception), await takeTicket(reception), await takeTicket(reception))
    expect(labels).toEqual(['A001', 'A002', 'A003'])
    expect(await callNext(counter)).toBe('A001')
    await wallCalls(wall, 'A001')
    await counter.locator('.waiting .ticketLabel').getByText('A003').waitFor()
    // The second answer from here on is to a hello that this counter said after it had heard of A003.
    for (let hello = 0; hello < 2; hello++) await counter.waitForResponse(/\/api\/hello/)
    await showsStatus(reception, /^已连接$/)
  })

  it('says on every tablet that the server is lost', async () => {
    await hall.server.kill()
    await showsStatus(reception, /服务器失联/)
    await showsStatus(counter, /服务器失联/)
    await wall.getByText('网络恢复中，请听工作人员呼叫').waitFor()
    await wall.getByText(/^数据截至/).waitFor()
  })

  it('still opens what was never opened before, although no tablet was started again since it was paired', async () => {
    await reception.getByRole('button', { name: '登录' }).click()
    await signIn(reception, '李敏')
    await reception.getByRole('button', { name: '李敏 的账户' }).click()
    await reception.getByRole('button', { name: '修改我的密码' }).click()
    await reception.getByRole('dialog').getByText('现在的密码（6 位数字）').first().waitFor()
    await reception.keyboard.press('Escape')
    await reception.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('changes to a language it was never shown in, sheets that are opened afterwards included, and back', async () => {
    await statusChip(reception).click()
    await reception.getByRole('radio', { name: 'English' }).click()
    await reception.getByText('Customers waiting').waitFor()
    await reception.getByRole('radio', { name: 'English' }).press('Escape')
    expect(await reception.locator('html').getAttribute('lang')).toBe('en')
    await reception.getByRole('button', { name: 'Emergency', exact: true }).first().click()
    await reception.getByRole('heading', { name: 'What has happened?' }).waitFor()
    await reception.getByRole('button', { name: 'Put away' }).click()
    await statusChip(reception).click()
    await reception.getByRole('radio', { name: '中文' }).click()
    await reception.getByText('等候的客户').waitFor()
    await reception.getByRole('radio', { name: '中文' }).press('Escape')
  })

  it('goes on giving numbers, from the leased block and then from the tablet’s own lane', async () => {
    const ofOwnLane = () => labels.filter((label) => label.includes('-'))
    // A block that was leased before the hall's rules were all here has twenty numbers.
    while (ofOwnLane().length < 2 && labels.length < 40) labels.push(await takeTicket(reception))
    expect(labels[3]).toBe('A004')
    expect(ofOwnLane()).toEqual([expect.stringMatching(/^A\d-001$/), expect.stringMatching(/^A\d-002$/)])
    expect(new Set(labels).size).toBe(labels.length)
    await showsStatus(reception, /服务器失联（\d+ 条未上传/)
  })

  it('goes on calling: the counter has its share, and shows the number on its own screen', async () => {
    await greetAlone(counter, 'A001')
    await counter.locator('.customer.serving').getByText('A001').waitFor()
    await showsStatus(counter, /服务器失联（\d+ 条未上传/)
    await pressMain(counter, '完成并叫下一位')
    await greetAlone(counter, 'A002')
    await counter.locator('.customer.serving').getByText('A002').waitFor()
  })

  it('starts every tablet again with the server dead, and everything is still there', async () => {
    const before = await waiting()
    for (const page of [reception, counter, wall]) await page.reload()
    await reception.getByText('等候的客户').waitFor()
    await showsStatus(reception, /服务器失联（\d+ 条未上传/)
    await expect.poll(waiting).toEqual(before)
    await signIn(counter, '小王')
    await counter.locator('.customer.serving').getByText('A002').waitFor()
    await wallCalls(wall, 'A001')
    labels.push(await takeTicket(reception))
    expect(new Set(labels).size).toBe(labels.length)
  })

  it('has everything once in every place when the server is back', async () => {
    await hall.server.start()
    for (const page of [reception, counter]) await showsStatus(page, /^已连接$/)
    await wall.getByText('数据实时').waitFor()
    await wallCalls(wall, 'A002')

    const { manager } = hall.founded
    manager.syncNow()
    await until(() => manager.log.hall.tickets.size === labels.length)
    expect([...manager.log.hall.tickets.values()].map(({ label }) => label).sort()).toEqual([...labels].sort())
    const left = labels.slice(2)
    // The board shows the first few until it is asked for all.
    await reception.getByRole('button', { name: `还有 ${left.length - 8} 位` }).click()
    await expect.poll(async () => (await waiting()).sort()).toEqual([...left].sort())
    await counter.getByText(`等候 · ${left.length} 人`).waitFor()
    await wall
      .locator('.wallQueues .queue')
      .filter({ hasText: '缴费充值' })
      .getByText(String(left.length), { exact: true })
      .waitFor()
  })

  it('has no event missing or double in the server’s store', async () => {
    const entries = await readStore(reception)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1))
    const ids = entries.flatMap(({ event }) => (event ? [`${event.journal} ${event.n}`] : []))
    expect(new Set(ids).size).toBe(ids.length)
    const lastByJournal = new Map<string, number>()
    for (const { event } of entries) {
      if (!event) continue
      expect(event.n).toBe((lastByJournal.get(event.journal) ?? 0) + 1)
      lastByJournal.set(event.journal, event.n)
    }
    const issued = entries.flatMap(({ event }) => (event?.kind === 'TicketIssued' ? [event.body.label] : []))
    expect(issued.sort()).toEqual([...labels].sort())
    expect(hall.faults).toEqual([])
  })
})

import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listBackup } from '#domain/continuity/commands.ts'
import { declareIncident, standDown } from '#domain/incidents/commands.ts'
import { violationsOn } from '#support/accessible.ts'
import {
  callNext,
  greetAlone,
  installed,
  openDesk,
  openStatus,
  pressMain,
  showsStatus,
  signIn,
  takeTicket,
  wallCalls,
} from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { readStore } from '#support/readStore.ts'
import { shot } from '#support/shots.ts'
import { until } from '#support/until.ts'

// A hall whose server dies twice. First one tablet carries to the other what it knows, by codes before a camera and by a file;
// then everybody goes on alone. Each test goes on where the one before it ended.
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
  for (const page of [reception, counter, wall]) await installed(page)
  for (const page of [reception, counter]) await showsStatus(page, /^已连接$/)
})
afterAll(() => hall.close())

const clean = async (page: Page) => expect(await violationsOn(page)).toEqual([])
async function openCarry(page: Page): Promise<void> {
  await openStatus(page)
  await page.getByRole('button', { name: '转交与接收' }).click()
  await page.getByRole('dialog', { name: '转交与接收' }).waitFor()
}

/** A camera for a page: it films whatever picture was put before it last. */
const filmed = () =>
  Object.defineProperty(navigator.mediaDevices, 'getUserMedia', {
    value: async () => {
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width: 640, height: 480 })
      const pen = canvas.getContext('2d')
      Object.assign(window, {
        async film(url: string) {
          const picture = new Image()
          picture.src = url
          await picture.decode()
          pen?.drawImage(picture, 85, 5, 470, 470)
        },
      })
      return canvas.captureStream(25)
    },
  })

/** Every number at reception: who waits, read off the board. */
const waiting = (): Promise<string[]> => reception.locator('.waitingLines .ticketLabel').allInnerTexts()

describe('an outage', () => {
  it('foretells the crowd and moves business beside its checklist', async () => {
    await hall.founded.manager.log.perform(listBackup, {
      id: null,
      backup: 'router',
      name: '应急路由',
      where: '后台柜',
      keeper: '小张',
      phone: '138 0000 0000',
    })
    await hall.founded.manager.log.perform(declareIncident, { plan: 'P04', version: 1, level: 3 })
    await reception.getByRole('button', { name: /已收到/ }).click()
    await reception.getByRole('region', { name: '排队预测' }).waitFor()
    await reception.getByRole('radio', { name: '业务转移' }).click()
    await reception.getByRole('button', { name: '开始转移' }).click()
    await reception.getByText('正在转移到：应急路由').waitFor()
    await shot(reception, 'transfer')
    await clean(reception)
    await reception.setViewportSize({ width: 800, height: 1280 })
    await shot(reception, 'transfer-portrait')
    await reception.setViewportSize({ width: 1280, height: 800 })
    const incident = [...hall.founded.manager.log.hall.incidents.keys()][0] ?? ''
    await hall.founded.manager.log.perform(standDown, { incident, met: 1, of: 1, reason: null })
    await reception.getByRole('region', { name: '排队预测' }).waitFor({ state: 'detached' })
  })
})

describe('a tablet that hears nobody', () => {
  it('catches the queue with its camera from codes that go by', async () => {
    await openCarry(reception)
    await reception.getByRole('button', { name: '显示二维码' }).click()
    await reception.getByRole('img', { name: '转交用的二维码' }).waitFor()
    await reception.getByRole('button', { name: '停止显示' }).click()
    await hall.server.kill()
    await reception.getByRole('button', { name: '收起' }).click()
    labels.push(await takeTicket(reception), await takeTicket(reception))
    await openCarry(reception)
    await shot(reception, 'carry-pass')
    await clean(reception)
    await reception.getByRole('button', { name: '显示二维码' }).click()
    const codes = reception.getByRole('img', { name: '转交用的二维码' })
    await codes.waitFor()
    await shot(reception, 'carry-codes')
    await counter.evaluate(filmed)
    await openCarry(counter)
    await counter.getByRole('radio', { name: '接收进来' }).click()
    await shot(counter, 'carry-take')
    await clean(counter)
    await counter.getByRole('button', { name: '用摄像头接收' }).click()
    const began = Date.now()
    const done = counter.getByText(/已收下/)
    while (!(await done.isVisible())) {
      const picture = await codes.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
      await counter.evaluate((url) => (window as unknown as { film?: (url: string) => void }).film?.(url), picture)
      if (Date.now() - began > 30_000) throw new Error('the codes were not caught within half a minute')
      // Until the next code stands there.
      await codes.evaluate(
        (canvas: HTMLCanvasElement) =>
          new Promise<void>((resolve) => {
            const row = () =>
              canvas
                .getContext('2d')
                ?.getImageData(0, canvas.height >> 1, canvas.width, 1)
                .data.join()
            const before = row()
            const look = () => (row() === before ? requestAnimationFrame(look) : resolve())
            look()
          }),
      )
    }
    await shot(counter, 'carry-taken')
    await clean(counter)
    await counter.getByRole('button', { name: '收起' }).click()
  })

  it('refuses a damaged file in a sentence, takes the whole one, and keeps it', async () => {
    await reception.getByRole('button', { name: '停止显示' }).click()
    const download = reception.waitForEvent('download')
    await reception.getByRole('button', { name: '存成文件' }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/\.stayopen$/)
    const bytes = await readFile(await file.path())
    await openCarry(counter)
    await counter.getByRole('radio', { name: '接收进来' }).click()
    const input = counter.locator('input[type="file"]')
    const halved = bytes.subarray(0, bytes.length >> 1)
    await input.setInputFiles({ name: 'half.stayopen', mimeType: 'application/gzip', buffer: halved })
    await counter
      .getByRole('alert')
      .getByText(/没有传完整/)
      .waitFor()
    await shot(counter, 'carry-refused')
    await input.setInputFiles({ name: 'whole.stayopen', mimeType: 'application/gzip', buffer: bytes })
    await counter.getByText(/已收下/).waitFor()
    for (const page of [reception, counter]) await page.getByRole('button', { name: '收起' }).click()
  })

  it('is in agreement with everybody once the hall server is back', async () => {
    await hall.server.start()
    await expect.poll(() => hall.founded.manager.log.hall.tickets.size).toBe(labels.length)
    await showsStatus(reception, /^已连接$/)
  })
})

describe('the hall server is killed in the middle of the day', () => {
  it('while a counter has called somebody and a new number has come to it', async () => {
    await openDesk(counter, '3')
    labels.push(await takeTicket(reception))
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
    await openStatus(reception)
    await reception.getByRole('radio', { name: 'English' }).click()
    await reception.getByText('Customers waiting').waitFor()
    await reception.getByRole('radio', { name: 'English' }).press('Escape')
    expect(await reception.locator('html').getAttribute('lang')).toBe('en')
    await reception.getByRole('button', { name: 'Emergency', exact: true }).first().click()
    await reception.getByRole('heading', { name: 'What has happened?' }).waitFor()
    await reception.getByRole('button', { name: 'Put away' }).click()
    await openStatus(reception)
    await reception.getByRole('radio', { name: '中文' }).click()
    await reception.getByText('等候的客户').waitFor()
    await reception.getByRole('radio', { name: '中文' }).press('Escape')
  })

  it('goes on giving numbers, from the leased block and then from the tablet’s own lane (Q2)', async () => {
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

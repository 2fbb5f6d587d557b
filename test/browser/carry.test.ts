import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listBackup } from '#domain/continuity/commands.ts'
import { declareIncident, standDown } from '#domain/incidents/commands.ts'
import { violationsOn } from '#support/accessible.ts'
import { installed, showsStatus, statusChip, takeTicket } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { shot } from '#support/shots.ts'

// Two tablets that hear nobody: what the one knows is carried to the other, by codes before a camera and by a file.
let hall: BrowserHall
let door: Page
let desk: Page
beforeAll(async () => {
  hall = await openBrowserHall()
  // What hands on is fetched when it is asked for: without a server only a tablet that installed the app has it.
  door = await hall.pair('reception', 'door', { installs: true })
  // With its camera it opens what it never opened before, while it hears nobody.
  desk = await hall.pair('counter', 'desk', { installs: true })
  await Promise.all([installed(door), installed(desk)])
  for (const page of [door, desk]) await showsStatus(page, /^已连接$/)
})
afterAll(() => hall.close())

const clean = async (page: Page) => expect(await violationsOn(page)).toEqual([])
async function openCarry(page: Page): Promise<void> {
  await statusChip(page).click()
  await page.getByRole('button', { name: '转交与接收' }).click()
  await page.getByRole('dialog', { name: '转交与接收' }).waitFor()
}

/** A camera for a page: it films whatever picture was put before it last. */
const filmed = () =>
  Object.defineProperty(navigator.mediaDevices, 'getUserMedia', {
    value: async () => {
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width: 960, height: 720 })
      const pen = canvas.getContext('2d')
      Object.assign(window, {
        async film(url: string) {
          const picture = new Image()
          picture.src = url
          await picture.decode()
          pen?.drawImage(picture, 130, 10, 700, 700)
        },
      })
      return canvas.captureStream(25)
    },
  })

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
    await door.getByRole('button', { name: /已收到/ }).click()
    await door.getByRole('region', { name: '排队预测' }).waitFor()
    await door.getByRole('radio', { name: '业务转移' }).click()
    await door.getByRole('button', { name: '开始转移' }).click()
    await door.getByText('正在转移到：应急路由').waitFor()
    await shot(door, 'transfer')
    await clean(door)
    await door.setViewportSize({ width: 800, height: 1280 })
    await shot(door, 'transfer-portrait')
    await door.setViewportSize({ width: 1280, height: 800 })
    const incident = [...hall.founded.manager.log.hall.incidents.keys()][0] ?? ''
    await hall.founded.manager.log.perform(standDown, { incident, met: 1, of: 1, reason: null })
    await door.getByRole('region', { name: '排队预测' }).waitFor({ state: 'detached' })
  })
})

describe('a tablet that hears nobody', () => {
  it('catches the queue with its camera from codes that go by', async () => {
    await openCarry(door)
    await door.getByRole('button', { name: '显示二维码' }).click()
    await door.getByRole('img', { name: '转交用的二维码' }).waitFor()
    await door.getByRole('button', { name: '停止显示' }).click()
    await hall.server.kill()
    await door.getByRole('button', { name: '收起' }).click()
    await takeTicket(door)
    await takeTicket(door)
    await openCarry(door)
    await shot(door, 'carry-pass')
    await clean(door)
    await door.getByRole('button', { name: '显示二维码' }).click()
    const codes = door.getByRole('img', { name: '转交用的二维码' })
    await codes.waitFor()
    await shot(door, 'carry-codes')
    await desk.evaluate(filmed)
    await openCarry(desk)
    await desk.getByRole('radio', { name: '接收进来' }).click()
    await shot(desk, 'carry-take')
    await clean(desk)
    await desk.getByRole('button', { name: '用摄像头接收' }).click()
    const began = Date.now()
    const done = desk.getByText(/已收下/)
    while (!(await done.isVisible())) {
      const picture = await codes.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
      await desk.evaluate((url) => (window as unknown as { film?: (url: string) => void }).film?.(url), picture)
      if (Date.now() - began > 30_000) throw new Error('the codes were not caught within half a minute')
      // Until the next code stands there.
      await codes.evaluate(
        (canvas: HTMLCanvasElement, before) =>
          new Promise<void>((resolve) => {
            const look = () => (canvas.toDataURL() === before ? requestAnimationFrame(look) : resolve())
            look()
          }),
        picture,
      )
    }
    await shot(desk, 'carry-taken')
    await clean(desk)
    await desk.getByRole('button', { name: '收起' }).click()
  })

  it('refuses a damaged file in a sentence, takes the whole one, and keeps it', async () => {
    await door.getByRole('button', { name: '停止显示' }).click()
    const download = door.waitForEvent('download')
    await door.getByRole('button', { name: '存成文件' }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/\.stayopen$/)
    const bytes = await readFile(await file.path())
    await openCarry(desk)
    await desk.getByRole('radio', { name: '接收进来' }).click()
    const input = desk.locator('input[type="file"]')
    const halved = bytes.subarray(0, bytes.length >> 1)
    await input.setInputFiles({ name: 'half.stayopen', mimeType: 'application/gzip', buffer: halved })
    await desk
      .getByRole('alert')
      .getByText(/没有传完整/)
      .waitFor()
    await shot(desk, 'carry-refused')
    await input.setInputFiles({ name: 'whole.stayopen', mimeType: 'application/gzip', buffer: bytes })
    await desk.getByText(/已收下/).waitFor()
    expect(hall.faults).toEqual([])
  })

  it('is in agreement with everybody once the hall server is back', async () => {
    await hall.server.start()
    await expect.poll(() => hall.founded.manager.log.hall.tickets.size).toBe(2)
    await showsStatus(door, /^已连接$/)
  })
})

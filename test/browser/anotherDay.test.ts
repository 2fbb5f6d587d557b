import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { installed, showsStatus, takeTicket } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { shot } from '#support/shots.ts'

const DAY = 86_400_000
let hall: BrowserHall
let reception: Page
beforeAll(async () => {
  hall = await openBrowserHall()
  reception = await hall.pair('reception', 'reception', { installs: true })
  await showsStatus(reception, /^已连接$/)
  await installed(reception)
})
afterAll(() => hall.close())

const tile = () => reception.getByRole('group', { name: '要办什么？' }).getByRole('button', { name: /^缴费/ })
const question = () => reception.getByRole('dialog', { name: '时间未核对' })

it('alone after nine days a reception asks once what day it is, on a small tablet too, and prints after one tap', async () => {
  await takeTicket(reception)
  await showsStatus(reception, /^已连接$/)
  await hall.server.kill()
  await reception.clock.install({ time: Date.now() + 9 * DAY })
  await reception.goto(hall.server.origin('reception'))
  await reception.waitForURL(/\/reception$/)
  await reception.setViewportSize({ width: 960, height: 600 })
  await tile().click()
  await question()
    .getByText(/今天是 \d{4} 年 \d+ 月 \d+ 日，星期.，\d\d:\d\d？/)
    .waitFor()
  await shot(reception, 'time-unchecked')
  await question().getByRole('button', { name: '不对，改时间' }).click()
  await question().getByLabel('今天的日期').waitFor()
  await shot(reception, 'time-set-right')
  await reception.keyboard.press('Escape')
  await reception.getByText('时间未核对，这一步没有做').waitFor()
  await tile().click()
  await question().getByRole('button', { name: '对，就是现在' }).click()
  await question().waitFor({ state: 'detached' })
  await reception
    .getByText(/A2-001/)
    .first()
    .waitFor()
  expect(hall.faults).toEqual([])
})

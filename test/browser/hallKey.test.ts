import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn } from '#support/browserActs.ts'
import { type BrowserHall, noteFaults, openBrowserHall } from '#support/browserHall.ts'
import { wholeHall } from '#support/wholeHall.ts'

let hall: BrowserHall
let first: Page
let second: Page
beforeAll(async () => {
  hall = await openBrowserHall()
})
afterAll(() => hall.close())

const keyText = async () => (await hall.founded.manager.sealed?.vault.keyText()) ?? ''
const keyCard = (page: Page) => page.getByRole('region', { name: '本厅密钥' })
const toTablets = (page: Page) => page.getByRole('tab', { name: '平板' }).click()

describe('the hall key', () => {
  it('comes with the pairing link, opens with the first sign-in, and never goes to the server', async () => {
    first = await hall.tablets.page()
    noteFaults(first, hall.faults)
    const asked: string[] = []
    first.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`))
    const key = await keyText()
    await first.goto(
      `${hall.server.origin('first')}/pair#code=${await hall.founded.codeFor('manager', '经理一')}&key=${key}`,
    )
    await first.getByRole('button', { name: '加入' }).click()
    await signIn(first, '李敏')
    await toTablets(first)
    await keyCard(first).getByText('密钥已解锁').waitFor()
    expect(asked.length).toBeGreaterThan(10)
    expect(asked.filter((each) => each.includes(key.slice(0, 9)))).toEqual([])
  })

  it('is missing on a tablet that was paired without it, until the second QR code is opened there', async () => {
    second = await hall.pair('manager', 'second')
    await signIn(second, '李敏')
    await toTablets(second)
    await keyCard(second).getByText('这台平板还没有收到密钥').waitFor()
    await keyCard(first).getByRole('button', { name: '给平板补发密钥' }).click()
    await first.getByRole('dialog').getByRole('img', { name: '密钥链接的二维码' }).waitFor()
    await first.keyboard.press('Escape')
    // What a camera does with the code: the browser opens the link.
    await second.goto('about:blank')
    await second.goto(`${hall.server.origin('second')}/pair#key=${await keyText()}`)
    await signIn(second, '李敏')
    await toTablets(second)
    await keyCard(second).getByText('密钥已解锁').waitFor()
    expect(new URL(second.url()).hash).toBe('')
  })

  it('refuses a mistyped sheet and is made anew when a tablet is revoked, for every tablet that stays', async () => {
    const third = await hall.pair('manager', 'third')
    await signIn(third, '李敏')
    await toTablets(third)
    await keyCard(third).getByRole('button', { name: '输入恢复单' }).click()
    const typed = third.getByLabel('恢复单上的密钥')
    const old = await keyText()
    await typed.fill(`${old.slice(0, -1)}${old.endsWith('7') ? '8' : '7'}`)
    await third.getByRole('button', { name: '确定' }).click()
    await third.getByText('这不是本厅现在的密钥').waitFor()
    await typed.fill(old.toLowerCase().replaceAll('-', ' '))
    await third.getByRole('button', { name: '确定' }).click()
    await keyCard(third).getByText('密钥已解锁').waitFor()
    const { vault } = hall.founded.manager.sealed ?? {}
    const before = vault?.keyId
    await first.getByRole('row').filter({ hasText: 'second' }).getByRole('button', { name: '停用' }).click()
    await first.getByRole('alertdialog').getByRole('button', { name: '停用' }).click({ delay: 1_800 })
    await expect.poll(() => wholeHall(hall.founded.manager).keys.turns.length).toBe(2)
    await expect.poll(() => vault?.keyId).not.toBe(before)
    const [, turn] = wholeHall(hall.founded.manager).keys.turns
    const revoked = [...wholeHall(hall.founded.manager).tablets.values()].find((each) => each.revoked)
    expect(Object.keys(turn?.sealed ?? {})).toHaveLength(3)
    expect(turn?.sealed).not.toHaveProperty(revoked?.id ?? '')
    expect(hall.faults).toEqual([])
  })
})

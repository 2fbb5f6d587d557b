import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hallKeys } from '#domain/keys/queries.ts'
import { addPerson } from '#support/addPerson.ts'
import { signIn, signInFirst } from '#support/browserActs.ts'
import { type BrowserHall, noteFaults, openBrowserHall } from '#support/browserHall.ts'
import { FIRST_PIN } from '#support/foundHall.ts'
import { wholeHall } from '#support/wholeHall.ts'

let hall: BrowserHall
let first: Page
let second: Page
beforeAll(async () => {
  hall = await openBrowserHall()
  await addPerson(hall.founded.manager, { workNumber: '1004', callName: '周经理', roles: ['manager'], pin: FIRST_PIN })
})
afterAll(() => hall.close())

const keyText = async () => (await hall.founded.manager.sealed?.vault.keyText()) ?? ''
const keyCard = (page: Page) => page.getByRole('region', { name: '本厅密钥' })
const toTablets = (page: Page) => page.getByRole('tab', { name: '平板' }).click()
const number = (page: Page) => page.locator('p', { hasText: /^\d{4}$/ })
/** Everything a page asks of the hall server. */
function asked(page: Page): string[] {
  const all: string[] = []
  page.on('request', (request) => all.push(`${request.url()} ${request.postData() ?? ''}`))
  return all
}
/** What nobody but tablets may ever see: the hall key, in each way in which it is written. */
async function secrets(): Promise<string[]> {
  const { keys = [] } = hall.founded.manager.sealed?.vault ?? {}
  return [(await keyText()).slice(0, 9), ...keys.map(({ secret }) => secret.slice(0, 12))]
}

describe('the hall key', () => {
  it('is sealed to a tablet that is let in, opens with the first sign-in, and never goes to the server', async () => {
    first = await hall.tablets.page()
    noteFaults(first, hall.faults)
    const all = asked(first)
    await first.goto(`${hall.server.origin('first')}/pair#code=${await hall.founded.codeFor('manager', '经理一')}`)
    await first.getByRole('button', { name: '加入' }).click()
    await signIn(first, '李敏')
    await toTablets(first)
    await keyCard(first).getByText('密钥已解锁').waitFor()
    expect(all.length).toBeGreaterThan(10)
    const known = await secrets()
    expect(known).toHaveLength(2)
    expect(all.filter((each) => known.some((secret) => each.includes(secret)))).toEqual([])
  })

  it('comes to a new tablet by a code, a knock, and one tap of the manager, within half a minute', async () => {
    second = await hall.tablets.page()
    noteFaults(second, hall.faults)
    const began = performance.now()
    const all = [asked(first), asked(second)]
    await first.getByRole('button', { name: '添加平板' }).click()
    await first.getByRole('dialog').getByRole('radio', { name: '经理' }).click()
    await first.getByRole('button', { name: '出配对码' }).click()
    const code = await first.getByRole('dialog').locator('.code').innerText()
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
    await second.goto(`${hall.server.origin('second')}/pair`)
    await second.getByLabel('配对码').fill(code)
    await second.getByLabel('这台平板叫什么').fill('second')
    await second.getByRole('button', { name: '加入' }).click()
    await first.getByText('“second”在请求加入').waitFor()
    expect(await number(first).innerText()).toBe(await number(second).innerText())
    await second.getByText('正在等待经理放行').waitFor()
    await first.getByRole('button', { name: '放行' }).click()
    await second.waitForURL(/\/manager$/)
    await first.getByText('second 已加入').waitFor()
    const took = performance.now() - began
    await first.getByRole('button', { name: '完成' }).click()
    await signIn(second, '李敏')
    await toTablets(second)
    await keyCard(second).getByText('密钥已解锁').waitFor()
    const known = [...(await secrets()), code, code.replace('-', '')]
    expect(all.flat().filter((each) => known.some((secret) => each.includes(secret)))).toEqual([])
    expect(took).toBeLessThan(30_000)
  })

  it('opens for a newcomer by the key sheet, mistyped or not, and is made anew when a tablet is revoked', async () => {
    await second.getByRole('button', { name: '李敏 的账户' }).click()
    await second.getByRole('button', { name: '锁屏' }).click()
    await signInFirst(second, '周经理')
    await toTablets(second)
    await keyCard(second).getByRole('button', { name: '输入密钥单' }).click()
    const typed = second.getByLabel('密钥单上的密钥')
    const old = await keyText()
    await typed.fill(`${old.slice(0, -1)}${old.endsWith('7') ? '8' : '7'}`)
    await second.getByRole('button', { name: '确定' }).click()
    await second.getByText('这不是本厅现在的密钥').waitFor()
    await typed.fill(old.toLowerCase().replaceAll('-', ' '))
    await second.getByRole('button', { name: '确定' }).click()
    await keyCard(second).getByText('密钥已解锁').waitFor()
    const { vault } = hall.founded.manager.sealed ?? {}
    const before = vault?.keyId
    await first.getByRole('row').filter({ hasText: 'second' }).getByRole('button', { name: '停用' }).click()
    await first.getByRole('alertdialog').getByRole('button', { name: '停用' }).click({ delay: 1_800 })
    await expect.poll(() => hallKeys(wholeHall(hall.founded.manager).authority).turns.length).toBe(2)
    await expect.poll(() => vault?.keyId).not.toBe(before)
    const [, turn] = hallKeys(wholeHall(hall.founded.manager).authority).turns
    const revoked = [...wholeHall(hall.founded.manager).tablets.values()].find((each) => each.revoked)
    expect(Object.keys(turn?.sealed ?? {})).toHaveLength(2)
    expect(turn?.sealed).not.toHaveProperty(revoked?.id ?? '')
    expect(hall.faults).toEqual([])
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  callNext,
  copySheet,
  customerCard,
  greet,
  openDesk,
  pressMain,
  rowAct,
  rowButton,
  showsStatus,
  takeTicket,
  wallCalls,
} from '#support/browserActs.ts'
import { noteFaults } from '#support/browserHall.ts'
import { type BrowserTablets, openBrowserTablets, TABLET, WALL } from '#support/browserTablets.ts'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { PIN } from '#support/foundHall.ts'
import { readStore } from '#support/readStore.ts'

// One hall from its first minute, with the app as it is shipped, PINs and codes stretched in full: each test goes on where
// the one before it ended.
let server: BuiltServer
let tablets: BrowserTablets
const faults: string[] = []
beforeAll(async () => {
  server = await openBuiltServer({ asShipped: true })
  tablets = await openBrowserTablets()
})
afterAll(async () => {
  await tablets.close()
  await server.close()
})

async function blankTablet(size = TABLET): Promise<Page> {
  const page = await tablets.page(size)
  noteFaults(page, faults)
  return page
}

describe('the first day of a hall', () => {
  let manager: Page
  let reception: Page
  let counter: Page
  let wall: Page

  /** The manager makes a code on one screen; the new tablet types it on its own, and both show one number. */
  async function addTablet(place: string, name: string, size = TABLET): Promise<Page> {
    await manager.bringToFront()
    const sheet = manager.getByRole('dialog', { name: '添加平板' })
    if (!(await sheet.isVisible())) await manager.getByRole('button', { name: '添加平板' }).click()
    await sheet.getByRole('radio', { name: place }).click()
    await sheet.getByLabel('平板名称').fill(name)
    await sheet.getByRole('button', { name: '出配对码' }).click()
    const code = await sheet.locator('.code').innerText()
    const page = await blankTablet(size)
    await page.goto(server.origin(name))
    await page.getByLabel('配对码').fill(code.toLowerCase())
    await page.getByRole('button', { name: '加入' }).click()
    const number = await page.locator('.number').innerText()
    expect(await sheet.locator('.code', { hasText: /^\d{4}$/ }).innerText()).toBe(number)
    await sheet.getByRole('button', { name: '放行' }).click()
    await page.waitForURL(/\/(reception|counter|wall)$/)
    await sheet.getByText(`${name} 已加入。`).waitFor()
    await sheet.getByRole('button', { name: '完成' }).click()
    await sheet.waitFor({ state: 'detached' })
    return page
  }

  it('begins with the link that the server prints, is set up in seven pages by its first manager, and leaves its recovery sheet', async () => {
    manager = await blankTablet()
    const link = server.printed().match(/http\S+\/pair#code=\S+/)?.[0]
    expect(link).toContain(`#code=${server.firstCode()}`)
    await manager.goto(`${server.origin('manager')}/pair#code=${server.firstCode()}`)
    await manager.getByRole('button', { name: '加入' }).click()

    await manager.getByLabel('营业厅名称').fill('城东厅')
    await manager.getByRole('button', { name: '下一步' }).click()
    await manager.getByRole('heading', { name: '要开哪些队列？' }).waitFor()
    await manager.getByRole('button', { name: '下一步' }).click()
    await manager.getByRole('heading', { name: '有几个窗口？' }).waitFor()
    await manager.getByRole('button', { name: '下一步' }).click()
    await manager.getByLabel('工号').fill('1001')
    await manager.getByLabel('称呼').fill('老陈')
    await manager.getByRole('button', { name: '下一步' }).click()
    for (const label of ['新密码（6 位数字）', '再输一次新密码']) {
      await manager.getByRole('textbox', { name: label }).or(manager.getByLabel(label)).first().waitFor()
      await manager.keyboard.type(PIN)
      await manager.keyboard.press('Enter')
    }
    await manager.getByLabel('集合点').fill('门前旗杆')
    await manager.getByRole('button', { name: '下一步' }).click()
    await manager.getByRole('heading', { name: '核对一下' }).waitFor()
    await manager.getByRole('button', { name: '建立营业厅' }).click()
    await manager.getByRole('button', { name: '显示出来抄写' }).click()
    const sheet = await copySheet(manager)
    // Nobody copies a sheet within half a second: a finger would be taken for the second half of a double tap.
    await manager.getByRole('button', { name: '已经留好了' }).press('Enter')
    const asked = await manager.getByRole('heading', { name: /^照着恢复单输入第/ }).innerText()
    const number = Number(/\d/.exec(asked)?.[0])
    await manager.getByLabel(`第 ${number} 行`).fill(sheet[number - 1] ?? '')
    await manager.getByRole('button', { name: '下一步' }).click()
    await manager.getByRole('button', { name: '添加下一台平板' }).click()
    await manager.getByRole('dialog', { name: '添加平板' }).waitFor()
    await showsStatus(manager, /已连接/)
    const boxes = (await readStore(manager)).flatMap(({ event }) =>
      event?.kind === 'KeyBoxed' ? [event.body.box] : [],
    )
    expect(boxes).toEqual([expect.objectContaining({ memory: 64 * 1024, passes: 3 })])
  })

  it('takes in reception, counters and wall with codes from the manager’s tablet', async () => {
    reception = await addTablet('前台', 'reception')
    counter = await addTablet('窗口', 'counter')
    wall = await addTablet('综合屏', 'wall', WALL)
    for (const page of [reception, counter]) await showsStatus(page, /已连接/)
    await wall.getByText('数据实时').waitFor()
  })
  it('takes the manager’s shorter times for this day', async () => {
    await manager.bringToFront()
    await manager.getByRole('tab', { name: '营业厅设置' }).click()
    await manager.getByRole('radio', { name: '规则' }).click()
    for (const rule of ['重呼间隔', '过号等待', '过快办结提醒']) {
      await manager.getByLabel(rule, { exact: true }).fill('0')
      await manager.getByLabel(rule, { exact: true }).blur()
    }
    await manager.getByRole('button', { name: '保存' }).click()
    await manager.getByText('已保存。已取的号照旧。').waitFor()
  })

  it('gives customers their numbers and shows on the wall whom a counter calls', async () => {
    expect(await takeTicket(reception, '缴费')).toBe('A001')
    expect(await takeTicket(reception, '充值')).toBe('A002')
    expect(await takeTicket(reception, '套餐变更')).toBe('B001')
    expect(await takeTicket(reception, '业务咨询')).toBe('E001')
    await openDesk(counter, '3', '老陈')
    expect(await callNext(counter)).toBe('A001')
    await wallCalls(wall, 'A001')
    await wall.locator('.wallCall .called').filter({ hasText: '到' }).getByText('3', { exact: true }).first().waitFor()
  })

  it('serves a customer, finishes, and calls the next one with one tap', async () => {
    await greet(counter)
    await wall.locator('.wallCall').getByText('办理中').first().waitFor()
    expect(await callNext(counter, '完成并叫下一位')).toBe('A002')
    await wallCalls(wall, 'A002')
  })

  it('calls a second time, and lets a customer who does not come wait for a return', async () => {
    await rowButton(counter, '重呼').click()
    await counter.getByText('已叫号 2 次，等客户过来').waitFor()
    await wall.getByText('第 2 次呼叫').first().waitFor()
    await rowAct(counter, '过号', '没有人来')
    await counter.getByText('A002 已过号').waitFor()
    await reception.bringToFront()
    await reception.getByRole('button', { name: '过号、暂离 1' }).click()
    await reception.getByRole('dialog').getByText('A002').waitFor()
    await reception.keyboard.press('Escape')
  })

  it('sets a customer aside and takes him up again', async () => {
    await counter.bringToFront()
    expect(await callNext(counter)).toBe('B001')
    await greet(counter)
    await rowAct(counter, '挂起', '在填单')
    await counter.getByRole('button', { name: '恢复 B001' }).click()
    await customerCard(counter, 'B001').filter({ hasText: '办理' }).waitFor()
  })

  it('hands a customer over to another queue, with a word for whoever calls her there', async () => {
    await counter.locator('.row').getByRole('button', { name: /^转移/ }).click()
    const sheet = counter.getByRole('dialog')
    await sheet.getByRole('button', { name: 'F 其他业务' }).click()
    await sheet.getByRole('button', { name: '还要办别的业务' }).click()
    await counter.getByText('B001 已转移').waitFor()
    expect(await callNext(counter)).toBe('B001')
    await customerCard(counter, 'B001').getByText('留言：还要办别的业务').waitFor()
    await wallCalls(wall, 'B001')
    await wall.getByText('继续办理').first().waitFor()
  })

  it('has nobody waiting at the end, and every page is without a fault', async () => {
    await greet(counter)
    expect(await callNext(counter, '完成并叫下一位')).toBe('E001')
    await greet(counter)
    await pressMain(counter, '完成并叫下一位')
    await counter.getByText('现在没有人等候。有客户来会显示在这里。').waitFor()
    await reception.getByText('等候 0').waitFor()
    expect(faults).toEqual([])
  })
})

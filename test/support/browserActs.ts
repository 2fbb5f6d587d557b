import type { Locator, Page } from 'playwright-core'
import { FIRST_PIN, PIN } from './foundHall.ts'

/** The corner that says how the tablet stands, e.g. 已连接; a locked tablet shows it on the lock screen. */
export const statusChip = (page: Page): Locator => page.locator('.statusChip:visible')

/** Opens the card in the corner: notices and a suspected interruption have chips before it, and a lock has its own over it. */
export const openStatus = (page: Page): Promise<void> => statusChip(page).last().click()

/** Waits until the corner says this. While a tablet locks, its page and the lock screen over it have one each. */
export async function showsStatus(page: Page, words: RegExp): Promise<void> {
  await statusChip(page).filter({ hasText: words }).first().waitFor()
}

/** Signs in on the lock screen or in the sheet, by call name. */
export async function signIn(page: Page, callName: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${callName}`) }).click()
  const pad = page.getByLabel(new RegExp(`${callName}，请输入密码`)).last()
  await pad.waitFor()
  await page.keyboard.type(PIN)
  await page.getByRole('button', { name: `${callName} 的账户` }).waitFor()
}

/** Signs in with the first PIN that the manager gave, and chooses one of one's own on the page that then stands there. */
export async function signInFirst(page: Page, callName: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${callName}`) }).click()
  await page
    .getByLabel(new RegExp(`${callName}，请输入密码`))
    .last()
    .waitFor()
  await page.keyboard.type(FIRST_PIN)
  await page.getByRole('heading', { name: '请换成您自己的密码' }).waitFor()
  for (const label of ['新密码（6 位数字）', '再输一次新密码']) {
    await page.getByRole('textbox', { name: label }).or(page.getByLabel(label)).first().waitFor()
    await page.keyboard.type(PIN)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('button', { name: `${callName} 的账户` }).waitFor()
}

/** Signs in on a counter's tablet and opens the counter. */
export async function openDesk(page: Page, counter: string, callName = '小王'): Promise<void> {
  await signIn(page, callName)
  await page.getByRole('button', { name: new RegExp(`^${counter} 号窗`) }).click()
  await page.getByRole('button', { name: `${counter} 号窗开台` }).click()
  await page.getByRole('button', { name: /呼叫下一位/ }).waitFor()
}

/** Takes a ticket at reception; answers the number that the card shows, which is saved by then. */
export async function takeTicket(page: Page, service = '缴费'): Promise<string> {
  await page
    .getByRole('group', { name: '要办什么？' })
    .getByRole('button', { name: new RegExp(`^${service}`) })
    .click()
  const card = page.getByRole('region', { name: '您的号码' })
  const label = await card.locator('.ticketLabel').innerText()
  await card.getByRole('button', { name: '完成' }).click()
  await card.waitFor({ state: 'detached' })
  return label
}

/** The customer at a counter's tablet, named by the number. */
export const customerCard = (page: Page, label: string): Locator =>
  page.locator('.customer', { has: page.getByText(label, { exact: true }) })

/** Presses the biggest button, which says this now, until it says the next thing: a tap that comes too soon counts nothing. */
export async function pressMain(page: Page, says: string): Promise<void> {
  const button = page.locator('.mainAction').filter({ has: page.getByText(says, { exact: true }) })
  for (let tries = 0; tries < 20; tries++) {
    await button.click({ timeout: tries === 0 ? 60_000 : 1_000 }).catch((fault: unknown) => {
      if (tries === 0) throw fault
    })
    const pressed = await button.waitFor({ state: 'detached', timeout: 1_500 }).then(
      () => true,
      () => false,
    )
    if (pressed) return
  }
  throw new Error(`${says} was pressed and nothing happened`)
}

/** Calls the next customer, and finishes with the present one if there is one; answers the number now at the counter. */
export async function callNext(page: Page, says: '呼叫下一位' | '完成并叫下一位' = '呼叫下一位'): Promise<string> {
  await pressMain(page, says)
  await page.locator('.customer.called').waitFor()
  return page.locator('.customer.called .ticketLabel').innerText()
}

/** The customer has come to the counter. */
export const greet = (page: Page): Promise<void> => pressMain(page, '客户已到')

/** The app's files are on the tablet and this page is in their care, so that it goes on with the hall server dead. */
export async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    while (navigator.serviceWorker.controller?.state !== 'activated')
      await new Promise((resolve) => setTimeout(resolve, 50))
  })
}

/** The customer has come to a counter that shows the number on its own whole screen, because the wall cannot hear it. */
export async function greetAlone(page: Page, label: string): Promise<void> {
  const sign = page.getByRole('region', { name: '整屏显示号码' })
  await sign.getByText(label, { exact: true }).waitFor()
  await sign.getByRole('button', { name: '客户已到' }).click()
  await sign.waitFor({ state: 'detached' })
}

/** A button in the counter's row of six. */
export const rowButton = (page: Page, says: string): Locator =>
  page.locator('.row').getByRole('button', { name: new RegExp(`^${says}`) })

/** Presses a button of the row of six, then the given choice in the sheet that comes up. */
export async function rowAct(page: Page, says: string, choice: string): Promise<void> {
  await rowButton(page, says).and(page.locator(':not([aria-disabled])')).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: choice }).click()
  await sheet.waitFor({ state: 'detached' })
}

/** Waits until the wall calls this number in large figures. */
export const wallCalls = (wall: Page, label: string): Promise<void> =>
  wall.locator('.wallCall .called').filter({ hasText: label }).first().waitFor()

/** Copies the lines of the recovery sheet by hand, while they are shown. */
export async function copySheet(page: Page): Promise<string[]> {
  const lines = page.locator('ol.lines li')
  await lines.first().waitFor()
  return lines.allInnerTexts()
}

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf } from '#content/catalogue/catalogue.ts'
import { papersOf } from '#domain/cases/queries.ts'
import { shredPapers } from '#domain/papers/commands.ts'
import { callNext, greet, openDesk, signIn, takeTicket } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { TABLET } from '#support/browserTablets.ts'
import { cameraPicture, stroke } from '#support/camera.ts'
import { fitOn, HARDEST } from '#support/fits.ts'
import {
  beginCase,
  colleaguePin,
  doStep,
  fieldOn,
  fillIn,
  fillingNow,
  handIn,
  intakeWords,
  sign,
} from '#support/intakeActs.ts'
import { receiptOn } from '#support/receiptOn.ts'
import { shot } from '#support/shots.ts'
import { unnoted } from '#support/unnoted.ts'
import { wholeHall } from '#support/wholeHall.ts'

// One afternoon told from beginning to end: each test goes on where the one before it ended.
let hall: BrowserHall
let door: Page
let desk: Page
let office: Page
const planChange = formOf('SV05')!
const repair = formOf('SV14')!
const words = intakeWords.zh
beforeAll(async () => {
  hall = await openBrowserHall()
  door = await hall.pair('reception', 'door')
  desk = await hall.pair('counter', 'desk')
  office = await hall.pair('backoffice', 'office')
  await openDesk(desk, '1')
  await signIn(office, '赵后台')
})
afterAll(() => hall.close())

const open = (page: Page) => page.getByRole('button', { name: /受理业务/ }).click()
const rows = () => office.locator('.caseList .row')

describe('a customer who changes the plan', () => {
  it('is served step by step, signs, and leaves with a receipt', async () => {
    await takeTicket(door, '套餐变更')
    await callNext(desk)
    await greet(desk)
    await open(desk)
    await desk.getByRole('checkbox', { name: /本人有效身份证件原件/ }).check()
    await shot(desk, 'start')
    await desk.getByRole('button', { name: '开始受理' }).click()
    await desk.getByRole('button', { name: '完成这一步' }).click()
    await desk.getByText(/^还有 \d+ 处要改/).waitFor()
    await shot(desk, 'wrong')
    await fillIn(desk, planChange, fillingNow('in-reach'))
    await shot(desk, 'filled')
    await doStep(desk, planChange, fillingNow('in-reach'))
    for (const step of ['审核', '办理', '确认变更内容']) {
      await desk.getByRole('heading', { name: step, exact: true }).waitFor()
      await doStep(desk, planChange, fillingNow('in-reach'))
    }
    await shot(desk, 'confirm')
    await sign(desk)
    await desk.getByRole('button', { name: '完成这一步' }).click()
    await desk.getByRole('heading', { name: '步骤都完成了' }).waitFor()
    await desk.getByRole('button', { name: '提交复核' }).click()
    await desk.locator('.receiptView').waitFor()
    await shot(desk, 'receipt')
    expect(await receiptOn(desk)).toEqual({ points: 60, rows: 1, below: [] })
    // On the lowest tablet, too, with what comes next whole beside it.
    const [lowest] = await fitOn(desk, HARDEST, 'receipt')
    expect(lowest?.faults).toEqual([])
    await desk.setViewportSize({ width: 960, height: 600 })
    expect(await receiptOn(desk)).toEqual({ points: 60, rows: 1, below: [] })
    await desk.setViewportSize(TABLET)
    expect(await desk.getByLabel('回执编号').and(desk.locator('p')).innerText()).toMatch(/^01-\d{6}-\d{2}-0001-\d\d$/)
    await desk.locator('.receiptView').getByText('138****8000').waitFor()
    await desk.getByText('服务器已保存').waitFor()
    await desk.getByRole('button', { name: '客户已拍照' }).click()
  })

  it('is looked at by another person, who sees the form, the signature and the steps, and returns it', async () => {
    await rows().first().click()
    const detail = office.locator('.caseDetail')
    await detail.getByText('按客户说的填写').first().waitFor()
    await detail.getByRole('img', { name: '客户签名' }).locator('polyline').nth(1).waitFor()
    await shot(office, 'review')
    await office.getByRole('button', { name: '退回', exact: true }).click()
    await office.getByRole('dialog').getByRole('button', { name: '填写有误' }).click()
    await rows().first().waitFor({ state: 'detached' })
  })

  it('has the case back at the counter within five seconds, with the reason, and it goes round again', async () => {
    await desk.getByText(/复核退回/).waitFor({ timeout: 5_000 })
    await open(desk)
    await desk
      .getByRole('dialog')
      .getByText(/复核退回/)
      .waitFor()
    await desk.getByRole('button', { name: '按退回原因改' }).click()
    await fieldOn(desk, 'targetPlan').fill('畅享 129 元')
    while (await doStepKeeping(desk)) {}
    await handIn(desk)
    await rows().first().click()
    await office.getByText('原来：按客户说的填写').waitFor()
    await shot(office, 'changed')
    await office.getByRole('button', { name: '通过，办结' }).click()
    await office.getByText('没有等复核的业务。').waitFor()
    await expect
      .poll(() => [...wholeHall(hall.founded.manager).cases.values()].map(({ end }) => end?.outcome))
      .toEqual(['done'])
  })
})

/** Does a step without filling the form in anew. */
async function doStepKeeping(page: Page): Promise<boolean> {
  const changed = await fieldOn(page, 'targetPlan')
    .inputValue({ timeout: 500 })
    .catch(() => null)
  if (changed === null) return doStep(page, planChange, fillingNow('in-reach'))
  const more = { targetPlan: changed }
  await fillIn(page, planChange, fillingNow('in-reach'), more)
  await page.getByRole('button', { name: '完成这一步' }).click()
  await page.getByRole('heading', { name: '审核', exact: true }).waitFor()
  return true
}

describe('a customer without a document', () => {
  it('gets everything that is missing said at once, comes back to another tablet and goes on at the same step (1.1.13)', async () => {
    await door.getByRole('button', { name: '登录' }).click()
    await signIn(door, '小王')
    await beginCase(door, planChange, '套餐变更')
    await fillIn(door, planChange, fillingNow('in-reach'), { phone: '13900137777' })
    await door.getByRole('button', { name: '缺资料，先挂起' }).click()
    await door.getByRole('dialog').last().getByRole('button', { name: '挂起并出告知单' }).click()
    await door.getByRole('heading', { name: '一次性告知单' }).waitFor()
    await shot(door, 'notice')
    await door.getByRole('button', { name: '完成', exact: true }).click()
    await desk.getByRole('button', { name: '完成，先不叫' }).click()
    await office.getByRole('button', { name: /受理业务/ }).click()
    await office.getByLabel(/手机号后四位/).fill('7777')
    await office
      .locator('.findCase')
      .getByRole('button', { name: /套餐变更/ })
      .click()
    await office.getByRole('button', { name: '客户补齐了，接着办' }).click()
    await office.getByRole('heading', { name: '申请', exact: true }).waitFor()
    expect(await fieldOn(office, 'phone').inputValue()).toBe('13900137777')
    await office.getByRole('button', { name: '终止业务' }).click()
    await office.getByRole('dialog').last().getByRole('button', { name: '客户放弃' }).click()
    await office.getByText('这笔业务已结束。').waitFor()
    // The customer wants nothing of it kept. To destroy it is for a manager.
    expect(await office.getByRole('button', { name: /^销毁资料/ }).count()).toBe(0)
    const { manager } = hall.founded
    const given = () => [...wholeHall(manager).cases.values()].find(({ end }) => end?.reason === 'customer-gave-up')
    await expect.poll(() => given()?.id).toBeDefined()
    const found = given()!
    expect(await manager.log.perform(shredPapers, { subject: found.id, papers: papersOf(found) })).toMatchObject({
      ok: true,
    })
    await office.getByRole('button', { name: '完成', exact: true }).click()
  })
})

describe('a customer who cannot come', () => {
  it('is shown another way, and it is counted (1.1.14)', async () => {
    await office.getByRole('button', { name: /受理业务/ }).click()
    await office.getByRole('button', { name: '新用户入网', exact: true }).click()
    await office.getByRole('button', { name: '客户到不了场' }).click()
    await office.getByText('网址：https://www.10086.cn').waitFor()
    await office.getByRole('button', { name: '已告知：预约办理' }).click()
    await office.getByText('已计入统计').waitFor()
    await office.keyboard.press('Escape')
    await office.getByRole('button', { name: '先放下' }).click()
    await office.getByRole('tab', { name: '台账' }).click()
    await office.getByText('新用户入网 · 预约办理 · 1 次').waitFor()
    await office.getByText(/销毁 \d 份/).waitFor()
    await office.getByText('已到所有平板和服务器。').waitFor()
  })
})

describe('a customer who cannot sign', () => {
  it('confirms aloud before a second colleague, who enters a PIN', async () => {
    const question = formOf('SV11')!
    await beginCase(door, question, '投诉处理')
    // A photo of what the complaint is about: made small, marked, and judged before it is used.
    await door
      .locator('.photoField input[type=file]')
      .setInputFiles({ name: 'bill.png', mimeType: 'image/png', buffer: await drawnPage(door) })
    await door.getByRole('button', { name: '就用这张' }).click()
    await door.getByText(/^已拍 1 张/).waitFor()
    await door
      .locator('.photoField input[type=file]')
      .setInputFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
    await door.locator('.photoField').getByRole('alert').waitFor()
    for (let step = 0; step < 3; step++) await doStep(door, question, fillingNow('in-reach'))
    await door.getByRole('button', { name: '口头确认', exact: true }).click()
    await colleaguePin(door, '李敏')
    await door.locator('.stepPanel .confirmed').waitFor()
    await door.getByRole('button', { name: '完成这一步' }).click()
    await handIn(door)
    await office.getByRole('tab', { name: /^复核/ }).click()
    await rows().first().click()
    const photo = office.locator('.caseDetail .photo')
    await photo.waitFor()
    const longest = await photo.evaluate((image: HTMLImageElement) => Math.max(image.naturalWidth, image.naturalHeight))
    expect(longest).toBeGreaterThanOrEqual(640)
    expect(longest).toBeLessThanOrEqual(1600)
    const { manager } = hall.founded
    const [about] = [...wholeHall(manager).cases.values()].filter(({ service }) => service === 'SV11')
    const paper = about?.papers.find(({ kind }) => kind === 'photo')?.paper ?? ''
    const opened = await unnoted(manager.sealed).open(paper, { subject: about?.id ?? '', kind: 'photo' })
    expect(opened.ok && opened.bytes.length).toBeLessThanOrEqual(300 * 1024)
  })
})

// A phone is taken in for repair: photographed, and signed for on a tablet that is turned round while somebody signs.
const shoot = async (blurred: boolean) =>
  door
    .locator('.photoField input[type="file"]')
    .setInputFiles({ name: 'camera.jpg', mimeType: 'image/jpeg', buffer: await cameraPicture(door, blurred) })

/** The case, as the manager's tablet has it, and what lies in its newest paper of a kind. */
const repaired = () =>
  [...wholeHall(hall.founded.manager).cases.values()].find(({ service }) => service === repair.service)
async function opened(kind: 'photo' | 'signature'): Promise<Uint8Array> {
  await expect.poll(() => repaired()?.papers.some((paper) => paper.kind === kind)).toBe(true)
  const at = { subject: repaired()?.id ?? '', kind }
  const name = repaired()?.papers.find((paper) => paper.kind === kind)?.paper ?? ''
  const bytes = async () => {
    const paper = await unnoted(hall.founded.manager.sealed).open(name, at)
    return paper.ok ? paper.bytes : null
  }
  await expect.poll(bytes).not.toBeNull()
  return (await bytes()) ?? new Uint8Array()
}

describe('a photo', () => {
  it('is said to be blurred, and is taken again (Q60)', async () => {
    await beginCase(door, repair, '手机维修')
    await fillIn(door, repair, fillingNow('in-reach'))
    await shoot(true)
    await door.getByRole('alert').getByText(words.photoDoubts.blurred).waitFor()
    await door.getByRole('button', { name: words.photoKeep }).scrollIntoViewIfNeeded()
    await shot(door, 'blurred')
    await shoot(false)
    await door.getByRole('alert').getByText(words.photoDoubts.blurred).waitFor({ state: 'detached' })
    await shot(door, 'sharp')
    await door.getByRole('button', { name: words.photoKeep }).click()
    await door.getByText(words.photoCount({ count: 1, most: 4 })).waitFor()
  })

  it('is small, and nothing is left of where it was taken (Q60)', async () => {
    const bytes = Buffer.from(await opened('photo'))
    expect([bytes.readUInt16BE(0), bytes.length <= 300_000, bytes.length > 50_000]).toEqual([0xffd8, true, true])
    expect([bytes.includes('Exif'), bytes.includes('31.2304')]).toEqual([false, false])
  })
})

describe('a signature', () => {
  it('is whole although the tablet was turned between two strokes (Q59)', async () => {
    while ((await door.locator('.signaturePad').count()) === 0) {
      if (!(await doStep(door, repair, fillingNow('in-reach')))) throw new Error('nobody has to sign')
      await door.getByRole('button', { name: words.finishStep }).waitFor()
    }
    await stroke(door, 0.1, 0.9)
    await door.setViewportSize({ width: 800, height: 1280 })
    await stroke(door, 0.1, 0.9)
    await shot(door, 'turned')
    await door.getByRole('button', { name: words.sign, exact: true }).click()
    await door.locator('.stepPanel .confirmed').waitFor()
    const signed = JSON.parse(new TextDecoder().decode(await opened('signature')))
    const points = signed.strokes.flat() as { x: number; y: number }[]
    expect(signed.strokes.map((one: readonly unknown[]) => one.length)).toEqual([41, 41])
    expect(points.every(({ x, y }) => x > 0 && y > 0 && x < signed.width && y < signed.height)).toBe(true)
    expect(signed.image.startsWith('iVBORw0KGgo')).toBe(true)
    expect(hall.faults).toEqual([])
  })
})

/** A big picture of a page full of writing, as a camera takes it. */
async function drawnPage(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const board = document.createElement('canvas')
    board.width = 1800
    board.height = 2400
    const context = board.getContext('2d')
    if (!context) throw new Error('nothing to draw on')
    context.fillStyle = 'white'
    context.fillRect(0, 0, 1800, 2400)
    context.fillStyle = 'black'
    context.font = '54px sans-serif'
    for (let line = 0; line < 38; line++)
      context.fillText(`${line} 话费账单 2026-11 ${'¥128.00 '.repeat(5)}`, 48, 72 + line * 60)
    const blob = await new Promise<Blob | null>((done) => board.toBlob(done, 'image/png'))
    const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))
    let text = ''
    for (const byte of bytes) text += String.fromCharCode(byte)
    return btoa(text)
  })
  return Buffer.from(base64, 'base64')
}

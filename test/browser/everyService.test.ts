import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newestForms } from '#content/catalogue/catalogue.ts'
import { startServices } from '#content/services.ts'
import { caseSafety, toReview } from '#domain/cases/queries.ts'
import type { ServiceForm } from '#domain/catalogue/form.ts'
import { casesDuring, interruptionList } from '#domain/interruptions/queries.ts'
import { lateEntryOrder } from '#domain/lateEntry/queries.ts'
import { approveCase } from '#domain/review/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { showsStatus, signIn } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { beginCase, doStep, fillingNow, handIn, intakeWords, type Tongue } from '#support/intakeActs.ts'
import { wholeHall } from '#support/wholeHall.ts'

// Each service of the catalogue to its end, once with the operator in reach and once with nothing but the tablet itself, in
// both languages: of `npm run endure`. What each form asks and accepts is held by test/content/catalogue.test.ts, that cases
// are settled and agree with the operator's list by test/journeys/cases.test.ts.
let hall: BrowserHall
let door: Page
let office: Page
const parameters = { offlineCashEnabled: true } as const
beforeAll(async () => {
  hall = await openBrowserHall()
  await hall.founded.manager.log.perform(configureHall, { parameters })
  door = await hall.pair('reception', 'door')
  office = await hall.pair('backoffice', 'office')
  await door.getByRole('button', { name: '登录' }).click()
  await signIn(door, '小王')
  await signIn(office, '赵后台')
})
afterAll(() => hall.close())

const nameOf = (form: ServiceForm, tongue: Tongue) =>
  startServices.find(({ id }) => id === form.service)?.name[tongue] ?? ''
const filling = (reach: 'in-reach' | 'out-of-reach') => {
  const now = fillingNow(reach)
  return { ...now, parameters: { ...now.parameters, ...parameters } }
}
const received = () => wholeHall(hall.founded.manager)

async function speak(page: Page, language: '中文' | 'English'): Promise<void> {
  await page.locator('.statusChip').click()
  await page.getByRole('radio', { name: language }).click()
  await page.keyboard.press('Escape')
}

async function takeDown(form: ServiceForm, reach: 'in-reach' | 'out-of-reach', tongue: Tongue): Promise<string> {
  await beginCase(door, form, nameOf(form, tongue), tongue)
  while (await doStep(door, form, filling(reach), tongue)) {}
  const receipt = await handIn(door, tongue)
  receipts.push(receipt)
  return receipt
}

const receipts: string[] = []
const halves = (rest: number) => newestForms.filter((_, at) => at % 2 === rest)

const tours = [
  ['zh', '中文', halves(1), halves(0)],
  ['en', 'English', halves(0), halves(1)],
] as const

describe.each(tours)('in %s', (tongue, language, inReach, outOfReach) => {
  it('speaks the language', async () => {
    await speak(door, language)
    await door.getByRole('button', { name: intakeWords[tongue].open }).waitFor()
  })

  it.each(inReach.map((form) => [form.service, form] as const))(
    '%s is done with the operator in reach',
    async (_, form) => {
      await takeDown(form, 'in-reach', tongue)
    },
  )

  it('goes on with the operator out of reach and the hall server dead', async () => {
    await door.locator('.statusChip').click()
    await door
      .getByRole('dialog')
      .getByRole('button', { name: tongue === 'zh' ? '业务中断处置' : 'Interruption of business' })
      .click()
    await door
      .getByRole('button', { name: tongue === 'zh' ? /宣布业务中断/ : /Declare the interruption/ })
      .click({ delay: 1_800 })
    await door.getByText(tongue === 'zh' ? '对客户这样说' : 'Say this to customers').waitFor()
    await door.keyboard.press('Escape')
    await hall.server.kill()
    await showsStatus(door, tongue === 'zh' ? /服务器失联|断网/ : /lost|offline/i)
  })

  it.each(outOfReach.map((form) => [form.service, form] as const))(
    '%s goes as far as its tier without anything',
    async (_, form) => {
      if (form.tier !== 'T3') {
        await takeDown(form, 'out-of-reach', tongue)
        return
      }
      const words = intakeWords[tongue]
      await door.getByRole('button', { name: words.open }).first().click()
      await door
        .getByRole('group', { name: words.chooseService })
        .getByRole('button', { name: nameOf(form, tongue), exact: true })
        .click()
      await door.getByText(words.tiers['out-of-reach'].T3).waitFor()
      expect(await door.getByRole('button', { name: new RegExp(`^${words.begin}`) }).count()).toBe(0)
      await door.getByRole('button', { name: words.close }).click()
    },
  )

  it('brings everything to the hall when the server is back: events, forms and signatures', async () => {
    await hall.server.start()
    await expect.poll(() => received().interruptions.size).toBe(tongue === 'zh' ? 1 : 2)
    await expect.poll(() => received().cases.size).toBe(receipts.length)
    await expect.poll(() => [...received().cases.values()].filter(({ status }) => status === 'open').length).toBe(0)
    await door.locator('.interruptionChip').click()
    await door.getByRole('button', { name: tongue === 'zh' ? '系统恢复了' : 'It is back' }).click()
    await expect.poll(() => [...received().interruptions.values()].every(({ endedAt }) => endedAt !== null)).toBe(true)
    const waiting = () => lateEntryOrder(received()).filter((found) => found.end === null)
    await expect.poll(() => waiting().length).toBeGreaterThan(4)
  })
})

describe('at the end', () => {
  it('every case is settled by the back office, and every customer told', async () => {
    // What the hall finished by itself is approved one after the other; the screen for it has its own test.
    const { manager } = hall.founded
    for (const found of toReview(received())) {
      expect((await manager.log.perform(approveCase, { case: found.id })).ok).toBe(true)
    }
    await office.getByRole('tab', { name: /^补录/ }).click()
    for (let serial = 1; lateEntryOrder(received()).length > 0; serial++) {
      const before = lateEntryOrder(received()).length
      await office.locator('.caseList .row').first().click()
      await office.getByRole('button', { name: '我来补录' }).click()
      await office.getByLabel('系统流水号').fill(`BOSS-${String(serial).padStart(4, '0')}`)
      await office.getByRole('button', { name: '录入完成' }).click()
      await expect.poll(() => lateEntryOrder(received()).length).toBe(before - 1)
    }
    await office.getByText('没有待补录的业务。').waitFor()
    await office.getByRole('tab', { name: /^回访/ }).click()
    // The tab is loaded when it is opened: what it says first is either a customer or that there is none.
    await office.getByRole('button', { name: '已告知' }).or(office.getByText('没有要回访的客户。')).first().waitFor()
    for (let card = office.getByRole('button', { name: '已告知' }); (await card.count()) > 0; ) {
      const before = await office.getByRole('tab', { name: /^回访/ }).innerText()
      await card.click()
      await expect.poll(() => office.getByRole('tab', { name: /^回访/ }).innerText()).not.toBe(before)
    }
    await office.getByText('没有要回访的客户。').waitFor()
    const ends = [...received().cases.values()]
    expect(ends.filter(({ end }) => end?.outcome !== 'done')).toEqual([])
    expect(ends).toHaveLength(receipts.length)
  })

  it('says which receipt the operator lacks and which serial number the hall, and comes to zero with the right list', async () => {
    await office.getByRole('tab', { name: '对账' }).click()
    const last = interruptionList(received())[0]
    const cases = last ? casesDuring(received(), last) : []
    const serials = cases.flatMap(({ end }) => (end?.serial ? [end.serial] : []))
    expect(serials.length).toBeGreaterThan(4)
    const compare = async (list: readonly string[]) => {
      await office.getByLabel(/运营商清单/).fill(list.join('\n'))
      await office.getByRole('button', { name: '比对' }).click()
    }
    const lost = cases.find(({ end }) => end?.serial === serials[0])
    await compare([...serials.slice(1), 'BOSS-9999'])
    await office.getByText(`${lost?.receipt?.number}（流水号 ${serials[0]}）`).waitFor()
    await office.getByText(/个流水号运营商有、本厅没有：.*BOSS-9999/).waitFor()
    await compare(serials)
    await office.getByText('对平了：平板 = 服务器 = 运营商。').waitFor()
    const nothing = { papers: new Set<string>(), oldest: null }
    expect([...received().cases.values()].every((found) => caseSafety(found, nothing) === 'acknowledged')).toBe(true)
    expect(hall.faults).toEqual([])
  })
})

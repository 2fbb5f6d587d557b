import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backoffice as officeEn } from '#app/words/en/backoffice.ts'
import { interruption as interruptionEn } from '#app/words/en/interruption.ts'
import { backoffice as officeZh } from '#app/words/zh/backoffice.ts'
import { interruption as interruptionZh } from '#app/words/zh/interruption.ts'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startServices } from '#content/services.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { violationsOn } from '#support/accessible.ts'
import { en, zh } from '#support/books.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { TABLET } from '#support/browserTablets.ts'
import { crowd } from '#support/crowdedHall.ts'
import { enduring, rounds } from '#support/endure.ts'
import { fitOn, HARDEST, SCREENS } from '#support/fits.ts'
import { PIN } from '#support/foundHall.ts'
import { beginCase, doStep, fillIn, fillingNow, handIn, intakeWords, type Tongue } from '#support/intakeActs.ts'
import { receiptOn } from '#support/receiptOn.ts'
import { shot } from '#support/shots.ts'

const UPRIGHT = { width: 800, height: 1280 }
const looks = [
  ['zh', 'zh-CN', 'light', TABLET, zh, officeZh, interruptionZh],
  ['en', 'en', 'dark', UPRIGHT, en, officeEn, interruptionEn],
] as const

// The test command looks once, in what the other screens are not looked at in: dark, upright, in English.
describe.each(looks.slice(-rounds(1, looks.length)))(
  'cases, back office and interruption in %s',
  (tongue: Tongue, language, theme, size, book, office, interruption) => {
    let hall: BrowserHall
    let page: Page
    const words = intakeWords[tongue]
    const found: string[] = []
    const planChange = formOf('SV05')!
    const nameOf = (service: string) => startServices.find(({ id }) => id === service)?.name[tongue] ?? ''

    beforeAll(async () => {
      hall = await openBrowserHall()
      await crowd(hall.founded)
      await hall.founded.manager.log.perform(configureHall, { parameters: { offlineCashEnabled: true } })
      page = await hall.pair('backoffice', 'office')
      await page.evaluate(
        ([spoken, dress]) => {
          localStorage.setItem('stayopen.language', spoken ?? '')
          localStorage.setItem('stayopen.theme', dress ?? '')
        },
        [language, theme],
      )
      await page.setViewportSize(size)
      await page.reload()
      await signIn('李敏')
    })
    afterAll(() => hall.close())

    async function signIn(name: string): Promise<void> {
      await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
      await page.getByLabel(book.staff.pinFor({ name })).last().waitFor()
      await page.keyboard.type(PIN)
      await page.getByRole('button', { name: book.staff.account({ name }) }).waitFor()
    }
    async function look(shows: string): Promise<void> {
      for (const violation of await violationsOn(page)) found.push(`${shows} · ${violation}`)
      for (const { screen, faults } of await fitOn(page, enduring ? SCREENS : HARDEST, `${tongue} ${shows}`))
        for (const fault of faults) found.push(`${shows} · ${screen.name} · ${fault}`)
    }
    const clean = () => expect(found.splice(0)).toEqual([])
    const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
    const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()

    it('an empty back office', async () => {
      for (const name of Object.values(office.tabs)) {
        await tab(name)
        await look(`empty ${name}`)
      }
      clean()
    })

    it('choosing, beginning and filling in', async () => {
      await press(words.open)
      await page.getByRole('group', { name: words.chooseService }).waitFor()
      await look('choose a service')
      await page.getByRole('button', { name: nameOf('SV05'), exact: true }).click()
      await look('before a case')
      await press(words.cannotCome)
      await look('cannot come')
      await page.keyboard.press('Escape')
      await press(new RegExp(`^${words.begin}`))
      await page.locator('.stepPanel').waitFor()
      await press(words.finishStep)
      await look('a form with faults')
      await fillIn(page, planChange, fillingNow('in-reach'))
      await look('a filled form')
      await press(words.putOff)
      await look('what is missing')
      await page.keyboard.press('Escape')
      await press(words.special)
      await look('a special note')
      await page.getByLabel(words.specialText).fill('客户行动不便，值班经理同意到车边办理。')
      await press(words.save)
      await press(words.end)
      await look('ending a case')
      await page.keyboard.press('Escape')
      for (let step = 0; step < 4; step++) await doStep(page, planChange, fillingNow('in-reach'), tongue)
      await page.locator('.signaturePad').waitFor()
      await look('confirm')
      await press(words.spoken)
      await look('confirm aloud')
      await press(words.sign)
      await doStep(page, planChange, fillingNow('in-reach'), tongue)
      await page.getByRole('heading', { name: words.allDone }).waitFor()
      await look('all done')
      await press(words.submit)
      await page.locator('.receiptView').waitFor()
      await look('a receipt')
      await press(words.finished)
      clean()
    })

    it('the interruption, an honest receipt, and what is entered afterwards', async () => {
      await page.locator('.statusChip').click()
      await press(book.connection.interruption)
      await page.getByText(interruption.declareSentence).waitFor()
      await look('before the interruption')
      await page.getByRole('button', { name: new RegExp(interruption.declare) }).click({ delay: 1_800 })
      await page.getByText(interruption.script).waitFor()
      await look('the interruption')
      await page.getByRole('button', { name: interruption.count, exact: true }).scrollIntoViewIfNeeded()
      await press(interruption.count)
      await look('counting cash')
      await page.keyboard.press('Escape')
      await press(words.open)
      await page.getByRole('button', { name: nameOf('SV03'), exact: true }).click()
      await look('an appointment only')
      await press(words.close)
      const topUp = formOf('SV08')!
      const filling = { ...fillingNow('out-of-reach') }
      await beginCase(page, topUp, nameOf('SV08'), tongue)
      while (await doStep(page, topUp, filling, tongue)) {}
      await press(words.submitAccepted)
      await page.locator('.receiptView').waitFor()
      await look('an honest receipt')
      // Its number at 60 pt and nothing of it below the fold (plan-study §2.1), upright and across.
      for (const [held, rows] of [
        [UPRIGHT, 2],
        [TABLET, 1],
      ] as const) {
        await page.setViewportSize(held)
        await shot(page, `receipt-${held.width}`)
        expect(await receiptOn(page)).toEqual({ points: 60, rows, below: [] })
      }
      await page.setViewportSize(size)
      await press(words.finished)
      await beginCase(page, planChange, nameOf('SV05'), tongue)
      while (await doStep(page, planChange, filling, tongue)) {}
      await handIn(page, tongue)
      await tab(office.tabs.late)
      await look('late entry while it lasts')
      await page.locator('.interruptionChip').click()
      await press(interruption.restore)
      await page.locator('.caseList .row').first().click()
      await press(office.late.take)
      await page.locator('.caseDetail dl > div').first().waitFor()
      await look('a late entry in hand')
      await press(office.late.drop)
      await look('not entered')
      await page.keyboard.press('Escape')
      await page.getByLabel(office.late.serial).fill('BOSS-1')
      await press(office.late.enter)
      await page.getByText(office.review.ownCase).waitFor()
      await look('own case')
      await press(office.review.lend)
      await look('a colleague lends the PIN')
      await page
        .locator('.colleaguePin')
        .getByRole('button', { name: /^赵后台/ })
        .click()
      await page.keyboard.type(PIN)
      await page.locator('.colleaguePin').waitFor({ state: 'detached' })
      await press(office.late.enter)
      await expect.poll(() => page.locator('.caseList .row').count()).toBe(1)
      await tab(office.tabs.calls)
      await page.locator('.phone').waitFor()
      await look('calling back')
      await tab(office.tabs.reconcile)
      await look('reconciliation')
      await tab(office.tabs.review)
      await page.locator('.caseList .row').first().click()
      await page.locator('.caseDetail .signature').waitFor()
      await look('a review')
      await press(office.review.lend)
      await page.locator('.colleaguePin').waitFor()
      await page.keyboard.press('Escape')
      await page.locator('.colleaguePin').waitFor({ state: 'detached' })
      await tab(office.tabs.ledger)
      await press(office.ledger.open)
      await page.getByText('客户行动不便').waitFor()
      await look('the ledger')
      clean()
      expect(hall.faults).toEqual([])
    })
  },
)

/** @module What people do on the screens of the intake and the back office, in either language. */
import type { Page } from 'playwright-core'
import { startParameters } from '#content/catalogue/parameters.ts'
import type { Filling } from '#domain/catalogue/filled.ts'
import type { ServiceForm } from '#domain/catalogue/form.ts'
import { unfolded } from '#domain/catalogue/repeats.ts'
import type { Reach } from '#domain/catalogue/tiers.ts'
import { localDay, localTime } from '#domain/day/localTime.ts'
import { cases as en } from '../../src/app/words/en/cases.ts'
import { cases as zh } from '../../src/app/words/zh/cases.ts'
import { cameraPicture } from './camera.ts'
import { answerTo, filledForm } from './filledForm.ts'
import { PIN } from './foundHall.ts'

/** The words of the intake, to find its buttons by. */
export const intakeWords = { zh, en }
export type Tongue = keyof typeof intakeWords

/** How a form is filled in today, in the hall's own time. */
export function fillingNow(reach: Reach, parameters = startParameters): Filling {
  const now = Date.now()
  const zone = 'Asia/Shanghai'
  return { reach, parameters, today: localDay(now - 4 * 3_600_000, zone), time: localTime(now, zone) }
}

/** The field of a form with this id, as it stands on the page. */
export const fieldOn = (page: Page, field: string) => page.locator(`#field-${field}`)

/** Fills a form in as a careful customer would; `more` answers some questions otherwise. */
export async function fillIn(
  page: Page,
  form: ServiceForm,
  filling: Filling,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const values = { ...filledForm(form, filling), ...more }
  for (const field of unfolded(form.fields, values)) {
    const value = values[field.id]
    if (value === undefined || field.kind === 'photos' || field.kind === 'repeat') continue
    const here = fieldOn(page, field.id)
    if (value === true) await here.check()
    else if (field.kind === 'choices') await here.getByRole('checkbox').first().check()
    else if (field.kind === 'choice') {
      const at = field.options.findIndex((option) => option.value === value)
      const isList = await here.evaluate((element) => element.tagName === 'SELECT')
      if (isList) await here.selectOption(String(value))
      else await here.getByRole('radio').nth(at).click()
    } else await here.fill(String(value || answerTo(field, values, filling)))
  }
}

/** Ticks everything on the step that somebody has to vouch for: originals seen, told, read back. */
async function tickAll(page: Page, of: string): Promise<void> {
  const open = page.locator(`${of} :is([role="switch"][aria-checked="false"], input[type="checkbox"]:not(:checked))`)
  while ((await open.count()) > 0) await open.first().click()
}

/** Takes one photo, looks at it and uses it. */
async function photograph(page: Page, tongue: Tongue): Promise<void> {
  const buffer = await cameraPicture(page, false)
  await page
    .locator('.photoField input[type=file]')
    .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByRole('button', { name: intakeWords[tongue].photoKeep }).click()
  await page.getByText(intakeWords[tongue].photosFirst).waitFor({ state: 'detached' })
}

/** Signs on the pad: two strokes, as with a pen. */
export async function sign(page: Page, tongue: Tongue = 'zh'): Promise<void> {
  const board = page.locator('.signaturePad canvas')
  await board.scrollIntoViewIfNeeded()
  const box = await board.boundingBox()
  if (!box) throw new Error('there is no pad to sign on')
  for (const [from, to] of [
    [0.2, 0.5],
    [0.5, 0.8],
  ] as const) {
    await page.mouse.move(box.x + box.width * from, box.y + box.height * 0.3)
    await page.mouse.down()
    for (let at = 1; at <= 8; at++)
      await page.mouse.move(box.x + box.width * (from + ((to - from) * at) / 8), box.y + box.height * (0.3 + 0.05 * at))
    await page.mouse.up()
  }
  await page.getByRole('button', { name: intakeWords[tongue].sign, exact: true }).click()
  await page.locator('.stepPanel .confirmed').waitFor()
}

/** Does the step that is now, whatever it is. False when there is none left. */
export async function doStep(page: Page, form: ServiceForm, filling: Filling, tongue: Tongue = 'zh'): Promise<boolean> {
  const words = intakeWords[tongue]
  const all = page.getByRole('heading', { name: words.allDone })
  const finish = page.getByRole('button', { name: words.finishStep })
  await all.or(finish).first().waitFor()
  if (await all.isVisible()) return false
  const title = await page.locator('.stepTitle h2').innerText()
  if ((await page.locator('.formFields').count()) > 0) await fillIn(page, form, filling)
  await tickAll(page, '.documentsSeen')
  await tickAll(page, '.stepPanel > .part')
  if ((await page.getByText(words.photosFirst).count()) > 0) await photograph(page, tongue)
  if ((await page.locator('.signaturePad').count()) > 0) await sign(page, tongue)
  await finish.click()
  await page.locator('.stepTitle').getByText(title, { exact: true }).waitFor({ state: 'detached' })
  return true
}

/** Opens the intake of a service from a place without a ticket. */
export async function beginCase(page: Page, form: ServiceForm, name: string, tongue: Tongue = 'zh'): Promise<void> {
  const words = intakeWords[tongue]
  await page.getByRole('button', { name: words.open }).first().click()
  const page_ = page.getByRole('dialog')
  await page_.getByRole('group', { name: words.chooseService }).getByRole('button', { name, exact: true }).click()
  await page_.getByRole('button', { name: new RegExp(`^${words.begin}`) }).click()
  await page.locator('.stepPanel, .allDone').first().waitFor()
  if (!form) throw new Error('the service has no form')
}

/** Hands the case in and answers the number of the receipt, or '' where there is none. */
export async function handIn(page: Page, tongue: Tongue = 'zh'): Promise<string> {
  const words = intakeWords[tongue]
  await page.getByRole('button', { name: new RegExp(`^(${words.submit}|${words.submitAccepted})$`) }).click()
  await page.locator('.receiptView').waitFor()
  const number = page.getByLabel(words.receiptNumber).and(page.locator('p'))
  const text = (await number.count()) > 0 ? await number.innerText() : ''
  await page.getByRole('button', { name: words.finished, exact: true }).click()
  await page.locator('.intakePage').waitFor({ state: 'detached' })
  return text
}

/** A colleague chooses their name and enters the PIN, wherever a second person is asked for. */
export async function colleaguePin(page: Page, callName: string): Promise<void> {
  const panel = page.locator('.colleaguePin')
  await panel.getByRole('button', { name: new RegExp(`^${callName}`) }).click()
  await page.keyboard.type(PIN)
  await panel.waitFor({ state: 'detached' })
}

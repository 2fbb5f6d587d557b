import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emergency } from '#app/words/en/emergency.ts'
import { staff } from '#app/words/en/staff.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import { declareInterruption } from '#domain/interruptions/commands.ts'
import { signIn } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'

let hall: BrowserHall
let page: Page
beforeAll(async () => {
  hall = await openBrowserHall()
  page = await hall.pair('reception')
  const ask = { what: 'operator-system', drafts: 0 } as const
  expect(await hall.founded.manager.log.perform(declareInterruption, ask)).toMatchObject({ ok: true })
  await page.locator('.interruptionChip').waitFor()
})
afterAll(() => hall.close())

/** What stands in the head beside its title, that lies over something else there or beyond the edge. */
const inTheWay = () =>
  page.locator('.corner').evaluate((corner) => {
    const all = [...corner.querySelectorAll('button, time, .label')].map((each) => ({
      each,
      box: each.getBoundingClientRect(),
    }))
    const isOver = (a: DOMRect, b: DOMRect) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    return all
      .filter(
        ({ each, box }) =>
          box.right > window.innerWidth ||
          all.some((other) => !each.contains(other.each) && !other.each.contains(each) && isOver(box, other.box)),
      )
      .map(({ each }) => each.textContent)
  })

/** Words on the buttons of the place that are broken in the middle, without a hyphen or with one. */
const brokenWords = () =>
  page.locator('.choice .name').evaluateAll((names) =>
    names.flatMap((name) => {
      const text = [...name.childNodes].find((each) => each.nodeType === Node.TEXT_NODE && each.textContent?.trim())
      return [...(text?.textContent ?? '').matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
        const range = document.createRange()
        range.setStart(text!, index)
        range.setEnd(text!, index + word.length)
        return range.getClientRects().length > 1 ? [word] : []
      })
    }),
  )

describe('a tablet that is narrow or low, in English, while the operator is out of reach', () => {
  it.each([
    [800, 1280],
    [960, 600],
  ])(
    'shows everything in the head of the screen at %i × %i, nothing of it over the clock, and breaks no word',
    async (width, height) => {
      await page.setViewportSize({ width, height })
      await page.evaluate(() => localStorage.setItem('stayopen.language', 'en'))
      await page.reload()
      await page.getByText('Connected').first().waitFor()
      await page.locator('.interruptionChip').waitFor()
      expect(await inTheWay()).toEqual([])
      expect(await brokenWords()).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    },
  )

  it('shows the whole card of the corner at 960 × 600, or lets it be scrolled, and never beyond the edge', async () => {
    await page.getByText('Connected').first().click()
    const card = page.locator('.popoverCard')
    await card.getByText('English').waitFor()
    const { bottom, top } = await card.evaluate((each) => each.getBoundingClientRect().toJSON() as DOMRect)
    expect([top >= 0, bottom <= 600]).toEqual([true, true])
    await card.getByText('English').scrollIntoViewIfNeeded()
    const button = await card.getByText('English').evaluate((each) => each.getBoundingClientRect().toJSON() as DOMRect)
    expect(button.bottom).toBeLessThanOrEqual(600)
    await page.keyboard.press('Escape')
  })

  it('shows every key of the pad in a sheet at 960 × 600', async () => {
    await page.evaluate(() => localStorage.setItem('stayopen.language', 'zh-CN'))
    await page.reload()
    await page.getByRole('button', { name: '登录' }).click()
    await signIn(page, '小王')
    await page.getByRole('button', { name: '小王 的账户' }).click()
    await page.getByRole('button', { name: '修改我的密码' }).click()
    const keys = page.getByRole('dialog').locator('.numberPad button')
    await keys.first().waitFor()
    const boxes = await keys.evaluateAll((all) => all.map((key) => key.getBoundingClientRect().toJSON() as DOMRect))
    expect(boxes).toHaveLength(12)
    expect(boxes.filter(({ bottom, height }) => bottom > 600 || height < 48)).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('shows on the lock screen at 960 × 600 every key and the way back, under the longest sentence and while it burns', async () => {
    const desk = await hall.pair('counter')
    await desk.setViewportSize({ width: 960, height: 600 })
    await desk.evaluate(() => localStorage.setItem('stayopen.language', 'en'))
    await desk.reload()
    const ask = { plan: 'P06', version: 1, level: 3 } as const
    expect(await hall.founded.manager.log.perform(declareIncident, ask)).toMatchObject({ ok: true })
    await desk.getByRole('button', { name: emergency.gotIt }).click()
    await desk.getByRole('button', { name: emergency.close }).click()
    await desk.locator('.incidentLine').waitFor()
    await desk.getByRole('button', { name: /^小王/ }).click()
    await desk.locator('.numberPad').waitFor()
    await desk.keyboard.type('970124')
    const wrong = desk.getByRole('alert').filter({ hasText: staff.wrongPin })
    // The sentence for a tablet whose program has not come whole: nothing said at a pad is longer.
    await wrong.locator('span').evaluate((each, longest) => (each.textContent = longest), staff.pinNotChecked)
    const edge = await desk.locator('.incidentLine').evaluate((line) => line.getBoundingClientRect().top)
    const below = await desk
      .locator('.signInPanel :is(button, .error)')
      .evaluateAll(
        (all, edge) => all.filter((each) => each.getBoundingClientRect().bottom > edge).map((each) => each.textContent),
        edge,
      )
    expect(below).toEqual([])
  })
})

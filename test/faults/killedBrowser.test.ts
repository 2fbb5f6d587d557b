import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf } from '#content/catalogue/catalogue.ts'
import { installed, showsStatus, signIn } from '#support/browserActs.ts'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { draftOnDisk } from '#support/draftOnDisk.ts'
import { rounds } from '#support/endure.ts'
import { type FoundedHall, foundHall } from '#support/foundHall.ts'
import { beginCase, doStep, fieldOn, fillingNow, handIn, intakeWords } from '#support/intakeActs.ts'
import { type MortalBrowser, openMortalBrowser } from '#support/mortalBrowser.ts'
import { readStore } from '#support/readStore.ts'
import { wholeHall } from '#support/wholeHall.ts'

const ROUNDS = rounds(1, 20)
const FORM_ROUNDS = rounds(1, 8)
const complaint = formOf('SV11')!

let server: BuiltServer
let founded: FoundedHall
let browser: MortalBrowser
beforeAll(async () => {
  server = await openBuiltServer()
  founded = await foundHall(`http://127.0.0.1:${server.port}`, server.firstCode())
  browser = await openMortalBrowser()
}, 60_000)
afterAll(async () => {
  await browser.close()
  await founded.close()
  await server.close()
}, 60_000)

/** Taps as fast as the screen follows, for ever, and says each number once it stands on the screen. */
function tapWithoutPause(page: Page): void {
  page
    .evaluate(async () => {
      const drawn = () => new Promise((resolve) => setTimeout(resolve, 4))
      for (;;) {
        document.querySelector<HTMLElement>('.serviceTiles .choice')?.click()
        let label: string | null | undefined = null
        while (!label) {
          await drawn()
          label = document.querySelector('.slipCard .ticketLabel')?.textContent
        }
        console.info(`shown ${label}`)
        document.querySelector<HTMLElement>('.slipCard .actions button')?.click()
        while (document.querySelector('.slipCard')) await drawn()
      }
    })
    // The browser is killed while it taps.
    .catch(() => {})
}

/** Every number on the board, or the heading's count when there are more than it lists. */
async function onBoard(page: Page): Promise<string[]> {
  await page.getByText('等候的客户').waitFor()
  const more = page.locator('.waitingLines .more')
  if ((await more.count()) > 0) await more.click()
  return page.locator('.waitingLines .ticketLabel').allInnerTexts()
}

describe('a browser that is killed in the middle of taps', () => {
  it(
    `has every number that stood on the screen, once, ${ROUNDS} times over on one profile`,
    async () => {
      const shown: string[] = []
      let page = await browser.start()
      await page.goto(`${server.origin('reception')}/pair#code=${await founded.codeFor('reception', '前台一')}`)
      await page.getByRole('button', { name: '加入' }).click()
      await page.waitForURL(/\/reception$/)
      await showsStatus(page, /^已连接$/)
      await installed(page)
      // Nothing can come back from the server: what is there afterwards was on the tablet's own disk.
      await server.kill()

      for (let round = 0; round < ROUNDS; round++) {
        if (round > 0) {
          page = await browser.start()
          await page.goto(server.origin('reception'))
          await page.waitForURL(/\/reception$/)
        }
        await expect.poll(async () => missing(shown, await onBoard(page))).toEqual([])
        const wanted = shown.length + 2 + (round % 4)
        const enough = new Promise<void>((resolve) => {
          page.on('console', (message) => {
            const label = /^shown (\S+)$/.exec(message.text())?.[1]
            if (label) shown.push(label)
            if (shown.length >= wanted) resolve()
          })
        })
        tapWithoutPause(page)
        await enough
        // The moment of death differs from round to round.
        await new Promise((resolve) => setTimeout(resolve, (round * 13) % 40))
        await browser.kill()
      }

      page = await browser.start()
      await page.goto(server.origin('reception'))
      await expect.poll(async () => missing(shown, await onBoard(page))).toEqual([])
      await server.start()
      await showsStatus(page, /^已连接$/)
      const entries = await readStore(page)
      const issued = entries.flatMap(({ event }) => (event?.kind === 'TicketIssued' ? [event.body.label] : []))
      expect(missing(shown, issued)).toEqual([])
      expect(new Set(issued).size).toBe(issued.length)
      expect(shown.length).toBeGreaterThanOrEqual(ROUNDS * 2)
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1))
      await browser.kill()
    },
    60_000 + ROUNDS * 60_000,
  )
})

const missing = (wanted: readonly string[], there: readonly string[]): string[] =>
  wanted.filter((label) => !there.includes(label))

/** Opens the tablet after the power came back, signs in, and opens the unfinished case. */
async function openAgain(): Promise<Page> {
  const page = await browser.start()
  await page.goto(server.origin('office'))
  await page.waitForURL(/\/backoffice$/)
  await signIn(page, '赵后台')
  await page.getByRole('button', { name: intakeWords.zh.open }).click()
  await page.getByRole('button', { name: /投诉处理.*办理中/ }).click()
  return page
}

describe('a browser that is killed in the middle of a form', () => {
  it('has every keystroke that stood on the screen, at the same step, and the case ends as if nothing had happened', async () => {
    let page = await browser.start()
    await page.goto(`${server.origin('office')}/pair#code=${await founded.codeFor('backoffice', '后台')}`)
    await page.getByRole('button', { name: '加入' }).click()
    await page.waitForURL(/\/backoffice$/)
    await signIn(page, '赵后台')
    await showsStatus(page, /^已连接$/)
    await installed(page)
    // Nothing can come back from the server: what is there afterwards was on the tablet's own disk.
    await server.kill()
    await beginCase(page, complaint, '投诉处理')
    let typed = ''
    for (let round = 0; round < FORM_ROUNDS; round++) {
      const words = `第${round + 1}次说的话。`
      const matter = fieldOn(page, 'matter')
      await matter.click()
      await page.keyboard.press('Control+End')
      await page.keyboard.type(words)
      typed += words
      await expect.poll(() => matter.inputValue()).toBe(typed)
      // Each keystroke is written as it comes; the power is cut in the moment in which the last one is on the disk.
      const { vault } = founded.manager.sealed ?? {}
      await expect.poll(async () => (await draftOnDisk(page, vault))?.matter, { interval: 5 }).toBe(typed)
      await browser.kill()
      page = await openAgain()
      await expect.poll(() => fieldOn(page, 'matter').inputValue()).toBe(typed)
    }
    while (await doStep(page, complaint, fillingNow('in-reach'))) {}
    await browser.kill()
    page = await openAgain()
    await page.getByRole('heading', { name: intakeWords.zh.allDone }).waitFor()
    const receipt = await handIn(page)
    expect(receipt).toMatch(/^01-/)
    await server.start()
    await expect
      .poll(() => [...wholeHall(founded.manager).cases.values()].map(({ status }) => status))
      .toEqual(['review'])
    const [found] = [...wholeHall(founded.manager).cases.values()]
    expect(found?.receipt?.number).toBe(receipt)
    // Form and signature are whole at the server: another tablet opens both.
    for (const [paper, kind] of [
      [found?.forms.at(-1)?.paper, 'form'],
      [found?.confirmation?.paper, 'signature'],
    ] as const) {
      await expect
        .poll(
          async () => (await founded.manager.sealed?.papers.open(paper ?? '', { subject: found?.id ?? '', kind }))?.ok,
        )
        .toBe(true)
    }
  })
})

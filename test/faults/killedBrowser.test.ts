import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installed, showsStatus } from '#support/browserActs.ts'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { rounds } from '#support/endure.ts'
import { type FoundedHall, foundHall } from '#support/foundHall.ts'
import { type MortalBrowser, openMortalBrowser } from '#support/mortalBrowser.ts'
import { readStore } from '#support/readStore.ts'

const ROUNDS = rounds(2, 20)

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
    },
    60_000 + ROUNDS * 60_000,
  )
})

const missing = (wanted: readonly string[], there: readonly string[]): string[] =>
  wanted.filter((label) => !there.includes(label))

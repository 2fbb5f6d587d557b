import type { Page } from 'playwright-core'
import { standDown } from '#domain/incidents/commands.ts'
import { running } from '#domain/incidents/queries.ts'
import { showsStatus } from '#support/browserActs.ts'
import { readStore } from '#support/readStore.ts'
import { until } from '#support/until.ts'
import { inMortalHall, pair } from './mortalHall.ts'
import { createTally, type Tried } from './tried.ts'

/** So much more than it has used (bytes) the browser gives the tablet, by round. */
const LEFT = [0, 8 * 1024, 64 * 1024]

/**
 * The browser gives a tablet no more room while numbers are taken and the hall server is away: numbers are refused sooner
 * or later, and said to be; a fire is started, its steps are ticked, also after a start without room, the browser is killed, and everything that
 * was shown is at the hall when there is room and a server again.
 */
export const reachQuota = ({ rounds }: { rounds: number }): Promise<Tried> =>
  inMortalHall(async ({ server, founded, browser }) => {
    const { log } = founded.manager
    const tally = createTally()
    const shown: string[] = []
    let page = await pair({ server, founded, browser }, 'reception')
    const { origin } = new URL(page.url())
    for (let round = 0; round < rounds; round++) {
      await until(() => keepsRoom(page))
      await server.kill()
      await limit(page, origin, (await usedBy(page)) + (LEFT[round % LEFT.length] ?? 0))
      const refused = await tapUntilRefused(page, (label) => shown.push(label))
      if (!refused) tally.unanswered(`round ${round}: the last tap was neither saved nor refused`)
      await page.locator('.emergencyButton').click()
      await page.getByRole('button', { name: '火灾' }).click()
      await page.getByRole('button', { name: /启动 火灾/ }).click({ delay: 1_600 })
      await page.locator('.now .tick').first().click()
      await page.getByText('1/23').waitFor()
      await page.reload()
      await page.locator('.now .tick').first().click()
      await page.getByText('2/23').waitFor()
      // It starts with room again: killed after files went, Chromium counts four gigabytes too many for a while.
      await browser.kill()
      page = await browser.start()
      await page.goto(server.origin('reception'))
      await page.getByText('2/23').waitFor()
      await server.start()
      await until(() => running(log.hall).length === 1)
      const [fire] = running(log.hall)
      await until(() => log.hall.incidents.get(fire?.id ?? '')?.ticks.size === 2)
      const name = `fire ${round + 1}`
      tally.look('fires', [name], [name])
      const over = await log.perform(standDown, { incident: fire?.id ?? '', met: 0, of: 0, reason: 'false-alarm' })
      if (!over.ok) throw new Error(`the fire could not be stood down: ${over.why}`)
      await showsStatus(page, /^已连接$/)
    }
    const issued = (await readStore(page)).flatMap(({ event }) =>
      event?.kind === 'TicketIssued' ? [event.body.label] : [],
    )
    tally.look('shown tickets', shown, issued)
    tally.look('labels', new Set(issued), issued)
    return tally.told(rounds)
  })

/** Whether the tablet keeps room for emergencies already. */
const keepsRoom = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('stayopen')
    for await (const name of folder.keys()) if (name.startsWith('reserve-')) return true
    return false
  })

const usedBy = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)

/** From now on the browser gives this origin so much room (bytes), until it is started anew. */
async function limit(page: Page, origin: string, quotaSize: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize })
}

/** Taps until a number is refused; false when a tap gets no answer. */
const tapUntilRefused = async (page: Page, onShown: (label: string) => void): Promise<boolean> => {
  const card = page.locator('.slipCard')
  const refusal = page.locator('.refusal')
  for (let taps = 0; taps < 3_000; taps++) {
    await page.locator('.serviceTiles .choice').first().click()
    const answered = await card
      .or(refusal)
      .first()
      .waitFor()
      .then(
        () => true,
        () => false,
      )
    if (!answered) return false
    if ((await refusal.count()) > 0) return true
    onShown(await card.locator('.ticketLabel').innerText())
    await card.locator('.actions button').first().click()
    await card.waitFor({ state: 'detached' })
  }
  return false
}

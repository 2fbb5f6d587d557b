import { join } from 'node:path'
import type { Tablet } from '#device/tablet.ts'
import { takeTicket } from '#support/browserActs.ts'
import { seededChance } from '#support/chance.ts'
import { until } from '#support/until.ts'
import { damageFile, filesIn } from './damageFile.ts'
import { inMortalHall, pair } from './mortalHall.ts'
import { createTally, type Tried } from './tried.ts'

/** Where Chromium keeps what a page writes: the journal's disk, and the databases. */
const DISK = 'Default/File System'
const DATABASES = 'Default/IndexedDB'
const WAYS = [[DISK], [DATABASES], [DISK, DATABASES]] as const

/**
 * Flips a bit, or cuts, in the files of a tablet's profile while it is off and holds tickets that nobody else has, again and
 * again on one profile: afterwards each number that was shown is at the hall or named as lost, and the next one is new.
 */
export const damageTablet = ({ rounds, seed = 1 }: { rounds: number; seed?: number }): Promise<Tried> =>
  inMortalHall(async (hall) => {
    const { browser, founded, server } = hall
    const chance = seededChance(seed)
    const tally = createTally()
    const shown: string[] = []
    let page = await pair(hall, 'reception')
    for (let round = 0; round < rounds; round++) {
      // What is taken now lies on this tablet alone.
      await server.kill()
      for (let i = 0; i < 3; i++) shown.push(await takeTicket(page))
      await browser.kill()
      const done = WAYS[round % WAYS.length]!.map((place) => {
        const folder = join(browser.profile, place)
        return damageFile(folder, chance.oneOf(filesIn(folder)), chance)
      }).join(', ')
      await server.start()
      page = await browser.start()
      await page.goto(server.origin('reception'))
      const isThere = await page.waitForURL(/\/reception$/).then(
        () => true,
        () => false,
      )
      if (!isThere) {
        tally.unanswered(`${done}: the tablet shows ${page.url()} ${await page.locator('body').innerText()}`)
        break
      }
      const next = await takeTicket(page)
      tally.look(
        'next numbers',
        [`${next} after ${done}`],
        [next, ...shown].filter((label) => label === next).map(() => `${next} after ${done}`),
      )
      shown.push(next)
      const lacks = await lackedAtHall(founded.manager, shown)
      if (lacks.length > 0) {
        tally.look(
          'tickets',
          lacks.map((label) => `${label} after ${done}`),
          [],
        )
        break
      }
    }
    tally.look('tickets', shown, new Set(shown))
    return tally.told(rounds)
  })

/** Which numbers the hall neither has nor has been told of as lost, once it has had time to hear. */
async function lackedAtHall({ log }: Tablet, shown: readonly string[]): Promise<readonly string[]> {
  let lacks = shown
  const look = () => {
    const issued = new Set([...log.hall.tickets.values()].map(({ label }) => label))
    const named = [...log.hall.lost.values()].reduce((sum, { from, to }) => sum + to - from + 1, 0)
    const missing = shown.filter((label) => !issued.has(label))
    lacks = missing.length <= named ? [] : missing
    return lacks.length === 0
  }
  await until(look).catch(() => {})
  return lacks
}

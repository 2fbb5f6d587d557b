import type { Clock } from '#device/basics/ports.ts'
import type { Tablet } from '#device/tablet.ts'
import { seededChance } from '#support/chance.ts'
import { until } from '#support/until.ts'
import { refuses } from '../../../src/app/words/zh/refuses.ts'
import { openBadProxy } from './badProxy.ts'
import { inRealHall, labelsAt, take, untilTogether } from './realHall.ts'
import { createTally, type Tried } from './tried.ts'

/** Timers that run so many times faster: what waits for a network waits less. */
const FASTER = 5
const hasty: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms / FASTER)
    return () => clearTimeout(timer)
  },
}

/** Two tablets behind one bad proxy. */
function behindProxy(
  seed: number,
  story: (
    tablets: readonly Tablet[],
    proxy: Awaited<ReturnType<typeof openBadProxy>>,
    tally: ReturnType<typeof createTally>,
  ) => Promise<number>,
): Promise<Tried> {
  const tally = createTally()
  return inRealHall(async ({ founded, open, server }) => {
    const proxy = await openBadProxy(`http://127.0.0.1:${server.port}`, seededChance(seed))
    try {
      const through = { through: proxy.origin, clock: hasty }
      const tablets = [await open('reception', through), await open('reception', through), founded.manager]
      return tally.told(await story(tablets, proxy, tally))
    } finally {
      await proxy.close()
    }
  })
}

/** What was taken is at the manager's tablet once, when everybody has come together. */
async function settle(
  tablets: readonly Tablet[],
  taken: readonly string[],
  when: string,
  tally: ReturnType<typeof createTally>,
): Promise<boolean> {
  try {
    await untilTogether(tablets, new Set(taken).size)
    return true
  } catch (fault) {
    tally.unanswered(`${when}: ${fault instanceof Error ? fault.message.slice(-400) : fault}`)
    return false
  }
}

/** A network that drops, delays, repeats, reorders, buffers, cuts and falls silent, while two tablets take numbers. */
export const breakNetwork = ({ rounds, seed = 1 }: { rounds: number; seed?: number }): Promise<Tried> =>
  behindProxy(seed, async (tablets, proxy, tally) => {
    const taken: string[] = []
    for (let round = 0; round < rounds; round++) {
      proxy.badness = [0.2, 0.5, 0.9][round % 3]!
      for (let i = 0; i < 6; i++) {
        taken.push(await take(tablets[i % 2]!))
        await new Promise((resolve) => setTimeout(resolve, 60))
      }
      proxy.badness = 0
      if (!(await settle(tablets, taken, `round ${round}`, tally))) break
    }
    tally.look('tickets', taken, labelsAt(tablets.at(-1)!))
    return rounds
  })

/** Every status from 100 to 599, on every call: a page of nobody, or a problem that nobody knows. */
export const answerEveryStatus = ({ rounds, seed = 1 }: { rounds: number; seed?: number }): Promise<Tried> =>
  behindProxy(seed, async (tablets, proxy, tally) => {
    const taken: string[] = []
    // Each status once, in an order by chance; with fewer rounds the first of them.
    const chance = seededChance(seed)
    const all = Array.from({ length: 500 }, (_, i) => ({ status: 100 + i, at: chance.next() }))
    for (const { status } of all.sort((a, b) => a.at - b.at).slice(0, rounds)) {
      const before = proxy.answered
      proxy.status = status
      for (const tablet of tablets.slice(0, 2)) taken.push(await take(tablet))
      // Push and hello have met it.
      await until(() => proxy.answered > before + 2)
      const { link, why } = tablets[0]!.status
      const isSaid = link !== 'server-lost' || why === null || why in refuses.codes || refuses.otherwise({ code: why })
      if (!isSaid) tally.unanswered(`${status}: nothing is said of ${why}`)
      proxy.status = null
      if (!(await settle(tablets, taken, `${status}`, tally))) break
    }
    tally.look('tickets', taken, labelsAt(tablets.at(-1)!))
    return rounds
  })

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '#device/basics/ports.ts'
import { seededChance } from '#support/chance.ts'
import { realClock } from '#support/openTablet.ts'
import { asksForTime, inRealHall, labelsAt, take, untilTogether } from './realHall.ts'
import { createTally, type Tried } from './tried.ts'

const MINUTE_MS = 60_000
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS
const LEAPS = [10 * MINUTE_MS, -10 * MINUTE_MS, 120 * MINUTE_MS, -120 * MINUTE_MS, 10 * YEAR_MS, -10 * YEAR_MS]

/** A clock that can be set. */
function settable(): { readonly clock: Clock; ahead: number } {
  const set = { ahead: 0, clock: { ...realClock, now: () => Date.now() + set.ahead } }
  return set
}

/**
 * The clocks of the server, of a tablet, or of both leap while numbers are taken, sometimes over a start of the server, and
 * are put right again: every number that was saved is everywhere, and none came twice on one real day.
 */
export async function leapClocks({ rounds, seed = 1 }: { rounds: number; seed?: number }): Promise<Tried> {
  const chance = seededChance(seed)
  const tally = createTally()
  const folder = mkdtempSync(join(tmpdir(), 'clock-'))
  const file = join(folder, 'ahead')
  const setServer = (ahead: number) => writeFileSync(file, String(ahead))
  setServer(0)
  const before = { ...process.env }
  process.env.STAYOPEN_AHEAD = file
  process.env.NODE_OPTIONS = `--import=${join(import.meta.dirname, 'leapingClock.mjs')}`
  try {
    await inRealHall(async ({ founded, open, server }) => {
      const wrong = settable()
      const tablets = [await open('reception', { clock: wrong.clock }), await open('reception')]
      const all = [founded.manager, ...tablets]
      const taken: string[] = []
      for (let round = 0; round < rounds; round++) {
        const who = chance.oneOf(['server', 'tablet', 'both'] as const)
        const leap = chance.oneOf(LEAPS)
        const starts = chance.often(0.3)
        const done = `round ${round}: ${who} by ${leap / MINUTE_MS} min${starts ? ', the server started anew' : ''}`
        if (who !== 'tablet') setServer(leap)
        if (who !== 'server') wrong.ahead = leap
        if (starts) await server.kill()
        // Whether it believes itself ready or not: nobody waits for it.
        const starting = starts ? server.start().catch(() => {}) : Promise.resolve()
        for (let i = 0; i < 6; i++) {
          await take(tablets[i % 2]!).then(
            (label) => {
              if (taken.includes(label)) tally.look(`labels of ${done}`, [label], [label, label])
              taken.push(label)
            },
            // A question that nobody answers here: nothing was saved, and nothing is shown.
            (fault) => asksForTime(fault) || tally.unanswered(`${done}: ${fault}`),
          )
          await new Promise((resolve) => setTimeout(resolve, 200))
        }
        setServer(0)
        wrong.ahead = 0
        await starting
        for (const tablet of all) tablet.syncNow()
        const came = await untilTogether(all, new Set(taken).size).then(
          () => true,
          (fault) => void tally.unanswered(`${done}: ${String(fault).slice(-600)}`),
        )
        if (!came) break
      }
      tally.look('labels', new Set(taken), taken)
      tally.look('tickets', new Set(taken), labelsAt(founded.manager))
    })
  } finally {
    process.env = before
    rmSync(folder, { recursive: true })
  }
  return tally.told(rounds)
}

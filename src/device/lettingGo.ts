import type { Nudged } from '#device/basics/latePump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { Papers } from '#device/sealed/papers.ts'
import { casesSlice } from '#domain/cases/fold.ts'
import { papersOf } from '#domain/cases/queries.ts'
import { hasOpen } from '#domain/shelf.ts'
import { type IdlePorts, workInIdleTime } from './inIdleTime.ts'
import type { StoragePort } from './storageGuard.ts'
import { askHeldTwice } from './sync/care.ts'
import type { HallServer } from './sync/hallServer.ts'

/** Never at the start, and never long after the storage has become nearly full: it is looked at so often (ms) … */
const LOOK_EVERY_MS = 60_000
/** … and what is old enough goes so often, counted in looks; when the storage is nearly full everything that may go at every fifth. */
const LOOKS = 60
const LOOKS_WHEN_FULL = 5
/** From so much of what the browser allows on. */
const NEARLY_FULL = 0.85
const DAY_MS = 86_400_000

/**
 * In idle time, in the tab that writes, what this tablet need not keep leaves it: copies of papers after as many days as the hall
 * says, or at once when the storage is nearly full, and lines of tickets of days closed long ago. Only what the hall server has and a backup has, as
 * that server says itself, and no copy of a case that is still worked on; what a tablet wrote and has not sent is touched by nobody.
 */
export function letGo(
  ports: IdlePorts & {
    readonly log: SyncedLog
    /** Null on a wall, and while they are not there. */
    readonly papers: () => Pick<Papers, 'letCopiesGo'> | null
    readonly server: Pick<HallServer, 'post'>
    readonly storage: StoragePort | null
    readonly connected: () => boolean
  },
): Nudged {
  const { clock, log, server, storage } = ports
  /** Looks since what is old went last, and since everything did that may. */
  let sinceOld = LOOKS
  let sinceAll = LOOKS_WHEN_FULL

  async function isNearlyFull(): Promise<boolean> {
    const { usage = 0, quota = 0 } = (await storage?.estimate().catch(() => null)) ?? {}
    return quota > 0 && usage > NEARLY_FULL * quota
  }

  async function leave(isFull: boolean): Promise<void> {
    const held = await askHeldTwice(server, [])
    if (held.kind !== 'ok') return
    const { hall } = log
    await ports.papers()?.letCopiesGo({
      before: isFull ? Number.POSITIVE_INFINITY : clock.now() - hall.settings.rules.copyDays * DAY_MS,
      needed: new Set(
        hasOpen(hall, casesSlice)
          ? [...hall.cases.values()].flatMap((found) => (found.end === null ? papersOf(found) : []))
          : [],
      ),
      async safe(names) {
        const answer = await askHeldTwice(server, names)
        return answer.kind === 'ok' ? answer.value.papers : []
      },
    })
    await log.letLinesGo(held.value.journals)
  }

  return workInIdleTime(ports, {
    afterMs: LOOK_EVERY_MS,
    async work() {
      sinceOld += 1
      sinceAll += 1
      if (!ports.connected()) return LOOK_EVERY_MS
      const isFull = sinceAll > LOOKS_WHEN_FULL && (await isNearlyFull())
      if (!isFull && sinceOld <= LOOKS) return LOOK_EVERY_MS
      sinceOld = 0
      if (isFull) sinceAll = 0
      await leave(isFull)
      return LOOK_EVERY_MS
    },
  })
}

import type { Asks } from './asking.ts'
import type { AuthorityList } from './authorityList.ts'
import type { Backups } from './backup/backups.ts'
import type { Disk } from './disk.ts'
import type { EventStore } from './eventStore.ts'
import type { HeadStartFiles } from './headStartFiles.ts'
import type { OwnJournal } from './ownJournal.ts'
import type { ServerClock } from './serverClock.ts'
import type { Sweeping } from './sweeping.ts'

/** What waits for its time is looked at so often (ms). */
const LOOK_EVERY_MS = 60_000
/** So many bytes of lines are looked at each time: some milliseconds of work. */
const LOOKED_AT_BYTES = 256 * 1024
/** So often (ms) it is looked whether a command on this machine asks for something. */
const ASKED_EVERY_MS = 500
/** So often (ms) it is looked how much room the disk has. */
const WATCH_EVERY_MS = 2_000

/** What a hall server does by itself, whether anybody asks it for something or not. `stop` ends it. */
export function takeCare(of: {
  readonly headStarts: Pick<HeadStartFiles, 'tidy'>
  readonly list: Pick<AuthorityList, 'catchUp'>
  readonly sweeping: Sweeping
  readonly disk: Pick<Disk, 'look'>
  readonly store: Pick<EventStore, 'read' | 'settle'>
  readonly own: Pick<OwnJournal, 'isAhead'>
  /** Has the server's own journal go on at the right time. */
  readonly openOwn: () => Promise<unknown>
  readonly clock: Pick<ServerClock, 'trouble'>
  readonly backups: Pick<Backups, 'look'>
  readonly asks: Asks
  readonly onFault: (fault: unknown) => void
}): { stop(): void } {
  /** What cannot be taken back is carried out when its time has come, also in a quiet hall. */
  async function look(): Promise<void> {
    of.headStarts.tidy()
    await of.list.catchUp()
    await of.sweeping.look()
  }

  /** In idle time every line on the disk is looked at, again and again: what is damaged is wanted while somebody still holds it. */
  let looked = 0
  async function lookAtLines(): Promise<void> {
    const last = (await of.store.read(looked, LOOKED_AT_BYTES)).at(-1)
    looked = last?.lastSeq ?? 0
  }

  async function watch(): Promise<void> {
    await of.disk.look()
    // What tablets write lies above what this clock wrote while it was wrong: it waits for no next decision.
    if (of.own.isAhead() && of.clock.trouble() === null) await of.openOwn()
    await of.store.settle()
    await lookAtLines()
  }

  /** A backup may take longer than the time between two looks. */
  const backUp = oneAtATime(of.backups.look)
  const answer = oneAtATime(of.asks.look)

  const timers = [
    setInterval(() => backUp().catch(of.onFault), LOOK_EVERY_MS),
    setInterval(() => answer().catch(of.onFault), ASKED_EVERY_MS),
    setInterval(() => look().catch(of.onFault), LOOK_EVERY_MS),
    setInterval(() => watch().catch(of.onFault), WATCH_EVERY_MS),
  ]
  for (const timer of timers) timer.unref()
  return {
    stop() {
      for (const timer of timers) clearInterval(timer)
    },
  }
}

/** Does nothing while it is still at work. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let isBusy = false
  return async () => {
    if (isBusy) return
    isBusy = true
    try {
      await work()
    } finally {
      isBusy = false
    }
  }
}

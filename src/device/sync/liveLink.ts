import { createBackOff } from '#device/basics/backOff.ts'
import type { Chance, Clock, OnFault } from '#device/basics/ports.ts'
import { createPump } from '#device/basics/pump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { HallServer } from './hallServer.ts'
import { fetchHeadStart } from './headStart.ts'
import { type Heartbeat, readLiveStream } from './liveStream.ts'

/** The one open stream of admitted events. */
export interface LiveLink {
  /** Connect, if there is no stream and no try is planned. */
  nudge(): void
  /** Leave the present stream and connect again: the cursor, the epoch or the journal changed. */
  restart(): void
  close(): Promise<void>
}

/** Headers of a stream must arrive within this time (ms). */
const CONNECT_MS = 8_000

/** From this many events on, history takes long enough that a fresh tablet asks for today first. */
const LONG_HISTORY = 2_000

/** Keeps a stream open while the server is heard: connect from the cursor → history → live → end → connect again. */
export function createLiveLink(options: {
  readonly log: SyncedLog
  readonly server: HallServer
  readonly clock: Clock
  readonly chance: Chance
  readonly connected: () => boolean
  /** The highest seq the hall server has told of. */
  readonly head: () => number
  readonly onHeard: (heartbeat: Heartbeat) => void
  readonly onLost: () => void
  readonly onFault: OnFault
}): LiveLink {
  const { log, server, clock, onFault } = options
  const backOff = createBackOff(options.chance)
  let present: AbortController | null = null
  /** The epoch whose head start was asked for. */
  let asked: string | null = null

  async function run(): Promise<number | null> {
    if (!options.connected()) return null
    const abort = new AbortController()
    present = abort
    const { server: epoch, seq } = log.cursor
    const { mine } = log
    await takeHeadStart(abort.signal)
    if (abort.signal.aborted) return 0
    const cancel = clock.after(CONNECT_MS, () => abort.abort())
    const response = await server.follow({ after: seq, mine, server: epoch, stop: abort.signal })
    cancel()
    if (!response?.body || abort.signal.aborted) {
      await response?.body?.cancel()
      options.onLost()
      return abort === present ? backOff.next() : 0
    }
    const end = await readLiveStream({
      body: response.body,
      after: seq,
      clock,
      onFault,
      stop: abort.signal,
      async receive(batch, origin) {
        // The cursor belongs to one epoch; what still arrives for another one is not ours to store.
        if (abort.signal.aborted || log.cursor.server !== epoch) return
        const beyond = batch.some((each) => 'yours' in each && each.yours.journal === mine && each.yours.n > log.head.n)
        if (beyond && log.mine === mine) {
          // The server holds lines of our journal that this tablet does not: they come whole to a new journal.
          await log.openNewJournal('server-has-more')
          abort.abort()
          return
        }
        await log.receive(batch, origin)
        backOff.reset()
      },
      onHeartbeat(heartbeat) {
        if (heartbeat.server !== undefined && heartbeat.server !== epoch) return false
        options.onHeard(heartbeat)
        return true
      },
    })
    if (end === 'stopped') return options.connected() ? 0 : null
    options.onLost()
    return backOff.next()
  }

  /** A tablet that has nothing yet and a long history before it shows today first. */
  async function takeHeadStart(stop: AbortSignal): Promise<void> {
    const epoch = log.cursor.server
    if (!log.isFresh || options.head() < LONG_HISTORY || asked === epoch) return
    asked = epoch
    const today = await fetchHeadStart({ server, epoch, clock, stop })
    if (today && !stop.aborted && log.cursor.server === epoch) await log.receiveAhead(today)
  }

  const pump = createPump(clock, run, onFault)
  return {
    nudge: pump.nudge,
    restart() {
      present?.abort()
      pump.poke()
    },
    async close() {
      const closing = pump.close()
      present?.abort()
      await closing
    },
  }
}

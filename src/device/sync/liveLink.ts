import { createBackOff } from '#device/basics/backOff.ts'
import type { Chance, Clock, OnFault } from '#device/basics/ports.ts'
import { createPump } from '#device/basics/pump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { NotHere } from '#device/hallLog/sortRun.ts'
import type { HallServer } from './hallServer.ts'
import { fetchHeadStart } from './headStart.ts'
import { type Heartbeat, readLiveStream } from './liveStream.ts'

/** The one way in of admitted events: an open stream, or page by page where a stream brings nothing. */
export interface LiveLink {
  /** A hello was answered, with everything up to `head`: connect, if there is no stream and no try is planned. */
  meet(head: number): void
  /** Leave the present stream and connect again: the cursor, the epoch or the journal changed. */
  restart(): void
  close(): Promise<void>
}

/** Headers of a stream or a page, and the first byte, must arrive within this time (ms). */
const CONNECT_MS = 8_000
/** A stream that is tried again after one has brought nothing: a server that is heard begins at once. */
const SECOND_TRY_MS = 3_000
/** Page by page the hall server is asked so often (ms): a call stands on the wall two seconds later at most. */
const PAGE_EVERY_MS = 2_000
/** After so many pages a stream is tried again: about once a minute. */
const PAGES_BETWEEN = 30

/** From this many events on, history takes long enough that a fresh tablet asks for today first. */
const LONG_HISTORY = 2_000

/**
 * Keeps a stream open while the server is heard: connect from the cursor → history → live → end → connect again. A proxy
 * that passes on only what has ended lets hellos through and no stream: stream → nothing comes → one page → stream → nothing
 * again → pages, with a stream between every thirty.
 */
export function createLiveLink(options: {
  readonly log: SyncedLog
  readonly server: HallServer
  readonly clock: Clock
  readonly chance: Chance
  readonly connected: () => boolean
  /** The highest seq the hall server has told of. */
  readonly head: () => number
  readonly onHeard: (heartbeat: Heartbeat) => void
  /** Whether lines come page by page from now on. */
  readonly onWay: (byPages: boolean) => void
  readonly onLost: () => void
  readonly onFault: OnFault
}): LiveLink {
  const { log, server, clock, onFault } = options
  const backOff = createBackOff(options.chance)
  let present: AbortController | null = null
  /** Streams in a row that have brought nothing. */
  let mutes = 0
  /** Pages to ask for before the next stream. */
  let pages = 0
  /** What has come, in pieces; and what had come when a hello last told of more than is here. */
  let pieces = 0
  let doubted: number | null = null
  let storing = false
  /** Leaves the present stream as one that brings nothing. */
  let beMute = () => {}
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
    const as = pages > 0 ? 'page' : 'stream'
    const patience = as === 'stream' && mutes > 0 ? SECOND_TRY_MS : CONNECT_MS
    let isMute = false
    doubted = null
    const leave = () => {
      isMute = true
      abort.abort()
    }
    beMute = as === 'stream' ? leave : () => {}
    const cancel = clock.after(patience, leave)
    const response = await server.follow({ after: seq, mine, server: epoch, as, stop: abort.signal })
    cancel()
    if (!response?.body || abort.signal.aborted) {
      await response?.body?.cancel()
      return isMute ? gaveNothing(as) : lost()
    }
    const end = await readLiveStream({
      body: response.body,
      after: seq,
      clock,
      onFault,
      patience,
      onBytes: cameThrough,
      stop: abort.signal,
      async receive(batch, origin) {
        // The cursor belongs to one epoch; what still arrives for another one is not ours to store.
        if (abort.signal.aborted || log.cursor.server !== epoch) return
        // Lines were let go, and come again from where the cursor stands.
        const isBehind = (seq: number | undefined) => seq !== undefined && log.cursor.seq < seq
        if (isBehind(batch[0] && batch[0].seq - 1)) return abort.abort()
        storing = true
        try {
          await log.receive(batch, origin)
        } catch (fault) {
          if (isBehind(batch[0] && batch[0].seq - 1)) return abort.abort()
          if (!(fault instanceof NotHere) || fault.journal !== mine) throw fault
          // Another device wrote to the journal that this one asked for as its own: its lines come whole to the one that
          // this tablet writes to, or has gone on to since it asked.
          if (log.mine === mine) await log.openNewJournal('server-has-more')
          abort.abort()
          return
        } finally {
          storing = false
          pieces++
        }
        backOff.reset()
        if (isBehind(batch.at(-1)?.seq)) abort.abort()
      },
      onHeartbeat(heartbeat) {
        if (heartbeat.server !== undefined && heartbeat.server !== epoch) return false
        options.onHeard(heartbeat)
        return true
      },
    })
    if (isMute || end === 'silent') return gaveNothing(as)
    if (end === 'stopped') return options.connected() ? 0 : null
    if (as === 'page' && end === 'ended') return nextPage(log.cursor.seq > seq)
    return lost()

    function cameThrough(): void {
      pieces++
      if (as === 'stream' && mutes > 0) {
        mutes = 0
        options.onWay(false)
      }
    }
  }

  function lost(): number {
    options.onLost()
    return backOff.next()
  }

  /** A stream on which nothing comes may be a half open connection, or somebody on the way who waits for its end. */
  function gaveNothing(as: 'stream' | 'page'): number {
    if (as === 'page') return lost()
    options.onLost()
    mutes++
    pages = mutes === 1 ? 1 : PAGES_BETWEEN
    return 0
  }

  function nextPage(broughtMore: boolean): number {
    pages--
    if (mutes > 1) options.onWay(true)
    const isMidway = broughtMore && log.cursor.seq < options.head()
    return pages > 0 && !isMidway ? PAGE_EVERY_MS : 0
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
    meet(head) {
      // Told twice of what is not here, with nothing that came in between: this stream is held back somewhere.
      const isAhead = head > log.cursor.seq && !storing
      if (isAhead && doubted === pieces) beMute()
      doubted = isAhead ? pieces : null
      pump.nudge()
    },
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

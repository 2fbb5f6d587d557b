import type { EventStore } from './eventStore.ts'
import type { Presence } from './presence.ts'
import type { Turns } from './turns.ts'
import type { Reader, Wire } from './wire.ts'

/** Where a stream's bytes go. */
export interface Outlet {
  /** Answers false when the reader is gone or takes too long: the stream ends and the reader comes back. */
  write(parts: readonly Uint8Array[]): Promise<boolean>
}

const PAGE_BYTES = 256 * 1024
/** What is answered to who asks page by page: large enough that a history takes few of them. */
const ASKED_PAGE_BYTES = 1024 * 1024
/** Who is no more lines behind than this is told at once: an alarm stands behind nobody's history. */
const NEAR_LINES = 200
/** Who comes again is told once more who signed the last lines: a tablet may have heard of them and not kept them. */
const TOLD_AGAIN = 1_000
/** Who signed what was just passed on is told with it, or so long (ms) after it was last told. */
const VOUCHED_MS = 100
/** At the latest after this long (ms) a live stream says that it lives. */
const HEARTBEAT_MS = 4_000

/**
 * Passes events on from a cursor. History and live are one path: read what lies behind the cursor → nothing more → say
 * so → wait for the bell → read again. The store's head is the truth and the bell only a hint that stays rung until it
 * is heard, so nothing can slip between the last page of history and the first live event. Each reader has its own
 * cursor and no buffer of its own: one that is slow reads larger pages later, and holds up nobody.
 */
export async function streamEvents(options: {
  store: EventStore
  presence: Presence
  wire: Wire
  turns: Turns
  reader: Reader
  after: number
  /** Stays open after the history. */
  live: boolean
  /** Ends after one page, for who gets no answer before it has ended. */
  page?: boolean
  out: Outlet
  now: () => number
  /** Ends the stream: the reader left, was revoked, or the server stops. */
  stop: AbortSignal
}): Promise<void> {
  const { store, presence, wire, turns, reader, out, stop } = options
  const bell = createBell(stop)
  const unfollow = [store.follow(bell.ring), presence.follow(bell.ring)]
  let cursor = options.after
  let vouched = Math.max(0, cursor - TOLD_AGAIN)

  const page = async (from: number) => {
    const runs =
      from < (await store.head()) && !stop.aborted
        ? await store.read(from, options.page ? ASKED_PAGE_BYTES : PAGE_BYTES)
        : []
    return { runs, parts: runs.map((run) => wire.bytesOf(run, from, reader)) }
  }
  const heartbeat = async () => {
    const time = new Date(options.now()).toISOString()
    const head = await store.head()
    const heads = await store.signedHeads(vouched)
    vouched = head
    const beat = { head, time, silent: presence.silent(), ...(heads.length > 0 ? { heads } : {}) }
    return out.write([Buffer.from(`${JSON.stringify(beat)}\n`)])
  }
  const silentNow = () =>
    presence
      .silent()
      .map(({ tablet }) => tablet)
      .join()

  try {
    let told: string | null = null
    let beatAt = 0
    while (!stop.aborted) {
      const behind = (await store.head()) - cursor
      const { runs, parts } = behind > NEAR_LINES ? await turns.take(() => page(cursor)) : await page(cursor)
      const last = runs.at(-1)
      if (last) {
        cursor = last.lastSeq
        if (!(await out.write(parts))) return
        if (!options.page) continue
        await heartbeat()
        return
      }
      // Whoever has a line with the signature over it can bring it back, should this server and its writer lose it now.
      const rest = beatAt + (cursor > vouched ? VOUCHED_MS : HEARTBEAT_MS) - performance.now()
      if (told !== silentNow() || rest <= 0) {
        told = silentNow()
        beatAt = performance.now()
        if (!(await heartbeat())) return
        if (!options.live) return
        continue
      }
      await bell.wait(rest)
    }
  } finally {
    for (const off of unfollow) off()
    bell.close()
  }
}

/** A bell that remembers it was rung while nobody was waiting. */
function createBell(stop: AbortSignal) {
  let rung = false
  let wake: (() => void) | null = null
  const ring = () => {
    rung = true
    wake?.()
  }
  const stopped = () => wake?.()
  stop.addEventListener('abort', stopped)
  return {
    ring,
    async wait(ms: number): Promise<void> {
      if (!rung && !stop.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        wake = null
      }
      rung = false
    },
    close: () => stop.removeEventListener('abort', stopped),
  }
}

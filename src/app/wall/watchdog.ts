import type { hung } from '../hung.ts'

/** What hangs of a wall: its picture is not drawn any more, or the hall server answers and tells of nothing. */
export type Hang = NonNullable<ReturnType<typeof hung.read>>['what']

/** No picture is drawn for so long (ms) while the page is seen: the screen stands still. */
const PICTURE_STILL_MS = 30_000
/** The hall server is asked so often (ms) whether it answers where nothing comes. */
const ASK_EVERY_MS = 60_000
/** A wall that hangs opens itself again at most so often (ms). */
const OPEN_EVERY_MS = 10 * 60_000
/** Between two looks there is a second; with more than this (ms) the device slept, and nothing could be drawn. */
const SLEPT_MS = 10_000

interface WatchdogPorts {
  /** Ms since 1970. */
  readonly now: () => number
  readonly isSeen: () => boolean
  /** Calls back when the next picture is drawn. */
  readonly onPicture: (drawn: () => void) => void
  /** Whether nothing has come for longer than a wall may be silent. */
  readonly isSilent: () => boolean
  /** Nobody would miss the wall for a moment: nothing is being said or announced. */
  readonly isIdle: () => boolean
  /** When the wall last hung (ms), also before it was opened again; null: never. */
  readonly hungAt: () => number | null
  readonly keepHung: (what: Hang, at: number) => void
  /** Tells the hall server of it; false: it does not answer. */
  readonly tell: () => Promise<boolean>
  readonly reopen: () => void
}

/**
 * Looks after a wall on which nobody looks: Drawing and hearing → Hangs → (told, and idle) → opened again. A server that
 * is away is no hang: what cannot be told of a stream is not mended by opening the page again. `look` is to be called once a second.
 */
export function createWatchdog(ports: WatchdogPorts): { look(): Promise<void> } {
  const { now, isSeen, onPicture, isSilent, isIdle, hungAt, keepHung, tell, reopen } = ports
  let drawnAt = now()
  let lookedAt = now()
  let askedAt = Number.NEGATIVE_INFINITY
  let isAsked = false
  let hangs: Hang | null = null

  function isStill(): boolean {
    const slept = now() - lookedAt > SLEPT_MS
    lookedAt = now()
    if (slept || !isSeen()) drawnAt = now()
    if (!isAsked) {
      isAsked = true
      onPicture(() => {
        isAsked = false
        drawnAt = now()
      })
    }
    return now() - drawnAt > PICTURE_STILL_MS
  }

  /** A hang that is told and can be mended. */
  async function find(what: Hang): Promise<void> {
    if (now() - askedAt < ASK_EVERY_MS) return
    const last = hungAt()
    if (last !== null && now() - last < OPEN_EVERY_MS) return
    askedAt = now()
    const isHeard = await tell()
    if (what === 'stream' && !isHeard) return
    hangs = what
    keepHung(what, now())
    if (isHeard) await tell()
  }

  return {
    async look() {
      const still = isStill()
      const silent = isSilent()
      if (!still && !silent) {
        hangs = null
        return
      }
      if (hangs === null) await find(still ? 'picture' : 'stream')
      if (hangs !== null && isIdle()) {
        hangs = null
        reopen()
      }
    },
  }
}

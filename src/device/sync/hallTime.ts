import * as v from 'valibot'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Clock } from '#device/basics/ports.ts'

/** Corrected time: the device's clock plus the offset learnt from the hall server. */
export interface HallTime {
  /** Corrected time, ms since 1970. */
  now(): number
  /** `not-set` until the device clock was compared with a hall server's once. */
  readonly clock: 'set' | 'not-set'
  /** Learns from an answer: the server's time, and the device's clock when the question left and the answer came. */
  learn(serverTime: number, askedAt: number, answeredAt: number): void
}

/** Two times that cannot both be right (ms since 1970): what the hall server's clock says, and the one before it leapt with what has run since. */
export interface TimesApart {
  readonly server: number
  readonly running: number
}

/** An answer that took longer (ms) says too little about the time. */
const TOO_SLOW_MS = 10_000

/**
 * Makes the corrected time; `offset` is what was learnt on an earlier start, null if never. The server's time counts as
 * read half way through the round trip; an offset that still fits the new reading stays, so that time does not jitter.
 */
export function createHallTime(options: {
  clock: Clock
  offset: number | null
  onLearnt: (offset: number) => void
}): HallTime {
  let { offset } = options
  return {
    now: () => options.clock.now() + (offset ?? 0),
    get clock() {
      return offset === null ? 'not-set' : 'set'
    },
    learn(serverTime, askedAt, answeredAt) {
      const took = answeredAt - askedAt
      if (took < 0 || took > TOO_SLOW_MS || !Number.isFinite(serverTime)) return
      const seen = Math.round(serverTime - (askedAt + answeredAt) / 2)
      if (offset !== null && Math.abs(seen - offset) <= took / 2 + 50) return
      offset = seen
      options.onLearnt(seen)
    },
  }
}

const Learnt = v.object({ offset: v.number() })
const NAME = 'clock-offset'

/** The offset learnt on an earlier start, null if never. */
export const readOffset = async (keepsakes: Keepsakes): Promise<number | null> =>
  (await keepsakes.read(NAME, Learnt))?.offset ?? null

/** Remembers the offset for the next start. */
export const writeOffset = (keepsakes: Keepsakes, offset: number): Promise<void> => keepsakes.write(NAME, { offset })

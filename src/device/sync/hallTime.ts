import * as v from 'valibot'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Clock } from '#device/basics/ports.ts'
import { clocksAgree } from '#log/stamp.ts'

/** Corrected time: the device's clock plus the offset learnt from the hall server. */
export interface HallTime {
  /** Corrected time, ms since 1970. */
  now(): number
  /** `not-set` until the device clock was compared with a hall server's once. */
  readonly clock: 'set' | 'not-set'
  /** Whether a second clock or a person has said this time on this start, and this device's has not leapt since. */
  readonly isChecked: boolean
  /** The hall server's time and this tablet's where the server's has leapt and nobody else has vouched for it; null: they agree. */
  readonly apart: TimesApart | null
  /**
   * Learns from an answer: the server's time, and the device's clock when the question left and the answer came.
   * `agreed`: two tablets' own clocks, or a manager, say the same as the server's.
   */
  learn(serverTime: number, askedAt: number, answeredAt: number, agreed?: boolean): void
  /** A person says what time it is now (ms since 1970). */
  take(time: number): void
}

/** By how much the hall's time is ahead of the device's (ms), and whether a second clock or a person has said so too. */
export interface Offset {
  readonly offset: number
  readonly isChecked: boolean
}

/** Two times that cannot both be right (ms since 1970): what the hall server's clock says, and what has run, is stored or is said by others. */
export interface TimesApart {
  readonly server: number
  readonly other: number
}

/** An answer that took longer (ms) says too little about the time. */
const TOO_SLOW_MS = 10_000

/**
 * Makes the corrected time; `learnt` is what was learnt on an earlier start, null if never. The server's time counts as
 * read half way through the round trip; an offset that still fits the new reading stays, so that time does not jitter. A
 * time that has leapt away from what has run on this start, and from this device, is followed when it comes again and two
 * other clocks or a manager say it too; until then the time before goes on. A clock is a vote: the server's, this device's own, the
 * offset that two of them agreed on earlier, those of other tablets. Two that agree, or a person, make the time checked.
 */
export function createHallTime(options: {
  clock: Clock
  elapsed?: (() => number) | undefined
  learnt: Offset | null
  onLearnt: (learnt: Offset) => void
}): HallTime {
  const { clock, elapsed = () => performance.now() } = options
  let { learnt } = options
  /** Whether two clocks, or a person, have said so on this start. */
  let isChecked = false
  /** Corrected time as it was last believed on this start, and the running time then. */
  let believed: { readonly time: number; readonly at: number } | null = null
  let apart: TimesApart | null = null

  const corrected = () => clock.now() + (learnt?.offset ?? 0)
  const running = () => (believed ? believed.time + elapsed() - believed.at : corrected())

  function believe(offset: number): void {
    apart = null
    if (learnt?.offset !== offset || learnt.isChecked !== isChecked) {
      learnt = { offset, isChecked }
      options.onLearnt(learnt)
    }
    believed = { time: corrected(), at: elapsed() }
  }

  /** Whether the server's time may be taken, by whoever else says the same. */
  function isVouchedFor(seen: number, server: number, agreed: boolean): boolean {
    if (believed === null || clocksAgree(server, running())) return true
    if (clocksAgree(seen, 0) || clocksAgree(seen, learnt?.offset ?? 0)) return true
    return agreed && apart !== null && clocksAgree(server - apart.server, running() - apart.other)
  }

  return {
    now: () => (apart ? running() : corrected()),
    get clock() {
      return learnt === null ? 'not-set' : 'set'
    },
    get apart() {
      return apart
    },
    get isChecked() {
      return isChecked && (apart !== null || clocksAgree(corrected(), running()))
    },
    learn(serverTime, askedAt, answeredAt, agreed = false) {
      const took = answeredAt - askedAt
      if (took < 0 || took > TOO_SLOW_MS || !Number.isFinite(serverTime)) return
      const seen = Math.round(serverTime - (askedAt + answeredAt) / 2)
      const server = seen + clock.now()
      if (!isVouchedFor(seen, server, agreed)) {
        apart = { server, other: running() }
        return
      }
      isChecked ||= agreed || clocksAgree(seen, 0) || (learnt?.isChecked === true && clocksAgree(seen, learnt.offset))
      believe(learnt && Math.abs(seen - learnt.offset) <= took / 2 + 50 ? learnt.offset : seen)
    },
    take(time) {
      isChecked = true
      believe(Math.round(time - clock.now()))
    },
  }
}

const Learnt = v.object({ offset: v.number(), isChecked: v.boolean() })
const NAME = 'clock-offset'

/** The offset learnt on an earlier start, null if never. */
export const readOffset = (keepsakes: Keepsakes): Promise<Offset | null> => keepsakes.read(NAME, Learnt)

/** Remembers the offset for the next start. */
export const writeOffset = (keepsakes: Keepsakes, learnt: Offset): Promise<void> => keepsakes.write(NAME, learnt)

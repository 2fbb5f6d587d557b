import { stampTime } from '#log/stamp.ts'
import type { FoldOf } from '../hall.ts'
import type { Interrupted, interruptionKinds } from './events.ts'

/** One time in which the operator was out of reach. */
export interface Interruption {
  readonly id: string
  readonly what: Interrupted
  readonly beganAt: number
  readonly by: string | null
  /** Forms that were open on the tablet that declared it. */
  readonly drafts: number
  readonly endedAt: number | null
  readonly reports: readonly Reported[]
  readonly counts: readonly CashCount[]
}

/** A report that went up, with the figures of its moment. */
export interface Reported {
  readonly report: 'first' | 'update' | 'final'
  readonly at: number
  readonly by: string | null
  readonly waiting: number
  readonly accepted: number
  readonly appointments: number
}

/** Cash counted by two; `dropped`: it went to the safe. Sums in fen. */
export interface CashCount {
  readonly at: number
  readonly by: string | null
  readonly second: string
  readonly expected: number
  readonly counted: number
  readonly dropped: boolean
}

export const foldInterruptions: FoldOf<keyof typeof interruptionKinds> = {
  InterruptionBegan(hall, { subject, body, by, stamp }) {
    if (hall.interruptions.has(subject)) return
    const beganAt = stampTime(stamp)
    hall.interruptions.set(subject, { id: subject, ...body, beganAt, by, endedAt: null, reports: [], counts: [] })
  },

  InterruptionReported(hall, { subject, body, by, stamp }) {
    const found = hall.interruptions.get(subject)
    if (!found) return
    const report = { ...body, at: stampTime(stamp), by }
    hall.interruptions.set(subject, { ...found, reports: [...found.reports, report] })
  },

  InterruptionEnded(hall, { subject, stamp }) {
    const found = hall.interruptions.get(subject)
    if (!found || found.endedAt !== null) return
    hall.interruptions.set(subject, { ...found, endedAt: stampTime(stamp) })
  },

  CashCounted(hall, { subject, body, by, stamp }) {
    const found = hall.interruptions.get(subject)
    if (!found) return
    const count = { ...body, at: stampTime(stamp), by }
    hall.interruptions.set(subject, { ...found, counts: [...found.counts, count] })
  },
}

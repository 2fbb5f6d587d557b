import type { Interrupted } from './events.ts'

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
  /** Counted, and not yet signed by the second person; where that line stands. */
  readonly unconfirmed: (CashCount & { readonly journal: string; readonly n: number }) | null
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

/** Times in which the operator was out of reach, by id. */
export interface InterruptionsPart {
  readonly interruptions: ReadonlyMap<string, Interruption>
}

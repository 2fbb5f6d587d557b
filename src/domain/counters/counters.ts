/** A counter as it stands. */
export interface CounterState {
  readonly id: string
  readonly status: 'open' | 'paused' | 'closed'
  /** The tablet at the counter, null while it is closed. */
  readonly tablet: string | null
  readonly staff: string | null
  /** What its own screen says of who serves there; empty: nothing. */
  readonly shown: string
  readonly queues: readonly string[]
  readonly reason: string | null
  /** Time of the last change of status, ms since 1970. */
  readonly since: number
  /** A person found that nobody is calling there. Ends when the counter is opened again. */
  readonly lost: boolean
  /** Calls since the last priority call, for the priority ratio. */
  readonly callsSincePriority: number
}

/** Counters as they stand, by number. */
export interface CountersPart {
  readonly counters: ReadonlyMap<string, CounterState>
}

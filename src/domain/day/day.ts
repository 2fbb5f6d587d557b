/** A business day as it stands. */
export interface DayState {
  readonly day: string
  readonly status: 'open' | 'closed'
  /** What became of its open tickets. */
  readonly open: 'carry-over' | 'void'
  readonly next: string
  readonly closedAt: number
  /** What the day came to as far as the tablet knew that closed it; null where it did not say. */
  readonly knew: DayCounts | null
  /** Its closing says itself what goes on from it: nothing that is shown later comes from its tickets' lines. */
  readonly carries: boolean
  /** When the oldest ticket was taken that the hall then still knew, ms since 1970; null: it knew none. */
  readonly oldest: number | null
}

/** What a closed day comes to. */
export interface DayCounts {
  readonly issued: number
  readonly served: number
  readonly cancelled: number
  readonly void: number
  readonly carriedOver: number
}

/** Days that were closed, and the day that goes on overnight. */
export interface DaysPart {
  readonly days: ReadonlyMap<string, DayState>
  /** While the hall is marked emergency: the day that goes on overnight. */
  readonly emergencyDay: string | null
}

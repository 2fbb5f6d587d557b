/** An appointment as it was made, and what became of it. */
export interface AppointmentState {
  readonly id: string
  /** The business day on which the customer comes: `2026-12-01`. */
  readonly day: string
  /** From when on, on the hall's clock: `09:30`. */
  readonly time: string
  /** Until when they may come, where that is not the same: the end of a morning. */
  readonly until: string
  readonly queue: string
  readonly service: string | null
  /** The case whose form gave the day; null: it was made by hand. */
  readonly case: string | null
  /** The number of that case's receipt. */
  readonly receipt: string | null
  /** The last four digits of the customer's telephone, where they gave them. */
  readonly tail: string | null
  /** The number that its customer was given on arrival. */
  readonly ticket: string | null
  readonly cancelled: boolean
}

/** Appointments of days that are not closed yet, by id. */
export interface AppointmentsPart {
  readonly appointments: ReadonlyMap<string, AppointmentState>
}

import type { Mark } from '../incidents/mark.ts'

/** What was taken over from another hall the last time, by whom and when. */
export interface TakenOver extends Mark {
  /** When the file was written, ISO 8601. */
  readonly file: string
  readonly tickets: number
  readonly incidents: number
}

/** Halls that this one goes on for, by id. */
export interface TakeoverPart {
  readonly takenOver: ReadonlyMap<string, TakenOver>
}

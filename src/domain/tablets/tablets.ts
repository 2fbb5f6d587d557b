import type { Place } from '../kind.ts'

/** A tablet that was paired with the hall. */
export interface Tablet {
  readonly id: string
  readonly name: string
  readonly place: Place
  readonly key: string
  readonly lane: number
  readonly revoked: boolean
}

/** Which tablet wrote a journal. */
export interface JournalInfo {
  readonly tablet: string
  readonly lane: number
  readonly continues: string | null
  readonly key: string
}

/** Tablets of the hall, and which of them wrote which journal. */
export interface TabletsPart {
  readonly tablets: ReadonlyMap<string, Tablet>
  readonly journals: ReadonlyMap<string, JournalInfo>
}

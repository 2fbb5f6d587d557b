import type { Place } from '../kind.ts'

/** A tablet that was let into the hall. */
export interface Tablet {
  readonly id: string
  readonly name: string
  readonly place: Place
  readonly key: string
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
  /** The lane of each tablet that the hall server has given one. */
  readonly lanes: ReadonlyMap<string, number>
  readonly journals: ReadonlyMap<string, JournalInfo>
}

import type { LineName } from '#log/lines.ts'
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

/** What managers have taken out of the log. */
export interface RedactionsPart {
  /** Lines that nobody shows any more, by the event that takes each out. */
  readonly redactions: ReadonlyMap<string, LineName>
  /** Acts that a manager stopped, whether they have come or not. */
  readonly stoppedRedactions: ReadonlySet<string>
}

/** Tablets of the hall, and which of them wrote which journal. */
export interface TabletsPart extends RedactionsPart {
  readonly tablets: ReadonlyMap<string, Tablet>
  /** The lane of each tablet that the hall server has given one. */
  readonly lanes: ReadonlyMap<string, number>
  readonly journals: ReadonlyMap<string, JournalInfo>
}

import type { LineName } from '#log/lines.ts'
import type { Place } from '../kind.ts'
import type { SeenLine } from './events.ts'

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
  /** Of a copy of its tablet: what it prints from. */
  readonly sub: string | null
  readonly key: string
}

/** Lines that their tablet can no longer read, as it said. */
export interface LostLines {
  readonly journal: string
  readonly from: number
  readonly to: number
  readonly seen: readonly SeenLine[]
  /** When it was said, ms since 1970. */
  readonly saidAt: number
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
  /** What people call them, where that is read. */
  readonly tabletNames: ReadonlyMap<string, string>
  /** The lane of each tablet that the hall server has given one. */
  readonly lanes: ReadonlyMap<string, number>
  readonly journals: ReadonlyMap<string, JournalInfo>
  /** Which versions of the hall key each tablet says it has taken the desk secret of. */
  readonly secretsTaken: ReadonlyMap<string, ReadonlySet<string>>
  /** What tablets have lost, by the event that says so. */
  readonly lost: ReadonlyMap<string, LostLines>
}

/** What a tablet is called: as it was described, or by a line from before it was; a short form of its id where nobody says. */
export const nameOf = (
  { tabletNames }: Pick<TabletsPart, 'tabletNames'>,
  id: string,
  former: string | undefined,
): string => tabletNames.get(id) ?? former ?? id.slice(-4)

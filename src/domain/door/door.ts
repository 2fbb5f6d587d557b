/** What was noted of a customer at the door. */
export interface Visitor {
  /** The sealed paper with name and telephone. */
  readonly paper: string
  readonly holds: readonly ('name' | 'phone')[]
  /** Keyed hashes of the whole number and of its last four digits. */
  readonly phone: { readonly number: string; readonly tail: string } | null
  readonly day: string
  /** Journal of the tablet on which it was noted: a copy may lie there. */
  readonly journal: string
  readonly by: string | null
}

/** What a look at a customer's documents came to, each by the id that the form gives it. */
export interface Precheck {
  readonly seen: readonly string[]
  readonly missing: readonly string[]
  readonly day: string
}

/** Under what a look at the documents for one service of a ticket is kept. */
export const precheckKey = (ticket: string, service?: string): string =>
  service === undefined ? ticket : `${ticket} ${service}`

/** What was noted at the door, by ticket; looks at documents by ticket and service. */
export interface DoorPart {
  readonly visitors: ReadonlyMap<string, Visitor>
  readonly prechecks: ReadonlyMap<string, Precheck>
}

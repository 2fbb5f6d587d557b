/** Papers of one case that were destroyed, by whom and when. */
export interface Shredding {
  /** The id of the event. */
  readonly act: string
  readonly subject: string
  readonly papers: readonly string[]
  readonly at: number
  readonly by: string | null
  /** The days were over for which the hall keeps them. */
  readonly isDue: boolean
}

/** What was destroyed. */
export interface PapersPart {
  /** Names of papers that were destroyed: nobody opens them, whether their bytes are gone yet or not. */
  readonly shredded: ReadonlySet<string>
  /** Acts that a manager stopped, whether they have come or not. */
  readonly stopped: ReadonlySet<string>
  /** Papers of which a manager has stopped the destroying: they go only when somebody says so again. */
  readonly spared: ReadonlySet<string>
  /** The last destructions that nobody has stopped, oldest first. */
  readonly shreddings: readonly Shredding[]
}

/** What cannot be taken back is hidden at once and carried out after so much running time (ms), if it still counts then. */
export const UNTIL_DESTROYED_MS = 24 * 60 * 60_000

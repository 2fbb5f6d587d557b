/** Papers of one case that were destroyed, by whom and when. */
export interface Shredding {
  readonly subject: string
  readonly papers: number
  readonly at: number
  readonly by: string | null
}

/** What was destroyed. */
export interface PapersPart {
  /** Names of papers that were destroyed. */
  readonly shredded: ReadonlySet<string>
  /** The last destructions, oldest first. */
  readonly shreddings: readonly Shredding[]
}

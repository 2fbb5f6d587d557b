import type { Range } from './heldLines.ts'

/** A number that was put on paper. */
export interface PrintedNumber {
  readonly label: string
  readonly number: number
  readonly queue: string
  readonly day: string
  /** The name of the lane or sub-lane: `2b`. */
  readonly lane: string | null
}

/** What a fragment still tells of its line. Null: it cannot be read. */
export interface Glimpse {
  readonly journal: string | null
  readonly n: number | null
  /** When it was, ms since 1970. */
  readonly at: number | null
  readonly kind: string | null
  /** The number that it put on paper. */
  readonly ticket: PrintedNumber | null
}

/** How far a journal went at least: damaged frames at its end may have held as many lines as there are pieces of them. */
export function endSeen(journal: string, last: number, glimpses: readonly Glimpse[]): number {
  const behind = glimpses.flatMap((each) =>
    mayBeOf(journal, each) && each.n !== null && each.n > last ? [each.n] : [],
  )
  return Math.max(last, ...behind.filter((n) => n <= last + glimpses.length))
}

/** What is seen of these lines of a journal. */
export const seenOf = (journal: string, [from, to]: Range, glimpses: readonly Glimpse[]): readonly Glimpse[] =>
  glimpses.filter((each) => mayBeOf(journal, each) && each.n !== null && each.n >= from && each.n <= to)

const mayBeOf = (journal: string, each: Glimpse): boolean => each.journal === null || each.journal === journal

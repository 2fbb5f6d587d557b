import type { SavedLines } from '#device/journal/foundJournal.ts'

/** A run of own lines, and the stamp of the last of them. */
export interface OwnLines extends SavedLines {
  readonly stamp: string
}

/** The number of its last line. */
export const endOf = ({ from, lines }: SavedLines): number => from + lines.length - 1

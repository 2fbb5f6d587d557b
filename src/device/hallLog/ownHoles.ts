import { nameAt, runsByName } from '#device/journal/branches.ts'
import { type Glimpse, seenOf } from '#device/journal/glimpses.ts'
import { type HeldLines, notHeld } from '#device/journal/heldLines.ts'
import type { OwnJournal } from '#device/journal/pen.ts'

/** Lines that this tablet wrote, that are not here any more, and that the hall server is not known to have. */
export interface OwnHole {
  /** As this tablet knows the journal, and as the hall does. */
  readonly journal: string
  readonly name: string
  readonly from: number
  readonly to: number
  readonly seen: readonly Glimpse[]
  /** Nothing of this journal lies behind it. */
  readonly isEnd: boolean
}

/** The holes in the own journals, the oldest first. */
export const ownHoles = (
  journals: readonly OwnJournal[],
  held: HeldLines,
  glimpses: readonly Glimpse[],
): readonly OwnHole[] =>
  journals.flatMap((own) =>
    runsByName(own, own.head.n > own.kept ? [[own.kept + 1, own.head.n]] : []).flatMap(({ name, from, to }) =>
      notHeld(held, name, [from, to]).map(([first, last]) => ({
        journal: own.journal,
        name: nameAt(own, first),
        from: first,
        to: last,
        seen: seenOf(own.journal, [first, last], glimpses),
        isEnd: last === own.head.n,
      })),
    ),
  )

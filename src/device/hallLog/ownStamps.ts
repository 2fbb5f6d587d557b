import type { OwnJournal } from '#device/journal/pen.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import type { NewEvent } from '#domain/command.ts'
import { baseOf } from '#log/journalName.ts'
import { keptHead } from '#log/lines.ts'
import { stampAt } from '#log/stamp.ts'
import type { WorkingSet } from './workingSet.ts'

/** What a tablet says of its own lines when it learns that its clock ran far ahead. */
export interface OwnStamps {
  /** What it says goes behind this: all that others wrote and is folded here, and the time that it has learnt. */
  readonly above: string
  readonly said: readonly NewEvent[]
}

/** What is to be said of the own lines, now (ms) that the time is known; null when nothing is. */
export async function ownStamps(of: {
  readonly journals: readonly OwnJournal[]
  readonly store: Pick<LineStore, 'ownAfter'>
  readonly workingSet: WorkingSet
  readonly now: number
}): Promise<OwnStamps | null> {
  const { journals, store, workingSet, now } = of
  const own = new Set(journals.map(({ journal }) => journal))
  const above = workingSet
    .events()
    .reduce(
      (highest, { journal, stamp }) => (own.has(baseOf(journal)) || stamp < highest ? highest : stamp),
      stampAt(now),
    )
  const said: NewEvent[] = []
  for (const { journal, head } of journals) {
    const lines = (await store.ownAfter(journal, above)).flatMap((rows) => rows.lines).map((line) => keptHead(line))
    const first = lines.find((line) => workingSet.place({ ...line, body: {}, papers: [] }).stamp > above)
    if (first) said.push({ kind: 'StampsTaken', subject: journal, body: { from: first.n, to: head.n } })
  }
  return said.length === 0 ? null : { above, said }
}

import type { OwnJournal } from '#device/journal/pen.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import type { NewEvent } from '#domain/command.ts'
import type { Position } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import { keptHead } from '#log/lines.ts'
import { isFarAhead, stampAt } from '#log/stamp.ts'
import type { WorkingSet } from './workingSet.ts'

/** What a tablet says of its own lines when it learns that its clock ran far ahead. */
export interface OwnStamps {
  /** What it says goes behind this: what others wrote and is folded here in its time, and the time that it has learnt. */
  readonly above: string
  readonly said: readonly NewEvent[]
}

/** Above what of these lies in its time, and at the time that is now (ms). */
export const endInTime = (events: readonly Position[], now: number): string =>
  events.reduce((highest, { stamp }) => (stamp < highest || isFarAhead(stamp, now) ? highest : stamp), stampAt(now))

/**
 * What is to be said of the own lines, now (ms) that the time is known; null when nothing is. Lines behind somebody else's
 * that lie far ahead too stand on those, and wait until that one has said it.
 */
export async function ownStamps(of: {
  readonly journals: readonly OwnJournal[]
  readonly store: Pick<LineStore, 'ownAfter'>
  readonly workingSet: WorkingSet
  readonly now: number
}): Promise<OwnStamps | null> {
  const { journals, store, workingSet, now } = of
  const own = new Set(journals.map(({ journal }) => journal))
  const others = workingSet.events().filter(({ journal }) => !own.has(baseOf(journal)))
  const farStamp = others.find(({ stamp }) => isFarAhead(stamp, now))?.stamp ?? null
  const above = endInTime(others, now)
  const said: NewEvent[] = []
  for (const { journal } of journals) {
    const lines = (await store.ownAfter(journal, above))
      .flatMap((rows) => rows.lines)
      .map((line) => keptHead(line))
      .map((line) => ({ n: line.n, stamp: workingSet.place({ ...line, body: {}, papers: [] }).stamp }))
      .filter(({ stamp }) => stamp > above && (farStamp === null || stamp < farStamp))
    const [first, last] = [lines[0], lines.at(-1)]
    if (first && last && lines.some(({ stamp }) => isFarAhead(stamp, now)))
      said.push({ kind: 'StampsTaken', subject: journal, body: { from: first.n, to: last.n } })
  }
  return said.length === 0 ? null : { above, said }
}

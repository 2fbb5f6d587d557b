import { nameAt } from '#device/journal/branches.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import type { PenInHand } from './takeUpPen.ts'

/**
 * Takes the body of every redacted line off this tablet: out of its rows and out of the write-ahead journal. An own line
 * that the hall server does not have yet waits until it has: there it is replaced when it arrives, and here nobody folds
 * it any more.
 */
export async function redactWhatIsDue(store: LineStore, { pen, journal }: PenInHand): Promise<void> {
  for (const line of await store.toRedact()) {
    const own = pen.journals.find((each) => line.n <= each.head.n && nameAt(each, line.n) === line.journal)
    if (own && line.n > own.kept) continue
    const kept = new Map(pen.journals.map((each) => [each.journal, each.kept]))
    // The journal's disk goes first: the database can be rebuilt from it, and must not bring the body back.
    if (own) await journal?.purge(own.journal, line.n, (of, n) => (kept.get(of) ?? 0) >= n)
    await store.redact(line, own?.journal ?? null)
  }
}

import { baseOf } from '#log/journalName.ts'
import { hashOfLine } from '#log/lines.ts'
import type { EventStore } from './eventStore.ts'

/**
 * Whether a line that somebody names of a journal is kept under the name of one of its branches: two devices wrote it, and
 * whoever names it may not have heard yet by which name it goes here.
 */
export async function isInBranch(
  store: Pick<EventStore, 'journal' | 'journalsOf' | 'line'>,
  { journal, n, hash }: { readonly journal: string; readonly n: number; readonly hash: string },
): Promise<boolean> {
  const state = await store.journal(journal)
  const ends = state ? await store.journalsOf(state.tablet) : []
  for (const each of ends) {
    if (each.journal === journal || baseOf(each.journal) !== baseOf(journal) || each.head.n < n) continue
    const line = await store.line(each.journal, n)
    if (line !== null && hashOfLine(line) === hash) return true
  }
  return false
}

import type { OwnJournal } from '#device/journal/pen.ts'
import type { FoundJournal, SavedLines } from '#device/journal/writeAheadJournal.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import type { OwnLines, StoredJournal } from '#device/store/ownRows.ts'
import { NO_PREVIOUS } from '#log/event.ts'
import { hashOfLine, readLine } from '#log/lines.ts'

/** What a start finds when journal and database have been brought to agree. */
export interface Reconciled {
  readonly journals: readonly OwnJournal[]
  readonly stored: readonly StoredJournal[]
  /** Unacknowledged lines that the database has and the journal has lost: the journal is to be refilled with them. */
  readonly refill: readonly SavedLines[]
  /** The database was empty although the journal was not. */
  readonly rebuilt: boolean
}

/**
 * Brings write-ahead journal and database to agree, both ways. The journal is written first, so it is ahead by what a
 * kill cut short; it is ahead by everything it has when the browser dropped the database; it is behind when its own
 * files were damaged.
 */
export async function reconcile(found: FoundJournal, store: LineStore): Promise<Reconciled> {
  const before = new Map((await store.journals()).map((each) => [each.journal, each]))
  const rebuilt = before.size === 0 && found.saved.length > 0
  let order = Math.max(0, ...[...before.values()].map((each) => each.order))
  for (const journal of new Set(found.saved.map((each) => each.journal))) {
    const saved = found.saved.filter((each) => each.journal === journal)
    const there = before.get(journal)
    const missing = withoutRepeats(saved, there?.last ?? 0)
    const first = missing[0]
    if (!first) continue
    const whole = first.from === (there?.last ?? 0) + 1 && (there?.whole ?? true)
    const place = there ? { order: there.order, whole } : { order: ++order, whole }
    for (let at = 0; at < missing.length; at += 500) {
      const rows = missing.slice(at, at + 500)
      await store.putOwn(rows, place)
    }
  }
  for (const { journal, kept } of found.heading?.journals ?? [])
    await store.setKept(journal, Math.max(kept, before.get(journal)?.kept ?? 0))
  const stored = await store.journals()
  const marks = new Map((found.heading?.journals ?? []).map((mark) => [mark.journal, mark]))
  return {
    rebuilt,
    stored,
    refill: await missingInJournal(found, stored, store),
    journals: stored.map(({ journal, order, last, lastLine, lastStamp, kept, branches }) => {
      const mark = marks.get(journal)
      // A rebuilt database may hold nothing of a journal whose segments were all let go; the heading knows its end.
      if (mark && mark.n > last)
        return {
          journal,
          order,
          head: { n: mark.n, hash: mark.hash },
          lastStamp: mark.stamp,
          kept: mark.kept,
          branches,
        }
      return {
        journal,
        order,
        head: { n: last, hash: lastLine === null ? NO_PREVIOUS : hashOfLine(lastLine) },
        lastStamp,
        kept,
        branches,
      }
    }),
  }
}

/** Rows for the lines behind `last`, in order, each line once; a later writer's line stands. */
function withoutRepeats(saved: readonly SavedLines[], last: number): OwnLines[] {
  const lines = new Map<number, { line: string; command: string | null }>()
  for (const { from, lines: run, command } of saved) {
    for (const [i, line] of run.entries()) if (from + i > last) lines.set(from + i, { line, command })
  }
  return [...lines]
    .sort(([a], [b]) => a - b)
    .flatMap(([n, { line, command }]): OwnLines[] => {
      const read = readLine(line)
      return read.ok ? [{ journal: read.head.journal, from: n, lines: [line], command, stamp: read.head.stamp }] : []
    })
}

async function missingInJournal(
  found: FoundJournal,
  stored: readonly StoredJournal[],
  store: LineStore,
): Promise<SavedLines[]> {
  const refill: SavedLines[] = []
  for (const { journal, kept, last } of stored) {
    const inJournal = Math.max(
      0,
      ...found.saved.filter((each) => each.journal === journal).map(({ from, lines }) => from + lines.length - 1),
    )
    const from = Math.max(kept, inJournal) + 1
    if (from > last) continue
    await store.readOwn(journal, from, (row) => {
      const skip = Math.max(0, from - row.from)
      refill.push({ ...row, from: row.from + skip, lines: row.lines.slice(skip) })
      return false
    })
  }
  return refill
}

import type Database from 'libsql'
import { UNDATED } from './dating.ts'
import { text, whole } from './rows.ts'
import { rowsOf } from './soundText.ts'
import { unlessDamaged } from './unopened.ts'

/** Numbers from … to, both included. */
interface Range {
  readonly from: number
  readonly to: number
}

/** Where a run belongs of which the lines cannot be read any more. */
interface LostRun {
  /** Empty where nobody can say it. */
  readonly journal: string
  readonly completes: number
  /** Its first line, and its first seq. */
  readonly n: number
  readonly seq: number
  readonly count: number
}

/**
 * Puts rows without lines into the place of runs that could not be read: no seq is skipped, and whoever reads there finds the lines
 * damaged by name, so that tablets are asked for them. Which they were the indexes say, or else what the journals lack. Answers whether there were any.
 */
export function fillLostRuns(
  damaged: Database.Database,
  mended: Database.Database,
  { hall, head }: { readonly hall: string; readonly head: number },
): boolean {
  const there = rowsOf(mended, 'SELECT first_seq, last_seq FROM runs ORDER BY last_seq').map(([first, last]) => ({
    from: whole(first),
    to: whole(last),
  }))
  const missing = gapsBetween(there, head)
  const lost = missing.length === 0 ? [] : (byIndexes(damaged, missing) ?? byJournals(mended, missing))
  const insert = mended.prepare(`INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, '${UNDATED}', '', '', 0, '', ?, '')`)
  for (const { journal, completes, n, seq, count } of lost)
    insert.run(hall, seq + count - 1, seq, journal, n, n + count - 1, completes)
  return lost.length > 0
}

/** What is missing up to a number among ranges that do not overlap, in order. */
function gapsBetween(there: readonly Range[], upTo: number): readonly Range[] {
  let end = 0
  const gaps: Range[] = []
  for (const { from, to } of [...there, { from: upTo + 1, to: upTo + 1 }]) {
    if (from > end + 1) gaps.push({ from: end + 1, to: from - 1 })
    end = Math.max(end, to)
  }
  return gaps
}

/** As both indexes of the table say: one has where each run ends in the history, the other where in its journal. Null: they cannot be read. */
function byIndexes(db: Database.Database, missing: readonly Range[]): readonly LostRun[] | null {
  return unlessDamaged(() => {
    const ends = rowsOf(db, 'SELECT last_seq, rowid FROM runs INDEXED BY sqlite_autoindex_runs_1 ORDER BY last_seq')
    const places = new Map(
      rowsOf(db, 'SELECT rowid, journal, completes, last_n FROM runs INDEXED BY sqlite_autoindex_runs_2').map(
        ([row, journal, completes, lastN]) => [
          whole(row),
          { journal: text(journal), completes: whole(completes), lastN: whole(lastN) },
        ],
      ),
    )
    let before = 0
    const found = ends.flatMap(([end, row]): LostRun[] => {
      const seq = before + 1
      before = whole(end)
      const place = places.get(whole(row))
      if (!place || !missing.some(({ from, to }) => from <= seq && before <= to)) return []
      const count = before - seq + 1
      return [{ ...place, n: place.lastN - count + 1, seq, count }]
    })
    const isAll = missing.every(
      ({ from, to }) => sumOf(found.filter(({ seq }) => from <= seq && seq <= to)) === to - from + 1,
    )
    return isAll && found.every(({ n }) => n >= 1) ? found : null
  }, null)
}

const sumOf = (runs: readonly LostRun[]) => runs.reduce((sum, { count }) => sum + count, 0)

/** As many as are missing of each journal, in some order: they come again under other seqs in any case. */
function byJournals(db: Database.Database, missing: readonly Range[]): readonly LostRun[] {
  const heads = rowsOf(db, 'SELECT journal, n FROM journals').map(([journal, n]) => ({
    journal: text(journal),
    n: whole(n),
  }))
  const holes = rowsOf(db, 'SELECT journal, first_n, last_n FROM holes').map(([journal, from, to]) => ({
    journal: text(journal),
    from: whole(from),
    to: whole(to),
  }))
  const runs = rowsOf(db, 'SELECT journal, first_n, last_n FROM runs WHERE completes = 0 ORDER BY last_n').map(
    ([journal, from, to]) => ({ journal: text(journal), from: whole(from), to: whole(to) }),
  )
  const lacking = heads.flatMap(({ journal, n }) => {
    const here = [...runs, ...holes].filter((each) => each.journal === journal).sort((a, b) => a.to - b.to)
    // A branch begins where it parts.
    const begins = journal.includes('~') ? [{ from: 1, to: (here[0]?.from ?? 1) - 1 }] : []
    return gapsBetween([...begins, ...here], n).map((gap) => ({ journal, ...gap }))
  })
  const lost: LostRun[] = []
  let nobodys = 1
  for (const gap of missing) {
    for (let seq = gap.from; seq <= gap.to; ) {
      const left = gap.to - seq + 1
      const next = lacking.shift()
      const count = next ? Math.min(left, next.to - next.from + 1) : left
      lost.push({ journal: next?.journal ?? '', completes: 0, n: next?.from ?? nobodys, seq, count })
      if (!next) nobodys += count
      else if (next.from + count <= next.to) lacking.unshift({ ...next, from: next.from + count })
      seq += count
    }
  }
  return lost
}

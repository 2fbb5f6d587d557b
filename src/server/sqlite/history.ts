import type { StoredRun } from '../eventStore.ts'
import { firstTip, tipBehind } from '../tips.ts'
import type { Engine } from './engine.ts'
import { columns, text, whole } from './rows.ts'
import { checkRun } from './soundness.ts'
import { unlessDamaged } from './unopened.ts'

/** A line by its journal, as the hall calls it, and its number. */
interface NamedLine {
  readonly journal: string
  readonly n: number
}

/** The history as it lies on the disk: what it comes to, and whether its lines are still what was stored. */
export interface History {
  /** What it comes to behind the last line of a run. */
  tipOf(lastSeq: number): string
  /** The same behind any seq up to the head. */
  tipAt(seq: number): string
  /** Runs behind `after` that end at `last` at the latest. What of them is damaged is noted, and wanted from then on. */
  read(after: number, last: number): readonly StoredRun[]
  isDamaged(seq: number): boolean
  /** These lines have been stored once more. */
  cameAgain(journal: string, from: number, to: number): void
  /** Lines found damaged that have not come again. */
  damaged(): readonly NamedLine[]
  /** How many were ever found damaged. */
  damages(): number
}

/** Makes the history of a store. */
export function createHistory(engine: Engine, hall: () => string): History {
  const readRuns = engine.prepare(
    `SELECT first_seq, last_seq, journal, first_n, received, kinds, lines, tip FROM runs
     WHERE hall = ? AND last_seq > ? AND last_seq <= ? ORDER BY last_seq`,
  )
  const readEnds = engine.prepare(
    'SELECT last_seq FROM runs WHERE hall = ? AND last_seq > ? AND last_seq <= ? ORDER BY last_seq',
  )
  const readEndBefore = engine.prepare(
    'SELECT last_seq FROM runs WHERE hall = ? AND last_seq < ? ORDER BY last_seq DESC LIMIT 1',
  )
  // Of a row that cannot be read both indexes still say something, each of them without a look at the row.
  const readPlace = engine.prepare(
    `SELECT journal, last_n FROM runs INDEXED BY sqlite_autoindex_runs_2 WHERE hall = ? AND +rowid =
       (SELECT rowid FROM runs INDEXED BY sqlite_autoindex_runs_1 WHERE hall = ? AND last_seq = ?)`,
  )
  const readTip = engine.prepare('SELECT tip FROM runs WHERE hall = ? AND last_seq = ?')
  const readAround = engine.prepare(
    'SELECT first_seq, lines FROM runs WHERE hall = ? AND last_seq >= ? ORDER BY last_seq LIMIT 1',
  )
  // A line that is not what was stored is like one of which the head alone is here: it is taken in once more.
  const insertBare = engine.prepare('INSERT OR IGNORE INTO bare VALUES (?, ?, ?)')
  const insertDamaged = engine.prepare('INSERT OR IGNORE INTO damaged (hall, journal, n, seq) VALUES (?, ?, ?, ?)')
  const noteAgain = engine.prepare('UPDATE damaged SET again = 1 WHERE hall = ? AND journal = ? AND n BETWEEN ? AND ?')
  const countAt = engine.prepare('SELECT count(*) FROM damaged WHERE hall = ? AND seq = ?')
  const readDamaged = engine.prepare(
    'SELECT DISTINCT journal, n FROM damaged WHERE hall = ? AND again = 0 ORDER BY journal, n',
  )
  const countDamaged = engine.prepare('SELECT count(*) FROM damaged WHERE hall = ?')

  /** Nobody else writes to this store: as long as nothing was found damaged nothing is looked up. */
  let count: number | null = null
  const damages = (): number => {
    count ??= whole(columns(countDamaged.get(hall()))[0] ?? 0)
    return count
  }
  const tipOf = (seq: number): string =>
    seq === 0 ? firstTip(hall()) : unlessDamaged(() => text(columns(readTip.get(hall(), seq))[0]), NO_TIP)

  /** The rows of runs that end in this range; where a page of them is damaged, one by one: it costs what lies in it. */
  function rowsOf(after: number, last: number): readonly unknown[] {
    return unlessDamaged(
      () => readRuns.all(hall(), after, last),
      () =>
        readEnds.all(hall(), after, last).flatMap((row) => {
          const end = whole(columns(row)[0])
          return unlessDamaged(
            () => readRuns.all(hall(), end - 1, end),
            () => [lostRow(end)],
          )
        }),
    )
  }

  /** What stands in the place of a row of which nothing but its place is known. */
  function lostRow(end: number): unknown {
    const [journal, lastN] = columns(readPlace.get(hall(), hall(), end))
    const count = end - whole(columns(readEndBefore.get(hall(), end))[0] ?? 0)
    const lines = '\n'.repeat(count - 1)
    return [end - count + 1, end, text(journal), whole(lastN) - count + 1, '', ' '.repeat(count - 1), lines, NO_TIP]
  }

  function note(lines: readonly (NamedLine & { readonly seq: number })[]): void {
    engine.transact(() => {
      for (const { journal, n, seq } of lines)
        if (insertDamaged.run(hall(), journal, n, seq) > 0) insertBare.run(hall(), journal, n)
    })
    count = null
  }

  return {
    tipOf,

    tipAt(seq) {
      if (seq === 0) return firstTip(hall())
      return unlessDamaged(() => {
        // Every hello asks for the head's, where a run ends: its lines, a quarter of a megabyte perhaps, are left alone.
        const end = readTip.get(hall(), seq)
        if (end !== undefined) return text(columns(end)[0])
        const [first, lines] = columns(readAround.get(hall(), seq))
        const upTo = text(lines)
          .split('\n')
          .slice(0, seq - whole(first) + 1)
        return tipBehind(tipOf(whole(first) - 1), upTo)
      }, NO_TIP)
    },

    read(after, last) {
      const damage: (NamedLine & { readonly seq: number })[] = []
      const runs = rowsOf(after, last).map((row): StoredRun => {
        const { run, tip } = readRun(row)
        const { firstSeq, from, journal, lastSeq } = run
        const checked = checkRun({ ...run, count: lastSeq - firstSeq + 1, before: tipOf(firstSeq - 1), tip })
        for (const n of checked.damaged) damage.push({ journal, n, seq: firstSeq + n - from })
        return { ...run, ...checked }
      })
      if (damage.length > 0) note(damage)
      return runs
    },

    isDamaged: (seq) => damages() > 0 && whole(columns(countAt.get(hall(), seq))[0] ?? 0) > 0,
    cameAgain: (journal, from, to) => void noteAgain.run(hall(), journal, from, to),
    damaged() {
      if (damages() === 0) return []
      return readDamaged.all(hall()).map((row) => {
        const [journal, n] = columns(row)
        return { journal: text(journal), n: whole(n) }
      })
    },
    damages,
  }
}

/** What a history comes to that cannot be read: whoever was told more knows that something is lost. */
const NO_TIP = ''

function readRun(row: unknown): { readonly run: Omit<StoredRun, 'damaged'>; readonly tip: string } {
  const [firstSeq, lastSeq, journal, from, received, kinds, lines, tip] = columns(row)
  const run = {
    firstSeq: whole(firstSeq),
    lastSeq: whole(lastSeq),
    journal: text(journal),
    from: whole(from),
    received: text(received),
    kinds: text(kinds).split(' '),
    quarantined: [],
    lines: text(lines).split('\n'),
  }
  return { run, tip: text(tip) }
}

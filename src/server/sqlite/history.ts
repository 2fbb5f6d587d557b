import type { StoredRun } from '../eventStore.ts'
import { firstTip, tipBehind } from '../tips.ts'
import { receivedAt } from './dating.ts'
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
    `SELECT last_seq, journal, first_n, received, lines, tip FROM runs
     WHERE hall = ? AND last_seq > ? AND last_seq <= ? ORDER BY last_seq`,
  )
  const readEnds = engine.prepare(
    'SELECT last_seq FROM runs WHERE hall = ? AND last_seq > ? AND last_seq <= ? ORDER BY last_seq',
  )
  const readEndBefore = engine.prepare(
    'SELECT last_seq FROM runs WHERE hall = ? AND last_seq < ? ORDER BY last_seq DESC LIMIT 1',
  )
  // Of a row that cannot be read, or that says something else, both indexes still say something, each without a look at it.
  const readPlace = engine.prepare(
    `SELECT journal, last_n FROM runs INDEXED BY sqlite_autoindex_runs_2 WHERE hall = ? AND +rowid =
       (SELECT rowid FROM runs INDEXED BY sqlite_autoindex_runs_1 WHERE hall = ? AND last_seq = ?)`,
  )
  const readTip = engine.prepare('SELECT tip FROM runs WHERE hall = ? AND last_seq = ?')
  const isJournal = engine.prepare('SELECT 1 FROM journals WHERE hall = ? AND journal = ?')
  const readAround = engine.prepare(
    'SELECT last_seq, lines FROM runs WHERE hall = ? AND last_seq >= ? ORDER BY last_seq LIMIT 1',
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
    const { journal, from } = placeAt(end, end - endBefore(end)) ?? { journal: '', from: 1 }
    return [end, journal, from, '', '', NO_TIP]
  }

  const endBefore = (end: number): number => whole(columns(readEndBefore.get(hall(), end))[0] ?? 0)

  /** Where the run of so many lines belongs that ends there, as the indexes say; null: they cannot be read. */
  function placeAt(end: number, count: number): Place | null {
    const [journal, lastN] = columns(unlessDamaged(() => readPlace.get(hall(), hall(), end), null))
    return journal === undefined ? null : { journal: text(journal), from: whole(lastN) - count + 1 }
  }

  /**
   * A run where it belongs. What a disk has changed may be what its row says of that: then the lines would count for lost
   * under a name that nobody has, and nobody could bring them again. The indexes say it once more, and the lines say which is right.
   */
  function runOf({ end, place, received, lines, tip }: StoredRow, firstSeq: number): StoredRun {
    const count = end - firstSeq + 1
    const before = tipOf(firstSeq - 1)
    const at = ({ journal, from }: Place): StoredRun => {
      const checked = checkRun({ journal, from, count, lines, before, tip })
      const known = receivedAt(received, checked.lines)
      return { firstSeq, lastSeq: end, journal, from, received: known, quarantined: [], ...checked }
    }
    const said = at(place)
    // Which branch it is stands in no line.
    const isSure = said.damaged.length === 0 && !place.journal.includes('~')
    const other = isSure ? null : placeAt(end, count)
    if (other === null || (other.journal === place.journal && other.from === place.from)) return said
    const isKnown = ({ journal }: Place) =>
      unlessDamaged(
        () => isJournal.get(hall(), journal) !== undefined,
        () => true,
      )
    const known = [at(other), said].filter(isKnown)
    return known.find(({ damaged }) => damaged.length === 0) ?? known[0] ?? said
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
        const [last, joined] = columns(readAround.get(hall(), seq))
        const lines = text(joined).split('\n')
        const before = whole(last) - lines.length
        return tipBehind(tipOf(before), lines.slice(0, seq - before))
      }, NO_TIP)
    },

    read(after, last) {
      const damage: (NamedLine & { readonly seq: number })[] = []
      let before: number | null = null
      const runs = rowsOf(after, last).map((row): StoredRun => {
        const found = readRow(row)
        // Where the one before ends, whatever the row says.
        const run: StoredRun = runOf(found, (before ?? endBefore(found.end)) + 1)
        before = found.end
        // Nobody can bring again what nobody can name.
        if (run.journal === '') return run
        for (const n of run.damaged) damage.push({ journal: run.journal, n, seq: run.firstSeq + n - run.from })
        return run
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

/** Where a run belongs: in which journal, from which line on. */
interface Place {
  readonly journal: string
  readonly from: number
}

/** A row of a run, as it lies on the disk. */
interface StoredRow {
  readonly end: number
  readonly place: Place
  readonly received: string
  readonly lines: readonly string[]
  readonly tip: string
}

function readRow(row: unknown): StoredRow {
  const [end, journal, from, received, lines, tip] = columns(row)
  return {
    end: whole(end),
    place: { journal: text(journal), from: whole(from) },
    received: text(received),
    lines: text(lines).split('\n'),
    tip: text(tip),
  }
}

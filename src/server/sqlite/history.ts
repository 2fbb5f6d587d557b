import type { StoredRun } from '../eventStore.ts'
import { firstTip, tipBehind } from '../tips.ts'
import type { Engine } from './engine.ts'
import { columns, text, whole } from './rows.ts'
import { checkRun } from './soundness.ts'

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
  const readTip = engine.prepare('SELECT tip FROM runs WHERE hall = ? AND last_seq = ?')
  const readAround = engine.prepare(
    'SELECT first_seq, lines, tip FROM runs WHERE hall = ? AND last_seq >= ? ORDER BY last_seq LIMIT 1',
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
  const tipOf = (seq: number): string => (seq === 0 ? firstTip(hall()) : text(columns(readTip.get(hall(), seq))[0]))

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
      const [first, lines, tip] = columns(readAround.get(hall(), seq))
      const all = text(lines).split('\n')
      const upTo = seq - whole(first) + 1
      return upTo === all.length ? text(tip) : tipBehind(tipOf(whole(first) - 1), all.slice(0, upTo))
    },

    read(after, last) {
      const damage: (NamedLine & { readonly seq: number })[] = []
      const runs = readRuns.all(hall(), after, last).map((row): StoredRun => {
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

import { hold, type Range } from '#device/journal/heldLines.ts'
import { endOf, type OwnLines } from './ownLines.ts'

/** Own lines that the journal's disk has and the database does not have yet, and what the hall server has kept since. */
export interface Behind {
  readonly rows: readonly OwnLines[]
  /** Journals that the database does not know yet. */
  readonly begun: ReadonlyMap<string, NewJournal>
  /** How far the hall server has kept journals. */
  readonly kept: ReadonlyMap<string, number>
}

interface NewJournal {
  readonly order: number
  readonly whole: boolean
}

/** The newest rows of each own journal, in order and without gaps between them. */
export type NewestRows = ReadonlyMap<string, readonly OwnLines[]>

/**
 * Brings into the database what is saved already: the journal's disk has it. One transaction at a time; what is saved
 * meanwhile goes together into the next. Whoever reads own lines reads `newest` first and the database then, so that
 * nothing is missed in between.
 */
export interface RowsBehind {
  /** What was written here, from the oldest row on that the database or the hall server does not have; now and then more. */
  readonly newest: NewestRows
  /** Why the database took nothing when it was last asked, while rows wait for it; null: it follows. */
  readonly refusal: unknown
  /** Lines are on the journal's disk: the database gets them from now on. `begins`: they are the first of their journal. */
  follow(rows: OwnLines, begins: NewJournal | null): void
  /** The hall server has kept a journal so far. */
  noteKept(journal: string, n: number): void
  /** The hall server no longer has lines of a journal from `from` on; of all, when none is named. */
  forgetKept(journal?: string, from?: number): void
  /** Whether the database has every line of a journal up to `n`, as far as this tab wrote them. */
  hasCaughtUp(journal: string, n: number): boolean
  /** Answers when the database has everything, on its disk; fails with what it said. */
  caughtUp(): Promise<void>
  /** Answers when nothing is under way; what then waits stays waiting. */
  atRest(): Promise<void>
  /** Rows of the database have changed: they are read there. */
  readAnew(): void
  /** Nothing of this is read or written any more: the journal's disk is read anew. */
  forget(): Promise<void>
  /** Another tab writes: these lines lie on the journal's disk, and its database may be behind them. */
  show(rows: readonly OwnLines[]): void
}

/** Most rows of one transaction. */
const MOST_ROWS = 500
/** So many lines that the database has are read from memory while the hall server does not have them. */
const MOST_IN_MEMORY = 1_000

/** Makes it. `commit` stores what is behind in one transaction; `onRefused` is told that it could not. */
export function createRowsBehind(commit: (behind: Behind) => Promise<void>, onRefused: () => void): RowsBehind {
  const newest = new Map<string, readonly OwnLines[]>()
  let rows: readonly OwnLines[] = []
  let begun: ReadonlyMap<string, NewJournal> = new Map()
  let kept: ReadonlyMap<string, number> = new Map()
  /** How far the hall server has kept what is in memory, noted in the database or not. */
  let keptOf: ReadonlyMap<string, number> = new Map()
  let refusal: { readonly fault: unknown } | null = null
  let isUnderWay = false
  let underWay = Promise.resolve()

  async function work(): Promise<void> {
    isUnderWay = true
    refusal = null
    while (refusal === null && rows.length + kept.size > 0) {
      const batch = { rows: rows.slice(0, MOST_ROWS), begun, kept }
      try {
        await commit(batch)
        rows = rows.slice(batch.rows.length)
        begun = unlike(begun, batch.begun)
        kept = unlike(kept, batch.kept)
        for (const journal of [...newest.keys()]) letGo(journal)
      } catch (fault) {
        refusal = { fault }
      }
    }
    isUnderWay = false
  }

  function begin(): Promise<void> {
    if (!isUnderWay) underWay = work()
    return underWay
  }

  /** Nobody waits for it: whoever can mend it is told that it failed. */
  function beginBehind(): void {
    if (isUnderWay) return
    begin().then(() => {
      if (refusal) onRefused()
    })
  }

  /** Rows leave the memory when they are at the hall server, or when there are many; never before the database has them. */
  function letGo(journal: string, most = MOST_IN_MEMORY): void {
    const all = newest.get(journal) ?? []
    const waits = rows.find((each) => each.journal === journal)?.from ?? Number.POSITIVE_INFINITY
    const n = keptOf.get(journal) ?? 0
    let lines = 0
    let first = all.length
    for (const [i, row] of [...all.entries()].reverse()) {
      lines += row.lines.length
      if (row.from < waits && (endOf(row) <= n || lines > most)) break
      first = i
    }
    if (first === all.length) newest.delete(journal)
    else if (first > 0) newest.set(journal, all.slice(first))
  }

  return {
    newest,
    get refusal() {
      return rows.length > 0 && refusal ? refusal.fault : null
    },
    follow(row, begins) {
      rows = [...rows, row]
      newest.set(row.journal, [...(newest.get(row.journal) ?? []), row])
      if (begins) begun = new Map([...begun, [row.journal, begins]])
      beginBehind()
    },
    noteKept(journal, n) {
      kept = new Map([...kept, [journal, n]])
      keptOf = new Map([...keptOf, [journal, n]])
      letGo(journal)
      beginBehind()
    },
    forgetKept(journal, from = 1) {
      const holds = ([each, n]: readonly [string, number]) => (journal !== undefined && each !== journal) || n < from
      kept = new Map([...kept].filter(holds))
      keptOf = new Map([...keptOf].filter(holds))
    },
    hasCaughtUp: (journal, n) => !rows.some((each) => each.journal === journal && each.from <= n),
    async caughtUp() {
      while (rows.length + kept.size > 0) {
        await begin()
        if (refusal) throw refusal.fault
      }
    },
    atRest: () => underWay,
    readAnew() {
      for (const journal of [...newest.keys()]) letGo(journal, 0)
    },
    async forget() {
      await underWay
      rows = []
      begun = new Map()
      kept = new Map()
      keptOf = new Map()
      refusal = null
      newest.clear()
    },
    show(theirs) {
      newest.clear()
      for (const row of theirs) newest.set(row.journal, [...(newest.get(row.journal) ?? []), row])
    },
  }
}

/** What has changed since a part of it was taken. */
const unlike = <Value>(now: ReadonlyMap<string, Value>, then: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
  new Map([...now].filter(([key, value]) => then.get(key) !== value))

/** The rows of a journal behind a line. */
export const rowsAfter = (newest: NewestRows, journal: string, n: number): readonly OwnLines[] =>
  (newest.get(journal) ?? []).filter(({ from }) => from > n)

/** Ranges with the lines of rows. */
export function withRows(journal: string, ranges: readonly Range[], rows: readonly OwnLines[]): readonly Range[] {
  const held = new Map<string, readonly Range[]>([[journal, ranges]])
  for (const row of rows) hold(held, journal, row.from, endOf(row))
  return held.get(journal) ?? []
}

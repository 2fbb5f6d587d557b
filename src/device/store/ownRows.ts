import type { Table } from 'dexie'
import { type Branch, withBranch } from '#device/journal/branches.ts'
import { hold, type LineId, type Range } from '#device/journal/heldLines.ts'
import type { SavedLines } from '#device/journal/writeAheadJournal.ts'
import type { Position } from '#log/event.ts'
import { headText, type Line } from '#log/lines.ts'
import type { OwnJournalRow, OwnRow, Tables } from './database.ts'
import { pack, packPlain, SMALL_ROWS, unpackLines } from './segments.ts'
import type { SnapshotRows } from './snapshots.ts'
import type { Write } from './term.ts'

/** A run of own lines read back. */
export interface OwnLines extends SavedLines {
  readonly stamp: string
}

/** One own journal as the store holds it. */
export interface StoredJournal extends OwnJournalRow {
  readonly branches: readonly Branch[]
  /** Which of its lines are held; one range when it is whole. */
  readonly ranges: readonly Range[]
  /** The last n held; 0 when none is. */
  readonly last: number
  readonly lastLine: Line | null
  readonly lastStamp: string | null
}

/** What this tablet wrote itself. */
export interface OwnRows {
  journals(): Promise<readonly StoredJournal[]>
  /**
   * Stores lines of one own journal in one transaction, after the write-ahead journal has them; `order` if it is new,
   */
  putOwn(rows: readonly OwnLines[], order?: { readonly order: number; readonly whole: boolean } | null): Promise<void>
  /** Own rows from line `from` on, in order, until `until` says that it has enough. */
  readOwn(journal: string, from: number, until: (lines: OwnLines) => boolean): Promise<void>
  /** One line of an own journal; null when it is not here. */
  ownLine(journal: string, n: number): Promise<Line | null>
  /** Own rows whose last stamp lies after `stamp`. */
  ownAfter(journal: string, stamp: string): Promise<readonly OwnLines[]>
  setKept(journal: string, kept: number): Promise<void>
  /** Lines of a journal from `from` on count as unsent again. */
  unkeep(journal: string, from: number): Promise<void>
  /** Takes the body out of one line. */
  redactOwn(line: LineId): Promise<void>
  /** A line of which the head alone was here has come whole. */
  completeOwn(whole: Position & { readonly line: Line }): Promise<void>
}

/** What the whole store does to own rows. */
interface OwnRowWork {
  /** Puts back lines that this tablet had lost; within a transaction that writes them. */
  putBack(rows: readonly OwnLines[]): Promise<void>
  /** Notes another name for the lines behind one, within a transaction that writes journals; false: no such journal. */
  noteBranch(journal: string, branch: Branch): Promise<boolean>
  /** Turns many small rows, once there are, into few compressed ones. */
  compact(): Promise<void>
}

/** Makes the rows of own lines. */
export function createOwnRows(db: Tables, snapshots: SnapshotRows, write: Write): OwnRows & OwnRowWork {
  /** Small rows written since the last look. */
  let smallRows = 0

  const rowsFrom = (journal: string, from = 0) =>
    db.own.where(':id').between([journal, from], [journal, Number.MAX_SAFE_INTEGER])

  async function rowWith(journal: string, n: number): Promise<OwnRow | undefined> {
    const row = await db.own.where(':id').between([journal, 0], [journal, n], true, true).last()
    return row && row.to >= n ? row : undefined
  }

  /** Puts another text in the place of one line, and does what goes with it in the same transaction. */
  async function rewrite(
    { journal, n }: LineId,
    to: (line: Line) => Line,
    tables: readonly Table[],
    besides: () => Promise<void>,
  ): Promise<void> {
    const row = await rowWith(journal, n)
    if (!row) return
    const lines = await unpackLines(row.lines)
    const packed = await pack(lines.map((line, i) => (row.from + i === n ? to(line) : line)))
    await write(tables, async () => {
      await db.own.put({ ...row, lines: packed })
      await besides()
    })
  }

  async function rangesOf(journal: string): Promise<readonly Range[]> {
    const held = new Map<string, readonly Range[]>()
    for (const { from, to } of await rowsFrom(journal).toArray()) hold(held, journal, from, to)
    return held.get(journal) ?? []
  }

  return {
    async journals() {
      const rows = await db.journals.toArray()
      const stored = rows.map(async (row): Promise<StoredJournal> => {
        const last = await rowsFrom(row.journal).last()
        const lines = last ? await unpackLines(last.lines) : []
        return {
          ...row,
          branches: row.branches ?? [],
          ranges: row.whole && last ? [[1, last.to]] : await rangesOf(row.journal),
          last: last?.to ?? 0,
          lastLine: lines.at(-1) ?? null,
          lastStamp: last?.stamp ?? null,
        }
      })
      return (await Promise.all(stored)).sort((a, b) => a.order - b.order)
    },

    putOwn(rows, order = null) {
      const packed = rows.map(rowOf)
      const first = rows[0]
      if (!first) return Promise.resolve()
      smallRows += rows.length
      const tables = [...[db.own, db.snapshots], ...(order === null ? [] : [db.journals])]
      // An own event almost always lies behind every snapshot; only a far-ahead foreign stamp makes it otherwise.
      return write(tables, async () => {
        if (packed.length === 1) await db.own.put(packed[0]!)
        else await db.own.bulkPut(packed)
        if (order !== null) await db.journals.put({ journal: first.journal, kept: 0, ...order })
        await snapshots.dropFrom({ stamp: first.stamp, journal: first.journal, n: first.from })
      })
    },

    async readOwn(journal, from, until) {
      let next = (await rowWith(journal, from))?.from ?? from
      for (;;) {
        const rows = await rowsFrom(journal, next).limit(100).toArray()
        for (const each of rows) if (until(await openRow(each))) return
        const last = rows.at(-1)
        if (!last) return
        next = last.to + 1
      }
    },

    async ownAfter(journal, stamp) {
      const found: OwnLines[] = []
      let below = Number.MAX_SAFE_INTEGER
      for (;;) {
        const rows = await db.own
          .where(':id')
          .between([journal, 0], [journal, below], true, false)
          .reverse()
          .limit(100)
          .toArray()
        for (const row of rows) {
          if (row.stamp <= stamp) return found.reverse()
          found.push(await openRow(row))
        }
        const last = rows.at(-1)
        if (!last) return found.reverse()
        below = last.from
      }
    },

    setKept: (journal, kept) =>
      write([db.journals], async () => {
        const row = await db.journals.get(journal)
        if (row && row.kept < kept) await db.journals.put({ ...row, kept })
      }),

    unkeep: (journal, from) =>
      write([db.journals], async () => {
        const row = await db.journals.get(journal)
        if (row && row.kept >= from) await db.journals.put({ ...row, kept: from - 1 })
      }),

    async putBack(rows) {
      for (const lines of rows) await db.own.put(rowOf(lines))
    },

    async noteBranch(journal, branch) {
      const row = await db.journals.get(journal)
      if (!row) return false
      await db.journals.put({ ...row, branches: withBranch(row.branches ?? [], branch) })
      return true
    },

    async compact() {
      if (smallRows < SMALL_ROWS) return
      smallRows = 0
      const { compactOwn } = await import('./compactRows.ts')
      for (const { journal } of await db.journals.toArray()) await compactOwn(db, write, journal)
    },

    async ownLine(journal, n) {
      const row = await rowWith(journal, n)
      return row ? ((await unpackLines(row.lines))[n - row.from] ?? null) : null
    },

    redactOwn: (line) => rewrite(line, headText, [db.own], async () => undefined),
    completeOwn: ({ line, ...at }) =>
      rewrite(
        at,
        () => line,
        [db.own, db.snapshots],
        () => snapshots.dropFrom(at),
      ),
  }
}

const rowOf = ({ journal, from, lines, stamp, command }: OwnLines): OwnRow => ({
  journal,
  from,
  to: from + lines.length - 1,
  stamp,
  command,
  lines: packPlain(lines),
})

const openRow = async ({ lines, ...row }: OwnRow): Promise<OwnLines> => ({ ...row, lines: await unpackLines(lines) })

import { type Branch, withBranch } from '#device/journal/branches.ts'
import { hold, type LineId, type Range } from '#device/journal/heldLines.ts'
import type { Position } from '#log/event.ts'
import type { Line } from '#log/lines.ts'
import type { OwnJournalRow, OwnRow, Tables } from './database.ts'
import { endOf, type OwnLines } from './ownLines.ts'
import { type Behind, createRowsBehind, type NewestRows, type RowsBehind, rowsAfter, withRows } from './rowsBehind.ts'
import { packPlain, SMALL_ROWS, unpackLines } from './segments.ts'
import type { SnapshotRows } from './snapshots.ts'
import type { Write } from './term.ts'

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

/** What this tablet wrote itself: in the database, or on its way there. */
export interface OwnRows {
  /** Brings lines into the database that the journal's disk has. */
  readonly behind: RowsBehind
  journals(): Promise<readonly StoredJournal[]>
  /** Stores lines of one own journal in one transaction; `order` if it is new. */
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

/** Makes the rows of own lines; `onRefused`: the database does not follow the journal's disk. */
export function createOwnRows(
  db: Tables,
  snapshots: SnapshotRows,
  write: Write,
  onRefused: () => void,
): OwnRows & OwnRowWork {
  /** Small rows written since the last look. */
  let smallRows = 0
  const behind = createRowsBehind(commit, onRefused)
  /** Taken before the database is asked: what leaves the memory meanwhile is in there. */
  const newestNow = (): NewestRows => new Map(behind.newest)

  function commit({ rows, begun, kept }: Behind): Promise<void> {
    smallRows += rows.length
    const tables = [
      ...(rows.length > 0 ? [db.own, db.snapshots] : []),
      ...(begun.size + kept.size > 0 ? [db.journals] : []),
    ]
    return write(tables, async () => {
      for (const [journal, order] of begun) await db.journals.put({ journal, kept: 0, ...order })
      for (const [journal, n] of kept) await raiseKept(journal, n)
      const [first, ...more] = rows
      if (!first) return
      await db.own.bulkPut(rows.map(rowOf))
      // An own event almost always lies behind every snapshot; only a far-ahead foreign stamp makes it otherwise.
      const earliest = more.reduce((least, each) => (each.stamp < least.stamp ? each : least), first)
      await snapshots.dropFrom({ stamp: earliest.stamp, journal: earliest.journal, n: earliest.from })
    })
  }

  async function raiseKept(journal: string, kept: number): Promise<void> {
    const row = await db.journals.get(journal)
    if (row && row.kept < kept) await db.journals.put({ ...row, kept })
  }

  const rowsFrom = (journal: string, from = 0) =>
    db.own.where(':id').between([journal, from], [journal, Number.MAX_SAFE_INTEGER])

  async function rowWith(journal: string, n: number): Promise<OwnRow | undefined> {
    const row = await db.own.where(':id').between([journal, 0], [journal, n], true, true).last()
    return row && row.to >= n ? row : undefined
  }

  async function rangesOf(journal: string): Promise<readonly Range[]> {
    const held = new Map<string, readonly Range[]>()
    for (const { from, to } of await rowsFrom(journal).toArray()) hold(held, journal, from, to)
    return held.get(journal) ?? []
  }

  async function storedAs(row: OwnJournalRow, newest: NewestRows): Promise<StoredJournal> {
    const { journal } = row
    const last = await rowsFrom(journal).last()
    const lines = last ? await unpackLines(last.lines) : []
    const inDatabase = row.whole && last ? [[1, last.to] as const] : await rangesOf(journal)
    const more = rowsAfter(newest, journal, last?.to ?? 0)
    const end = more.at(-1)
    return {
      ...row,
      branches: row.branches ?? [],
      ranges: withRows(journal, inDatabase, more),
      last: end ? endOf(end) : (last?.to ?? 0),
      lastLine: end?.lines.at(-1) ?? lines.at(-1) ?? null,
      lastStamp: end?.stamp ?? last?.stamp ?? null,
    }
  }

  const store = { db, snapshots, write, behind, rowWith }
  const rewriting = () => import('./rewritingOwn.ts')

  return {
    behind,

    async journals() {
      const newest = newestNow()
      const rows = await db.journals.toArray()
      const known = new Set(rows.map(({ journal }) => journal))
      let order = Math.max(0, ...rows.map((row) => row.order))
      for (const [journal, [first]] of newest)
        if (!known.has(journal)) rows.push({ journal, order: ++order, kept: 0, whole: first?.from === 1 })
      const stored = await Promise.all(rows.map((row) => storedAs(row, newest)))
      return stored.sort((a, b) => a.order - b.order)
    },

    putOwn(rows, order = null) {
      const packed = rows.map(rowOf)
      const first = rows[0]
      if (!first) return Promise.resolve()
      smallRows += rows.length
      const tables = [...[db.own, db.snapshots], ...(order === null ? [] : [db.journals])]
      return write(tables, async () => {
        if (packed.length === 1) await db.own.put(packed[0]!)
        else await db.own.bulkPut(packed)
        if (order !== null) await db.journals.put({ journal: first.journal, kept: 0, ...order })
        await snapshots.dropFrom({ stamp: first.stamp, journal: first.journal, n: first.from })
      })
    },

    async readOwn(journal, from, until) {
      const newest = newestNow()
      const inMemory = newest.get(journal)
      let next = from
      if (!inMemory?.[0] || from < inMemory[0].from) {
        next = (await rowWith(journal, from))?.from ?? from
        // Often the first row says enough.
        for (let count = 1; ; count = Math.min(100, count * 2)) {
          const rows = await rowsFrom(journal, next).limit(count).toArray()
          for (const each of rows) if (until(await openRow(each))) return
          const last = rows.at(-1)
          if (!last) break
          next = last.to + 1
        }
      }
      for (const each of inMemory ?? []) if (endOf(each) >= next && until(each)) return
    },

    async ownAfter(journal, stamp) {
      const newest = newestNow()
      const found: OwnLines[] = []
      let below = Number.MAX_SAFE_INTEGER
      for (;;) {
        const rows = await db.own
          .where(':id')
          .between([journal, 0], [journal, below], true, false)
          .reverse()
          .limit(100)
          .toArray()
        const later = rows.filter((row) => row.stamp > stamp)
        for (const row of later) found.push(await openRow(row))
        const last = rows.at(-1)
        if (!last || later.length < rows.length) break
        below = last.from
      }
      const end = found[0] ? endOf(found[0]) : 0
      return [...found.reverse(), ...rowsAfter(newest, journal, end).filter((row) => row.stamp > stamp)]
    },

    setKept: (journal, kept) => write([db.journals], () => raiseKept(journal, kept)),

    async unkeep(journal, from) {
      behind.forgetKept(journal, from)
      await behind.atRest()
      await write([db.journals], async () => {
        const row = await db.journals.get(journal)
        if (row && row.kept >= from) await db.journals.put({ ...row, kept: from - 1 })
      })
    },

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
      const newest = behind.newest.get(journal)?.find((row) => n >= row.from && n <= endOf(row))
      if (newest) return newest.lines[n - newest.from] ?? null
      const row = await rowWith(journal, n)
      return row ? ((await unpackLines(row.lines))[n - row.from] ?? null) : null
    },

    redactOwn: async (line) => (await rewriting()).redactOwn(store, line),
    completeOwn: async (whole) => (await rewriting()).completeOwn(store, whole),
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

import { Dexie, type EntityTable, type Table } from 'dexie'
import type { Hall } from '#domain/hall.ts'
import type { Position } from '#log/event.ts'
import type { Line } from '#log/lines.ts'
import { stampTime } from '#log/stamp.ts'
import { type HeldLines, hold, type Range } from './heldLines.ts'
import { type Entry, type Packed, pack, packPlain, unpackEntries, unpackLines } from './segments.ts'
import type { SavedLines } from './writeAheadJournal.ts'

/** A run of own lines as one row: what one command wrote, or many of them in one compressed segment. */
interface OwnRow {
  readonly journal: string
  readonly from: number
  readonly to: number
  /** Stamp of its last line. */
  readonly stamp: string
  /** The command that wrote it, if another tab may repeat it. */
  readonly command: string | null
  readonly lines: Packed
}

/** What arrived in one go, as one row; many small ones become one compressed segment. */
interface ReceivedRow {
  readonly id?: number
  /** The server epoch whose seqs these are. */
  readonly server: string
  /** Highest stamp in it; rows below a snapshot's stamp need not be read. */
  readonly stamp: string
  readonly count: number
  readonly entries: Packed
}

type SnapshotKey = [version: string, stamp: string, journal: string, n: number]

interface SnapshotRow extends Position {
  /** The build that folded it: another build folds afresh, so that kinds it has learnt count. */
  readonly version: string
  readonly hall: Hall
}

/** How far one server epoch has been received, and which foreign lines are held. */
export interface Cursor {
  readonly server: string | null
  readonly seq: number
  readonly held: HeldLines
}

interface OwnJournalRow {
  readonly journal: string
  /** Own journals in the order they were opened: 1, 2 … */
  readonly order: number
  /** The server holds it up to this n, on disk. */
  readonly kept: number
  /** Every line from 1 on is held; false after a rebuild from a journal whose first segments had been let go. */
  readonly whole: boolean
}

type MetaRow = { readonly key: 'term'; readonly term: number } | ({ readonly key: 'cursor' } & Cursor)

/** Another tab has taken the pen: this tab's writes no longer count and nothing of them was stored. */
export class PenLost extends Error {}

/** The database is not the one that was opened: the browser dropped it, or somebody deleted it. */
export class StoreLost extends Error {}

/** A run of own lines read back. */
export interface OwnLines extends SavedLines {
  readonly stamp: string
}

/** One own journal as the store holds it. */
export interface StoredJournal extends OwnJournalRow {
  /** Which of its lines are held; one range when it is whole. */
  readonly ranges: readonly Range[]
  /** The last n held; 0 when none is. */
  readonly last: number
  readonly lastLine: Line | null
  readonly lastStamp: string | null
}

/** A row that arrived, as the reader of another tab or of a later start meets it. */
export interface ReceivedEntries {
  readonly id: number
  readonly server: string
  readonly entries: readonly Entry[]
}

/** The tablet's database: everything it has written and received, in rows that are quick to write and few to read. */
export interface EventStore {
  /** Takes the pen: later writes of any earlier holder fail with `PenLost`. Answers the term, above `least`. */
  takePen(least: number): Promise<number>
  journals(): Promise<readonly StoredJournal[]>
  cursor(): Promise<Cursor>
  quarantined(): Promise<ReadonlySet<string>>
  /** Stores lines of one own journal in one transaction, after the write-ahead journal has them; `order` if it is new. */
  putOwn(rows: readonly OwnLines[], order?: { readonly order: number; readonly whole: boolean } | null): Promise<void>
  /** Own rows from line `from` on, in order, until `until` says that it has enough. */
  readOwn(journal: string, from: number, until: (lines: OwnLines) => boolean): Promise<void>
  /** Own rows whose last stamp lies after `stamp`. */
  ownAfter(journal: string, stamp: string): Promise<readonly OwnLines[]>
  /** Events and cursor in one transaction; snapshots at or behind `earliest` go with it. */
  putReceived(batch: ReceivedBatch): Promise<void>
  receivedAfter(stamp: string): AsyncIterable<ReceivedEntries>
  setKept(journal: string, kept: number): Promise<void>
  /** Everything counts as unsent and the cursor starts at 0. */
  startEpoch(server: string): Promise<void>
  quarantine(journal: string, notes: readonly { n: number; code: string }[], earliest: Position | null): Promise<void>
  /** The newest snapshot before `before`, or null. */
  snapshot(before: Position | null): Promise<Hall | null>
  putSnapshot(hall: Hall, at: Position): Promise<void>
  /** Turns many small rows into few compressed ones. */
  compact(): Promise<void>
  /** Opens the database again after the browser has dropped it; it may be empty now. */
  reopen(): Promise<void>
  close(): void
}

/** What one transaction of receiving stores. */
export interface ReceivedBatch {
  readonly entries: Packed
  readonly count: number
  /** Highest stamp among them. */
  readonly stamp: string
  /** The first of them in fold order. */
  readonly earliest: Position | null
  readonly cursor: Cursor
}

/** Where the database lives: a browser's own, or a stand-in under Node. */
export interface Database {
  readonly name: string
  /** The build of the app: snapshots of another build are not used. */
  readonly version: string
  readonly indexedDB?: IDBFactory
  readonly IDBKeyRange?: typeof globalThis.IDBKeyRange
}

/** How many snapshots are kept: the newest to open with, older ones for events that come late. */
const SNAPSHOTS = 6
/** Sorts behind every stamp and every version. */
const LAST = '\uffff'
/** So many small rows are worth a segment. */
const SMALL_ROWS = 128

/** Opens the event store. A transaction that answered survives a kill of the browser (durability strict). */
export async function openEventStore({ name, version, indexedDB, IDBKeyRange }: Database): Promise<EventStore> {
  const db = new Dexie(name, {
    chromeTransactionDurability: 'strict',
    ...(indexedDB ? { indexedDB } : {}),
    ...(IDBKeyRange ? { IDBKeyRange } : {}),
  }) as Dexie & {
    own: Table<OwnRow, [string, number]>
    received: EntityTable<ReceivedRow & { id: number }, 'id'>
    snapshots: Table<SnapshotRow, SnapshotKey>
    journals: Table<OwnJournalRow, string>
    quarantined: Table<{ journal: string; n: number; code: string }, [string, number]>
    meta: Table<MetaRow, string>
  }
  db.version(1).stores({
    own: '[journal+from]',
    received: '++id, stamp',
    snapshots: '[version+stamp+journal+n]',
    journals: 'journal',
    quarantined: '[journal+n]',
    meta: 'key',
  })
  await db.open()

  let term = 0
  const smallRows = { own: 0, received: 0 }

  /** Every write checks in its own transaction that the pen is still ours. */
  const write = <T>(tables: readonly Table[], task: () => Promise<T>): Promise<T> =>
    db.transaction('rw', [...tables, db.meta], async () => {
      const held = await db.meta.get('term')
      if (held?.key !== 'term') throw new StoreLost('the database was emptied behind our back')
      if (held.term !== term) throw new PenLost('another tab writes now')
      return task()
    })

  const snapshotsFrom = ({ stamp, journal, n }: Position) =>
    db.snapshots.where(':id').between([version, stamp, journal, n], [version, LAST], true, true)

  const journalRows = (journal: string, from = 0) =>
    db.own.where(':id').between([journal, from], [journal, Number.MAX_SAFE_INTEGER])

  const openRow = async ({ lines, ...row }: OwnRow): Promise<OwnLines> => ({ ...row, lines: await unpackLines(lines) })

  const openReceived = async (rows: readonly (ReceivedRow & { id: number })[]): Promise<ReceivedEntries[]> =>
    Promise.all(rows.map(async ({ id, server, entries }) => ({ id, server, entries: await unpackEntries(entries) })))

  async function rangesOf(journal: string): Promise<readonly Range[]> {
    const held = new Map<string, readonly Range[]>()
    for (const { from, to } of await journalRows(journal).toArray()) hold(held, journal, from, to)
    return held.get(journal) ?? []
  }

  async function readCursor(): Promise<Cursor> {
    const row = await db.meta.get('cursor')
    return row?.key === 'cursor'
      ? { server: row.server, seq: row.seq, held: row.held }
      : { server: null, seq: 0, held: new Map() }
  }

  return {
    takePen: (least) =>
      db.transaction('rw', [db.meta, db.snapshots], async () => {
        await db.snapshots.where(':id').between([''], [version]).delete()
        await db.snapshots.where(':id').between([version, LAST], [LAST]).delete()
        const held = await db.meta.get('term')
        term = Math.max(least, held?.key === 'term' ? held.term : 0) + 1
        await db.meta.put({ key: 'term', term })
        return term
      }),

    async journals() {
      const rows = await db.journals.toArray()
      const stored = rows.map(async (row): Promise<StoredJournal> => {
        const last = await journalRows(row.journal).last()
        const lines = last ? await unpackLines(last.lines) : []
        return {
          ...row,
          ranges: row.whole && last ? [[1, last.to]] : await rangesOf(row.journal),
          last: last?.to ?? 0,
          lastLine: lines.at(-1) ?? null,
          lastStamp: last?.stamp ?? null,
        }
      })
      return (await Promise.all(stored)).sort((a, b) => a.order - b.order)
    },

    cursor: readCursor,

    quarantined: async () => new Set((await db.quarantined.toArray()).map(({ journal, n }) => `${journal}:${n}`)),

    putOwn(rows, order = null) {
      const packed = rows.map(({ journal, from, lines, stamp, command }): OwnRow => {
        return { journal, from, to: from + lines.length - 1, stamp, command, lines: packPlain(lines) }
      })
      const first = rows[0]
      if (!first) return Promise.resolve()
      smallRows.own += rows.length
      // An own event almost always lies behind every snapshot; only a far-ahead foreign stamp makes it otherwise.
      return write(order !== null ? [db.own, db.snapshots, db.journals] : [db.own, db.snapshots], async () => {
        if (packed.length === 1) await db.own.put(packed[0]!)
        else await db.own.bulkPut(packed)
        if (order !== null) await db.journals.put({ journal: first.journal, kept: 0, ...order })
        await snapshotsFrom({ stamp: first.stamp, journal: first.journal, n: first.from }).delete()
      })
    },

    async readOwn(journal, from, until) {
      const row = await db.own.where(':id').between([journal, 0], [journal, from], true, true).last()
      let next = row && row.to >= from ? row.from : from
      for (;;) {
        const rows = await journalRows(journal, next).limit(100).toArray()
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

    putReceived({ entries, count, stamp, earliest, cursor }) {
      if (typeof entries === 'string') smallRows.received += 1
      return write([db.received, db.snapshots], async () => {
        if (count > 0) await db.received.add({ server: cursor.server ?? '', stamp, count, entries })
        if (earliest) await snapshotsFrom(earliest).delete()
        await db.meta.put({ key: 'cursor', ...cursor })
      })
    },

    async *receivedAfter(stamp) {
      // Keys first: rows of a long history are read a few at a time, so that memory stays small.
      const keys = (await db.received.where('stamp').above(stamp).primaryKeys()).sort((a, b) => a - b)
      for (let at = 0; at < keys.length; at += 16) {
        const rows = await db.received.bulkGet(keys.slice(at, at + 16))
        yield* await openReceived(rows.filter((row) => row !== undefined))
      }
    },

    setKept: (journal, kept) =>
      write([db.journals], async () => {
        const row = await db.journals.get(journal)
        if (row && row.kept < kept) await db.journals.put({ ...row, kept })
      }),

    startEpoch: (server) =>
      write([db.journals], async () => {
        await db.journals.toCollection().modify({ kept: 0 })
        const { held } = await readCursor()
        await db.meta.put({ key: 'cursor', server, seq: 0, held })
      }),

    quarantine: (journal, notes, earliest) =>
      write([db.quarantined, db.snapshots], async () => {
        await db.quarantined.bulkPut(notes.map(({ n, code }) => ({ journal, n, code })))
        if (earliest) await snapshotsFrom(earliest).delete()
      }),

    async snapshot(before) {
      const { stamp, journal, n } = before ?? { stamp: LAST, journal: '', n: 0 }
      const row = await db.snapshots.where(':id').between([version], [version, stamp, journal, n]).last()
      return row?.hall ?? null
    },

    putSnapshot: (hall, { stamp, journal, n }) =>
      write([db.snapshots], async () => {
        await db.snapshots.put({ version, stamp, journal, n, hall })
        const keys = await db.snapshots.toCollection().primaryKeys()
        if (keys.length > SNAPSHOTS) await db.snapshots.delete(mostCrowded(keys))
      }),

    async compact() {
      if (smallRows.own >= SMALL_ROWS) {
        smallRows.own = 0
        for (const { journal } of await db.journals.toArray()) await compactOwn(journal)
      }
      if (smallRows.received >= SMALL_ROWS) {
        smallRows.received = 0
        await compactReceived()
      }
    },

    async reopen() {
      db.close()
      await db.open()
    },
    close: () => db.close(),
  }

  /** The oldest small own rows become one segment; the newest stay as they are, with the commands that wrote them. */
  async function compactOwn(journal: string): Promise<void> {
    const rows: OwnRow[] = []
    for (const row of await journalRows(journal)
      .reverse()
      .limit(4 * SMALL_ROWS)
      .toArray()) {
      if (typeof row.lines !== 'string') break
      rows.unshift(row)
    }
    const old = rows.slice(0, -SMALL_ROWS)
    const [first, last] = [old[0], old.at(-1)]
    if (!first || !last || old.length < SMALL_ROWS) return
    const lines = await pack((await Promise.all(old.map((row) => unpackLines(row.lines)))).flat())
    await write([db.own], async () => {
      await db.own.bulkDelete(old.map((row) => [row.journal, row.from]))
      await db.own.put({ journal, from: first.from, to: last.to, stamp: last.stamp, command: null, lines })
    })
  }

  /** Small received rows become one segment in the place of the last of them. */
  async function compactReceived(): Promise<void> {
    const rows = await db.received
      .orderBy('id')
      .reverse()
      .limit(2 * SMALL_ROWS)
      .toArray()
    const small = rows.reverse().filter((row) => typeof row.entries === 'string')
    const [first, last] = [small[0], small.at(-1)]
    if (!first || !last || small.length < 2 || small.some((row) => row.server !== first.server)) return
    const entries = (await openReceived(small)).flatMap((row) => row.entries)
    const packed = await pack(entries)
    const stamp = small.reduce((highest, row) => (row.stamp > highest ? row.stamp : highest), '')
    await write([db.received], async () => {
      await db.received.bulkDelete(small.map(({ id }) => id))
      await db.received.put({ id: last.id, server: last.server, stamp, count: entries.length, entries: packed })
    })
  }
}

/** The snapshot to drop: closest to its neighbours for its age, so that a few reach far back and most are new. */
function mostCrowded(keys: readonly SnapshotKey[]): SnapshotKey {
  const times = keys.map(([, stamp]) => stampTime(stamp))
  const newest = times.at(-1)!
  const inner = keys
    .map((key, i) => ({ key, room: (times[i + 1]! - times[i - 1]!) / (newest - times[i]! + 1) }))
    .slice(1, -1)
  return inner.reduce((a, b) => (b.room < a.room ? b : a)).key
}

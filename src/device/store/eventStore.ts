import type { Table } from 'dexie'
import { type Branch, withBranch } from '#device/journal/branches.ts'
import { type HeldLines, hold, type Range } from '#device/journal/heldLines.ts'
import type { SavedLines } from '#device/journal/writeAheadJournal.ts'
import type { Hall } from '#domain/hall.ts'
import type { Position } from '#log/event.ts'
import type { Line } from '#log/lines.ts'
import { stampTime } from '#log/stamp.ts'
import {
  BY_HAND,
  type Cursor,
  createDatabase,
  type Database,
  type LineId,
  type OwnJournalRow,
  type OwnRow,
  type SetAside,
  type SnapshotKey,
} from './database.ts'
import { createRowWork, openReceived, openRow } from './rowWork.ts'
import { type Entry, type Packed, packPlain, unpackLines } from './segments.ts'

/** Another tab has taken the pen: this tab's writes no longer count and nothing of them was stored. */
export class PenLost extends Error {}

/** The database is not the one that was opened: the browser dropped it, or somebody deleted it. */
class StoreLost extends Error {}

const LOST = ['DatabaseClosedError', 'UnknownError', 'InvalidStateError', 'OpenFailedError']

/** Whether a fault means that the database is gone and is to be rebuilt. */
export const isLost = (fault: unknown): boolean =>
  fault instanceof StoreLost || (fault instanceof Error && LOST.includes(fault.name))

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
  /** Lines that another tablet carried here and that no hall server has sent yet. */
  carried(): Promise<HeldLines>
  /** The hall server has other bytes under these names than what was carried here: its own count. */
  dropCarried(lines: readonly LineId[], left: { readonly cursor: Cursor; readonly carried: HeldLines }): Promise<void>
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
  /** Lines of a journal from `from` on count as unsent again. */
  unkeep(journal: string, from: number): Promise<void>
  /** Everything counts as unsent and the cursor starts at 0. */
  startEpoch(server: string): Promise<void>
  /** The hall knows an own journal under another name from a line on. What holds the first name is to be received anew. */
  branchOff(journal: string, branch: Branch): Promise<void>
  /** Lines that count for nobody here, the newest of them. */
  setAside(): Promise<readonly SetAside[]>
  quarantine(journal: string, notes: readonly { n: number; code: string }[], earliest: Position | null): Promise<void>
  /** The newest snapshot before `before`, or null. */
  snapshot(before: Position | null): Promise<Hall | null>
  putSnapshot(hall: Hall, at: Position): Promise<void>
  /** Turns many small rows into few compressed ones. */
  compact(): Promise<void>
  /** Lines that a manager has redacted and whose body is still on this tablet. */
  toRedact(): Promise<readonly LineId[]>
  /** Takes the body out of an own line (by its row's journal) or of a received one, and notes that it is done. */
  redact(line: LineId, own: string | null): Promise<void>
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
  /** Own lines that this tablet had lost and that have come back. */
  readonly returned?: readonly OwnLines[]
  /** Lines that no fold may count from now on. */
  readonly excluded?: readonly (LineId & { readonly code: string })[]
  readonly setAside?: readonly SetAside[]
  /** What of the carried lines no hall server has sent yet; left out: as before. */
  readonly carried?: HeldLines | undefined
  /** These lines were carried here themselves. */
  readonly byHand?: boolean
}

/** The code of a line that was redacted while its body is still in a row here; then of one whose body is gone. */
export const TO_REDACT = 'to-redact'
const REDACTED = 'redacted'

/** How many snapshots are kept: the newest to open with, older ones for events that come late. */
const SNAPSHOTS = 6
/** Sorts behind every stamp and every version. */
const LAST = '\uffff'

/** Opens the event store. A transaction that answered survives a kill of the browser (durability strict). */
export async function openEventStore(database: Database): Promise<EventStore> {
  const { version } = database
  const db = createDatabase(database)
  await db.open()

  let term = 0

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

  const rowWork = createRowWork(db, write)
  const allSnapshots = () => db.snapshots.toCollection()

  async function readSetAside(): Promise<readonly SetAside[]> {
    const row = await db.meta.get('conflicts')
    return row?.key === 'conflicts' ? row.lines : []
  }

  /** Within a transaction that writes `meta`. */
  async function noteSetAside(lines: readonly SetAside[]): Promise<void> {
    if (lines.length === 0) return
    const all = withoutTwins([...(await readSetAside()), ...lines.slice(-SET_ASIDE_SHOWN)])
    await db.meta.put({ key: 'conflicts', lines: all.slice(-SET_ASIDE_SHOWN) })
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
          branches: row.branches ?? [],
          ranges: row.whole && last ? [[1, last.to]] : await rangesOf(row.journal),
          last: last?.to ?? 0,
          lastLine: lines.at(-1) ?? null,
          lastStamp: last?.stamp ?? null,
        }
      })
      return (await Promise.all(stored)).sort((a, b) => a.order - b.order)
    },

    cursor: readCursor,

    async carried() {
      const row = await db.meta.get('carried')
      return row?.key === 'carried' ? row.held : new Map()
    },

    async dropCarried(lines, left) {
      await rowWork.dropCarried(lines)
      await write([db.snapshots], async () => {
        await allSnapshots().delete()
        await db.meta.put({ key: 'cursor', ...left.cursor })
        await db.meta.put({ key: 'carried', held: left.carried })
      })
    },

    quarantined: async () => new Set((await db.quarantined.toArray()).map(({ journal, n }) => `${journal}:${n}`)),

    putOwn(rows, order = null) {
      const packed = rows.map(({ journal, from, lines, stamp, command }): OwnRow => {
        return { journal, from, to: from + lines.length - 1, stamp, command, lines: packPlain(lines) }
      })
      const first = rows[0]
      if (!first) return Promise.resolve()
      rowWork.smallRows.own += rows.length
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

    putReceived({ entries, count, stamp, earliest, cursor, returned = [], excluded = [], setAside = [], ...batch }) {
      if (typeof entries === 'string') rowWork.smallRows.received += 1
      return write([db.received, db.snapshots, db.own, db.quarantined], async () => {
        const server = batch.byHand ? BY_HAND : (cursor.server ?? '')
        if (count > 0) await db.received.add({ server, stamp, count, entries })
        if (batch.carried) await db.meta.put({ key: 'carried', held: batch.carried })
        if (earliest) await snapshotsFrom(earliest).delete()
        for (const { journal, from, lines, stamp, command } of returned)
          await db.own.put({ journal, from, to: from + lines.length - 1, stamp, command, lines: packPlain(lines) })
        if (excluded.length > 0) {
          await db.quarantined.bulkPut([...excluded])
          // Where the excluded lines stand in the order is not looked up: it happens once in a hall's life.
          await allSnapshots().delete()
        }
        await noteSetAside(setAside)
        await db.meta.put({ key: 'cursor', ...cursor })
      })
    },
    setAside: readSetAside,

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

    unkeep: (journal, from) =>
      write([db.journals], async () => {
        const row = await db.journals.get(journal)
        if (row && row.kept >= from) await db.journals.put({ ...row, kept: from - 1 })
      }),

    branchOff: (journal, branch) =>
      write([db.journals, db.snapshots], async () => {
        const row = await db.journals.get(journal)
        if (!row) return
        await db.journals.put({ ...row, branches: withBranch(row.branches ?? [], branch) })
        await allSnapshots().delete()
        await db.meta.put({ key: 'cursor', ...(await readCursor()), seq: 0 })
        const others = (await readSetAside()).filter((line) => line.journal !== journal)
        await db.meta.put({ key: 'conflicts', lines: others })
      }),

    startEpoch: (server) =>
      write([db.journals], async () => {
        await db.journals.toCollection().modify({ kept: 0 })
        const { held } = await readCursor()
        await db.meta.put({ key: 'cursor', server, seq: 0, held })
      }),

    quarantine: (journal, notes, earliest) =>
      write([db.quarantined, db.snapshots], async () => {
        const lines = notes.map(({ n, code }) => ({ journal, n, code }))
        await db.quarantined.bulkPut(lines)
        await noteSetAside(lines)
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

    compact: rowWork.compact,

    toRedact: async () =>
      (await db.quarantined.toArray())
        .filter(({ code }) => code === TO_REDACT)
        .map(({ journal, n }) => ({ journal, n })),

    async redact({ journal, n }, own) {
      if (own === null) await rowWork.redactReceived({ journal, n })
      else await rowWork.redactOwn(own, n)
      await write([db.quarantined], () => db.quarantined.put({ journal, n, code: REDACTED }))
    },

    async reopen() {
      db.close()
      await db.open()
    },
    close: () => db.close(),
  }
}

/** So many lines that count for nobody are remembered for a person to look at; a broken tablet may write thousands. */
const SET_ASIDE_SHOWN = 200

const withoutTwins = (lines: readonly SetAside[]): SetAside[] =>
  lines.filter(({ journal, n }, i) => lines.findIndex((each) => each.journal === journal && each.n === n) === i)

/** The snapshot to drop: closest to its neighbours for its age, so that a few reach far back and most are new. */
function mostCrowded(keys: readonly SnapshotKey[]): SnapshotKey {
  const times = keys.map(([, stamp]) => stampTime(stamp))
  const newest = times.at(-1)!
  const inner = keys
    .map((key, i) => ({ key, room: (times[i + 1]! - times[i - 1]!) / (newest - times[i]! + 1) }))
    .slice(1, -1)
  return inner.reduce((a, b) => (b.room < a.room ? b : a)).key
}

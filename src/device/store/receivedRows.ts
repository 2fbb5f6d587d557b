import type { HeldLines, LineId } from '#device/journal/heldLines.ts'
import type { Position } from '#log/event.ts'
import type { Line } from '#log/lines.ts'
import type { SignedHead } from '#log/signedHead.ts'
import { BY_HAND, type Cursor, type ReceivedRow, type SetAside, type Tables } from './database.ts'
import type { OwnLines } from './ownLines.ts'
import { type Entry, type Packed, SMALL_ROWS, unpackEntries } from './segments.ts'
import type { SnapshotRows } from './snapshots.ts'
import type { Write } from './term.ts'

/** A row that arrived, as the reader of another tab or of a later start meets it. */
export interface ReceivedEntries {
  readonly id: number
  readonly server: string
  readonly entries: readonly Entry[]
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
  /** Lines that a manager has taken out. */
  /** What tablets have signed of their journals. */
  readonly heads?: readonly SignedHead[]
  /** What of the carried lines no hall server has sent yet; left out: as before. */
  readonly carried?: HeldLines | undefined
  /** These lines were carried here themselves. */
  readonly byHand?: boolean
}

/** What came from elsewhere, and how far it has come. */
export interface ReceivedRows {
  cursor(): Promise<Cursor>
  /** Lines that another tablet carried here and that no hall server has sent yet. */
  carried(): Promise<HeldLines>
  receivedAfter(stamp: string): AsyncIterable<ReceivedEntries>
  /** Rows written after this one; what was compacted since may come once more. */
  receivedBehind(row: number): AsyncIterable<ReceivedEntries>
  /** The row written last; 0 when there is none. */
  lastReceived(): Promise<number>
  /**
   * Lets go what is held under these names, and what is noted of them; what somebody has signed of a line that goes by
   * another name `now` goes with it to that one. Where other lines were set aside under these names, everything is had again.
   */
  dropNames(
    lines: readonly (LineId & { readonly now?: string })[],
    left: { readonly cursor: Cursor; readonly carried: HeldLines },
  ): Promise<void>
  /** Takes the body out of the lines that go. */
  redactReceived(goes: (line: Line) => boolean): Promise<void>
}

/** What the whole store does to received rows. */
interface ReceivedRowWork {
  /** Adds what came, and where the cursor stands then; within a transaction that writes both. */
  put(batch: ReceivedBatch): Promise<void>
  /** Moves the cursor, within a transaction that writes `meta`. */
  moveCursor(to: Partial<Cursor>): Promise<void>
  /** Turns many small rows, once there are, into few compressed ones. */
  compact(): Promise<void>
}

/** Makes the rows of received lines. */
export function createReceivedRows(db: Tables, snapshots: SnapshotRows, write: Write): ReceivedRows & ReceivedRowWork {
  /** Small rows written since the last look. */
  let smallRows = 0

  async function cursor(): Promise<Cursor> {
    const row = await db.meta.get('cursor')
    return row?.key === 'cursor'
      ? { server: row.server, seq: row.seq, held: row.held }
      : { server: null, seq: 0, held: new Map() }
  }

  async function* rowsOf(keys: readonly number[]): AsyncIterable<ReceivedEntries> {
    for (let at = 0; at < keys.length; at += 16) {
      const rows = await db.received.bulkGet(keys.slice(at, at + 16))
      yield* await openRows(rows.filter((row) => row !== undefined))
    }
  }

  return {
    cursor,

    async carried() {
      const row = await db.meta.get('carried')
      return row?.key === 'carried' ? row.held : new Map()
    },

    async *receivedAfter(stamp) {
      // Keys first: rows of a long history are read a few at a time, so that memory stays small.
      const keys = (await db.received.where('stamp').above(stamp).primaryKeys()).sort((a, b) => a - b)
      yield* rowsOf(keys)
    },
    async *receivedBehind(row) {
      yield* rowsOf(await db.received.where('id').above(row).primaryKeys())
    },

    lastReceived: async () => (await db.received.orderBy('id').last())?.id ?? 0,

    async dropNames(lines, left) {
      await (await import('./rewritingReceived.ts')).dropNames({ db, snapshots, write }, lines, left)
    },

    async put({ entries, count, stamp, earliest, cursor, carried, byHand }) {
      if (typeof entries === 'string') smallRows += 1
      if (count > 0) await db.received.add({ server: byHand ? BY_HAND : (cursor.server ?? ''), stamp, count, entries })
      if (carried) await db.meta.put({ key: 'carried', held: carried })
      if (earliest) await snapshots.dropFrom(earliest)
      await db.meta.put({ key: 'cursor', ...cursor })
    },

    async moveCursor(to) {
      await db.meta.put({ key: 'cursor', ...(await cursor()), ...to })
    },

    async compact() {
      if (smallRows < SMALL_ROWS) return
      smallRows = 0
      await (await import('./compactRows.ts')).compactReceived(db, write)
    },

    async redactReceived(goes) {
      await (await import('./rewritingReceived.ts')).redactReceived({ db, write }, goes)
    },
  }
}

const openRows = async (rows: readonly (ReceivedRow & { id: number })[]): Promise<ReceivedEntries[]> =>
  Promise.all(rows.map(async ({ id, server, entries }) => ({ id, server, entries: await unpackEntries(entries) })))

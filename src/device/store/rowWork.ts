import type { Table } from 'dexie'
import { eventId } from '#log/event.ts'
import { redactLine } from '#log/redaction.ts'
import { BY_HAND, type LineId, type OwnRow, type ReceivedRow, type Tables } from './database.ts'
import type { OwnLines, ReceivedEntries } from './eventStore.ts'
import { nameOfEntry, pack, unpackEntries, unpackLines } from './segments.ts'

/** A row of own lines, unpacked. */
export const openRow = async ({ lines, ...row }: OwnRow): Promise<OwnLines> => ({
  ...row,
  lines: await unpackLines(lines),
})

/** Rows of received events, unpacked. */
export const openReceived = async (rows: readonly (ReceivedRow & { id: number })[]): Promise<ReceivedEntries[]> =>
  Promise.all(rows.map(async ({ id, server, entries }) => ({ id, server, entries: await unpackEntries(entries) })))

/** So many small rows are worth a segment. */
const SMALL_ROWS = 128

/** Rows of the database that are written anew behind everybody's back: compressed, or without a redacted body. */
export interface RowWork {
  /** Small rows written since the last look, by table. */
  readonly smallRows: { own: number; received: number }
  /** Turns many small rows into few compressed ones. */
  compact(): Promise<void>
  /** Takes the body out of one own line; `journal` is the one its row names. */
  redactOwn(journal: string, n: number): Promise<void>
  /** Takes the body out of one received line. */
  redactReceived(line: LineId): Promise<void>
  /** Takes lines out of the rows that another tablet carried here. */
  dropCarried(lines: readonly LineId[]): Promise<void>
}

/** Makes the row work of a database; `write` opens a transaction that fails when another tab has the pen. */
export function createRowWork(
  db: Tables,
  write: <T>(tables: readonly Table[], task: () => Promise<T>) => Promise<T>,
): RowWork {
  const smallRows = { own: 0, received: 0 }
  const rowsOf = (journal: string) => db.own.where(':id').between([journal, 0], [journal, Number.MAX_SAFE_INTEGER])

  /** The oldest small own rows become one segment; the newest stay as they are, with the commands that wrote them. */
  async function compactOwn(journal: string): Promise<void> {
    const rows: OwnRow[] = []
    for (const row of await rowsOf(journal)
      .reverse()
      .limit(4 * SMALL_ROWS)
      .toArray()) {
      const next = rows[0]
      if (typeof row.lines !== 'string' || (next && row.to !== next.from - 1)) break
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
    const small = rows.reverse().filter(({ entries, server }) => typeof entries === 'string' && server !== BY_HAND)
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

  return {
    smallRows,

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

    async redactOwn(journal, n) {
      const row = await db.own.where(':id').between([journal, 0], [journal, n], true, true).last()
      if (!row || row.to < n) return
      const lines = await unpackLines(row.lines)
      const packed = await pack(lines.map((line, i) => (row.from + i === n ? redactLine(line) : line)))
      await write([db.own], () => db.own.put({ ...row, lines: packed }))
    },

    async dropCarried(lines) {
      const ids = new Set(lines.map((line) => eventId(line)))
      for (const key of await db.received.toCollection().primaryKeys()) {
        const row = await db.received.get(key)
        if (row?.server !== BY_HAND) continue
        const entries = (await unpackEntries(row.entries)).filter((entry) => !ids.has(eventId(nameOfEntry(entry))))
        const packed = await pack(entries)
        await write([db.received], () => db.received.put({ ...row, count: entries.length, entries: packed }))
      }
    },

    async redactReceived(line) {
      const id = eventId(line)
      for (const key of await db.received.toCollection().primaryKeys()) {
        const row = await db.received.get(key)
        if (!row) continue
        const entries = await unpackEntries(row.entries)
        if (!entries.some((entry) => 'line' in entry && eventId(nameOfEntry(entry)) === id)) continue
        const packed = await pack(
          entries.map((entry) =>
            'line' in entry && eventId(nameOfEntry(entry)) === id ? { ...entry, line: redactLine(entry.line) } : entry,
          ),
        )
        await write([db.received], () => db.received.put({ ...row, entries: packed }))
      }
    },
  }
}

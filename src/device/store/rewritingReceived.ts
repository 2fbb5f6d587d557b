import type { HeldLines, LineId } from '#device/journal/heldLines.ts'
import { eventId } from '#log/event.ts'
import { headText, type Line } from '#log/lines.ts'
import { BY_HAND, type Cursor, type Tables } from './database.ts'
import { nameOfEntry, pack, unpackEntries } from './segments.ts'
import type { SnapshotRows } from './snapshots.ts'
import type { Write } from './term.ts'

interface Rows {
  readonly db: Tables
  readonly write: Write
}

/** The hall server has other bytes under these names than what was carried here: its own count. */
export async function dropCarried(
  { db, snapshots, write }: Rows & { readonly snapshots: SnapshotRows },
  lines: readonly LineId[],
  left: { readonly cursor: Cursor; readonly carried: HeldLines },
): Promise<void> {
  const ids = new Set(lines.map((line) => eventId(line)))
  for (const key of await db.received.toCollection().primaryKeys()) {
    const row = await db.received.get(key)
    if (row?.server !== BY_HAND) continue
    const entries = (await unpackEntries(row.entries)).filter((entry) => !ids.has(eventId(nameOfEntry(entry))))
    const packed = await pack(entries)
    await write([db.received], () => db.received.put({ ...row, count: entries.length, entries: packed }))
  }
  await write([db.snapshots], async () => {
    await snapshots.dropAll()
    await db.meta.put({ key: 'cursor', ...left.cursor })
    await db.meta.put({ key: 'carried', held: left.carried })
  })
}

/** Takes the body out of the lines that go. */
export async function redactReceived({ db, write }: Rows, goes: (line: Line) => boolean): Promise<void> {
  for (const key of await db.received.toCollection().primaryKeys()) {
    const row = await db.received.get(key)
    if (!row) continue
    const entries = await unpackEntries(row.entries)
    if (!entries.some((entry) => 'line' in entry && goes(entry.line))) continue
    const packed = await pack(
      entries.map((entry) => ('line' in entry && goes(entry.line) ? { ...entry, line: headText(entry.line) } : entry)),
    )
    await write([db.received], () => db.received.put({ ...row, entries: packed }))
  }
}

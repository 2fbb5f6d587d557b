import type { HeldLines, LineId } from '#device/journal/heldLines.ts'
import { eventId } from '#log/event.ts'
import { hashOfLine, headText, type Line } from '#log/lines.ts'
import type { LineSetAside } from '#log/notTaken.ts'
import type { SignedHead } from '#log/signedHead.ts'
import type { Cursor, ReceivedRow, Tables } from './database.ts'
import { nameOfEntry, pack, unpackEntries } from './segments.ts'
import type { SnapshotRows } from './snapshots.ts'
import type { Write } from './term.ts'

/** The code of a line that came under the name of another one. */
const ASIDE = 'other-bytes' satisfies LineSetAside

interface Rows {
  readonly db: Tables
  readonly write: Write
}

/**
 * Lets go what is held under these names, and what is noted of them; what somebody has signed of a line that goes by
 * another name `now` goes with it to that one. Where other lines were set aside under these names, everything is had again.
 */
export async function dropNames(
  { db, snapshots, write }: Rows & { readonly snapshots: SnapshotRows },
  lines: readonly (LineId & { readonly now?: string })[],
  left: { readonly cursor: Cursor; readonly carried: HeldLines },
): Promise<void> {
  const names = new Map(lines.map((line) => [eventId(line), line]))
  const goes = (line: LineId) => names.has(eventId(line))
  const rows: (ReceivedRow & { id: number })[] = []
  const heads: (SignedHead & { readonly from: string })[] = []
  let hasOthers = false
  for (const key of await db.received.toCollection().primaryKeys()) {
    const row = await db.received.get(key)
    if (!row) continue
    const all = await unpackEntries(row.entries)
    const gone = all.filter((entry) => 'line' in entry && goes(nameOfEntry(entry)))
    if (gone.length === 0) continue
    hasOthers ||= gone.some((entry) => 'line' in entry && entry.quarantined === ASIDE)
    for (const entry of gone) {
      const { journal, n } = nameOfEntry(entry)
      const { now } = names.get(eventId({ journal, n })) ?? {}
      const head = now === undefined || !('line' in entry) ? undefined : await db.heads.get([journal, n])
      if (now && head && 'line' in entry && head.hash === hashOfLine(entry.line))
        heads.push({ ...head, journal: now, from: journal })
    }
    const entries = all.filter((entry) => !gone.includes(entry))
    rows.push({ ...row, count: entries.length, entries: await pack(entries) })
  }
  await write([db.received, db.quarantined, db.heads, db.snapshots], async () => {
    await db.received.bulkPut(rows)
    await db.quarantined.bulkDelete(lines.map(({ journal, n }): [string, number] => [journal, n]))
    const noted = await db.meta.get('conflicts')
    if (noted?.key === 'conflicts') await db.meta.put({ ...noted, lines: noted.lines.filter((line) => !goes(line)) })
    await db.heads.bulkDelete(heads.map(({ from, n }): [string, number] => [from, n]))
    await db.heads.bulkPut(heads.map(({ from: _, ...head }) => head))
    await snapshots.dropAll()
    await db.meta.put({ key: 'cursor', ...left.cursor, ...(hasOthers ? { seq: 0 } : {}) })
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

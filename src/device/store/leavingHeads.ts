import { hold, holds, type LineId, type Range } from '#device/journal/heldLines.ts'
import type { EventHead } from '#log/event.ts'
import { headText, isRedacted, keptHead, type Line } from '#log/lines.ts'
import type { Tables } from './database.ts'
import { type Entry, nameOfEntry, pack, unpackEntries } from './segments.ts'
import type { Write } from './term.ts'

/** Which lines leave. */
export interface Leaving {
  goes(head: EventHead): boolean
  /** Whether others have it, too. */
  isSafe(line: LineId): boolean
}

/** Received rows that are old enough, and of which no line has left yet. */
export async function rowsToLeave(db: Tables, before: string): Promise<readonly number[]> {
  const done = await rowsLeft(db)
  const old = await db.received.where('stamp').below(before).primaryKeys()
  return old.filter((id) => !holds(done, ROWS, id)).sort((a, b) => a - b)
}

/**
 * Of this row the lines that go leave their heads alone, which still prove their places. Answers how many went; none where something
 * in it is not safe elsewhere: the row is met again.
 */
export async function leaveHeads(db: Tables, write: Write, id: number, { goes, isSafe }: Leaving): Promise<number> {
  const row = await db.received.get(id)
  if (!row) return 0
  const entries = await unpackEntries(row.entries)
  const going = new Set(entries.filter((entry) => isWhole(entry) && goes(keptHead(entry.line))))
  for (const entry of going) if (!isSafe(nameOfEntry(entry))) return 0
  const left = entries.map((entry) =>
    'line' in entry && going.has(entry) ? { ...entry, line: headText(entry.line) } : entry,
  )
  const packed = going.size === 0 ? row.entries : await pack(left)
  await write([db.received], async () => {
    if (going.size > 0) await db.received.put({ ...row, entries: packed })
    const rows = await rowsLeft(db)
    hold(rows, ROWS, id, id)
    await db.meta.put({ key: 'left', rows })
  })
  return going.size
}

/** Numbers of rows are held like those of lines, as those of one journal. */
const ROWS = 'received'

async function rowsLeft(db: Tables): Promise<Map<string, readonly Range[]>> {
  const left = await db.meta.get('left')
  return new Map(left?.key === 'left' ? left.rows : [])
}

const isWhole = (entry: Entry): entry is Entry & { readonly line: Line } =>
  'line' in entry && entry.quarantined === undefined && !isRedacted(entry.line)

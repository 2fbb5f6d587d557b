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

/** Received rows of which lines leave their heads alone, which still prove their places. */
export interface LeavingHeads {
  /** Rows whose newest stamp is older (ISO 8601), and of which no line has left yet. */
  rows(before: string): Promise<readonly number[]>
  /** Lets those go of this row; answers how many went: none where one is not safe elsewhere, and the row is met again. */
  leave(row: number, leaving: Leaving): Promise<number>
}

/** Makes it. */
export const createLeavingHeads = (db: Tables, write: Write): LeavingHeads => ({
  async rows(before) {
    const done = await rowsLeft(db)
    const old = await db.received.where('stamp').below(before).primaryKeys()
    return old.filter((id) => !holds(done, ROWS, id)).sort((a, b) => a - b)
  },

  async leave(id, { goes, isSafe }) {
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
  },
})

/** Numbers of rows are held like those of lines, as those of one journal. */
const ROWS = 'received'

async function rowsLeft(db: Tables): Promise<Map<string, readonly Range[]>> {
  const left = await db.meta.get('left')
  return new Map(left?.key === 'left' ? left.rows : [])
}

const isWhole = (entry: Entry): entry is Entry & { readonly line: Line } =>
  'line' in entry && entry.quarantined === undefined && !isRedacted(entry.line)

import { BY_HAND, type OwnRow, type Tables } from './database.ts'
import { pack, SMALL_ROWS, unpackEntries, unpackLines } from './segments.ts'
import type { Write } from './term.ts'

/** The oldest small rows of an own journal become one segment; the newest stay as they are, with the commands that wrote them. */
export async function compactOwn(db: Tables, write: Write, journal: string): Promise<void> {
  const rows: OwnRow[] = []
  for (const row of await db.own
    .where(':id')
    .between([journal, 0], [journal, Number.MAX_SAFE_INTEGER])
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

/** Small rows of received lines become one segment in the place of the last of them. */
export async function compactReceived(db: Tables, write: Write): Promise<void> {
  const rows = await db.received
    .orderBy('id')
    .reverse()
    .limit(2 * SMALL_ROWS)
    .toArray()
  const small = rows.reverse().filter(({ entries, server }) => typeof entries === 'string' && server !== BY_HAND)
  const [first, last] = [small[0], small.at(-1)]
  if (!first || !last || small.length < 2 || small.some((row) => row.server !== first.server)) return
  const entries = (await Promise.all(small.map((row) => unpackEntries(row.entries)))).flat()
  const packed = await pack(entries)
  const stamp = small.reduce((highest, row) => (row.stamp > highest ? row.stamp : highest), '')
  await write([db.received], async () => {
    await db.received.bulkDelete(small.map(({ id }) => id))
    await db.received.put({ id: last.id, server: last.server, stamp, count: entries.length, entries: packed })
  })
}

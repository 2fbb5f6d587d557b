import { type HeldLines, hold, type LineId, type Range } from '#device/journal/heldLines.ts'
import { eventId } from '#log/event.ts'
import { hashOfLine, type Line, readLine } from '#log/lines.ts'
import type { SignedHead } from '#log/signedHead.ts'
import { BY_HAND, type OwnRow, type ReceivedRow, type SetAside, type Tables } from './database.ts'
import { type Entry, nameOfEntry, type Packed, pack, unpackEntries, unpackLines } from './segments.ts'
import { REDACTED } from './setAsideLines.ts'
import type { SnapshotRows } from './snapshots.ts'
import type { Write } from './term.ts'

/** A row of the database: own rows by journal and first line, received ones by number. */
export type RowPlace = readonly ['own', string, number] | readonly ['received', number]

/** A row that was looked at, and what of it is not what was stored; `at` null: it was the last. */
export interface LookedAt {
  readonly at: RowPlace | null
  readonly isSound: boolean
}

/** Looks at the row behind a place: every line against its sum and the one before it. `passed`: lines known to be odd. */
export async function lookAtRow(db: Tables, behind: RowPlace | null, passed: ReadonlySet<string>): Promise<LookedAt> {
  if (behind?.[0] !== 'received') {
    const own = await (behind ? db.own.where(':id').above([behind[1], behind[2]]) : db.own.orderBy(':id')).first()
    if (own) return { at: ['own', own.journal, own.from], isSound: await isSoundOwn(own) }
  }
  const row = await db.received
    .where('id')
    .above(behind?.[0] === 'received' ? behind[1] : 0)
    .first()
  if (!row) return { at: null, isSound: true }
  return { at: ['received', row.id], isSound: (await soundEntries(row, passed)).isWhole }
}

/** The newest lines that the hall server has sent, as an earlier start has left them. */
export interface Newest {
  /** In the order in which they came. */
  readonly entries: readonly Entry[]
  /** What tablets have signed of their journals, by journal and number; nobody has checked it. */
  readonly heads: readonly SignedHead[]
}

/**
 * Lets go what is not what was stored, so that it is had again: own lines from the journal's disk and the hall server,
 * others' from the hall server, from the first line on. Answers the names of the lines that went.
 */
export async function dropDamaged(
  { db, snapshots, write }: { readonly db: Tables; readonly snapshots: SnapshotRows; readonly write: Write },
  passed: ReadonlySet<string>,
): Promise<readonly string[]> {
  const held = new Map<string, readonly Range[]>()
  const changed: (ReceivedRow & { id: number })[] = []
  const gone: number[] = []
  const dropped: string[] = []
  for (const key of await db.received.toCollection().primaryKeys()) {
    const row = await db.received.get(key)
    if (!row) continue
    const { entries, isWhole, odd } = await soundEntries(row, passed)
    for (const entry of entries) {
      const { journal, n } = nameOfEntry(entry)
      if ('line' in entry) hold(held, journal, n, n)
    }
    dropped.push(...odd)
    if (isWhole) continue
    if (entries.length > 0) changed.push({ ...row, count: entries.length, entries: await pack(entries) })
    else gone.push(key)
  }
  const own: OwnRow[] = []
  for (const key of await db.own.toCollection().primaryKeys()) {
    const row = await db.own.get(key)
    if (row && !(await isSoundOwn(row))) own.push(row)
  }
  await write([db.received, db.own, db.journals, db.snapshots], async () => {
    await db.received.bulkPut(changed)
    await db.received.bulkDelete(gone)
    for (const { from, journal } of own) {
      await db.own.delete([journal, from])
      await db.journals.update(journal, { whole: false })
    }
    await snapshots.dropAll()
    await forgetReceived(db, held)
  })
  return dropped
}

/** Lets lines of a journal go that its tablet did not write: they come once more, as does what was no line. Null: that alone. */
export async function dropForged(
  { db, snapshots, write }: { readonly db: Tables; readonly snapshots: SnapshotRows; readonly write: Write },
  journal: string | null,
  from: number,
): Promise<void> {
  const goes = (line: LineId) => line.journal === journal && line.n >= from
  const held = new Map<string, readonly Range[]>()
  const changed: (ReceivedRow & { id: number })[] = []
  for (const key of await db.received.toCollection().primaryKeys()) {
    const row = await db.received.get(key)
    if (!row) continue
    const all = await unpackEntries(row.entries)
    const left = all.filter((entry) => !('line' in entry) || !goes(nameOfEntry(entry)))
    for (const entry of left) {
      const { journal, n } = nameOfEntry(entry)
      if ('line' in entry) hold(held, journal, n, n)
    }
    if (left.length < all.length) changed.push({ ...row, count: left.length, entries: await pack(left) })
  }
  await write([db.received, db.quarantined, db.snapshots], async () => {
    await db.received.bulkPut(changed)
    // What a manager took out stays out, whatever comes.
    for (const line of journal === null ? [] : await db.quarantined.toArray())
      if (goes(line) && line.code !== REDACTED) await db.quarantined.delete([line.journal, line.n])
    const noted = await db.meta.get('conflicts')
    const stays = (line: SetAside) => !goes(line) && line.code !== 'not-readable'
    if (noted?.key === 'conflicts') await db.meta.put({ ...noted, lines: noted.lines.filter(stays) })
    await snapshots.dropAll()
    await forgetReceived(db, held)
  })
}

/** Of so many lines the hall server tells once more who has signed them, whenever a tablet comes back. */
const TOLD_AGAIN = 1_000

/** Reads the newest lines that the hall server has sent. */
export async function newest(
  db: Tables,
): Promise<{ readonly entries: readonly Entry[]; readonly heads: SignedHead[] }> {
  const entries: Entry[][] = []
  let left = TOLD_AGAIN
  let id = Number.MAX_SAFE_INTEGER
  while (left > 0) {
    const row = await db.received.where('id').below(id).last()
    if (!row) break
    id = row.id
    left -= row.count
    const all = row.server === BY_HAND ? null : await unpacked(row.entries, unpackEntries)
    entries.unshift([...(all ?? [])])
  }
  return { entries: entries.flat().slice(-TOLD_AGAIN), heads: await db.heads.toArray() }
}

/** What is held is as much as is here; the rest comes once more from the first seq on. */
async function forgetReceived(db: Tables, held: HeldLines): Promise<void> {
  const cursor = await db.meta.get('cursor')
  if (cursor?.key === 'cursor') await db.meta.put({ ...cursor, seq: 0, held })
}

async function isSoundOwn({ from, journal, lines, to }: OwnRow): Promise<boolean> {
  const all = await unpacked(lines, unpackLines)
  if (all?.length !== to - from + 1) return false
  const read = all.map((line) => readLine(line))
  return read.every(
    (each, i) =>
      each.ok &&
      each.head.journal === journal &&
      each.head.n === from + i &&
      (i === 0 || each.head.prev === hashOfLine(all[i - 1] ?? '')),
  )
}

async function soundEntries({ entries }: ReceivedRow, passed: ReadonlySet<string>) {
  const all = await unpacked(entries, unpackEntries)
  if (all === null) return { entries: [], isWhole: false, odd: [] }
  const sound = all.filter((entry) => !('line' in entry) || entry.quarantined !== undefined || isLine(entry.line))
  const odd = new Set(oddNames(sound).filter((name) => !passed.has(name)))
  const left = sound.filter((entry) => !('line' in entry) || !odd.has(eventId(nameOfEntry(entry))))
  return { entries: left, isWhole: left.length === all.length, odd: [...odd] }
}

/** Lines next to each other of which one does not name the other: either may have changed. */
function oddNames(entries: readonly Entry[]): readonly string[] {
  const last = new Map<string, { readonly n: number; readonly line: Line }>()
  return entries.flatMap((entry) => {
    if (!('line' in entry)) return []
    const { journal, n } = nameOfEntry(entry)
    const before = last.get(journal)
    last.set(journal, { n, line: entry.line })
    const read = readLine(entry.line)
    if (!before || before.n !== n - 1 || !read.ok || read.head.prev === hashOfLine(before.line)) return []
    return [eventId({ journal, n: before.n }), eventId({ journal, n })]
  })
}

const isLine = (line: unknown): boolean => typeof line === 'string' && readLine(line).ok

/** What a row holds; null where it cannot be unpacked, or is no list of anything. */
async function unpacked<T>(
  packed: Packed,
  unpack: (packed: Packed) => Promise<readonly T[]>,
): Promise<readonly T[] | null> {
  try {
    const all = await unpack(packed)
    return Array.isArray(all) ? all : null
  } catch {
    return null
  }
}

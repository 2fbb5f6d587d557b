import type { LineId } from '#device/journal/heldLines.ts'
import type { Position } from '#log/event.ts'
import { headText, type Line } from '#log/lines.ts'
import type { OwnRow, Tables } from './database.ts'
import type { RowsBehind } from './rowsBehind.ts'
import { pack, unpackLines } from './segments.ts'
import type { SnapshotRows } from './snapshots.ts'
import type { Write } from './term.ts'

interface Store {
  readonly db: Tables
  readonly snapshots: SnapshotRows
  readonly write: Write
  readonly behind: RowsBehind
  readonly rowWith: (journal: string, n: number) => Promise<OwnRow | undefined>
}

/** Takes the body out of one line. */
export const redactOwn = (store: Store, line: LineId): Promise<void> =>
  rewrite(store, line, headText, async () => undefined)

/** A line of which the head alone was here has come whole. */
export const completeOwn = (store: Store, { line, ...at }: Position & { readonly line: Line }): Promise<void> =>
  rewrite(
    store,
    at,
    () => line,
    () => store.snapshots.dropFrom(at),
  )

/** Puts another text in the place of one line, and does what goes with it in the same transaction. */
async function rewrite(
  { db, write, behind, rowWith }: Store,
  { journal, n }: LineId,
  to: (line: Line) => Line,
  besides: () => Promise<void>,
): Promise<void> {
  await behind.caughtUp()
  const row = await rowWith(journal, n)
  if (!row) return
  const lines = await unpackLines(row.lines)
  const packed = await pack(lines.map((line, i) => (row.from + i === n ? to(line) : line)))
  await write([db.own, db.snapshots], async () => {
    await db.own.put({ ...row, lines: packed })
    await besides()
  })
  behind.readAnew()
}

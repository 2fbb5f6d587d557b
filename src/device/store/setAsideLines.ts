import type { LineId } from '#device/journal/heldLines.ts'
import type { Position } from '#log/event.ts'
import type { LineName } from '#log/lines.ts'
import type { SetAside, Tables } from './database.ts'
import type { SnapshotRows } from './snapshots.ts'
import type { Write } from './term.ts'

/** Lines that are kept and count for nobody here: quarantined by the hall server, redacted, or with other bytes. */
export interface SetAsideLines {
  /** Ids of the lines that no fold may count. */
  quarantined(): Promise<ReadonlySet<string>>
  /** Snapshots from the first of them on go, or all where that is not known. */
  quarantine(journal: string, notes: readonly { n: number; code: string }[], earliest: Position | null): Promise<void>
  /** Lines that nothing here has folded: every snapshot holds. */
  neverCount(lines: readonly (LineId & { readonly code: string })[]): Promise<void>
  /** Those a person may have to look at, the newest of them. */
  setAside(): Promise<readonly SetAside[]>
  /** Lines that a manager has taken out, whether they have come or not, and since when (running time, ms). */
  redactions(): Promise<readonly (LineName & { readonly done: boolean; readonly since: number })[]>
  /** These are taken out from now on, and no others. */
  takeOut(lines: readonly LineName[], now: number): Promise<void>
  /** Lines that are hidden because they are taken out. */
  hidden(): Promise<readonly LineId[]>
  /** Redacted lines that were folded here: they count no more. */
  exclude(lines: readonly LineId[]): Promise<void>
  /** They count again. */
  include(lines: readonly LineId[]): Promise<void>
  /** No body of a redacted line is left on this tablet. */
  noteRedacted(line: LineName): Promise<void>
}

/** What the rows beside them note, each within a transaction that writes `meta` (and `quarantined`). */
export interface SetAsideRows extends SetAsideLines {
  note(lines: readonly SetAside[]): Promise<void>
  /** Lines of this journal are no longer anything to look at: it goes by another name from here on. */
  forgetJournal(journal: string): Promise<void>
}

/** The code of a redacted line that was folded here before. */
export const REDACTED = 'redacted'

/** So many lines that count for nobody are remembered for a person to look at; a broken tablet may write thousands. */
const SET_ASIDE_SHOWN = 200

/** Makes the rows of the lines that count for nobody. */
export function createSetAsideLines(db: Tables, snapshots: SnapshotRows, write: Write): SetAsideRows {
  async function setAside(): Promise<readonly SetAside[]> {
    const row = await db.meta.get('conflicts')
    return row?.key === 'conflicts' ? row.lines : []
  }

  async function note(lines: readonly SetAside[]): Promise<void> {
    if (lines.length === 0) return
    const all = withoutTwins([...(await setAside()), ...lines.slice(-SET_ASIDE_SHOWN)])
    await db.meta.put({ key: 'conflicts', lines: all.slice(-SET_ASIDE_SHOWN) })
  }

  return {
    quarantined: async () => new Set((await db.quarantined.toArray()).map(({ journal, n }) => `${journal}:${n}`)),

    quarantine: (journal, notes, earliest) =>
      write([db.quarantined, db.snapshots], async () => {
        const lines = notes.map(({ n, code }) => ({ journal, n, code }))
        await db.quarantined.bulkPut(lines)
        await note(lines)
        await (earliest ? snapshots.dropFrom(earliest) : snapshots.dropAll())
      }),

    neverCount: (lines) =>
      write([db.quarantined], async () => {
        await db.quarantined.bulkPut([...lines])
        await note(lines)
      }),

    setAside,
    note,

    async forgetJournal(journal) {
      const others = (await setAside()).filter((line) => line.journal !== journal)
      await db.meta.put({ key: 'conflicts', lines: others })
    },

    redactions: () => db.redactions.toArray(),

    takeOut: (lines, now) =>
      write([db.redactions], async () => {
        const before = new Map((await db.redactions.toArray()).map((row) => [keyOf(row), row]))
        const wanted = new Set(lines.map(keyOf))
        // What is gone is gone, whatever counts now.
        const dropped = [...before].flatMap(([key, row]) => (row.done || wanted.has(key) ? [] : [row]))
        for (const { journal, n, hash } of dropped) await db.redactions.delete([journal, n, hash])
        const fresh = lines.filter((line) => !before.has(keyOf(line)))
        await db.redactions.bulkPut(
          fresh.map(({ journal, n, hash }) => ({ journal, n, hash, done: false, since: now })),
        )
      }),

    hidden: async () => (await db.quarantined.toArray()).filter(({ code }) => code === REDACTED),

    exclude: (lines) =>
      write([db.quarantined, db.snapshots], async () => {
        await db.quarantined.bulkPut(lines.map(({ journal, n }) => ({ journal, n, code: REDACTED })))
        await snapshots.dropAll()
      }),

    include: (lines) =>
      write([db.quarantined, db.snapshots], async () => {
        await db.quarantined.bulkDelete(lines.map(({ journal, n }): [string, number] => [journal, n]))
        await snapshots.dropAll()
      }),

    noteRedacted: ({ journal, n, hash }) =>
      write([db.redactions], async () => {
        await db.redactions.put({ journal, n, hash, done: true, since: 0 })
      }),
  }
}

const keyOf = ({ journal, n, hash }: LineName): string => `${journal}:${n}:${hash}`

const withoutTwins = (lines: readonly SetAside[]): SetAside[] =>
  lines.filter(({ journal, n }, i) => lines.findIndex((each) => each.journal === journal && each.n === n) === i)

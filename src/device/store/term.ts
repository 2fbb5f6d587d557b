import type { Table } from 'dexie'
import type { Tables } from './database.ts'

/** Another tab has taken the pen: this tab's writes no longer count and nothing of them was stored. */
export class PenLost extends Error {}

/** The database is not the one that was opened: the browser dropped it, or somebody deleted it. */
class StoreLost extends Error {}

const LOST = ['DatabaseClosedError', 'UnknownError', 'InvalidStateError', 'OpenFailedError']

/** Whether a fault means that the database is gone and is to be rebuilt. */
export const isLost = (fault: unknown): boolean =>
  fault instanceof StoreLost || (fault instanceof Error && LOST.includes(fault.name))

/** Writes these tables, and `meta`, in one transaction; fails with `PenLost` when another tab has the pen. */
export type Write = <T>(tables: readonly Table[], task: () => Promise<T>) => Promise<T>

/** Who may write the database: whoever took the pen last. Each taking begins a term, and terms are counted up. */
export interface Term {
  readonly write: Write
  /** Fails as a write would that began now; waits for those that are under way. */
  check(): Promise<void>
  /** The term of whoever has the pen; 0 when nobody has taken it. */
  current(): Promise<number>
  /** Begins a term above `least` and above all before it; `task` writes `tables` in the same transaction. */
  begin(least: number, tables: readonly Table[], task: () => Promise<void>): Promise<number>
}

/** Makes the term of a database that was just opened: nothing may be written before one has begun. */
export function createTerm(db: Tables): Term {
  let term = 0
  async function check(): Promise<void> {
    const held = await db.meta.get('term')
    if (held?.key !== 'term') throw new StoreLost('the database was emptied behind our back')
    if (held.term !== term) throw new PenLost('another tab writes now')
  }
  return {
    check,
    async current() {
      const held = await db.meta.get('term')
      return held?.key === 'term' ? held.term : 0
    },

    /** Every write checks in its own transaction that the pen is still ours. */
    write: (tables, task) =>
      db.transaction('rw', [...tables, db.meta], async () => {
        await check()
        return task()
      }),

    begin: (least, tables, task) =>
      db.transaction('rw', [db.meta, ...tables], async () => {
        await task()
        const held = await db.meta.get('term')
        term = Math.max(least, held?.key === 'term' ? held.term : 0) + 1
        await db.meta.put({ key: 'term', term })
        return term
      }),
  }
}

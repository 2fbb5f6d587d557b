/**
 * @module device/store
 * The tablet's database: tables, rows and what is packed in them. It stores and finds lines, and does not know what
 * they mean.
 */
import type { Branch } from '#device/journal/branches.ts'
import { createDatabase, type Database } from './database.ts'
import type { LeavingHeads } from './leavingHeads.ts'
import { createOwnRows, type OwnRows } from './ownRows.ts'
import { createReceivedRows, type ReceivedBatch, type ReceivedRows } from './receivedRows.ts'
import { createSetAsideLines, type SetAsideLines } from './setAsideLines.ts'
import type { SignedHeads } from './signedHeads.ts'
import { createSnapshots, type Snapshots } from './snapshots.ts'
import type { LookedAt, Newest, RowPlace } from './soundRows.ts'
import { createTerm } from './term.ts'

/** The tablet's database: everything it has written and received, in rows that are quick to write and few to read. */
export interface LineStore extends OwnRows, ReceivedRows, SetAsideLines, SignedHeads, Snapshots {
  /** Takes the pen: later writes of any earlier holder fail with `PenLost`. Answers the term, above `least`. */
  takePen(least: number): Promise<number>
  /** Fails with `PenLost` when another tab has taken the pen, as every write does. */
  checkPen(): Promise<void>
  /** The term of whoever has the pen; 0 when nobody has taken it. */
  term(): Promise<number>
  /** Events and cursor in one transaction; snapshots at or behind `earliest` go with it. */
  putReceived(batch: ReceivedBatch): Promise<void>
  /** Everything counts as unsent and the cursor starts at 0. */
  startEpoch(server: string): Promise<void>
  /** The hall knows an own journal under another name from a line on. What holds the first name is to be received anew. */
  branchOff(journal: string, branch: Branch): Promise<void>
  /** Turns many small rows into few compressed ones. */
  compact(): Promise<void>
  /** Lets lines of received rows leave their heads alone. */
  leavingHeads(): Promise<LeavingHeads>
  /** The row behind a place, and whether it is what was stored; `passed`: lines that are known to be odd. */
  lookAtRow(behind: RowPlace | null, passed: ReadonlySet<string>): Promise<LookedAt>
  /** Lets go what is not what was stored, so that it comes once more; answers the lines that went. */
  dropDamaged(passed: ReadonlySet<string>): Promise<readonly string[]>
  /**
   * Lets lines of a journal go that its tablet did not write, and what was noted of them: they come once more from the hall
   * server, as does what was no line. Null: that alone.
   */
  dropForged(journal: string | null, from: number): Promise<void>
  /** The newest lines that the hall server has sent. */
  newest(): Promise<Newest>
  /** Opens the database again after the browser has dropped it; it may be empty now. */
  reopen(): Promise<void>
  /** Brings the database up to the journal's disk first, if it takes anything. */
  close(): Promise<void>
}

/** So many signed heads are thinned out at once. */
const MANY_HEADS = 200

/**
 * Opens the store of lines. A transaction that answered survives a kill of the browser (durability strict). `onRefused`:
 * the database does not follow the journal's disk.
 */
export async function openLineStore(database: Database, onRefused: () => void): Promise<LineStore> {
  const db = createDatabase(database)
  await db.open()
  const { write, check, current, begin } = createTerm(db)
  const snapshots = createSnapshots(db, database.version, write)
  const setAside = createSetAsideLines(db, snapshots, write)
  const own = createOwnRows(db, snapshots, write, onRefused)
  const received = createReceivedRows(db, snapshots, write)
  /** Signed heads that came since they were thinned out. */
  let newHeads = 0

  return {
    ...snapshots,
    ...setAside,
    ...own,
    ...received,

    takePen: (least) => begin(least, [db.snapshots], snapshots.dropOtherBuilds),
    checkPen: check,
    term: current,

    putReceived: (batch) =>
      write([db.received, db.snapshots, db.own, db.quarantined, db.heads], async () => {
        const { returned = [], excluded = [] } = batch
        await received.put(batch)
        await own.putBack(returned)
        if (excluded.length > 0) {
          await db.quarantined.bulkPut([...excluded])
          await snapshots.dropAll()
        }
        await setAside.note(batch.setAside ?? [])
        await db.heads.bulkPut(batch.heads ?? [])
        newHeads += batch.heads?.length ?? 0
      }),

    async startEpoch(server) {
      own.behind.forgetKept()
      await own.behind.atRest()
      await write([db.journals], async () => {
        await db.journals.toCollection().modify({ kept: 0 })
        await received.moveCursor({ server, seq: 0 })
      })
    },

    async branchOff(journal, branch) {
      await own.behind.caughtUp()
      await write([db.journals, db.snapshots], async () => {
        if (!(await own.noteBranch(journal, branch))) return
        await snapshots.dropAll()
        await received.moveCursor({ seq: 0 })
        await setAside.forgetJournal(journal)
      })
    },

    async compact() {
      await own.compact()
      await received.compact()
      if (newHeads < MANY_HEADS) return
      newHeads = 0
      await (await import('./signedHeads.ts')).thinHeads(db, write)
    },

    signedHeads: () => db.heads.toArray(),
    async noteHeads(heads) {
      await write([db.heads], async () => void (await db.heads.bulkPut([...heads])))
      newHeads += heads.length
    },
    dropHeads: async (heads) => (await import('./signedHeads.ts')).dropHeads(db, write, heads),

    leavingHeads: async () => (await import('./leavingHeads.ts')).createLeavingHeads(db, write),
    lookAtRow: async (behind, passed) => (await import('./soundRows.ts')).lookAtRow(db, behind, passed),
    dropDamaged: async (passed) => (await import('./soundRows.ts')).dropDamaged({ db, snapshots, write }, passed),
    newest: async () => (await import('./soundRows.ts')).newest(db),
    dropForged: async (...lines) => (await import('./soundRows.ts')).dropForged({ db, snapshots, write }, ...lines),
    async reopen() {
      db.close()
      await db.open()
    },
    async close() {
      await own.behind.caughtUp().catch(() => undefined)
      db.close()
    },
  }
}

import type { OpenHall } from '#domain/openHall.ts'
import type { Position } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import type { SnapshotKey, Tables } from './database.ts'
import type { Write } from './term.ts'

/** Folded halls of this build: the newest to open with, older ones for events that come late. */
export interface Snapshots {
  /** The newest snapshot in which all these slices are folded, perhaps with others; or null. */
  snapshot(slices: readonly string[]): Promise<OpenHall | null>
  putSnapshot(hall: OpenHall, slices: readonly string[], at: Position): Promise<void>
  /** What they were folded by is another thing now. */
  dropSnapshots(): Promise<void>
}

/** What the rows beside them do to snapshots, each within a transaction that writes them. */
export interface SnapshotRows extends Snapshots {
  /** An event comes in at this place in the order: what was folded from there on does not hold it. */
  dropFrom(at: Position): Promise<void>
  /** Lines left whose place in the order is not looked up: it happens once in a hall's life. */
  dropAll(): Promise<void>
  dropOtherBuilds(): Promise<void>
}

/** How many snapshots are kept. */
const SNAPSHOTS = 6
/** Sorts behind every stamp and every version. */
const LAST = '\uffff'

/** Makes the snapshots of a database, as the build of this version folds them. */
export function createSnapshots(db: Tables, version: string, write: Write): SnapshotRows {
  return {
    async snapshot(slices) {
      const row = await db.snapshots
        .where(':id')
        .between([version], [version, LAST])
        .reverse()
        .filter((found) => slices.every((name) => found.slices.includes(name)))
        .first()
      return row?.hall ?? null
    },

    putSnapshot: (hall, slices, { stamp, journal, n }) =>
      write([db.snapshots], async () => {
        await db.snapshots.put({ version, stamp, journal, n, slices, hall })
        const keys = await db.snapshots.toCollection().primaryKeys()
        if (keys.length > SNAPSHOTS) await db.snapshots.delete(mostCrowded(keys))
      }),

    dropSnapshots: () =>
      write([db.snapshots], async () => {
        await db.snapshots.toCollection().delete()
      }),

    async dropFrom({ stamp, journal, n }) {
      await db.snapshots.where(':id').between([version, stamp, journal, n], [version, LAST], true, true).delete()
    },
    async dropAll() {
      await db.snapshots.toCollection().delete()
    },
    async dropOtherBuilds() {
      await db.snapshots.where(':id').between([''], [version]).delete()
      await db.snapshots.where(':id').between([version, LAST], [LAST]).delete()
    },
  }
}

/** The snapshot to drop: closest to its neighbours for its age, so that a few reach far back and most are new. */
function mostCrowded(keys: readonly SnapshotKey[]): SnapshotKey {
  const times = keys.map(([, stamp]) => stampTime(stamp))
  const newest = times.at(-1)!
  const inner = keys
    .map((key, i) => ({ key, room: (times[i + 1]! - times[i - 1]!) / (newest - times[i]! + 1) }))
    .slice(1, -1)
  return inner.reduce((a, b) => (b.room < a.room ? b : a)).key
}

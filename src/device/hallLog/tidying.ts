import type { LineStore } from '#device/store/lineStore.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { HallEvent } from '#domain/whole.ts'
import type { AsOf } from './asOf.ts'
import type { Timeline } from './timeline.ts'

/** A snapshot is written after so many events … */
const SNAPSHOT_EVERY = 2_000
/** … of the hall this many events ago, so that a slightly late event does not spoil it. */
const SNAPSHOT_BEHIND = 1_000
/** So many events without a seq may hold back a snapshot, so that `hallAsOf` stays exact while this tablet is alone. */
const PATIENCE = 6_000
/** Most events in memory, and how many stay when a day is closed. */
const MOST_EVENTS = 20_000
const STAY_AFTER_CLOSE = 2_000

/** Keeps memory small and the next start short: old events leave memory, and snapshots are written. */
export interface Tidying {
  /** These events have come in. */
  count(added: readonly HallEvent[]): void
  /** Whether the snapshots on the disk were folded by a list that says something else now. */
  setStale(isStale: boolean): void
  tidy(): Promise<void>
}

/** The hall as it is folded by now: a reading may have put another timeline in its place. */
interface Folded {
  timeline(): Timeline
  /** An event lies before what is folded, so that no snapshot of it is worth keeping. */
  isEarly(): boolean
  slices(): readonly string[]
  withList(hall: OpenHall): OpenHall
}

/** Begins with nothing to do. */
export function createTidying(
  store: Pick<LineStore, 'putSnapshot' | 'dropSnapshots'>,
  asOf: AsOf,
  { timeline, isEarly, slices, withList }: Folded,
): Tidying {
  let stale = false
  let sinceSnapshot = 0
  let dayClosed = false
  return {
    count(added) {
      if (added.some(({ kind }) => kind === 'DayClosed')) dayClosed = true
      sinceSnapshot += added.length
    },
    setStale(isStale) {
      stale = isStale
    },
    async tidy() {
      if (timeline().size > MOST_EVENTS || dayClosed) {
        // What a share was dealt from stays: the hall as of then must be the same as it was on the other tablets.
        const pinned = dayClosed || timeline().size > 2 * MOST_EVENTS ? Number.POSITIVE_INFINITY : asOf.lowestAsked()
        const most = dayClosed ? STAY_AFTER_CLOSE : MOST_EVENTS / 2
        asOf.forget(timeline().forget(most, (event) => asOf.isUpTo(event, pinned)))
        dayClosed = false
      }
      if (isEarly() || (sinceSnapshot < SNAPSHOT_EVERY && !stale)) return
      if (stale) await store.dropSnapshots()
      stale = false
      sinceSnapshot = 0
      const checkpoint = timeline().checkpoint(SNAPSHOT_BEHIND, asOf.has) ?? timeline().checkpoint(PATIENCE, () => true)
      if (checkpoint?.at) await store.putSnapshot(withList(checkpoint), slices(), checkpoint.at)
    },
  }
}

import type { Fold } from '#domain/fold.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { HallEvent } from '#domain/whole.ts'
import { compareEvents, eventId } from '#log/event.ts'

/**
 * The working set in fold order and the hall it adds up to. Pure. Checkpoints are just older halls: a late event
 * refolds from the last one before it. Folding can be done in portions, so that nobody waits for a long history.
 */
export interface Timeline<Hall extends OpenHall = OpenHall> {
  /** The hall before the oldest event held here. */
  readonly base: Hall
  /** The hall after all events, as of the last time the folding was complete. */
  readonly hall: Hall
  /** How many events are held. */
  readonly size: number
  has(id: string): boolean
  /** Puts events in their places. Known ones are left out; `early` ones lie before the base and need a reload. */
  insert(events: readonly HallEvent[]): { readonly added: readonly HallEvent[]; readonly early: readonly HallEvent[] }
  /** Changes the hall before all events; all of them are to be folded anew. */
  rebase(change: (base: Hall) => Hall): void
  /** Takes out events that must not count; false when one lies before the base and a reload is needed. */
  remove(ids: ReadonlySet<string>): boolean
  /** Folds at most one portion of ~1,000 events; true when the hall is complete. */
  work(): boolean
  /** Folds everything that is left. */
  settle(): Hall
  /** The hall after the base and only those events that `counts` lets through. */
  foldOnly(counts: (event: HallEvent) => boolean): Hall
  /** The last checkpoint that leaves at least `behind` events after it and none before it that fails `passes`. */
  checkpoint(behind: number, passes: (event: HallEvent) => boolean): Hall | null
  /**
   * Forgets events so that about `most` stay, or more when one of them must not go; the base moves forward to a
   * checkpoint. Answers the forgotten ids.
   */
  forget(most: number, mayGo: (event: HallEvent) => boolean): readonly string[]
  /** The events held, in fold order. */
  events(): readonly HallEvent[]
}

/** Events between two lasting checkpoints. */
export const CHECKPOINT_EVERY = 1_000
/** This many of the newest checkpoints stay however close they lie: most late events are late by a blink. */
const RECENT_CHECKPOINTS = 8
/** A late event gets a checkpoint of its own when it lies this far behind the one before. */
const NEAR = 64

interface Checkpoint<Hall> {
  /** How many events of the timeline the hall contains. */
  readonly size: number
  readonly hall: Hall
}

/** Makes a timeline that starts at a hall: an empty one or a saved snapshot. It is folded by the fold of the slices that are open. */
export function createTimeline<Hall extends OpenHall>(start: Hall, { fold }: Pick<Fold<Hall>, 'fold'>): Timeline<Hall> {
  let base = start
  let hall = start
  let events: HallEvent[] = []
  const ids = new Set<string>()
  let checkpoints: Checkpoint<Hall>[] = [{ size: 0, hall: start }]
  let done: Checkpoint<Hall> = { size: 0, hall: start }
  /** Where the newest late events begin; folding stops here once to leave a checkpoint. */
  let seam = 0

  function work(): boolean {
    if (done.size < events.length) {
      let end = Math.min(events.length, done.size + CHECKPOINT_EVERY)
      if (seam > done.size + NEAR && seam < end) end = seam
      remember(done)
      done = { size: end, hall: fold(done.hall, events.slice(done.size, end)) }
    }
    if (done.size < events.length) return false
    hall = done.hall
    return true
  }

  function remember(checkpoint: Checkpoint<Hall>): void {
    const last = checkpoints.at(-1)
    if (last && last.size >= checkpoint.size) return
    checkpoints.push(checkpoint)
    const oldest = checkpoints.length - 1 - RECENT_CHECKPOINTS
    const [before, candidate, after] = [checkpoints[oldest - 1], checkpoints[oldest], checkpoints[oldest + 1]]
    if (before && candidate && after && after.size - before.size <= CHECKPOINT_EVERY) checkpoints.splice(oldest, 1)
  }

  /** Events from `index` on changed: what was folded behind it no longer counts. */
  function goBackTo(index: number): void {
    seam = index
    if (done.size <= index) return
    const kept = checkpoints.findLastIndex(({ size }) => size <= index)
    checkpoints = checkpoints.slice(0, kept + 1)
    done = checkpoints[kept]!
  }

  return {
    get base() {
      return base
    },
    get hall() {
      return hall
    },
    get size() {
      return events.length
    },
    has: (id) => ids.has(id),
    events: () => events,
    work,

    insert(arrived) {
      const early = arrived.filter((event) => isEarly(base, event))
      const added: HallEvent[] = []
      for (const event of arrived) {
        const id = eventId(event)
        if (ids.has(id) || isEarly(base, event)) continue
        ids.add(id)
        added.push(event)
      }
      added.sort(compareEvents)
      const first = added[0]
      if (!first) return { added, early }
      const last = events.at(-1)
      if (!last || compareEvents(last, first) < 0) {
        seam = events.length
        for (const event of added) events.push(event)
        return { added, early }
      }
      const index = placeOf(events, first)
      goBackTo(index)
      for (const event of merge(events.splice(index), added)) events.push(event)
      return { added, early }
    },

    rebase(change) {
      base = change(base)
      hall = base
      checkpoints = [{ size: 0, hall: base }]
      done = { size: 0, hall: base }
      seam = 0
    },

    remove(gone) {
      const found = [...gone].filter((id) => ids.has(id))
      if (found.length > 0) {
        goBackTo(events.findIndex((event) => gone.has(eventId(event))))
        events = events.filter((event) => !gone.has(eventId(event)))
        for (const id of found) ids.delete(id)
      }
      if (events.length === 0) hall = base
      return found.length === gone.size
    },

    settle() {
      while (!work()) {}
      return hall
    },

    foldOnly(counts) {
      const odd = events.findIndex((event) => !counts(event))
      const start = odd === -1 ? done : [...checkpoints, done].findLast(({ size }) => size <= odd)!
      return fold(start.hall, events.slice(start.size).filter(counts))
    },

    checkpoint(behind, passes) {
      const most = events.length - behind
      const found = checkpoints.findLast(({ size }) => size <= most)
      if (!found || found.size === 0) return null
      const odd = events.findIndex((event) => !passes(event))
      if (odd === -1 || odd >= found.size) return found.hall
      const sooner = checkpoints.findLast(({ size }) => size <= odd)
      return sooner && sooner.size > 0 ? sooner.hall : null
    },

    forget(most, mayGo) {
      const stays = events.findIndex((event) => !mayGo(event))
      const end = Math.min(events.length - most, stays === -1 ? events.length : stays)
      const found = checkpoints.findLast(({ size }) => size <= end)
      if (!found || found.size === 0) return []
      const forgotten = events.slice(0, found.size).map((event) => eventId(event))
      base = found.hall
      events = events.slice(found.size)
      for (const id of forgotten) ids.delete(id)
      const shift = ({ size, hall }: Checkpoint<Hall>): Checkpoint<Hall> => ({ size: size - found.size, hall })
      checkpoints = checkpoints.filter(({ size }) => size >= found.size).map(shift)
      done = shift(done)
      seam = Math.max(0, seam - found.size)
      return forgotten
    },
  }
}

const isEarly = (base: OpenHall, event: HallEvent): boolean => base.at !== null && compareEvents(event, base.at) <= 0

/** The index of the first event that comes after the given one. */
function placeOf(events: readonly HallEvent[], event: HallEvent): number {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareEvents(events[middle]!, event) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function merge(a: readonly HallEvent[], b: readonly HallEvent[]): HallEvent[] {
  const merged: HallEvent[] = []
  let at = 0
  for (const event of a) {
    while (at < b.length && compareEvents(b[at]!, event) < 0) merged.push(b[at++]!)
    merged.push(event)
  }
  while (at < b.length) merged.push(b[at++]!)
  return merged
}

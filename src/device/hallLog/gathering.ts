import { pause } from '#device/basics/pause.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { type Authority, isOfTheList, onlyGives } from '#domain/authority/authority.ts'
import { withAuthority } from '#domain/authority/withAuthority.ts'
import type { Fold } from '#domain/fold.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { HallEvent } from '#domain/whole.ts'
import { eventId, type LogEvent } from '#log/event.ts'
import { type FarAhead, placeOf } from './farAhead.ts'
import { judgeEvent, listWith, type ThisTablet, type Waiting } from './judging.ts'
import { readStored, STEP } from './readStored.ts'
import { createTimeline, type Timeline } from './timeline.ts'

/** What the disk adds up to. */
export interface Gathered {
  readonly timeline: Timeline
  readonly seqs: Map<string, number>
  readonly authority: Authority
  readonly waiting: Waiting
  /** Whether it began from a snapshot. `stale`: the snapshots were folded by a list that says something else now. */
  readonly snapshot: 'used' | 'stale' | 'none'
}

/** What is read, and by what it is judged. */
interface GatheredFrom extends ThisTablet {
  readonly hall: string
  readonly store: LineStore
  /** The names of the slices that a fold folds. */
  readonly slices: readonly string[]
  /** Whether an event may count here at all. */
  readonly counts: (event: LogEvent) => boolean
  /** Whether its signature is being looked at: it comes by another way. */
  readonly isExpected: (event: LogEvent) => boolean
  /** Events that lie far ahead, as far as is known by now. */
  readonly far: () => FarAhead
  readonly noteFar: (event: LogEvent, received: string | undefined) => void
}

/** The newest snapshot on disk that has these slices, and every stored event of theirs after it, folded in steps. */
export async function gather(by: Fold<OpenHall>, from: GatheredFrom): Promise<Gathered> {
  const snapshot = await from.store.snapshot(from.slices)
  const found = snapshot && (await gatherAfter(by.only(snapshot), by, from))
  if (found) return { ...found, snapshot: 'used' }
  const whole = (await gatherAfter(by.empty(from.hall), by, from))!
  return { ...whole, snapshot: snapshot === null ? 'none' : 'stale' }
}

/** Null when by the list as it is now something in this hall does not count, or something that waits does. */
async function gatherAfter(
  base: OpenHall,
  by: Fold<OpenHall>,
  from: GatheredFrom,
): Promise<Omit<Gathered, 'snapshot'> | null> {
  const { counts, here } = from
  const isKnown = (event: LogEvent) => by.kinds.has(event.kind)
  const said: LogEvent[] = []
  const events: LogEvent[] = []
  const seqs = await readStored({
    store: from.store,
    stamp: base.at?.stamp ?? '',
    passes: (event) => counts(event) && !from.isExpected(event),
    take(event, received) {
      from.noteFar(event, received)
      if (isOfTheList(event)) said.push(event)
      if (isKnown(event)) events.push(event)
    },
  })
  const list = listWith(base.authority, said, from)
  const judged = (event: LogEvent) => judgeEvent(event, { list, far: from.far(), kinds: by.kinds, here })
  const waited = base.waiting.flatMap(({ event }) => (counts(event) && isKnown(event) ? [event] : []))
  const holds = onlyGives(base.authority, list) && waited.every((event) => typeof judged(event) === 'string')
  if (base.at !== null && !holds) return null
  const timeline = createTimeline(withAuthority(base, list), by)
  const waiting: Waiting = new Map()
  const ready: HallEvent[] = []
  for (const event of [...waited, ...events]) {
    const found = judged(event)
    if (typeof found === 'string') waiting.set(eventId(event), { event, why: found })
    else ready.push(placeOf(found, { list, far: from.far() }))
  }
  for (let at = 0; at < ready.length; at += STEP) {
    timeline.insert(ready.slice(at, at + STEP))
    await pause()
  }
  while (!timeline.work()) await pause()
  return { timeline, seqs, authority: list, waiting }
}

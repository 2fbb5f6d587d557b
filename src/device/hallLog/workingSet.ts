import { pause } from '#device/basics/pause.ts'
import { createQueue } from '#device/basics/queue.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { type Authority, isOfTheList, onlyGives, under, without } from '#domain/authority/authority.ts'
import { withAuthority } from '#domain/authority/withAuthority.ts'
import type { Fold } from '#domain/fold.ts'
import type { Kind } from '#domain/kind.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { foldWith } from '#domain/shelf.ts'
import type { Slice } from '#domain/slice.ts'
import type { HallEvent } from '#domain/whole.ts'
import { compareEvents, eventId, type LogEvent } from '#log/event.ts'
import { createAsOf } from './asOf.ts'
import { type FarAhead, placeOf, withFar } from './farAhead.ts'
import { type Gathered, gather } from './gathering.ts'
import { isSound, judgeEvent, listWith, type ThisTablet, type Waiting } from './judging.ts'
import { createTidying } from './tidying.ts'
import { createTimeline, type Timeline } from './timeline.ts'

/** An event that counts, with the seq the hall server gave it, if it has one. Of any kind: who knows it folds it. */
export interface Arrival {
  readonly event: LogEvent
  readonly seq: number | null
  /** When the hall server received it, or this tablet if it was carried here; nothing of what this tablet wrote. */
  readonly received?: string
}

/**
 * The hall in memory: the events of today's work, folded, and the way back to the disk for older ones. Slices that
 * nobody has opened are on the shelf: their events lie on the disk, unread, like those of a kind that is not known.
 */
export interface WorkingSet {
  readonly hall: OpenHall
  /** The kinds of the slices that are open. */
  readonly kinds: ReadonlyMap<string, Kind>
  /** The events in memory, in fold order. */
  events(): readonly HallEvent[]
  /** Adds events that are on disk; the answer is which of them were new. Fold them with `settle` or `catchUp`. */
  add(arrivals: readonly Arrival[]): readonly HallEvent[]
  /** Folds at once. */
  settle(): OpenHall
  /** Folds in steps, and reloads older history from disk first when an event lies before the base. */
  catchUp(): Promise<OpenHall>
  /** A line that was here already has got its seq. */
  noteSeq(journal: string, n: number, seq: number): void
  /** A new server epoch: the seqs of the old one mean nothing any more. */
  forgetSeqs(): void
  /** Whether whoever wrote this redaction may take something out, as far as is known here; in no hall before its founding. */
  mayRedact(event: LogEvent): boolean
  /** Whether these events, later than all others, can be folded without breaking anything that is open. */
  folds(events: readonly LogEvent[]): boolean
  /** The event where it belongs in the fold order, as far as is known here. */
  place<Event extends LogEvent>(event: Event): Event
  /** Whether a line counts for no fold. */
  isExcluded(id: string): boolean
  quarantine(ids: readonly string[]): Promise<void>
  /**
   * Signed lines that are on the disk, and whose signatures are being looked at: they come with `add` once they prove to be
   * signed, and no reading waits for them until then.
   */
  expect(ids: readonly string[]): void
  expectNoMore(ids: readonly string[]): void
  /** These lines will never count; nothing has folded them. */
  neverCount(ids: readonly string[]): void
  hallAsOf(seq: number): OpenHall
  /**
   * Takes slices, and what they need, from the shelf; answers when the hall has them. It is the hall as if they had been
   * open from the start: their events are read from the disk, and what comes in meanwhile counts once.
   */
  open(slices: readonly Slice[]): Promise<void>
  /** Everything from disk again: another tab has written, or the store was rebuilt; `afresh` trusts the disk alone. */
  reload(afresh?: boolean): Promise<void>
  /** Writes a snapshot when enough has happened since the last one, and lets old events leave memory. */
  tidy(): Promise<void>
}

const namesOf = ({ slices }: Fold<OpenHall>): readonly string[] => slices.map(({ name }) => name)

/** Makes the working set of a hall; it is empty until `reload` has read the newest snapshot and what came after it. */
export function openWorkingSet(
  hall: string,
  store: LineStore,
  opens: readonly Slice[],
  standing: ThisTablet,
): WorkingSet {
  /** What the next reading folds: what is open, and what somebody waits for. */
  let wanted: Fold<OpenHall> = foldWith(...opens)
  let fold = wanted
  let timeline: Timeline = createTimeline(fold.empty(hall), fold)
  let authority: Authority = under(standing.root, timeline.base.authority)
  let waiting: Waiting = new Map()
  let shown: (Pick<Gathered, 'authority' | 'waiting'> & { readonly of: OpenHall; readonly hall: OpenHall }) | null =
    null
  let quarantined: ReadonlySet<string> = new Set()
  const expected = new Set<string>()
  const asOf = createAsOf()
  const tidying = createTidying(store, asOf, {
    timeline: () => timeline,
    isEarly: () => early,
    slices: () => namesOf(fold),
    withList,
  })
  let early = false
  /** Events that lie far ahead of when they came, as they were written: few clocks are that wrong. */
  let far: FarAhead = new Map()
  /** What came in while the disk is read: its kinds may be open only afterwards. */
  let meanwhile: LogEvent[] | null = null

  const counts = (event: LogEvent): boolean => !quarantined.has(eventId(event))
  const isKnown = (event: LogEvent): boolean => fold.kinds.has(event.kind)
  const judged = (event: LogEvent, list: Authority) =>
    judgeEvent(event, { list, far, kinds: fold.kinds, here: standing.here })
  const inPlace = <Event extends LogEvent>(event: Event, list = authority): Event => placeOf(event, { list, far })

  /** The hall with the list it was folded by and what waits. */
  function withList(of: OpenHall): OpenHall {
    if (authority.root === null) return of
    if (shown?.of === of && shown.authority === authority && shown.waiting === waiting) return shown.hall
    // In the order of the fold: the same set is the same hall, whoever heard what first.
    const inOrder = [...waiting.values()].sort((a, b) => compareEvents(a.event, b.event))
    shown = { of, authority, waiting, hall: { ...of, authority, waiting: inOrder } }
    return shown.hall
  }

  async function read(afresh: boolean): Promise<void> {
    meanwhile = []
    try {
      const by = wanted
      quarantined = await store.quarantined()
      early = false
      const found = await gather(by, {
        ...standing,
        hall,
        store,
        slices: namesOf(by),
        counts,
        isExpected: (event) => expected.has(eventId(event)),
        far: () => far,
        noteFar(event, received) {
          far = withFar(far, event, received)
        },
      })
      // What came in while we read is on disk too, but perhaps behind our back.
      const came = [...(afresh ? [] : timeline.events()), ...meanwhile].filter(counts)
      fold = by
      timeline = found.timeline
      authority = found.authority
      waiting = found.waiting
      if (found.snapshot !== 'used') tidying.setStale(found.snapshot === 'stale')
      asOf.take(found.seqs)
      takeIn(came)
      timeline.settle()
    } finally {
      meanwhile = null
    }
  }

  /** One reading at a time: what somebody wants open during one is read by the next. */
  const oneReading = createQueue()
  const reload = (afresh = false): Promise<void> => oneReading(() => read(afresh))

  async function catchUp(): Promise<OpenHall> {
    while (early) await reload()
    while (!timeline.work()) await pause()
    return withList(timeline.hall)
  }

  /** Puts what counts in its place, and what does not aside; the list first. Answers what was new. */
  function takeIn(events: readonly LogEvent[]): readonly HallEvent[] {
    const next = listWith(authority, events.filter(isOfTheList), standing)
    const hasMoved = next.taken !== authority.taken
    const freed = next === authority ? [] : follow(next)
    const moved = hasMoved ? timeline.events().filter((event) => inPlace(event).stamp !== event.stamp) : []
    timeline.remove(new Set(moved.map((event) => eventId(event))))
    const ready: HallEvent[] = [...freed, ...moved].map((event) => inPlace(event))
    const waits: Waiting = new Map()
    for (const event of events.filter((each) => isKnown(each))) {
      const found = judged(event, authority)
      if (typeof found === 'string') waits.set(eventId(event), { event, why: found })
      else ready.push(inPlace(found))
    }
    if (waits.size > 0) waiting = new Map([...waiting, ...waits])
    const { added, early: before } = timeline.insert(ready)
    if (before.length > 0) early = true
    const known = new Set(moved.map((event) => eventId(event)))
    return [...before, ...added].filter((event) => !known.has(eventId(event)))
  }

  /** The list says something else: what counts now is weighed again. Answers what waited and counts. */
  function follow(next: Authority): readonly HallEvent[] {
    const gives = onlyGives(authority, next)
    if (next.persons !== authority.persons || next.tablets !== authority.tablets)
      timeline.rebase((base) => withAuthority(base, next))
    authority = next
    asOf.workOutAnew()
    if (!gives) {
      // What was folded before the events in memory may have to go, too.
      if (timeline.base.at !== null) early = true
      const gone: Waiting = new Map()
      for (const event of timeline.events()) {
        const why = judged(event, next)
        if (typeof why === 'string') gone.set(eventId(event), { event, why })
      }
      timeline.remove(new Set(gone.keys()))
      waiting = new Map([...waiting, ...gone])
    }
    const freed: HallEvent[] = []
    const left: Waiting = new Map()
    for (const [id, { event }] of waiting) {
      const found = judged(event, next)
      if (typeof found === 'string') left.set(id, { event, why: found })
      else freed.push(found)
    }
    if (waiting.size > 0) waiting = left
    return freed
  }

  return {
    get hall() {
      return withList(timeline.hall)
    },
    events: () => timeline.events(),
    reload,
    catchUp,
    settle: () => withList(timeline.settle()),

    get kinds() {
      return fold.kinds
    },

    async open(slices) {
      if (slices.every((slice) => fold.slices.includes(slice))) return
      wanted = foldWith(...wanted.slices, ...slices)
      await oneReading(async () => {
        if (!slices.every((slice) => fold.slices.includes(slice))) await read(false)
      })
      await catchUp()
    },

    add(arrivals) {
      for (const { event, seq } of arrivals) if (seq !== null) asOf.note(eventId(event), seq)
      for (const { event, received } of arrivals) {
        far = withFar(far, event, received)
        meanwhile?.push(event)
      }
      const added = takeIn(arrivals.flatMap(({ event }) => (counts(event) ? [event] : [])))
      tidying.count(added)
      return added
    },

    noteSeq: (journal, n, seq) => asOf.note(eventId({ journal, n }), seq),
    forgetSeqs: asOf.forgetAll,

    folds(events) {
      const before = timeline.settle()
      const ids = new Set(events.map((event) => eventId(event)))
      return !fold.fold(before, events.filter(counts)).unfolded.some(({ event }) => ids.has(event))
    },
    place: (event) => inPlace(event),
    isExcluded: (id) => quarantined.has(id),
    mayRedact: (event) => authority.root !== null && isSound(event, fold.kinds) && judged(event, authority) === event,

    expect(ids) {
      for (const id of ids) expected.add(id)
    },
    expectNoMore(ids) {
      for (const id of ids) expected.delete(id)
    },

    neverCount(ids) {
      quarantined = new Set([...quarantined, ...ids])
    },

    async quarantine(ids) {
      quarantined = new Set([...quarantined, ...ids])
      asOf.workOutAnew()
      const gone = new Set(ids)
      const left = without(authority, (event) => gone.has(eventId(event)))
      if (left !== authority && timeline.insert(follow(left)).early.length > 0) early = true
      waiting = new Map([...waiting].filter(([id]) => !gone.has(id)))
      if (!timeline.remove(gone)) early = true
      await catchUp()
    },

    hallAsOf: (seq) => asOf.hall(seq, timeline),

    tidy: tidying.tidy,
  }
}

import { pause } from '#device/basics/pause.ts'
import { nameAt } from '#device/journal/branches.ts'
import type { LineId } from '#device/journal/heldLines.ts'
import type { EventStore } from '#device/store/eventStore.ts'
import { type Entry, nameOfEntry } from '#device/store/segments.ts'
import { checkBody, emptyHall, type Hall, type HallEvent } from '#domain/whole.ts'
import { eventId, type LogEvent } from '#log/event.ts'
import type { Line } from '#log/lines.ts'
import { isRedacted } from '#log/redaction.ts'
import { createTimeline, type Timeline } from './timeline.ts'

/** An event that may be folded, with the seq the hall server gave it, if it has one. */
export interface Arrival {
  readonly event: HallEvent
  readonly seq: number | null
}

/** The hall in memory: the events of today's work, folded, and the way back to the disk for older ones. */
export interface WorkingSet {
  readonly hall: Hall
  /** The events in memory, in fold order. */
  events(): readonly HallEvent[]
  /** Adds events that are on disk; the answer is which of them were new. Fold them with `settle` or `catchUp`. */
  add(arrivals: readonly Arrival[]): readonly HallEvent[]
  /** Folds at once. */
  settle(): Hall
  /** Folds in slices, and reloads older history from disk first when an event lies before the base. */
  catchUp(): Promise<Hall>
  /** A line that was here already has got its seq. */
  noteSeq(journal: string, n: number, seq: number): void
  /** A new server epoch: the seqs of the old one mean nothing any more. */
  forgetSeqs(): void
  /** Whether a line counts for no fold. */
  isExcluded(id: string): boolean
  quarantine(ids: readonly string[]): Promise<void>
  hallAsOf(seq: number): Hall
  /** Everything from disk again: another tab has written, or the store was rebuilt; `afresh` trusts the disk alone. */
  reload(afresh?: boolean): Promise<void>
  /** Writes a snapshot when enough has happened since the last one, and lets old events leave memory. */
  tidy(): Promise<void>
}

/** A snapshot is written after so many events … */
const SNAPSHOT_EVERY = 2_000
/** … of the hall this many events ago, so that a slightly late event does not spoil it. */
const SNAPSHOT_BEHIND = 1_000
/** So many events without a seq may hold back a snapshot, so that `hallAsOf` stays exact while this tablet is alone. */
const PATIENCE = 6_000
/** Most events in memory, and how many stay when a day is closed. */
const MOST_EVENTS = 20_000
const STAY_AFTER_CLOSE = 2_000
/** Events parsed from disk between two pauses. */
const SLICE = 200

/** Reads a line that was checked when it came in, under its name in the hall; null when this build cannot fold it (yet). */
export function readStored(line: Line, journal?: string): HallEvent | null {
  if (isRedacted(line)) return null
  const event: LogEvent = JSON.parse(line)
  const checked = checkBody(journal === undefined ? event : { ...event, journal })
  return checked.verdict === 'sound' ? checked.event : null
}

function readReceived(entry: Entry): { readonly name: LineId; readonly event: HallEvent | null } {
  if (!('line' in entry) || isRedacted(entry.line)) return { name: nameOfEntry(entry), event: null }
  const written: LogEvent = JSON.parse(entry.line)
  const event = entry.journal === undefined ? written : { ...written, journal: entry.journal }
  if (entry.quarantined !== undefined) return { name: event, event: null }
  const checked = checkBody(event)
  return { name: event, event: checked.verdict === 'sound' ? checked.event : null }
}

/** Makes the working set of a hall; it is empty until `reload` has read the newest snapshot and what came after it. */
export function openWorkingSet(hall: string, store: EventStore): WorkingSet {
  let quarantined: ReadonlySet<string> = new Set()
  let seqs = new Map<string, number>()
  let early = false
  let sinceSnapshot = 0
  let dayClosed = false
  let answers = new Map<number, Hall>()
  let timeline: Timeline = createTimeline(emptyHall(hall))

  /** The newest snapshot on disk and every stored event after it, folded in slices. */
  async function gather(): Promise<{ timeline: Timeline; seqs: Map<string, number> }> {
    early = false
    const { server } = await store.cursor()
    const base = (await store.snapshot(null)) ?? emptyHall(hall)
    const stamp = base.at?.stamp ?? ''
    const found = createTimeline(base)
    const foundSeqs = new Map<string, number>()
    let slice: HallEvent[] = []
    async function put(event: HallEvent | null): Promise<void> {
      if (event && !quarantined.has(eventId(event))) slice.push(event)
      if (slice.length < SLICE) return
      found.insert(slice)
      slice = []
      await pause()
    }
    for (const own of await store.journals()) {
      for (const { from, lines } of await store.ownAfter(own.journal, stamp))
        for (const [i, line] of lines.entries()) await put(readStored(line, nameAt(own, from + i)))
    }
    for await (const row of store.receivedAfter(stamp)) {
      for (const entry of row.entries) {
        const { name, event } = readReceived(entry)
        if (row.server === server) foundSeqs.set(eventId(name), entry.seq)
        await put(event)
      }
    }
    found.insert(slice)
    while (!found.work()) await pause()
    return { timeline: found, seqs: foundSeqs }
  }

  async function reload(afresh = false): Promise<void> {
    quarantined = await store.quarantined()
    const found = await gather()
    // What came in while we read is on disk too, but perhaps behind our back.
    if (!afresh) found.timeline.insert(timeline.events().filter((event) => !quarantined.has(eventId(event))))
    found.timeline.settle()
    for (const [id, seq] of seqs) if (!found.seqs.has(id)) found.seqs.set(id, seq)
    timeline = found.timeline
    seqs = found.seqs
    answers = new Map()
  }

  async function catchUp(): Promise<Hall> {
    while (early) await reload()
    while (!timeline.work()) await pause()
    return timeline.hall
  }

  function note(id: string, seq: number): void {
    seqs.set(id, seq)
    for (const asked of answers.keys()) if (seq <= asked) answers.delete(asked)
  }

  return {
    get hall() {
      return timeline.hall
    },
    events: () => timeline.events(),
    reload,
    catchUp,
    settle: () => timeline.settle(),

    add(arrivals) {
      for (const { event, seq } of arrivals) if (seq !== null) note(eventId(event), seq)
      const sound = arrivals.map(({ event }) => event).filter((event) => !quarantined.has(eventId(event)))
      const { added, early: before } = timeline.insert(sound)
      if (before.length > 0) early = true
      if (added.some(({ kind }) => kind === 'DayClosed')) dayClosed = true
      sinceSnapshot += added.length
      return before.length > 0 ? [...before, ...added] : added
    },

    noteSeq: (journal, n, seq) => note(eventId({ journal, n }), seq),
    forgetSeqs() {
      seqs = new Map()
      answers = new Map()
    },

    isExcluded: (id) => quarantined.has(id),

    async quarantine(ids) {
      quarantined = new Set([...quarantined, ...ids])
      answers = new Map()
      if (!timeline.remove(new Set(ids))) early = true
      await catchUp()
    },

    hallAsOf(seq) {
      const known = answers.get(seq)
      if (known) return known
      const hall = timeline.foldOnly((event) => (seqs.get(eventId(event)) ?? Number.POSITIVE_INFINITY) <= seq)
      answers = new Map([...answers, [seq, hall] as const].slice(-4))
      return hall
    },

    async tidy() {
      if (timeline.size > MOST_EVENTS || dayClosed) {
        // What a share was dealt from stays: the hall as of then must be the same as it was on the other tablets.
        const pinned =
          dayClosed || timeline.size > 2 * MOST_EVENTS ? Number.POSITIVE_INFINITY : Math.min(...answers.keys())
        const mayGo = (event: HallEvent) => (seqs.get(eventId(event)) ?? Number.POSITIVE_INFINITY) <= pinned
        for (const id of timeline.forget(dayClosed ? STAY_AFTER_CLOSE : MOST_EVENTS / 2, mayGo)) seqs.delete(id)
        dayClosed = false
      }
      if (early || sinceSnapshot < SNAPSHOT_EVERY) return
      sinceSnapshot = 0
      const admitted = (event: HallEvent) => seqs.has(eventId(event))
      const checkpoint = timeline.checkpoint(SNAPSHOT_BEHIND, admitted) ?? timeline.checkpoint(PATIENCE, () => true)
      if (checkpoint?.at) await store.putSnapshot(checkpoint, checkpoint.at)
    },
  }
}

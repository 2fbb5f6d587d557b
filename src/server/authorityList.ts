import {
  type Authority,
  hearing,
  isOfTheList,
  noAuthority,
  under,
  whyNotSigned,
  whyWaits,
} from '#domain/authority/authority.ts'
import { placed } from '#domain/authority/stampsTaken.ts'
import type { AdmittedTablet } from '#domain/authority/tabletsOf.ts'
import { isRequired } from '#domain/kind.ts'
import { type HallEvent, kinds } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { readLine } from '#log/lines.ts'
import { keyOn } from '#log/proofs.ts'
import { isFarAhead } from '#log/stamp.ts'
import { consequencesOf } from './consequences.ts'
import { isForGood, openDestroying } from './destroying.ts'
import { openLines } from './eventAt.ts'
import type { Consequence, EventStore } from './eventStore.ts'
import { isPersonKey, isProven } from './signing.ts'

/**
 * Who may do what in this hall, as the tablets judge it: folded from the hall's own events with the same code. The books
 * of the server follow it, never a line by itself.
 */
export interface AuthorityList {
  /** Whether a root key vouches for the hall, also while the line that says so is damaged: from then on managers let tablets in. */
  isFounded(): boolean
  /** The hall's root key; null while nobody has founded it. */
  root(): string | null
  /** A tablet that a manager has let in and nobody has sent away; null for any other. */
  tablet(id: string): AdmittedTablet | null
  /** The same, whoever has been sent away included: what it wrote before may still come. */
  everAdmitted(id: string): AdmittedTablet | null
  /** Whether this is the key of a machine that serves the hall, or served it. */
  isServer(key: string): boolean
  /** Tablets that managers have let in and nobody has sent away. */
  standing(): readonly string[]
  /** Whether whoever wrote an event may, as far as is known here. */
  counts(event: HallEvent): boolean
  /** Whether whoever it needs has signed an event, wherever it was written. */
  isSigned(event: HallEvent): boolean
  /**
   * Whether whoever it needs has signed an event and may still: what is shown beside its journal proves no place there, and
   * so not that it was written before a right was taken away.
   */
  isSignedNow(event: HallEvent): boolean
  /** The first of these events that lies far ahead of the time (ms), unless it was said where it belongs; null: none does. */
  firstAhead(events: readonly LogEvent[], time: number): LogEvent | null
  /**
   * A tablet that lines of the list let in which somebody shows, where the store has lost its founding and it is known
   * beside it which root key is the hall's; null: they let it in not, or send it away.
   */
  shown(lines: readonly string[], tablet: string): AdmittedTablet | null
  /** Takes in what has been stored since the last time; answers when the books follow what counts now. */
  catchUp(): Promise<void>
  /** Saves what a server that starts later has to know. */
  close(): Promise<void>
  /** Calls back for whatever is changed in the books. */
  follow(listener: (change: Consequence) => void): void
}

/** Under which root key the hall stands, as far as it is known beside the store. */
interface KnownRoot {
  /** Under which the hall was founded; null: that is not known. */
  readonly founded: string | null
  /** That a kit has named; no founding under another is believed. */
  readonly awaited: string | null
  /** The hall is founded under this one. Throws where it cannot be written. */
  keep(root: string): void
}

/**
 * Reads the list once from the store. What follows from it is carried out again: twice is once. `elapsed`: ms since some
 * moment, whatever the clock on the wall does.
 */
export async function openAuthorityList(
  store: EventStore,
  elapsed: () => number,
  known: KnownRoot = { founded: null, awaited: null, keep() {} },
): Promise<AuthorityList> {
  const wasFounded = known.founded !== null && isPersonKey(known.founded)
  const root = wasFounded ? known.founded : known.awaited
  const destroying = await openDestroying(store, elapsed)
  const listeners = new Set<(change: Consequence) => void>()
  let authority: Authority = noAuthority(root)
  let read = 0
  /** What would change the books and does not count yet, or has not been carried out. */
  let waiting: readonly HallEvent[] = []
  /** What managers have stopped, if they may. */
  let stops: readonly HallEvent<'DestroyingStopped'>[] = []
  /** Something has come since the tablets in the books were last compared with the list. */
  let isNews = false
  let busy: Promise<void> = Promise.resolve()

  /** Events that are kept for ever, stored since the last time. Lines that are set aside are none. */
  async function newEvents(): Promise<readonly HallEvent[]> {
    const events: HallEvent[] = []
    const lines = openLines(store)
    for (const { seq } of await store.marked(['lasting'], read)) {
      const event = await lines.eventAt(seq)
      if (event) events.push(event)
      read = seq
    }
    return events
  }

  /** The root key is the one that vouches for itself in the founding that came first. */
  function listWith(events: readonly HallEvent[]): Authority {
    const next = hearing(authority, events.filter(isOfTheList))
    if (next.root !== null) return next
    const founding = events.find((event) => event.kind === 'HallFounded' && event.body.root === keyOn(event))
    return founding ? under(keyOn(founding), next) : next
  }

  async function takeIn(): Promise<void> {
    const events = await newEvents()
    authority = listWith(events)
    keepRoot(authority)
    isNews ||= events.length > 0
    waiting = [...waiting, ...events.filter((event) => consequencesOf(event).length > 0)]
    stops = [...stops, ...events.filter((event) => event.kind === 'DestroyingStopped')]
    const stopped = new Set(stops.filter(counts).map(({ body }) => body.act))
    const counted = waiting.filter(counts)
    // Before the hall is founded nobody may have done what cannot be taken back.
    const forGood = authority.founded === null ? [] : counted.filter(isForGood)
    const counting = [...counted.filter((event) => !isForGood(event)), ...(await destroying.due(forGood, stopped))]
    const changes = [...(isNews ? await tabletChanges() : []), ...counting.flatMap(consequencesOf)]
    if (changes.length > 0) await store.carryOut(changes)
    isNews = false
    if (counting.length > 0) waiting = waiting.filter((event) => !counting.includes(event))
    for (const change of changes) for (const listener of listeners) listener(change)
  }

  let isKept = false
  function keepRoot({ founded, root: under }: Authority): void {
    if (isKept || founded === null || under === null) return
    try {
      known.keep(under)
      isKept = true
    } catch {
      // A disk that takes nothing now takes it another time: as long as the founding can be read nobody needs it.
    }
  }

  /** Place and standing of each tablet are what the list says; whom a founded hall does not list it does not know. */
  async function tabletChanges(): Promise<readonly Consequence[]> {
    if (authority.founded === null) return []
    // The line that let it in may be among those that are damaged or still to come back.
    const isWhole = (await store.damaged()).length === 0 && (await store.gathers()) === null
    return (await store.tablets()).flatMap((before) => {
      const listed = authority.tablets.get(before.id)
      if (!listed && (before.status === 'vouched' || !isWhole)) return []
      // A tablet is its key, and the list says which: a bad disk may have changed what stands in the books.
      const isIn = listed !== undefined && listed.place !== 'server'
      // So may the one that sent it away.
      if (before.status === 'revoked' && isIn && !isWhole) return []
      const now = isIn ? { ...before, place: listed.place, key: listed.key } : before
      const status = isIn && !listed.revoked ? 'paired' : 'revoked'
      const isSame = status === before.status && now.place === before.place && now.key === before.key
      return isSame ? [] : [{ kind: 'changes-tablet', tablet: { ...now, status } } as const]
    })
  }

  const counts = (event: HallEvent): boolean => whyWaits(authority, event, kinds.get(event.kind)!) === null

  function isSigned(event: HallEvent): boolean {
    const needed = kinds.get(event.kind)!.needs(event)
    return authority.root !== null && isRequired(needed) && whyNotSigned(authority, event, needed) === null
  }

  const list: AuthorityList = {
    counts,
    isSigned,
    // Behind every line that anybody knew.
    isSignedNow: (event) => isSigned({ ...event, n: Number.POSITIVE_INFINITY }),
    isFounded: () => authority.founded !== null || wasFounded,
    root: () => (list.isFounded() ? authority.root : null),
    tablet(id) {
      const tablet = authority.tablets.get(id)
      return tablet && !tablet.revoked ? tablet : null
    },
    firstAhead(events, time) {
      if (!events.some(({ stamp }) => isFarAhead(stamp, time))) return null
      const then = hearing(authority, events.filter(isOfTheList))
      return events.find((event) => isFarAhead(placed(then, event).stamp, time)) ?? null
    },
    shown(lines, tablet) {
      if (root === null || authority.founded !== null) return null
      const events = lines.flatMap((line) => {
        const read = readLine(line)
        const event = read.ok ? read.event : null
        return event && isOfTheList(event) && isProven(line) ? [event] : []
      })
      const shown = hearing(noAuthority(root), events).tablets.get(tablet)
      return shown && !shown.revoked ? shown : null
    },
    catchUp() {
      busy = busy.catch(() => {}).then(takeIn)
      return busy
    },
    isServer: (key) => [...authority.tablets.values()].some((each) => each.place === 'server' && each.key === key),
    standing: () =>
      [...authority.tablets.values()].flatMap(({ id, place, revoked }) => (revoked || place === 'server' ? [] : [id])),
    everAdmitted: (id) => authority.tablets.get(id) ?? null,
    follow(listener) {
      listeners.add(listener)
    },
    async close() {
      await busy.catch(() => {})
      await destroying.close()
    },
  }
  await list.catchUp()
  return list
}

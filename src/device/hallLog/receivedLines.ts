import type { Turns } from '#device/basics/queue.ts'
import { isProven } from '#device/basics/signatures.ts'
import { endsByName } from '#device/journal/branches.ts'
import type { HeldLines, LineId } from '#device/journal/heldLines.ts'
import { hold } from '#device/journal/heldLines.ts'
import { inAnyRoom, type Reserve } from '#device/journal/reserve.ts'
import type { Cursor, SetAside } from '#device/store/database.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { pack } from '#device/store/segments.ts'
import type { Newest } from '#device/store/soundRows.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { HallEvent } from '#domain/whole.ts'
import { eventId } from '#log/event.ts'
import type { SignedHead } from '#log/signedHead.ts'
import { BadRun, UnreadableLine } from './badRun.ts'
import type { OwnJournals } from './ownJournals.ts'
import type { Redactions } from './redactions.ts'
import type { SameBytes } from './sameBytes.ts'
import { savesLives } from './savesLives.ts'
import type { Admitted, Sorted, Way } from './sortRun.ts'
import type { WorkingSet } from './workingSet.ts'

/**
 * Received lines: what other devices wrote, as far as it has come. A run is sorted and packed beside everything else,
 * then stored with the cursor in one transaction and added to the working set, which is still to be folded.
 */
export interface ReceivedLines {
  readonly cursor: Cursor
  /** Lines that another tablet carried here and that no hall server has sent yet. */
  readonly carried: HeldLines
  /** Lines that count for nobody here. */
  readonly setAside: readonly SetAside[]
  /** Reads from the database how far it has come: another tab wrote, or the database is another one. */
  readAgain(): Promise<void>
  /** Another tab writes: it has set lines aside that nobody had folded. */
  lookAside(): Promise<void>
  /** Another tab writes: it tells how far it has come. */
  follow(cursor: Cursor): void
  /** Stores what of a run is new; null: nothing is. */
  store(run: readonly Admitted[], way: Way): Promise<Stored | null>
  /** What is taken out by now counts no more, and what was given back does; answers whether anything has changed. */
  takeOut(): Promise<boolean>
  /** Lines are taken out whose bodies are still here. */
  readonly hides: boolean
  /** Bodies have gone: of such a line only the head is stored from now on. */
  reread(): Promise<void>
  /** Takes in what of signed lines that are stored proves to be signed; what does not counts for nobody. */
  prove(
    signed: Sorted['signed'],
  ): Promise<{ readonly arrivals: Sorted['arrivals']; readonly added: readonly HallEvent[] }>
  /** Signed heads have come: they are stored with the next run, so that no tap waits for them. */
  noteHeads(heads: readonly SignedHead[]): void
  /** All signed heads, with those that no run has brought to the disk yet. */
  signedHeads(): Promise<readonly SignedHead[]>
  /** The hall server counts own lines as nothing. */
  quarantine(journal: string, notes: readonly { readonly n: number; readonly code: string }[]): Promise<void>
  /** A tablet has signed other lines of its journal from this one on: they go, and come once more. Null: what was passed over does. */
  haveAgain(journal: string | null, from: number): Promise<void>
  /** The newest lines that the hall server has sent, and what their tablets have signed of them. */
  newest(): Promise<Newest>
  /** A new server epoch: the cursor starts at 0. */
  startEpoch(server: string): Promise<void>
}

const NONE: { readonly redactions: Redactions; readonly hidden: Redactions } = {
  redactions: new Map(),
  hidden: new Map(),
}

const idsOf = (signed: Sorted['signed']): string[] => signed.map(({ arrival: { event } }) => eventId(event))

/** Why a line counts for nobody that names a key which has not signed it. */
const BAD_PROOF = 'bad-proof'

/** What sorts lines comes behind the first screen, with the first of them; a browser that is asked for it at each looks it up anew. */
async function loadSorting() {
  const [{ sortRun }, { carriedAfter, wrongAmong }, { underOneName }] = await Promise.all([
    import('./sortRun.ts'),
    import('./carriedLines.ts'),
    import('./otherNames.ts'),
    import('#device/basics/fasterHash.ts').then(({ hashFaster }) => hashFaster()),
  ])
  return { sortRun, carriedAfter, wrongAmong, underOneName }
}

/** What a run came to. */
export interface Stored {
  readonly sorted: Sorted
  /** Its events that were not known before and count. */
  readonly added: readonly HallEvent[]
}

/** Makes the received lines of a store. */
export async function openReceivedLines(options: {
  readonly store: LineStore
  readonly own: OwnJournals
  readonly workingSet: WorkingSet
  readonly exclusive: Turns
  /** How long (ms) this tablet has run. */
  readonly running: () => Promise<number>
  readonly reserve: Reserve
  /** Lines have gone, because the hall server has others under their names: all is to be read again. */
  readonly onDropped: (journals: readonly string[]) => Promise<void>
}): Promise<ReceivedLines> {
  const { store, own, workingSet, exclusive } = options
  let sameBytes: SameBytes | null = null
  let sorting: ReturnType<typeof loadSorting> | null = null
  /** At which seq the hall server last sent what is no line. */
  let unreadable: number | null = null
  /** Told again after a restart, when no run came behind them. */
  let unstored: readonly SignedHead[] = []
  let cursor = await store.cursor()
  let carried = await store.carried()
  let setAside = await store.setAside()
  let { redactions, hidden } = await readRedactions()
  /** What was taken out when it was last looked at, and whether a run has hidden something since. */
  let followed: OpenHall['redactions'] | null = null
  let hasHidden = false

  /** Of what is taken out: whose body is gone here, and what may still be given back. */
  async function readRedactions() {
    const all = await store.redactions()
    return all.length === 0 ? NONE : (await import('./redacting.ts')).byDone(all)
  }

  /** Seldom does a line come twice: what compares the two is loaded when one does. */
  async function compare(lines: Parameters<SameBytes['compare']>[0]): ReturnType<SameBytes['compare']> {
    sameBytes ??= (await import('./sameBytes.ts')).createSameBytes(store)
    return sameBytes.compare(lines, own.pen.journals)
  }

  async function storeRun(brought: readonly Admitted[], way: Way): Promise<Stored | null> {
    sorting ??= loadSorting()
    const { sortRun, carriedAfter, wrongAmong, underOneName } = await sorting.catch((fault: unknown) => {
      sorting = null
      throw fault
    })
    const { run, renamed } = await underOneName(brought, way, { held: cursor.held, compare })
    const { seq } = cursor
    if (renamed.length > 0) await exclusive(() => letGo(renamed))
    if (cursor.seq < seq) return null
    const before = cursor
    const here = {
      ...cursor,
      passes: unreadable,
      own: own.held,
      ownEnds: endsByName(own.pen.journals),
      redactions,
      hidden,
      mayRedact: workingSet.mayRedact,
      place: workingSet.place,
      compare,
    }
    const sorted = await sortRun(run, here, way).catch((fault: unknown) => {
      if (fault instanceof UnreadableLine) unreadable = fault.seq
      throw fault
    })
    const wrong = wrongAmong(carried, sorted, way)
    if (wrong.length > 0) {
      await exclusive(() => letGo(wrong))
      return storeRun(run, way)
    }
    const { completed, entries: came, returned } = sorted
    if (sorted.seq === before.seq && came.length + completed.length + returned.length === 0) return null
    const entries = await pack(sorted.entries)
    const isUrgent = sorted.arrivals.some(({ event }) => savesLives(event, workingSet.kinds))
    /** It touches nothing that a tap looks at before it is stored. */
    const isPlain = !isUrgent && completed.length + returned.length + sorted.excluded.length === 0
    const storeIt = async () => {
      if (cursor !== before) return 'moved' as const
      const next = { server: before.server, seq: sorted.seq, held: sorted.held }
      const excluded = sorted.excluded.filter((line) => !workingSet.isExcluded(eventId(line)))
      hasHidden ||= sorted.redacts
      const left = carriedAfter(carried, sorted, way)
      // An own row says the line again before anybody is told that it has come.
      for (const line of completed) if (line.isOwn) await store.completeOwn(line).catch(own.repair)
      const heads = unstored
      const rest = { entries, excluded, cursor: next, carried: left, byHand: way === 'carried', heads }
      const put = () => store.putReceived({ ...sorted, ...rest, count: sorted.entries.length })
      if (isPlain) await put()
      else await (isUrgent ? inAnyRoom(options.reserve, put) : put()).catch(own.repair)
      cursor = next
      unstored = unstored.filter((head) => !heads.includes(head))
      carried = left ?? carried
      for (const { name, from } of sorted.returned) hold(own.held, name, from, from)
      if (sorted.setAside.length > 0) setAside = await store.setAside()
      if (completed.length > 0) sameBytes?.forget()
      return { sorted: { ...sorted, excluded }, added: await add(sorted, excluded) }
    }
    const stored = isPlain
      ? await exclusive.yielding(storeIt).catch((fault: unknown) => exclusive(() => own.repair(fault)))
      : await exclusive(storeIt)
    if (stored !== 'moved') return stored
    if (cursor.server !== before.server) throw new BadRun('the cursor moved to another server meanwhile')
    // Another tab wrote meanwhile: the run is sorted again by where the tablet stands now.
    return storeRun(run, way)
  }

  async function reread(): Promise<void> {
    const read = await readRedactions()
    redactions = read.redactions
    hidden = read.hidden
  }

  async function add(sorted: Sorted, excluded: readonly LineId[]): Promise<readonly HallEvent[]> {
    workingSet.expect(idsOf(sorted.signed))
    for (const each of sorted.known) workingSet.noteSeq(each.journal, each.n, each.seq)
    const fresh = workingSet.add(sorted.arrivals)
    if (excluded.length > 0) await workingSet.quarantine(excluded.map((line) => eventId(line)))
    return fresh.filter((event) => !workingSet.isExcluded(eventId(event)))
  }

  /** What the hall server says counts, whatever was carried here or came from an earlier one. */
  async function letGo(lines: Parameters<LineStore['dropNames']>[0]): Promise<void> {
    const { dropNames } = await import('./otherNames.ts')
    await dropNames(store, lines, { cursor, carried })
    sameBytes?.forget()
    await options.onDropped(lines.map(({ journal }) => journal))
  }

  return {
    get cursor() {
      return cursor
    },
    get carried() {
      return carried
    },
    get setAside() {
      return setAside
    },
    async readAgain() {
      cursor = await store.cursor()
      carried = await store.carried()
      setAside = await store.setAside()
      await reread()
      followed = null
    },
    async lookAside() {
      setAside = await store.setAside()
    },
    follow(theirs) {
      cursor = theirs
    },
    store: storeRun,

    async prove(signed) {
      const proven = await Promise.all(signed.map(({ line }) => isProven(line)))
      const arrivals = signed.flatMap(({ arrival }, i) => (proven[i] ? [arrival] : []))
      const forged = signed.flatMap(({ arrival: { event } }, i) => (proven[i] ? [] : [event]))
      return exclusive(async () => {
        // Nothing has folded them: what stands here stays as it is.
        if (forged.length > 0) {
          await store.neverCount(forged.map(({ journal, n }) => ({ journal, n, code: BAD_PROOF }))).catch(own.repair)
          setAside = await store.setAside()
          workingSet.neverCount(forged.map((event) => eventId(event)))
        }
        return { arrivals, added: workingSet.add(arrivals) }
      }).finally(() => workingSet.expectNoMore(idsOf(signed)))
    },

    async takeOut() {
      const told = workingSet.hall.redactions
      if (told === followed && !hasHidden) return false
      const isFirst = followed === null
      followed = told
      // Seldom is anything taken out: what does that is loaded when something is.
      if (told.size === 0 && !isFirst && !hasHidden && hidden.size === 0) return false
      if (told.size === 0 && isFirst && hidden.size + redactions.size === 0) return false
      hasHidden = false
      const { takeOut } = await import('./redacting.ts')
      const hasChanged = await takeOut([...told.values()], { store, own, workingSet, now: await options.running() })
      await reread()
      return hasChanged
    },

    get hides() {
      return hidden.size > 0
    },
    reread,

    noteHeads(heads) {
      unstored = [...unstored, ...heads]
    },

    async signedHeads() {
      const heads = unstored
      await store.noteHeads(heads)
      unstored = unstored.filter((head) => !heads.includes(head))
      return store.signedHeads()
    },

    async quarantine(journal, notes) {
      const ids = notes.map(({ n }) => `${journal}:${n}`)
      const held = workingSet.events().filter((event) => ids.includes(eventId(event)))
      // Older than what is in memory, or on the shelf: a snapshot may hold it wherever it lies.
      const earliest = held.length === ids.length ? (held[0] ?? null) : null
      await store.quarantine(journal, notes, earliest).catch(own.repair)
      setAside = await store.setAside()
      await workingSet.quarantine(ids)
    },

    async haveAgain(journal, from) {
      await store.dropForged(journal, from)
      sameBytes?.forget()
      await options.onDropped(journal === null ? [] : [journal])
    },

    newest: store.newest,

    async startEpoch(server) {
      await store.startEpoch(server).catch(own.repair)
      cursor = await store.cursor()
      workingSet.forgetSeqs()
    },
  }
}

import type { Command, Contact, Draft, Situation } from '#domain/command.ts'
import type { Place } from '#domain/kind.ts'
import type { HallEvent } from '#domain/kinds.ts'
import { type Database, type EventStore, openEventStore, PenLost, StoreLost } from './eventStore.ts'
import type { Admitted, HallChange, Performed, SyncedLog } from './hallLog.ts'
import { hold, lastHeld, type Range } from './heldLines.ts'
import { BadRun, sortRun } from './intake.ts'
import { nextUnsent, oldestUnsent } from './outbox.ts'
import { createPen, firstJournal, type Pen, type Writer } from './pen.ts'
import type { Chance, JournalDisk } from './ports.ts'
import { reconcile } from './reconcile.ts'
import { pack } from './segments.ts'
import { openWorkingSet } from './workingSet.ts'
import { continueWriteAheadJournal, readWriteAheadJournal, type WriteAheadJournal } from './writeAheadJournal.ts'

/** What the log of a paired tablet needs of the world. */
export interface LogOptions {
  /** Where the database lives; its name is given by the hall. */
  readonly database?: Omit<Database, 'name' | 'version'>
  /** The build of the app: another build folds history afresh, so that kinds it has learnt count. */
  readonly version: string
  readonly disk: JournalDisk
  readonly chance: Chance
  /** Corrected time, ms since 1970. */
  readonly now: () => number
  /** Whose lines this tablet writes. */
  readonly identity: Writer & { readonly place: Place }
  /** Who is signed in and whom this tablet hears, at the moment of a command. */
  readonly situation: () => { readonly by: string | null; readonly contact: Contact }
  /** Commands that another tab may hand over, by name. */
  readonly commands: ReadonlyMap<string, AnyCommand>
  /** The other tabs of this device; without them this log is alone on it. */
  readonly tabs?: TabPorts
}

/** The writing half: there is one per hall and device. */
interface Writing {
  readonly pen: Pen
  readonly journal: WriteAheadJournal
  /** Which lines of the own journals are held. */
  readonly held: Map<string, readonly Range[]>
  readonly rebuilt: boolean
}

/** Opens the log of a paired tablet: journal and database are brought to agree, the hall is folded, line 1 is written. */
export async function openHallLog(options: LogOptions): Promise<SyncedLog> {
  const { identity, now, chance } = options
  const store = await openEventStore({
    ...options.database,
    name: `stayopen-${identity.hall}`,
    version: options.version,
  })
  const exclusive = createQueue()
  const listeners = new Set<(change: HallChange) => void>()
  let writing = await takeUpPen(options, store)
  let cursor = await store.cursor()
  let oldest = await oldestUnsent(writing.pen, store)
  const workingSet = await openWorkingSet({
    hall: identity.hall,
    store,
    ownJournals: async () => (await store.journals()).map(({ journal }) => journal),
  })
  let shown = workingSet.hall
  for (const event of workingSet.events()) writing.pen.witness(event.stamp, now())
  if (shown.at) writing.pen.witness(shown.at.stamp, now())
  const waiting: {
    batch: readonly Admitted[]
    origin: 'live' | 'history'
    done: () => void
    failed: (e: unknown) => void
  }[] = []
  let draining = false

  const newId = (prefix: string): string => `${prefix}_${hexOf(chance.bytes(8))}`

  function publish(events: readonly HallEvent[], origin: HallChange['origin']): void {
    const change = { before: shown, hall: workingSet.hall, events, origin }
    shown = change.hall
    if (events.length === 0 && change.before === change.hall) return
    for (const listener of [...listeners]) listener(change)
  }

  function situation(): Situation {
    const { by, contact } = options.situation()
    const { tablet, place, lane } = identity
    const heads = new Map([...cursor.held.keys()].map((journal) => [journal, lastHeld(cursor.held, journal)]))
    for (const { journal, head } of writing.pen.journals) heads.set(journal, head.n)
    return {
      now: now(),
      tablet: { id: tablet, place, lane, journal: writing.pen.current.journal },
      by,
      contact,
      newId,
      heads,
    }
  }

  /** Saves what was decided: journal flushed, then the database, then folded and shown. */
  async function save(drafts: readonly Draft[], by: string | null, command: string | null): Promise<Performed> {
    const written = writing.pen.write(drafts, by, now())
    if (written === 'line-too-long') return { ok: false, why: written, facts: {} }
    if (written.lines.length === 0) return { ok: true, events: [] }
    const { journal, from, lines, stamp, events } = written
    try {
      await writing.journal.append({ journal, from, lines, command })
    } catch {
      return { ok: false, why: 'disk-is-full', facts: {} }
    }
    try {
      const order = from === 1 ? { order: writing.pen.current.order, whole: true } : null
      await store.putOwn([{ journal, from, lines, stamp, command }], order)
      writing.pen.commit(written)
      hold(writing.held, journal, from, written.head.n)
    } catch (error) {
      if (error instanceof PenLost) throw error
      if (!isLost(error)) {
        await writing.journal.takeBack()
        return { ok: false, why: 'disk-is-full', facts: {} }
      }
      // The browser dropped the database. The line is on the journal's disk: the database is rebuilt with it.
      await rebuild()
    }
    oldest ??= stampOf(events)
    workingSet.add(events.map((event) => ({ event, seq: null })))
    workingSet.settle()
    publish(events, 'own')
    return { ok: true, events: events.slice(events.length - drafts.length) }
  }

  async function rebuild(): Promise<void> {
    await store.reopen()
    writing = { ...(await takeUpPen(options, store)), rebuilt: true }
    cursor = await store.cursor()
    oldest = await oldestUnsent(writing.pen, store)
  }

  async function turnPage(): Promise<void> {
    writing.pen.turnPage(newId('j'))
    await save([], null, null)
  }

  async function perform<Ask>(command: Command<Ask>, ask: Ask): Promise<Performed> {
    return exclusive(async () => {
      if (writing.pen.hasLeapt(now())) await turnPage()
      workingSet.settle()
      const present = situation()
      const decision = command.decide(workingSet.hall, ask, present)
      if (!decision.ok) return decision
      const performed = await save(decision.events, present.by, null)
      if (performed.ok) afterwards()
      return performed
    })
  }

  /** Housekeeping behind the answer; what fails here is tried again after the next batch. */
  function afterwards(): void {
    exclusive(async () => {
      await workingSet.tidy()
      await store.compact()
    }).catch(() => undefined)
  }

  async function drain(): Promise<void> {
    draining = true
    while (waiting.length > 0) {
      const { origin } = waiting[0]!
      const next = waiting.findIndex((each) => each.origin !== origin)
      const batches = waiting.splice(0, next === -1 ? waiting.length : next)
      try {
        await take(
          batches.flatMap(({ batch }) => batch),
          origin,
        )
        for (const { done } of batches) done()
      } catch (error) {
        for (const { failed } of batches) failed(error)
      }
    }
    draining = false
  }

  async function take(run: readonly Admitted[], origin: 'live' | 'history'): Promise<void> {
    const before = cursor
    const sorted = await sortRun(run, before, writing.held)
    if (sorted.seq === before.seq) return
    const { stamp, earliest, held, seq } = sorted
    const entries = await pack(sorted.entries)
    const added = await exclusive(async () => {
      if (cursor !== before) throw new BadRun('the cursor moved to another server meanwhile')
      const next = { server: before.server, seq, held }
      await store.putReceived({ entries, count: sorted.entries.length, stamp, earliest, cursor: next })
      cursor = next
      for (const each of sorted.known) workingSet.noteSeq(each.journal, each.n, each.seq)
      const time = now()
      for (const { event } of sorted.arrivals) writing.pen.witness(event.stamp, time)
      return workingSet.add(sorted.arrivals)
    })
    await workingSet.catchUp()
    publish(added, origin)
    afterwards()
  }

  const opened = shown.journals.get(writing.pen.current.journal)
  // A tablet that was paired anew is another tablet: it goes on in a journal of its own.
  if (opened && opened.tablet !== identity.tablet) await exclusive(turnPage)
  else if (writing.pen.current.head.n === 0) await exclusive(() => save([], null, null))

  return {
    get hall() {
      return shown
    },
    get journal() {
      return writing.pen.current.journal
    },
    get head() {
      return writing.pen.current.head
    },
    get mine() {
      const { journal } = writing.pen.current
      const [range, ...more] = writing.held.get(journal) ?? []
      return range?.[0] === 1 && more.length === 0 ? journal : null
    },
    get backlog() {
      const count = writing.pen.journals.reduce((sum, { head, kept }) => sum + head.n - kept, 0)
      return { count, oldest: count === 0 ? null : oldest }
    },
    get cursor() {
      return { server: cursor.server, seq: cursor.seq }
    },
    get rebuilt() {
      return writing.rebuilt
    },
    writer: 'this-tab',
    perform,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onWriter: () => () => undefined,
    unsent: (limit, except) => nextUnsent(writing.pen, store, limit, except),

    kept: (journal, n) =>
      exclusive(async () => {
        const own = writing.pen.journals.find((each) => each.journal === journal)
        if (!own || n <= own.kept) return
        await store.setKept(journal, Math.min(n, own.head.n))
        writing.pen.keep(journal, n)
        oldest = await oldestUnsent(writing.pen, store)
        const keptOf = new Map(writing.pen.journals.map((each) => [each.journal, each.kept]))
        await writing.journal.release((of, last) => (keptOf.get(of) ?? 0) >= last)
      }),

    quarantined: (journal, notes) =>
      exclusive(async () => {
        if (notes.length === 0) return
        const ids = notes.map(({ n }) => `${journal}:${n}`)
        const earliest = workingSet.events().find((event) => ids.includes(`${event.journal}:${event.n}`)) ?? null
        await store.quarantine(journal, notes, earliest)
        await workingSet.quarantine(ids)
        publish([], 'history')
      }),

    receive: (batch, origin) =>
      new Promise((done, failed) => {
        waiting.push({ batch, origin, done, failed })
        if (!draining) void drain()
      }),

    startEpoch: (server) =>
      exclusive(async () => {
        await store.startEpoch(server)
        cursor = await store.cursor()
        writing.pen.keepNothing()
        workingSet.forgetSeqs()
        oldest = await oldestUnsent(writing.pen, store)
      }),

    openNewJournal: () => exclusive(turnPage),
    hallAsOf: (seq) => workingSet.hallAsOf(seq),

    async close() {
      await exclusive(async () => store.close())
    },
  }
}

/** Takes the pen, brings journal and database to agree, and refills the journal with what it had lost. */
async function takeUpPen({ disk, identity, chance }: LogOptions, store: EventStore): Promise<Writing> {
  const found = await readWriteAheadJournal(disk, identity.hall)
  const term = await store.takePen(found.term)
  const { journals, stored, refill, rebuilt } = await reconcile(found, store)
  const pen = createPen(identity, journals.length > 0 ? journals : [firstJournal(`j_${hexOf(chance.bytes(8))}`)])
  const heading = () => pen.heading
  const journal = continueWriteAheadJournal({ disk, hall: identity.hall, term, found: found.segments, heading })
  // A disk that is full now keeps what it has; the lines are in the database.
  for (const lines of refill) if (!(await journal.append(lines).then(yes, no))) break
  return { pen, journal, held: new Map(stored.map((each) => [each.journal, each.ranges])), rebuilt }
}

const yes = () => true
const no = () => false

const isLost = (error: unknown): boolean =>
  error instanceof StoreLost ||
  (error instanceof Error &&
    ['DatabaseClosedError', 'UnknownError', 'InvalidStateError', 'OpenFailedError'].includes(error.name))

const stampOf = (events: readonly HallEvent[]): number | null =>
  events[0] ? Date.parse(events[0].stamp.slice(0, 24)) : null

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Runs tasks one after another; a task that fails does not stop the next. */
function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const run = last.then(task, task)
    last = run.catch(() => undefined)
    return run
  }
}

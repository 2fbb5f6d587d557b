import { toHex } from '#device/basics/base64.ts'
import { createCoalescer, createQueue } from '#device/basics/queue.ts'
import { endsByName, headsOf, nameAt } from '#device/journal/branches.ts'
import { hold, isWhole, type LineId } from '#device/journal/heldLines.ts'
import { openEventStore } from '#device/store/eventStore.ts'
import { pack } from '#device/store/segments.ts'
import { isLost, PenLost } from '#device/store/term.ts'
import { type Command, type Draft, refuse, type Situation } from '#domain/command.ts'
import { type HallEvent, mayWrite } from '#domain/kinds.ts'
import { eventId } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { asAdmitted, carriedAfter, dropCarried, linesHeld, reachBehind, wrongAmong } from './carriedLines.ts'
import type { Admitted, HallChange, Performed, SyncedLog } from './hallLog.ts'
import { BadRun, type Here, type Sorted, sortRun, type Way } from './intake.ts'
import type { LogOptions } from './logOptions.ts'
import { nextUnsent, oldestUnsent } from './outbox.ts'
import { knowsItsNumbers, printsNumber } from './ownNumbers.ts'
import { redactWhatIsDue } from './redacting.ts'
import { createSameBytes } from './sameBytes.ts'
import { followPen, lookAtJournals, remember, takeUpPen } from './takeUpPen.ts'
import { type Arrival, openWorkingSet } from './workingSet.ts'
import { type HandedCommand, type News, onlyWriter, openWriter, type WriterRole } from './writer.ts'

/** Opens the log of a paired tablet: journal and database are brought to agree, the hall is folded, line 1 is written. */
export async function openHallLog(options: LogOptions): Promise<SyncedLog> {
  const { identity, now, chance, disk, commands = async () => undefined } = options
  const newId = (prefix: string): string => `${prefix}_${toHex(chance.bytes(8))}`
  const store = await openEventStore({
    ...options.database,
    name: `stayopen-${identity.hall}`,
    version: options.version,
  })
  const workingSet = openWorkingSet(identity.hall, store)
  const exclusive = createQueue()
  const sameBytes = createSameBytes(store)
  const listeners = new Set<(change: HallChange) => void>()
  const writerListeners = new Set<() => void>()
  let standing = await lookAtJournals({ identity, journalId: newId('j') }, store)
  let done = new Map<string, Performed>()
  let cursor = await store.cursor()
  let carried = await store.carried()
  let setAside = await store.setAside()
  let oldest: number | null = null
  let shown = workingSet.hall
  let role: WriterRole | null = null

  role = await openWriter({
    ports: options.writer ?? onlyWriter,
    takePen: () => exclusive(startWriting),
    follow: () => exclusive(startFollowing),
    // The tab that handed it over had the ask type-checked against the command of this name.
    perform: async (call) => performHere(await commands(call.name), { ...call, ask: call.ask as never }),
    hear,
    changed() {
      for (const listener of [...writerListeners]) listener()
    },
  })

  async function startWriting(): Promise<void> {
    const taken = await takeUpPen({ disk, identity, journalId: newId('j') }, store)
    standing = taken
    done = new Map(taken.done)
    await readAgain()
    for (const event of workingSet.events()) standing.pen.witness(event.stamp, now())
    if (workingSet.hall.at) standing.pen.witness(workingSet.hall.at.stamp, now())
    const opened = workingSet.hall.journals.get(standing.pen.current.journal)
    // A tablet that was paired anew is another tablet: it goes on in a journal of its own.
    const isAnother = opened && opened.tablet !== identity.tablet
    if (isAnother || standing.pen.current.branches.length > 0) await turnPage()
    else if (standing.pen.current.head.n === 0) await save([], null, null)
  }

  async function startFollowing(): Promise<void> {
    standing = await lookAtJournals({ identity, journalId: newId('j') }, store)
    await readAgain()
  }

  async function readAgain(afresh = false): Promise<void> {
    cursor = await store.cursor()
    carried = await store.carried()
    setAside = await store.setAside()
    oldest = await oldestUnsent(standing.pen, store)
    await workingSet.reload(afresh)
    publish([], 'history')
  }

  function publish(events: readonly HallEvent[], origin: HallChange['origin']): void {
    const change = { before: shown, hall: workingSet.hall, events, origin }
    shown = change.hall
    if (events.length === 0 && change.before === change.hall) return
    for (const listener of [...listeners]) listener(change)
  }

  /** Another tab has stored something. */
  function hear(news: News): void {
    if (news.kind === 'read-again') {
      exclusive(startFollowing).catch(() => undefined)
      return
    }
    standing = { ...standing, pen: followPen(identity, news.journals, standing.pen.current.journal) }
    cursor = news.cursor
    oldest = news.oldest
    for (const each of news.known) workingSet.noteSeq(each.journal, each.n, each.seq)
    const added = workingSet.add(news.arrivals)
    // What was tapped here and saved there is shown before its answer comes.
    if (news.origin === 'own') workingSet.settle()
    workingSet.catchUp().then(
      () => publish(added, news.origin),
      () => undefined,
    )
  }

  /** Tells the tabs that follow. */
  function tell(arrivals: readonly Arrival[], origin: HallChange['origin'], known: Sorted['known'] = []): void {
    role?.tell({ kind: 'stored', arrivals, known, origin, journals: standing.pen.journals, cursor, oldest })
  }

  function situation(by: string | null): Situation {
    const { tablet: id, place, lane } = identity
    const heads = headsOf(standing.pen.journals, cursor.held)
    const tablet = { id, place, lane, journal: standing.pen.current.journal }
    return { now: now(), tablet, by, contact: options.situation().contact, newId, heads }
  }

  /** Saves what was decided: journal flushed, then the database, then folded and shown. */
  async function save(drafts: readonly Draft[], by: string | null, command: string | null): Promise<Performed> {
    const { pen, held, journal: ahead } = standing
    if (!ahead) throw new PenLost('another tab writes')
    const written = pen.write(drafts, by, now())
    if (written === 'line-too-long') return { ok: false, why: written, facts: {} }
    if (written.lines.length === 0) return { ok: true, events: [] }
    const { journal, from, lines, stamp, events } = written
    try {
      await ahead.append({ journal, from, lines, command })
    } catch {
      return { ok: false, why: 'disk-is-full', facts: {} }
    }
    try {
      const order = from === 1 ? { order: pen.current.order, whole: true } : null
      await store.putOwn([{ journal, from, lines, stamp, command }], order)
      pen.commit(written)
      hold(held, journal, from, written.head.n)
    } catch (error) {
      if (error instanceof PenLost) throw error
      if (!isLost(error)) {
        await ahead.takeBack()
        return { ok: false, why: 'disk-is-full', facts: {} }
      }
      // The browser dropped the database. The line is on the journal's disk: the database is rebuilt with it.
      await rebuild()
    }
    oldest ??= stampTime(stamp)
    const arrivals = events.map((event) => ({ event, seq: null }))
    workingSet.add(arrivals)
    workingSet.settle()
    publish(events, 'own')
    tell(arrivals, 'own')
    return { ok: true, events: events.slice(events.length - drafts.length) }
  }

  async function rebuild(): Promise<void> {
    await store.reopen()
    standing = { ...(await takeUpPen({ disk, identity, journalId: newId('j') }, store)), rebuilt: true }
    cursor = await store.cursor()
    oldest = await oldestUnsent(standing.pen, store)
  }

  async function turnPage(): Promise<void> {
    standing.pen.turnPage(newId('j'))
    await save([], null, null)
  }

  async function perform<Ask>(command: Command<Ask>, ask: Ask): Promise<Performed> {
    const call = { id: newId('c'), name: command.name, ask, by: options.situation().by }
    if (!role) return { ok: false, why: 'no-writer', facts: {} }
    if (role.role !== 'this-tab') return role.handOver(call)
    try {
      return await performHere(command, call)
    } catch (error) {
      if (!(error instanceof PenLost)) throw error
      return role.handOver(call)
    }
  }

  /** Performs a command in the tab that writes, once, however often it is handed over. */
  function performHere<Ask>(
    command: Command<Ask> | undefined,
    call: Omit<HandedCommand, 'ask'> & { readonly ask: Ask },
  ): Promise<Performed> {
    return exclusive(async () => {
      const before = done.get(call.id)
      if (before) return before
      if (!command) throw new Error(`no command is called ${call.name}`)
      try {
        if (standing.pen.hasLeapt(now())) await turnPage()
        workingSet.settle()
        const decision = command.decide(workingSet.hall, call.ask, situation(call.by))
        if (!decision.ok) return decision
        // The hall server would set such an event aside; it is refused here, before anything is written.
        if (!decision.events.every(({ kind }) => mayWrite(identity.place, kind))) return refuse('not-your-place')
        const mayPrint = !standing.rebuilt || knowsItsNumbers(standing.pen.journals, standing.held, cursor.held)
        if (!mayPrint && decision.events.some(printsNumber)) return { ok: false, why: 'catching-up', facts: {} }
        const performed = await save(decision.events, call.by, call.id)
        if (!performed.ok) return performed
        remember(done, call.id, performed)
        afterwards()
        return performed
      } catch (error) {
        if (error instanceof PenLost) role?.lost()
        throw error
      }
    })
  }

  /** Housekeeping behind the answer; what fails here is tried again after the next batch. */
  function afterwards(): void {
    exclusive(async () => {
      await redactWhatIsDue(store, standing)
      await workingSet.tidy()
      await store.compact()
    }).catch(() => undefined)
  }

  /** What is here already, for a run that is about to come in. */
  const here = (): Here => ({
    ...cursor,
    own: standing.held,
    ownEnds: endsByName(standing.pen.journals),
    differing: (lines) => sameBytes.differing(lines, standing.pen.journals),
  })

  async function take(run: readonly Admitted[], origin: 'live' | 'history', way: Way = 'next'): Promise<void> {
    const before = cursor
    const sorted = await sortRun(run, here(), way)
    const wrong = wrongAmong(carried, sorted, way)
    if (wrong.length > 0) {
      await exclusive(() => forgetCarried(wrong))
      return take(run, origin, way)
    }
    if (sorted.seq === before.seq && sorted.entries.length + sorted.returned.length === 0) return
    const entries = await pack(sorted.entries)
    const added = await exclusive(async () => {
      if (cursor !== before) throw new BadRun('the cursor moved to another server meanwhile')
      const next = { server: before.server, seq: sorted.seq, held: sorted.held }
      const excluded = sorted.excluded.filter((line) => !workingSet.isExcluded(eventId(line)))
      const left = carriedAfter(carried, sorted, way)
      const rest = { entries, excluded, cursor: next, carried: left, byHand: way === 'carried' }
      await store.putReceived({ ...sorted, ...rest, count: sorted.entries.length }).catch(repair)
      cursor = next
      carried = left ?? carried
      for (const { name, from } of sorted.returned) hold(standing.held, name, from, from)
      if (sorted.setAside.length > 0) setAside = await store.setAside()
      for (const each of sorted.known) workingSet.noteSeq(each.journal, each.n, each.seq)
      const time = now()
      for (const { event } of sorted.arrivals) standing.pen.witness(event.stamp, time)
      const fresh = workingSet.add(sorted.arrivals)
      if (excluded.length > 0) await workingSet.quarantine(excluded.map((line) => eventId(line)))
      return fresh.filter((event) => !workingSet.isExcluded(eventId(event)))
    })
    await workingSet.catchUp()
    publish(added, origin)
    tell(sorted.arrivals, origin, sorted.known)
    if (sorted.excluded.length + sorted.setAside.length > 0) role?.tell({ kind: 'read-again' })
    afterwards()
  }

  /** What the hall server sends counts, whatever was carried here in its place. */
  async function forgetCarried(lines: readonly LineId[]): Promise<void> {
    await dropCarried(store, lines, { cursor, carried })
    sameBytes.forget()
    await readAgain(true)
    role?.tell({ kind: 'read-again' })
  }

  /** A write failed: the pen goes to the tab that has it, a lost database is rebuilt; sync tries again from its cursor. */
  async function repair(error: unknown): Promise<never> {
    if (error instanceof PenLost) role?.lost()
    else if (isLost(error)) await rebuild()
    throw error
  }

  return {
    get hall() {
      return shown
    },
    get journal() {
      return standing.pen.current.journal
    },
    get head() {
      return standing.pen.current.head
    },
    get mine() {
      const { journal } = standing.pen.current
      return isWhole(standing.held, journal) ? journal : null
    },
    get backlog() {
      const count = standing.pen.journals.reduce((sum, { head, kept }) => sum + head.n - kept, 0)
      return { count, oldest: count === 0 ? null : oldest }
    },
    get cursor() {
      return { server: cursor.server, seq: cursor.seq }
    },
    get isFresh() {
      return cursor.held.size === 0
    },
    get setAside() {
      return setAside
    },
    get rebuilt() {
      return standing.rebuilt
    },
    get writer() {
      return role?.role ?? 'none'
    },
    perform,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onWriter(listener) {
      writerListeners.add(listener)
      return () => writerListeners.delete(listener)
    },
    unsent: (limit, except) => nextUnsent(standing.pen, store, limit, except),

    kept: (journal, n) =>
      exclusive(async () => {
        const { pen } = standing
        const own = pen.journals.find((each) => each.journal === journal)
        if (!own || n <= own.kept) return
        await store.setKept(journal, Math.min(n, own.head.n)).catch(repair)
        pen.keep(journal, n)
        oldest = await oldestUnsent(pen, store)
        const keptOf = new Map(pen.journals.map((each) => [each.journal, each.kept]))
        await standing.journal?.release((of, last) => (keptOf.get(of) ?? 0) >= last)
        await redactWhatIsDue(store, standing)
        tell([], 'history')
      }),

    unkeep: (journal, from) =>
      exclusive(async () => {
        await store.unkeep(journal, from).catch(repair)
        standing.pen.unkeep(journal, from)
        oldest = await oldestUnsent(standing.pen, store)
        tell([], 'history')
      }),

    branchOff: (journal, branch) =>
      exclusive(async () => {
        const own = standing.pen.journals.find((each) => each.journal === journal)
        if (!own || own.head.n < branch.from || nameAt(own, branch.from) === branch.name) return
        if (standing.pen.current === own) await turnPage()
        await store.branchOff(journal, branch).catch(repair)
        standing.pen.branchOff(journal, branch)
        standing = { ...standing, held: (await lookAtJournals({ identity, journalId: '' }, store)).held }
        await readAgain(true)
        role?.tell({ kind: 'read-again' })
      }),

    quarantined: (journal, notes) =>
      exclusive(async () => {
        if (notes.length === 0) return
        const ids = notes.map(({ n }) => `${journal}:${n}`)
        const earliest = workingSet.events().find((event) => ids.includes(eventId(event))) ?? null
        await store.quarantine(journal, notes, earliest).catch(repair)
        setAside = await store.setAside()
        await workingSet.quarantine(ids)
        publish([], 'history')
        role?.tell({ kind: 'read-again' })
      }),

    receive: createCoalescer(take),
    receiveAhead: (batch) => take(batch, 'history', 'ahead'),

    async carryIn(lines) {
      if (reachBehind(lines, standing.pen.current)) await exclusive(turnPage)
      await take(asAdmitted(lines, workingSet.hall, identity.place, now()), 'history', 'carried')
    },
    carryOut: (wants) => linesHeld({ store, pen: standing.pen, carried, wants }),

    startEpoch: (server) =>
      exclusive(async () => {
        await store.startEpoch(server).catch(repair)
        cursor = await store.cursor()
        standing.pen.keepNothing()
        workingSet.forgetSeqs()
        oldest = await oldestUnsent(standing.pen, store)
        role?.tell({ kind: 'read-again' })
      }),

    openNewJournal: () => exclusive(turnPage),
    hallAsOf: (seq) => workingSet.hallAsOf(seq),

    async close() {
      await role?.close()
      await exclusive(async () => store.close())
    },
  }
}

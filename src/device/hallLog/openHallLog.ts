import { bytesToHex } from '@noble/hashes/utils.js'
import { createCoalescer, createTurns, onceInTurn } from '#device/basics/queue.ts'
import { refuseOldJournal } from '#device/journal/foundJournal.ts'
import { heldNowhere, isWhole } from '#device/journal/heldLines.ts'
import { openReserve, RESERVE_BYTES } from '#device/journal/reserve.ts'
import { openLineStore } from '#device/store/lineStore.ts'
import { PenLost } from '#device/store/term.ts'
import type { Slice } from '#domain/slice.ts'
import { baseOf } from '#log/journalName.ts'
import { othersAhead } from './farAhead.ts'
import type { SyncedLog } from './hallLog.ts'
import type { IdleWork } from './idleWork.ts'
import { createJoining } from './joining.ts'
import type { LogOptions } from './logOptions.ts'
import { createOtherTabs, type OtherTabs } from './otherTabs.ts'
import { openOwnJournals } from './ownJournals.ts'
import { onlyTab } from './penPorts.ts'
import { createPerforming, type Performing } from './performing.ts'
import { createPrinting } from './printing.ts'
import { openReceivedLines, type ReceivedLines } from './receivedLines.ts'
import { createShownHall } from './shownHall.ts'
import { openWorkingSet } from './workingSet.ts'

/** Opens the log of a paired tablet: journal and database are brought to agree, the hall is folded, line 1 is written. */
export async function openHallLog(options: LogOptions): Promise<SyncedLog> {
  const { identity, now, running, chance, disk, commands = async () => undefined } = options
  const newId = (prefix: string): string => `${prefix}_${bytesToHex(chance.bytes(8))}`
  await refuseOldJournal(disk, identity.hall)
  const database = { ...options.database, name: `stayopen-${identity.hall}`, version: options.version }
  const store = await openLineStore(database, () => void exclusive(() => own.catchUp()))
  const workingSet = openWorkingSet(identity.hall, store, options.opens, {
    root: options.root ?? null,
    here: { id: identity.tablet, place: identity.place },
  })
  const shown = createShownHall(workingSet)
  const exclusive = createTurns()
  const reserve = openReserve(disk, identity.hall, options.reserveBytes ?? RESERVE_BYTES)
  /** Nothing of a journal was on this tablet. */
  let beginsAnew = false
  let isBroughtBack = false

  const own = await openOwnJournals({
    store,
    disk,
    reserve,
    owner: identity,
    chance,
    running,
    alone: exclusive.alone,
    onRebuilt: () => received.readAgain(),
    onPenLost: () => tabs.penLost(),
  })
  const received: ReceivedLines = await openReceivedLines({
    store,
    reserve,
    own,
    workingSet,
    exclusive,
    running,
    async onDropped(journals) {
      await readAgain(true)
      tabs.tellReadAgain()
      vouching.inIdleTime((each) => each.gone(journals))
    },
  })
  const tabs: OtherTabs = createOtherTabs({ own, received, workingSet, shown })
  const redact = onceInTurn(exclusive, async () => {
    if (received.hides && (await own.redact())) await received.reread()
  })
  const tidyUp = onceInTurn(exclusive.yielding, async () => {
    await workingSet.tidy()
    await own.release()
    await store.compact()
  })
  /** Housekeeping behind the answer, once for all that came before it. */
  const afterwards = () => {
    if (received.hides) redact()
    tidyUp()
  }
  const printing = createPrinting({
    ...options,
    own,
    received,
    shown: () => workingSet.hall,
    beginsAnew: () => beginsAnew,
    turnPage: (sub) => performing.turnPage(sub),
  })
  const { copySub, goApart, lookForCopies, lookForLosses } = printing
  const performing: Performing = createPerforming({
    options,
    own,
    store,
    received,
    workingSet,
    shown,
    tabs,
    exclusive,
    newId,
    open,
    printing,
    afterwards,
  })
  const { perform, performHere, turnPage } = performing
  const joining = createJoining({
    received,
    workingSet,
    shown,
    tabs,
    exclusive,
    lookForCopies,
    afterwards,
  })
  const { take, vouching } = joining

  await tabs.join(options.pen ?? onlyTab, {
    async takePen(isOver) {
      await exclusive(() => (isOver() ? Promise.reject(new PenLost('another tab was quicker')) : startWriting()))
      // What cannot be brought back comes from the hall server.
      await bringBack().catch(() => undefined)
      await exclusive(async () => {
        await lookForLosses()
        await lookForCopies()
      })
      // Whoever has written nothing yet may be the one who sees the smoke. Where there is no room now it is tried again later.
      exclusive(reserve.keep).catch(() => undefined)
    },
    follow: () => exclusive(startFollowing),
    // The tab that handed it over had the ask type-checked against the command of this name.
    perform: async (call) => performHere(await commands(call.name), { ...call, ask: call.ask as never }),
  })

  async function startWriting(): Promise<void> {
    performing.takeOver(await own.takePen())
    await readAgain()
    // A kill may have come between a redaction and what it takes out.
    if (await received.takeOut()) shown.publish([], 'history')
    afterwards()
    const opener = workingSet.hall.journals.get(own.pen.current.journal) ?? (await own.opener())
    // A tablet that was paired anew is another tablet: it goes on in a journal of its own. So does one with another lane:
    // from a journal numbers of that lane alone count which its line 1 names.
    const isAnother = opener !== undefined && (opener.tablet !== identity.tablet || opener.lane !== identity.lane)
    beginsAnew = own.pen.journals.length === 1 && own.pen.current.head.n === 0
    const { journal, branches, head } = own.pen.current
    // A journal of which lines are lost goes to the hall as far as it is here; nothing more is written behind them.
    const hasHoles = head.hash === '' || own.holes.some((hole) => hole.journal === journal)
    if (branches.length > 0) await goApart('second')
    else if (isAnother || hasHoles) await turnPage()
    else if (own.pen.current.head.n === 0) await performing.openJournal()
  }

  /** Something that lies here was damaged: brings everything to agree, as a start does. */
  async function startAgain(): Promise<void> {
    if (tabs.pen !== 'this-tab') return
    await startWriting()
    await lookForLosses()
    await readAgain(true)
    tabs.tellReadAgain()
  }

  /** The database is new: what a tablet needs comes from the second copy, before any network. */
  async function bringBack(): Promise<void> {
    if (received.cursor.held.size > 0) return
    const { linesOfCopy } = await import('./bringingBack.ts')
    const { lines, heads } = await linesOfCopy(disk, identity.hall)
    if (lines.length === 0) return
    received.noteHeads(heads)
    await take(lines, 'history', 'carried')
    isBroughtBack = true
  }

  async function startFollowing(): Promise<void> {
    await own.lookAgain()
    await readAgain()
  }

  async function readAgain(afresh = false): Promise<void> {
    await received.readAgain()
    await workingSet.reload(afresh)
    shown.publish([], 'history')
  }

  async function open(slices: readonly Slice[]): Promise<void> {
    await workingSet.open(slices)
    shown.publish([], 'history')
  }

  /** What was signed here, too, while the database does not have it yet. */
  const signedHeads = async () => [...(await exclusive(received.signedHeads)), ...own.signed]

  let idleWork: IdleWork | null = null
  /** No first screen waits for what is done in idle time. */
  async function idle(): Promise<IdleWork> {
    const { createIdleWork } = await import('./idleWork.ts')
    idleWork ??= createIdleWork({
      ...options,
      reserve,
      exclusive,
      store,
      own,
      heads: signedHeads,
      shown: () => workingSet.hall,
      startAgain,
    })
    return idleWork
  }

  return {
    get hall() {
      return shown.hall
    },
    get journal() {
      return own.pen.current.journal
    },
    get head() {
      return own.pen.current.head
    },
    get mine() {
      const { journal } = own.pen.current
      return isWhole(own.held, journal) ? journal : null
    },
    get backlog() {
      return own.backlog
    },
    get cursor() {
      return { server: received.cursor.server, seq: received.cursor.seq }
    },
    get joined() {
      return joining.joined
    },
    get isFresh() {
      return received.cursor.held.size === 0 || (isBroughtBack && received.cursor.seq === 0)
    },
    ahead: () => othersAhead(workingSet, own.pen.journals, now()),
    get setAside() {
      return received.setAside
    },
    get rebuilt() {
      return own.rebuilt
    },
    get pen() {
      return tabs.pen
    },
    open: (...slices) => open(slices),
    perform,
    textLines: async () => (await import('./readTextLines.ts')).readTextLines(store, await running()),
    async recordOf(incident) {
      const outline = shown.hall.outlines.get(incident)
      if (!outline) return shown.hall.incidents.get(incident) ?? null
      const { readRecord } = await import('./readRecord.ts')
      return readRecord(store, outline)
    },
    onChange: shown.onChange,
    onPen: tabs.onPen,
    unsent: own.unsent,

    ownLine: store.ownLine,

    kept: (journal, n) =>
      exclusive.yielding(async () => {
        if (!(await own.keep(journal, n))) return
        tabs.tell([], 'history')
        afterwards()
      }),

    unkeep: (journal, from) =>
      exclusive(async () => {
        await own.unkeep(journal, from)
        tabs.tell([], 'history')
      }),

    branchOff: (journal, branch) =>
      exclusive(async () => {
        const branching = own.toBranch(journal, branch)
        if (!branching) return
        if (own.pen.current === branching || copySub() === null) await goApart('second')
        await own.branchOff(journal, branch)
        await readAgain(true)
        tabs.tellReadAgain()
      }),

    quarantined: (journal, notes) =>
      exclusive(async () => {
        if (notes.length === 0) return
        await received.quarantine(journal, notes)
        shown.publish([], 'history')
        tabs.tellReadAgain()
      }),

    receive: createCoalescer(joining.receive),
    receiveAhead: (batch) => take(batch, 'history', 'ahead'),

    async carryIn(lines) {
      await tabs.take()
      const { asAdmitted, reachBehind } = await import('./carrying.ts')
      if (reachBehind(lines, own.pen.current)) await exclusive(() => turnPage())
      // What is carried is of any kind, open here or not.
      const { kinds } = await import('#domain/whole.ts')
      const here = { kinds, hall: workingSet.hall, place: identity.place, now: now() }
      await take(asAdmitted(lines, here), 'history', 'carried')
    },
    async carryOut(wants) {
      await tabs.take()
      const { linesHeld } = await import('./carrying.ts')
      const { kinds } = await import('#domain/whole.ts')
      const lines = await linesHeld({ store, pen: own.pen, carried: received.carried, kinds, wants })
      return { lines, heads: await signedHeads() }
    },
    carriedHere: () => new Set([...received.carried.keys()].map(baseOf)),
    signedHeads,

    noteHeads: received.noteHeads,
    beat(heads) {
      received.noteHeads(heads)
      if (heads.length > 0) options.onSigned?.()
      // The first one overtakes all lines, and is the only one that tells of a journal to which nothing more comes.
      vouching.inIdleTime((each) => each.beat(heads))
    },
    get unvouched() {
      return vouching.overdue
    },
    dropHeads: (heads) => exclusive(() => store.dropHeads(heads)),

    startEpoch: (server) =>
      exclusive(async () => {
        await received.startEpoch(server)
        await own.keepNothing()
        tabs.tellReadAgain()
      }),

    copyAside: async () => (await idle()).copyAside(),
    letLinesGo: async (safe) => (await idle()).letLinesGo(safe),
    lookOver: async (behind) => (await idle()).lookOver(behind),
    signEnds: async (sign) => (await idle()).signEnds(sign),

    get holes() {
      return own.holes
    },
    declareLost: (lost) => exclusive(() => performing.declareLost(lost)),
    isKept: ({ journal, n }) => own.pen.journals.some((each) => each.journal === journal && each.kept >= n),
    lacks: (journal, range) => heldNowhere([own.held, received.cursor.held], journal, range),
    settleStamps: (isTold) => exclusive(() => performing.settleStamps(isTold)),
    openNewJournal: (why) =>
      exclusive(async () => {
        // What this tablet has printed there it may not know, or there is a copy of it that has not been heard of.
        if (why === 'server-has-more') await lookForLosses(true)
        if (why === 'copied') await goApart('first')
        else await turnPage()
      }),
    hallAsOf: (seq) => workingSet.hallAsOf(seq),

    async close() {
      await tabs.leave()
      await exclusive(store.close)
    },
  }
}

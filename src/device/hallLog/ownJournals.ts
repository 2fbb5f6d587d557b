import { isFull } from '#device/basics/faults.ts'
import type { Chance, JournalDisk } from '#device/basics/ports.ts'
import { type Branch, nameAt } from '#device/journal/branches.ts'
import { linesOfTerm } from '#device/journal/foundJournal.ts'
import { hold } from '#device/journal/heldLines.ts'
import type { JournalOwner, OwnJournal, Written } from '#device/journal/pen.ts'
import type { Reserve } from '#device/journal/reserve.ts'
import type { ActSigner } from '#device/journal/signLine.ts'
import type { WriteAheadJournal } from '#device/journal/writeAheadJournal.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { isLost, PenLost } from '#device/store/term.ts'
import type { NewEvent } from '#domain/command.ts'
import { UNTIL_DESTROYED_MS } from '#domain/papers/papers.ts'
import type { LogEvent } from '#log/event.ts'
import { keptEvent } from '#log/lines.ts'
import type { SignedHead } from '#log/signedHead.ts'
import { stampTime } from '#log/stamp.ts'
import type { Outgoing, Performed } from './hallLog.ts'
import { oldestUnsent } from './oldestUnsent.ts'
import { type OwnHole, ownHoles } from './ownHoles.ts'
import { rowsBeyond } from './reconcile.ts'
import { type CommandsDone, followPen, lookAtJournals, type PenInHand, takeUpPen, wasChecked } from './takeUpPen.ts'

/**
 * Own lines: what this tablet wrote, on its own disk first and then in the database. Following → (takePen) → writing →
 * (another tab has taken the pen: every write fails) → following.
 */
export interface OwnJournals extends Omit<PenInHand, 'journal'> {
  /** Lines that were lost here and that the hall server is not known to have; known in the tab that writes. */
  readonly holes: readonly OwnHole[]
  /** How many own lines the hall server does not have, and the stamp time (ms) of the oldest. */
  readonly backlog: { readonly count: number; readonly oldest: number | null }
  /** This tab writes from now on; the answer is what was saved by whoever wrote before. */
  takePen(): Promise<CommandsDone>
  /** Another tab writes: reads from the journal's disk and the database where it stands. */
  lookAgain(): Promise<void>
  /** Another tab writes: it tells where it stands. */
  follow(journals: readonly OwnJournal[], oldest: number | null): void
  /**
   * Saved: flushed on the journal's disk, by the tab that has the pen. The database follows. All of them, with
   * `JournalOpened` before them in a new journal, or none.
   */
  write(ask: {
    readonly news: readonly NewEvent[]
    readonly by: string | null
    readonly command: string | null
    /** It waits for nothing and nobody, free space included. */
    readonly urgent: boolean
    readonly now: number
    readonly signs: (event: NewEvent) => ActSigner | null
    /** Whether they can be folded: what breaks a fold here is not written. */
    readonly folds: (events: readonly LogEvent[]) => boolean
  }): Promise<{ readonly ok: true; readonly events: readonly LogEvent[] } | Extract<Performed, { ok: false }>>
  /** Keeps on the journal's disk what this tablet has signed of its journals; false: another tab writes. */
  noteSigned(heads: readonly SignedHead[]): Promise<boolean>
  /** The hall server holds this journal up to `n`, on disk; false: it was known. */
  keep(journal: string, n: number): Promise<boolean>
  unkeep(journal: string, from: number): Promise<void>
  /** A new server epoch: everything counts as unsent. */
  keepNothing(): Promise<void>
  /** The journal that does not have this branch yet and reaches that far. */
  toBranch(journal: string, branch: Branch): OwnJournal | undefined
  branchOff(journal: string, branch: Branch): Promise<void>
  unsent(
    limit: { lines: number; bytes: number },
    except: ReadonlySet<string>,
    travels?: Outgoing,
  ): Promise<Outgoing | null>
  /** The tablet that opened the current journal and its lane then, as line 1 says where it is here: a hall that is new here may not know it. */
  opener(): Promise<Pick<JournalOwner, 'tablet' | 'lane'> | undefined>
  /** Takes bodies of redacted lines off the disk whose time has come; answers whether there were any. */
  redact(): Promise<boolean>
  /** Once the hall server has kept more: removes what of the journal's disk it has and the database has on its disk. */
  release(): Promise<void>
  /** The database has refused to follow the journal's disk: a lost one is rebuilt, a lost pen is told of; others are asked again at the next tap. */
  catchUp(): Promise<void>
  /** A write failed: a lost database is rebuilt, a lost pen is told of. The fault is thrown on; sync tries again. */
  repair(error: unknown): Promise<never>
}

/** Makes the own journals; they follow until the pen is taken. */
export async function openOwnJournals(options: {
  readonly store: LineStore
  readonly disk: JournalDisk
  readonly reserve: Reserve
  readonly owner: JournalOwner
  readonly chance: Chance
  /** How long (ms) this tablet has run. */
  readonly running: () => Promise<number>
  /** Answers when nothing else is under way that a tap did not wait for. */
  readonly alone: () => Promise<void>
  /** The database was dropped by the browser and is rebuilt from the write-ahead journal. */
  readonly onRebuilt: () => Promise<void>
  readonly onPenLost: () => void
}): Promise<OwnJournals> {
  const { store, disk, reserve, owner, chance } = options
  let inHand = await lookAtJournals(owner, chance, store)
  let oldest: number | null = null
  /** How often something was written. */
  let writes = 0
  /** Without a hall server nothing is removed: should the browser drop the database, the journal's disk has most of it. */
  let hasKeptMore = false

  async function lookAgain(): Promise<void> {
    await store.behind.forget()
    // The journal's disk before the database: what goes from the one is in the other. A disk that fails shows nothing more.
    const saved = await linesOfTerm(disk, owner.hall, await store.term()).catch(() => [])
    if (saved.length > 0) store.behind.show(rowsBeyond(saved, await store.journals()))
    inHand = await lookAtJournals(owner, chance, store)
  }

  async function takePen(): Promise<CommandsDone> {
    // What waits lies on the journal's disk; a disk that was damaged since may have it no more.
    await store.behind.caughtUp().catch(() => undefined)
    await store.behind.forget()
    const taken = await takeUpPen({ disk, reserve, owner, chance }, store)
    inHand = taken.inHand
    oldest = await oldestUnsent(inHand.pen, store)
    return taken.done
  }

  const holes = (): readonly OwnHole[] =>
    inHand.journal ? ownHoles(inHand.pen.journals, inHand.held, inHand.glimpses) : []

  async function rebuild(): Promise<void> {
    await options.alone()
    await store.reopen()
    await takePen()
    inHand = { ...inHand, rebuilt: true }
    await options.onRebuilt()
  }

  /** The browser may have dropped the database: then it is rebuilt. Answers why it takes nothing otherwise. */
  async function mend(error: unknown): Promise<unknown> {
    if (error instanceof PenLost) throw error
    if (!isLost(error)) return error
    await rebuild()
    return null
  }

  const catchUp = (): Promise<unknown> => store.behind.caughtUp().then(() => null, mend)

  /** Flushed on the journal's disk while this tab has the pen; answers why it is not. */
  async function put(written: Written, command: string | null, ahead: WriteAheadJournal): Promise<unknown> {
    const { pen, held } = inHand
    const { journal, from, lines, stamp } = written
    let begun: number | null
    try {
      begun = await ahead.append({ journal, from, lines, command })
    } catch (error) {
      return error
    }
    try {
      // Whoever takes the pen reads the journal's disk afterwards: what was flushed while the pen was here is found there.
      // Where the disk itself does not say so, the database does, behind all that it is doing.
      if (begun !== ahead.term) await store.checkPen()
    } catch (error) {
      // A database that was dropped is rebuilt with this line, which is on the journal's disk.
      const fault = await mend(error)
      if (fault !== null) await ahead.takeBack()
      return fault
    }
    const begins = from === 1 ? { order: pen.current.order, whole: true } : null
    store.behind.follow({ journal, from, lines, stamp, command }, begins)
    pen.commit(written)
    hold(held, journal, from, written.head.n)
    return null
  }

  /** Whether nobody needs a line on the journal's disk any more. */
  function isDone(): (journal: string, n: number) => boolean {
    const kept = new Map(inHand.pen.journals.map((each) => [each.journal, each.kept]))
    return (journal, n) => (kept.get(journal) ?? 0) >= n && store.behind.hasCaughtUp(journal, n)
  }

  async function repair(error: unknown): Promise<never> {
    if (error instanceof PenLost) options.onPenLost()
    else if (isLost(error)) await rebuild()
    throw error
  }

  return {
    get pen() {
      return inHand.pen
    },
    get held() {
      return inHand.held
    },
    get rebuilt() {
      return inHand.rebuilt
    },
    get glimpses() {
      return inHand.glimpses
    },
    get signed() {
      return inHand.signed
    },
    get holes() {
      return holes()
    },
    get backlog() {
      const all = inHand.pen.journals.reduce((sum, { head, kept }) => sum + head.n - kept, 0)
      const count = holes().reduce((left, { from, to }) => left - (to - from + 1), all)
      return { count, oldest: count === 0 ? null : oldest }
    },
    takePen,
    repair,

    async lookAgain() {
      await lookAgain()
      oldest = await oldestUnsent(inHand.pen, store)
    },
    follow(journals, oldestOfTheirs) {
      inHand = { ...inHand, pen: followPen(owner, journals.length > 0 ? journals : [inHand.pen.current], chance) }
      oldest = oldestOfTheirs
    },

    async write({ news, by, command, urgent, now, signs, folds }) {
      if (!inHand.journal) throw new PenLost('another tab writes')
      // Nothing more is saved ahead of a database that takes nothing: only an emergency does not wait for it.
      let refused = store.behind.refusal === null ? null : await catchUp()
      while (refused !== null && urgent && isFull(refused) && (await reserve.giveUp())) refused = await catchUp()
      if (refused !== null && !urgent) return notSaved(refused)
      const { pen, journal: ahead } = inHand
      if (!ahead) throw new PenLost('another tab writes')
      const written = await pen.writeSigned(news, by, now, signs)
      if (written === 'line-too-long') return { ok: false, why: written, facts: {} }
      if (written.lines.length === 0) return { ok: true, events: [] }
      const { stamp, events } = written
      if (!folds(events)) return { ok: false, why: 'own-mistake', facts: {} }
      // Room for emergencies comes before what can wait, from the first line on; what was given up of it is theirs until all is back.
      if (!reserve.isKept && !urgent) {
        const fault = await reserve.keep().then(
          () => null,
          (why: unknown) => why,
        )
        if (isFull(fault)) return notSaved(fault)
      }
      let fault = await put(written, command, ahead)
      while (fault !== null && urgent && isFull(fault) && (await reserve.giveUp()))
        fault = await put(written, command, ahead)
      if (fault !== null) return notSaved(fault)
      oldest ??= stampTime(stamp)
      writes += 1
      return { ok: true, events }
    },

    async noteSigned(heads) {
      await inHand.journal?.note(heads)
      return inHand.journal !== null
    },
    async keep(journal, n) {
      const { pen } = inHand
      const own = pen.journals.find((each) => each.journal === journal)
      if (!own || n <= own.kept) return false
      // Where it cannot be noted the lines go once more after the next start, and are known then.
      store.behind.noteKept(journal, Math.min(n, own.head.n))
      pen.keep(journal, n)
      hasKeptMore = true
      const before = writes
      const found = await oldestUnsent(pen, store)
      // What was written meanwhile is the oldest where nothing else is left.
      if (found !== null || writes === before) oldest = found
      return true
    },
    async unkeep(journal, from) {
      await store.unkeep(journal, from).catch(repair)
      inHand.pen.unkeep(journal, from)
      oldest = await oldestUnsent(inHand.pen, store)
    },
    async keepNothing() {
      inHand.pen.keepNothing()
      oldest = await oldestUnsent(inHand.pen, store)
    },

    toBranch: (journal, branch) =>
      inHand.pen.journals.find(
        (each) => each.journal === journal && each.head.n >= branch.from && nameAt(each, branch.from) !== branch.name,
      ),
    async branchOff(journal, branch) {
      await store.branchOff(journal, branch).catch(repair)
      inHand.pen.branchOff(journal, branch)
      inHand = { ...inHand, held: (await lookAtJournals(owner, chance, store)).held }
      oldest = await oldestUnsent(inHand.pen, store)
    },

    unsent: async (limit, except, travels) =>
      (await import('./outbox.ts')).nextUnsent(inHand.pen, store, limit, except, travels),
    async opener() {
      const line = await store.ownLine(inHand.pen.current.journal, 1)
      const event = line === null ? null : keptEvent(line)
      return wasChecked(event) && event.kind === 'JournalOpened' ? event.body : undefined
    },
    async redact() {
      const pending = (await store.redactions()).filter(({ done }) => !done)
      if (pending.length === 0) return false
      const now = await options.running()
      const due = pending.filter(({ since }) => now - since >= UNTIL_DESTROYED_MS)
      if (due.length === 0) return false
      await store.behind.caughtUp()
      await (await import('./redacting.ts')).redactLines(due, store, inHand, isDone())
      return true
    },
    async release() {
      if (!hasKeptMore) return
      // What the database does not have yet is looked at again behind the next answer.
      hasKeptMore = inHand.pen.journals.some(({ journal, kept }) => !store.behind.hasCaughtUp(journal, kept))
      await inHand.journal?.release(isDone())
    },
    async catchUp() {
      await catchUp().catch((error) => (error instanceof PenLost ? options.onPenLost() : undefined))
    },
  }
}

/** Only a full disk is made room on; whatever else a disk says is for somebody who knows disks. */
const notSaved = (error: unknown): Extract<Performed, { ok: false }> => ({
  ok: false,
  why: isFull(error) ? 'disk-is-full' : 'disk-failed',
  facts: {},
})

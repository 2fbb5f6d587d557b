import { isFull } from '#device/basics/faults.ts'
import type { Chance, JournalDisk } from '#device/basics/ports.ts'
import { type Branch, nameAt } from '#device/journal/branches.ts'
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
import { stampTime } from '#log/stamp.ts'
import type { Outgoing, Performed } from './hallLog.ts'
import { oldestUnsent } from './oldestUnsent.ts'
import { type OwnHole, ownHoles } from './ownHoles.ts'
import { type CommandsDone, followPen, lookAtJournals, type PenInHand, takeUpPen } from './takeUpPen.ts'

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
  /** Another tab writes: reads from the database where it stands. */
  lookAgain(): Promise<void>
  /** Another tab writes: it tells where it stands. */
  follow(journals: readonly OwnJournal[], oldest: number | null): void
  /** Journal flushed, then the database; all of them, with `JournalOpened` before them in a new journal, or none. */
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
  /** The hall server holds this journal up to `n`, on disk; false: it was known. */
  keep(journal: string, n: number): Promise<boolean>
  unkeep(journal: string, from: number): Promise<void>
  /** A new server epoch: everything counts as unsent. */
  keepNothing(): Promise<void>
  /** The journal that does not have this branch yet and reaches that far. */
  toBranch(journal: string, branch: Branch): OwnJournal | undefined
  branchOff(journal: string, branch: Branch): Promise<void>
  unsent(limit: { lines: number; bytes: number }, except: ReadonlySet<string>): Promise<Outgoing | null>
  /** Takes bodies of redacted lines off the disk whose time has come; answers whether there were any. */
  redact(): Promise<boolean>
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
  /** The database was dropped by the browser and is rebuilt from the write-ahead journal. */
  readonly onRebuilt: () => Promise<void>
  readonly onPenLost: () => void
}): Promise<OwnJournals> {
  const { store, disk, reserve, owner, chance } = options
  const lookAt = () => lookAtJournals(owner, chance, store)
  let inHand = await lookAt()
  let oldest: number | null = null

  async function takePen(): Promise<CommandsDone> {
    const taken = await takeUpPen({ disk, reserve, owner, chance }, store)
    inHand = taken.inHand
    oldest = await oldestUnsent(inHand.pen, store)
    return taken.done
  }

  const holes = (): readonly OwnHole[] =>
    inHand.journal ? ownHoles(inHand.pen.journals, inHand.held, inHand.glimpses) : []

  async function rebuild(): Promise<void> {
    await store.reopen()
    await takePen()
    inHand = { ...inHand, rebuilt: true }
    await options.onRebuilt()
  }

  /** Journal flushed, then the database; answers why neither has them. */
  async function put(written: Written, command: string | null, ahead: WriteAheadJournal): Promise<unknown> {
    const { pen, held } = inHand
    const { journal, from, lines, stamp } = written
    try {
      await ahead.append({ journal, from, lines, command })
    } catch (error) {
      return error
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
        return error
      }
      // The browser dropped the database. The line is on the journal's disk: the database is rebuilt with it.
      await rebuild()
    }
    return null
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
      inHand = await lookAt()
      oldest = await oldestUnsent(inHand.pen, store)
    },
    follow(journals, oldestOfTheirs) {
      inHand = { ...inHand, pen: followPen(owner, journals.length > 0 ? journals : [inHand.pen.current], chance) }
      oldest = oldestOfTheirs
    },

    async write({ news, by, command, urgent, now, signs, folds }) {
      const { pen, journal: ahead } = inHand
      if (!ahead) throw new PenLost('another tab writes')
      const written = await pen.writeSigned(news, by, now, signs)
      if (written === 'line-too-long') return { ok: false, why: written, facts: {} }
      if (written.lines.length === 0) return { ok: true, events: [] }
      const { stamp, events } = written
      if (!folds(events)) return { ok: false, why: 'own-mistake', facts: {} }
      // What was given up is for emergencies, until there is room to keep it again.
      if (reserve.isGivenUp && !urgent) {
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
      return { ok: true, events }
    },

    async keep(journal, n) {
      const { pen } = inHand
      const own = pen.journals.find((each) => each.journal === journal)
      if (!own || n <= own.kept) return false
      // Where there is no room to note it the lines go once more after the next start, and are known then.
      await store.setKept(journal, Math.min(n, own.head.n)).catch((error) => (isFull(error) ? null : repair(error)))
      pen.keep(journal, n)
      oldest = await oldestUnsent(pen, store)
      const keptOf = new Map(pen.journals.map((each) => [each.journal, each.kept]))
      await inHand.journal?.release((of, last) => (keptOf.get(of) ?? 0) >= last)
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
      inHand = { ...inHand, held: (await lookAt()).held }
      oldest = await oldestUnsent(inHand.pen, store)
    },

    unsent: async (limit, except) => (await import('./outbox.ts')).nextUnsent(inHand.pen, store, limit, except),
    async redact() {
      const pending = (await store.redactions()).filter(({ done }) => !done)
      if (pending.length === 0) return false
      const now = await options.running()
      const due = pending.filter(({ since }) => now - since >= UNTIL_DESTROYED_MS)
      if (due.length > 0) await (await import('./redacting.ts')).redactLines(due, store, inHand)
      return due.length > 0
    },
  }
}

/** Only a full disk is made room on; whatever else a disk says is for somebody who knows disks. */
const notSaved = (error: unknown): Extract<Performed, { ok: false }> => ({
  ok: false,
  why: isFull(error) ? 'disk-is-full' : 'disk-failed',
  facts: {},
})

import type { Chance, JournalDisk } from '#device/basics/ports.ts'
import { runsByName } from '#device/journal/branches.ts'
import { type FoundJournal, readWriteAheadJournal } from '#device/journal/foundJournal.ts'
import type { Glimpse } from '#device/journal/glimpses.ts'
import { hold, type Range } from '#device/journal/heldLines.ts'
import { createPen, type JournalOwner, newJournal, type OwnJournal, type Pen } from '#device/journal/pen.ts'
import { inAnyRoom, type Reserve } from '#device/journal/reserve.ts'
import { continueWriteAheadJournal, putUpTerm, type WriteAheadJournal } from '#device/journal/writeAheadJournal.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import type { StoredJournal } from '#device/store/ownRows.ts'
import type { HallEvent } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { keptEvent } from '#log/lines.ts'
import type { SignedHead } from '#log/signedHead.ts'
import type { Performed } from './hallLog.ts'
import { reconcile } from './reconcile.ts'

/** This tablet's own journals as a tab that writes, or one that follows, has them before it. */
export interface PenInHand {
  readonly pen: Pen
  /** The write-ahead journal, or null in a tab that follows. */
  readonly journal: WriteAheadJournal | null
  /** Which lines of the own journals are held, by the name under which the hall knows them. */
  readonly held: Map<string, readonly Range[]>
  /** What is left of lines of which the disk was damaged. */
  readonly glimpses: readonly Glimpse[]
  /** What this tablet has signed of its journals, as the journal's disk had it when the pen was taken. */
  readonly signed: readonly SignedHead[]
  readonly rebuilt: boolean
}

/** The commands that were saved by whoever wrote before, with what they gave. */
export type CommandsDone = ReadonlyMap<string, Performed>

/** Takes the pen, brings journal and database to agree, and refills the journal with what it had lost. */
export async function takeUpPen(
  {
    disk,
    reserve,
    owner,
    chance,
  }: {
    readonly disk: JournalDisk
    readonly reserve: Reserve
    readonly owner: JournalOwner
    readonly chance: Chance
  },
  store: LineStore,
): Promise<{ readonly inHand: PenInHand; readonly done: CommandsDone }> {
  const { found, term } = await takeTerm(disk, owner.hall, reserve, store)
  const { journals, stored, refill, glimpses, rebuilt } = await inAnyRoom(reserve, () => reconcile(found, store))
  const pen = followPen(owner, journals, chance)
  const heading = () => pen.heading
  const journal = continueWriteAheadJournal({ disk, hall: owner.hall, term, found: found.segments, heading })
  // A disk that is full now keeps what it has; the lines are in the database.
  for (const lines of refill) {
    const saved = await journal.append(lines).then(
      () => true,
      () => false,
    )
    if (!saved) break
  }
  const done = new Map<string, Performed>()
  for (const { command, lines } of found.saved) {
    const events = lines.map(keptEvent).filter(wasChecked)
    if (command !== null) done.set(command, { ok: true, events: events.filter(({ kind }) => kind !== 'JournalOpened') })
  }
  return { inHand: { pen, journal, held: heldOf(stored), glimpses, signed: found.heads, rebuilt }, done }
}

/**
 * Begins a term above all that the journal's disk knows of, and reads that disk after it has begun: whoever had the pen
 * before says of nothing that is flushed later that it is saved.
 */
async function takeTerm(
  disk: JournalDisk,
  hall: string,
  reserve: Reserve,
  store: LineStore,
): Promise<{ readonly found: FoundJournal; readonly term: number }> {
  let least = 0
  for (;;) {
    // A tablet that cannot start helps nobody in an emergency.
    const term = await inAnyRoom(reserve, () => store.takePen(least))
    const before = await inAnyRoom(reserve, () => putUpTerm(disk, hall, term))
    // Whoever has begun a term since may have put theirs up first: then it is they who write.
    await store.checkPen()
    const found = await readWriteAheadJournal(disk, hall)
    if (found.term < term && before < term) return { found, term }
    // The database that counted the terms was lost.
    least = Math.max(found.term, before)
  }
}

/** An own line was checked before it was written. */
export const wasChecked = (event: LogEvent | null): event is HallEvent => event !== null

/** The own journals for a tab that only follows. */
export async function lookAtJournals(owner: JournalOwner, chance: Chance, store: LineStore): Promise<PenInHand> {
  const stored = await store.journals()
  const journals = stored.map(({ journal, order, last, kept, lastStamp, branches }) => ({
    journal,
    order,
    head: { n: last, hash: '' },
    kept,
    lastStamp,
    branches,
  }))
  const pen = followPen(owner, journals, chance)
  return { pen, journal: null, held: heldOf(stored), glimpses: [], signed: [], rebuilt: false }
}

/** A pen that knows where the journals stand; in a tab without a write-ahead journal it writes nothing. */
export const followPen = (owner: JournalOwner, journals: readonly OwnJournal[], chance: Chance): Pen =>
  createPen(owner, journals.length > 0 ? journals : [newJournal(owner, chance)], chance)

/** Own lines held, by the name under which the hall knows them. */
function heldOf(stored: readonly StoredJournal[]): Map<string, readonly Range[]> {
  const held = new Map<string, readonly Range[]>()
  for (const each of stored) for (const { name, from, to } of runsByName(each, each.ranges)) hold(held, name, from, to)
  return held
}

import type { JournalDisk } from '#device/basics/ports.ts'
import { runsByName } from '#device/journal/branches.ts'
import { hold, type Range } from '#device/journal/heldLines.ts'
import { createPen, firstJournal, type OwnJournal, type Pen, type Writer } from '#device/journal/pen.ts'
import {
  continueWriteAheadJournal,
  readWriteAheadJournal,
  type WriteAheadJournal,
} from '#device/journal/writeAheadJournal.ts'
import type { EventStore } from '#device/store/eventStore.ts'
import type { StoredJournal } from '#device/store/ownRows.ts'
import type { Performed } from './hallLog.ts'
import { reconcile } from './reconcile.ts'
import { readStored } from './workingSet.ts'

/** Where this tablet's own journals stand, as a tab that writes or one that follows knows it. */
export interface Standing {
  readonly pen: Pen
  /** The write-ahead journal, or null in a tab that follows. */
  readonly journal: WriteAheadJournal | null
  /** Which lines of the own journals are held, by the name under which the hall knows them. */
  readonly held: Map<string, readonly Range[]>
  readonly rebuilt: boolean
}

/** What the disk had: where the journals stand, and which commands were saved by whoever wrote before. */
export interface PenTaken extends Standing {
  readonly done: ReadonlyMap<string, Performed>
}

/** Takes the pen, brings journal and database to agree, and refills the journal with what it had lost. */
export async function takeUpPen(
  { disk, identity, journalId }: { readonly disk: JournalDisk; readonly identity: Writer; readonly journalId: string },
  store: EventStore,
): Promise<PenTaken> {
  const found = await readWriteAheadJournal(disk, identity.hall)
  const term = await store.takePen(found.term)
  const { journals, stored, refill, rebuilt } = await reconcile(found, store)
  const pen = createPen(identity, journals.length > 0 ? journals : [firstJournal(journalId)])
  const heading = () => pen.heading
  const journal = continueWriteAheadJournal({ disk, hall: identity.hall, term, found: found.segments, heading })
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
    const events = lines.map((line) => readStored(line)).filter((event) => event !== null)
    if (command !== null) done.set(command, { ok: true, events: events.filter(({ kind }) => kind !== 'JournalOpened') })
  }
  return { pen, journal, held: heldOf(stored), rebuilt, done }
}

/** So many commands are remembered, in case another tab repeats one. */
const COMMANDS_REMEMBERED = 200

/** Remembers what a command gave, and forgets the oldest. */
export function remember(done: Map<string, Performed>, id: string, performed: Performed): void {
  done.set(id, performed)
  for (const old of [...done.keys()].slice(0, -COMMANDS_REMEMBERED)) done.delete(old)
}

/** Where the journals stand, for a tab that only follows. */
export async function lookAtJournals(
  { identity, journalId }: { readonly identity: Writer; readonly journalId: string },
  store: EventStore,
): Promise<Standing> {
  const stored = await store.journals()
  return {
    pen: followPen(
      identity,
      stored.map(({ journal, order, last, kept, lastStamp, branches }) => ({
        journal,
        order,
        head: { n: last, hash: '' },
        kept,
        lastStamp,
        branches,
      })),
      journalId,
    ),
    journal: null,
    held: heldOf(stored),
    rebuilt: false,
  }
}

/** A pen that writes nothing and knows where the journals stand. */
export const followPen = (identity: Writer, journals: readonly OwnJournal[], journalId: string): Pen =>
  createPen(identity, journals.length > 0 ? journals : [firstJournal(journalId)])

/** Own lines held, by the name under which the hall knows them. */
function heldOf(stored: readonly StoredJournal[]): Map<string, readonly Range[]> {
  const held = new Map<string, readonly Range[]>()
  for (const each of stored) for (const { name, from, to } of runsByName(each, each.ranges)) hold(held, name, from, to)
  return held
}

import { nameAt } from '#device/journal/branches.ts'
import type { LineId } from '#device/journal/heldLines.ts'
import type { Pen } from '#device/journal/pen.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { nameOfEntry } from '#device/store/segments.ts'
import { eventId } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import type { LineName } from '#log/lines.ts'
import { OTHER_BYTES } from './badRun.ts'
import { meets, type Redactions, withRedactions } from './redactions.ts'
import type { PenInHand } from './takeUpPen.ts'
import type { WorkingSet } from './workingSet.ts'

/** Of what is taken out: whose body is gone here, and what may still be given back. */
export function byDone(all: readonly (LineName & { readonly done: boolean })[]): {
  readonly redactions: Redactions
  readonly hidden: Redactions
} {
  const those = (done: boolean) => all.filter((each) => each.done === done)
  return { redactions: withRedactions(new Map(), those(true)), hidden: withRedactions(new Map(), those(false)) }
}

/** These lines count no more, and no others that did so before; answers whether anything has changed. */
export async function takeOut(
  redactions: readonly LineName[],
  of: {
    readonly store: LineStore
    readonly own: { readonly pen: Pen; repair(error: unknown): Promise<never> }
    readonly workingSet: WorkingSet
    /** How long (ms) this tablet has run. */
    readonly now: number
  },
): Promise<boolean> {
  const { store, own, workingSet, now } = of
  await store.takeOut(redactions, now).catch(own.repair)
  const { hide, show } = await hiddenBy(redactions, store, own.pen)
  if (hide.length > 0) {
    await store.exclude(hide).catch(own.repair)
    await workingSet.quarantine(hide.map((line) => eventId(line)))
  }
  if (show.length > 0) {
    await store.include(show).catch(own.repair)
    await workingSet.reload(true)
  }
  return hide.length + show.length > 0
}

/** Which lines these redactions hide that are not hidden yet, and which are hidden and none of them is about. */
async function hiddenBy(
  redactions: readonly LineName[],
  store: LineStore,
  pen: Pen,
): Promise<{ readonly hide: readonly LineId[]; readonly show: readonly LineId[] }> {
  const hidden = await store.hidden()
  const isHidden = new Set(hidden.map((line) => eventId(line)))
  const about = new Set(redactions.map((name) => eventId(name)))
  return {
    hide: (await wholeAmong(redactions, store, pen)).filter((line) => !isHidden.has(eventId(line))),
    show: hidden.filter(({ journal, n }) => !about.has(eventId({ journal: baseOf(journal), n }))),
  }
}

/** Lines that are here whole and that these redactions take out, as the hall calls them. */
async function wholeAmong(redactions: readonly LineName[], store: LineStore, pen: Pen): Promise<LineId[]> {
  const goes = await meets(redactions)
  const found: LineId[] = []
  for (const { journal, n } of redactions) {
    const own = pen.journals.find((each) => each.journal === journal)
    const line = own && (await store.ownLine(journal, n))
    if (own && line && goes(line)) found.push({ journal: nameAt(own, n), n })
  }
  for await (const { entries } of store.receivedAfter('')) {
    for (const entry of entries)
      if ('line' in entry && entry.quarantined !== OTHER_BYTES && goes(entry.line)) found.push(nameOfEntry(entry))
  }
  return found
}

/**
 * Takes the body of each of these redacted lines off this tablet: out of its rows and out of the write-ahead journal. An
 * own line that the hall server does not have yet waits until it has: there it is replaced when it arrives, and here
 * nobody folds it any more.
 */
export async function redactLines(
  due: readonly LineName[],
  store: LineStore,
  { pen, journal }: PenInHand,
  isDone: (journal: string, n: number) => boolean,
): Promise<void> {
  for (const name of due) {
    const goes = await meets([name])
    const own = pen.journals.find((each) => each.journal === name.journal)
    const line = own && (await store.ownLine(name.journal, name.n))
    if (own && line && goes(line)) {
      if (name.n > own.kept) continue
      // The journal's disk goes first: the database can be rebuilt from it, and must not bring the body back.
      await journal?.purge(own.journal, name.n, isDone)
      await store.redactOwn(name)
    }
    await store.redactReceived(goes)
    await store.noteRedacted(name)
  }
}

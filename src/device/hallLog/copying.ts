import type { JournalDisk } from '#device/basics/ports.ts'
import { createQueue } from '#device/basics/queue.ts'
import { nameAt } from '#device/journal/branches.ts'
import { type HeldLines, hold, holds } from '#device/journal/heldLines.ts'
import {
  type Copied,
  type CopiedLine,
  type CopyMark,
  openSecondCopy,
  type SecondCopy,
} from '#device/journal/secondCopy.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { nameOfEntry } from '#device/store/segments.ts'
import { settles } from '#domain/cases/settles.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { isOpen } from '#domain/tickets/tickets.ts'
import { kinds } from '#domain/whole.ts'
import { eventId } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import { headText, isRedacted, keptEvent, keptHead, keptName } from '#log/lines.ts'
import type { SignedHead } from '#log/signedHead.ts'
import { stampTime } from '#log/stamp.ts'
import { OTHER_BYTES } from './badRun.ts'
import { belowHeads, headsFor } from './signedCopies.ts'

/** Keeps the second copy up with the database. */
export interface Copying {
  /** Copies what has come since; nothing that anybody waits for. */
  copy(): Promise<void>
}

/** What happened in the last so many hours is today's work, wherever the day turned … */
const TODAY_MS = 36 * 3_600_000
/** … and so is what goes on longer, up to this. */
const LONGEST_MS = 7 * 24 * 3_600_000
/**
 * So many lines go into a copy as their heads alone, half a kilobyte each: heads that are kept lie some fifty lines apart, and
 * farther where a tablet brought long work at once, or this one heard of it later.
 */
const MOST_BETWEEN = 2_000
/** In so many rows before the new ones may lie what a head that has just come says who wrote. */
const ROWS_BEFORE = 50

/** Makes what keeps the second copy of a hall. */
export function createCopying(of: {
  readonly store: LineStore
  readonly disk: JournalDisk
  readonly hall: string
  /** What tablets have signed of their journals. */
  readonly heads: () => Promise<readonly SignedHead[]>
  readonly shown: () => OpenHall
  readonly now: () => number
}): Copying {
  const { store, disk, hall } = of
  const inTurn = createQueue()
  let opened: SecondCopy | null = null

  async function copy(): Promise<void> {
    // What was torn off, or could not be written, is begun anew.
    if (opened?.mark === null) opened = null
    opened ??= await openSecondCopy(disk, hall)
    const before = opened.mark
    const here = await standing()
    if (!before || opened.isLong || before.redacted !== here.redacted || before.row > here.row) {
      await opened.replace(everything(opened, here), here)
      return
    }
    const lines: CopiedLine[] = []
    for await (const portion of portions(before, here)) lines.push(...portion)
    const held = new Map(opened.held)
    for (const { journal, line } of lines) hold(held, journal, keptName(line).n, keptName(line).n)
    const signed = await of.heads()
    for (const each of await between(held, signed, { behind: before.row - ROWS_BEFORE, upTo: here.row })) {
      lines.push(each)
      hold(held, each.journal, keptName(each.line).n, keptName(each.line).n)
    }
    const heads = headsFor(held, opened.heads, signed)
    if (lines.length + heads.length > 0) await opened.add({ lines, heads }, here)
  }

  async function* everything(copy: SecondCopy, here: CopyMark): AsyncGenerator<Copied> {
    for await (const lines of portions(NOTHING, here)) yield { lines, heads: [] }
    const signed = await of.heads()
    yield { lines: await between(copy.held, signed, { behind: 0, upTo: here.row }), heads: [] }
    yield { lines: [], heads: headsFor(copy.held, [], signed) }
  }

  /**
   * The heads of lines that are not in the copy and lie between those that are and what their tablet has signed. What this
   * tablet wrote it signs itself.
   */
  async function between(
    held: HeldLines,
    signed: readonly SignedHead[],
    { behind, upTo }: { readonly behind: number; readonly upTo: number },
  ): Promise<readonly CopiedLine[]> {
    const own = new Set((await store.journals()).map(({ journal }) => journal))
    const heads = signed.filter(({ journal }) => !own.has(baseOf(journal)))
    const wanted = belowHeads(held, heads, MOST_BETWEEN)
    if (wanted.size === 0) return []
    const found = new Map<string, CopiedLine>()
    for await (const { id, entries } of store.receivedBehind(Math.max(0, behind))) {
      if (id > upTo) break
      for (const entry of entries) {
        if (!('line' in entry) || entry.quarantined === OTHER_BYTES) continue
        const { journal, n } = nameOfEntry(entry)
        if (holds(wanted, journal, n)) found.set(eventId({ journal, n }), { journal, line: headText(entry.line) })
      }
    }
    return [...found.values()]
  }

  async function standing(): Promise<CopyMark> {
    const own = Object.fromEntries((await store.journals()).map(({ journal, last }) => [journal, last]))
    const redacted = (await store.redactions()).filter(({ done }) => done).length
    return { row: await store.lastReceived(), own, redacted }
  }

  /** The lines that belong into the copy, of those behind one mark and up to another. */
  async function* portions(behind: CopyMark, upTo: CopyMark): AsyncGenerator<readonly CopiedLine[]> {
    const counts = await countsHere()
    const since = startOfToday(of.shown(), of.now())
    const cases = new Map<string, CopiedLine[]>()
    /** Lines of cases wait: those of one that is settled are history. */
    function belongs({ journal, line }: CopiedLine): boolean {
      if (isRedacted(line)) return false
      const head = keptHead(line)
      if (!counts(eventId({ journal, n: head.n }))) return false
      if (stampTime(head.stamp) >= since) return true
      const keeps = kinds.get(head.kind)?.keeps
      const event = keeps === 'case' ? keptEvent(line) : null
      if (event) {
        if (settles(event)) cases.delete(event.subject)
        else cases.set(event.subject, [...(cases.get(event.subject) ?? []), { journal, line }])
      }
      return keeps === 'lasting'
    }
    for (const own of await store.journals()) {
      const lines: CopiedLine[] = []
      const before = behind.own[own.journal] ?? 0
      const last = upTo.own[own.journal] ?? 0
      await store.readOwn(own.journal, before + 1, (row) => {
        for (const [i, line] of row.lines.entries()) {
          const n = row.from + i
          const each = { journal: nameAt(own, n), line }
          if (n > before && n <= last && belongs(each)) lines.push(each)
        }
        return false
      })
      yield lines
    }
    for await (const { id, entries } of store.receivedBehind(behind.row)) {
      if (id > upTo.row) break
      yield entries.flatMap((entry): CopiedLine[] => {
        if (!('line' in entry) || entry.quarantined !== undefined) return []
        const each = { journal: nameOfEntry(entry).journal, line: entry.line }
        return belongs(each) ? [each] : []
      })
    }
    yield [...cases.values()].flat()
  }

  async function countsHere(): Promise<(id: string) => boolean> {
    const set = await store.quarantined()
    return (id) => !set.has(id)
  }

  return { copy: () => inTurn(copy) }
}

const NOTHING: CopyMark = { row: 0, own: {}, redacted: 0 }

/** When today's work began: with the oldest ticket that is still open, if that was before yesterday. */
function startOfToday({ tickets }: OpenHall, now: number): number {
  const open = [...tickets.values()].filter(isOpen).map(({ issuedAt }) => issuedAt)
  return Math.max(Math.min(now - TODAY_MS, ...open), now - LONGEST_MS)
}

import type { JournalDisk } from '#device/basics/ports.ts'
import { runsByName } from '#device/journal/branches.ts'
import { type HeldLines, heldNowhere, type Range } from '#device/journal/heldLines.ts'
import type { OwnJournal } from '#device/journal/pen.ts'
import { type PrintMark, readPrintMark, writePrintMark } from '#device/journal/printMark.ts'
import { businessDay } from '#domain/day/businessDay.ts'
import { type SubLane, subLaneName } from '#domain/numbers/numbers.ts'
import type { OpenHall } from '#domain/openHall.ts'

/** What a start has found of the own lines. */
interface Found {
  readonly journals: readonly OwnJournal[]
  /** Own lines held, by the name under which the hall knows them. */
  readonly own: HeldLines
  readonly received: HeldLines
  /** Lines may have gone of which nothing tells: the database was lost, or the hall server knows more of them. */
  readonly hasLost: boolean
  /** Nothing of a journal was found. */
  readonly beginsAnew: boolean
}

/**
 * The sub-lane from which this tablet prints because it may have printed numbers that it does not know any more; null as
 * long as it knows them all. Once begun it goes on until the day is over.
 */
export async function openSubLane(
  found: Found,
  of: {
    readonly disk: JournalDisk
    readonly hall: string
    readonly lane: number
    readonly shown: OpenHall
    readonly now: number
  },
): Promise<SubLane | null> {
  const { disk, hall, lane, shown, now } = of
  const before = await readPrintMark(disk, hall)
  const missing = missingLines(found)
  const isLoss = found.hasLost || (found.beginsAnew && before !== null) || !isWithin(missing, before?.missing ?? {})
  let mark = before
  if (isLoss) {
    const subs = 1 + Math.max(before?.subs ?? 0, subsSeen(shown, lane))
    mark = { subs, until: businessDay(shown, now), missing }
  }
  mark ??= { subs: 0, until: '', missing: {} }
  // What the disk does not take is lost with this start, and then it is another loss.
  if (mark !== before) await writePrintMark(disk, hall, mark).catch(() => undefined)
  return mark.subs === 0 ? null : { name: subLaneName(mark.subs - 1), until: mark.until }
}

/** Runs of own lines that are not here. */
function missingLines({ journals, own, received }: Found): PrintMark['missing'] {
  const missing: Record<string, [number, number][]> = {}
  for (const journal of journals) {
    const runs = runsByName(journal, journal.head.n === 0 ? [] : [[1, journal.head.n]])
    const gaps = runs.flatMap(({ name, from, to }) => heldNowhere([own, received], name, [from, to]))
    if (gaps.length > 0) missing[journal.journal] = gaps.map(([from, to]) => [from, to])
  }
  return missing
}

/** Whether all of this was missing before. */
const isWithin = (missing: PrintMark['missing'], before: PrintMark['missing']): boolean =>
  Object.entries(missing).every(([journal, runs]) =>
    runs.every(([from, to]) => (before[journal] ?? []).some(([first, last]: Range) => first <= from && to <= last)),
  )

/** How many sub-lanes of its lane a tablet must have begun, by what the hall knows of its tickets. */
function subsSeen({ numbers }: OpenHall, lane: number): number {
  const names = new Set([...numbers.values()].flatMap(({ lanes }) => [...lanes.keys()]))
  let subs = 0
  for (let i = 0; i < 50; i++) if (names.has(`${lane}${subLaneName(i)}`)) subs = i + 1
  return subs
}

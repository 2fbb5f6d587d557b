import { nameAt } from '#device/journal/branches.ts'
import { type HeldLines, holds, type LineId } from '#device/journal/heldLines.ts'
import type { OwnJournal, Pen } from '#device/journal/pen.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { nameOfEntry } from '#device/store/segments.ts'
import type { Kind, Place, Writer } from '#domain/kind.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { Carriable } from '#log/carriedRuns.ts'
import type { EventHead } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import { isRedacted, keptHead } from '#log/lines.ts'
import type { Carried } from './carriedLines.ts'
import type { Admitted } from './sortRun.ts'

/** Lines of these journals, as the hall calls them, from a number on; of any kind, and whatever they count for. */
export interface WantedFrom {
  readonly from: ReadonlyMap<string, number>
  /** And these below. */
  readonly holes?: HeldLines
}
/** Which lines are wanted: all, those that no hall server has kept, those of which this is true, or lines of some journals. */
export type Wanted = 'all' | 'unkept' | ((head: EventHead) => boolean) | WantedFrom

/**
 * Carried lines as they are sorted. What this place may not read stays out; what their tablet may not write is kept
 * and counts for nobody, as the hall server would judge it.
 */
export function asAdmitted(
  lines: readonly Carried[],
  {
    kinds,
    hall,
    place,
    now,
  }: {
    readonly kinds: ReadonlyMap<string, Kind>
    readonly hall: OpenHall
    readonly place: Place
    readonly now: number
  },
): Admitted[] {
  const received = new Date(now).toISOString()
  return lines.flatMap(({ journal, line, tablet }): Admitted[] => {
    // Nobody but the hall server says that a line has no body any more.
    if (isRedacted(line)) return []
    const { kind } = keptHead(line)
    const declared = kinds.get(kind)
    if (declared ? !declared.readers.includes(place) : place === 'wall') return []
    if (declared?.carried === 'never') return []
    const writer: Writer | undefined = tablet === 'server' ? 'server' : hall.tablets.get(tablet)?.place
    const forbidden = writer !== undefined && declared?.writers.includes(writer) === false
    const branch = journal.includes('~') ? { journal } : {}
    return [{ seq: 0, received, line, ...branch, ...(forbidden ? { quarantined: 'not-allowed-here' } : {}) }]
  })
}

/** Whether lines of this journal came that lie behind its end: it goes on in another one. */
export const reachBehind = (lines: readonly LineId[], { journal, head }: OwnJournal): boolean =>
  lines.some((line) => line.journal === journal && line.n > head.n)

/**
 * Gathers the lines of this hall from the disk, and says which of them are wanted; of a journal of which one is, its
 * first line is too. What a hall server has set aside and what is never carried stay among the others.
 */
export async function linesHeld(of: {
  readonly store: LineStore
  readonly pen: Pen
  readonly carried: HeldLines
  readonly kinds: ReadonlyMap<string, Kind>
  readonly wants: Wanted
}): Promise<readonly Carriable[]> {
  const { store, pen, carried, kinds, wants } = of
  const found: Carriable[] = []
  const put = (line: Omit<Carriable, 'wanted'>, kept: boolean) => {
    if (typeof wants === 'object') {
      const gaps = wants.holes?.get(line.journal) ?? []
      const isBehind = line.n >= (wants.from.get(line.journal) ?? Number.POSITIVE_INFINITY)
      const wanted = isBehind || gaps.some(([from, to]) => line.n >= from && line.n <= to)
      // The heads of what lies behind a hole lead to what its tablet has signed.
      const isBehindHole = gaps.some(([from]) => line.n >= from)
      if (wanted || isBehindHole || line.n === 1) found.push({ ...line, wanted })
      return
    }
    const head = keptHead(line.line)
    const isWanted = wants === 'all' || (wants === 'unkept' ? !kept : wants(head))
    found.push({ ...line, wanted: isWanted && kinds.get(head.kind)?.carried !== 'never' })
  }
  for (const own of pen.journals) {
    await store.readOwn(own.journal, 1, ({ from, lines }) => {
      for (const [i, line] of lines.entries())
        put({ journal: nameAt(own, from + i), n: from + i, line, isOwn: true }, from + i <= own.kept)
      return false
    })
  }
  for await (const row of store.receivedAfter('')) {
    for (const entry of row.entries) {
      if (!('line' in entry)) continue
      // What counts for nobody is carried to nobody; a hall server that has lost it judges it anew.
      if (entry.quarantined !== undefined && typeof wants !== 'object') continue
      const { journal, n } = nameOfEntry(entry)
      put({ journal, n, line: entry.line, isOwn: false }, !holds(carried, journal, n))
    }
  }
  const journals = new Set(found.filter(({ wanted }) => wanted).map(({ journal }) => baseOf(journal)))
  return found.map((each) => (each.n === 1 && journals.has(baseOf(each.journal)) ? { ...each, wanted: true } : each))
}

import { type HeldLines, hold, holds, type LineId, type Range, without } from '#device/journal/heldLines.ts'
import { nameOfEntry } from '#device/store/segments.ts'
import type { Line } from '#log/lines.ts'
import { OTHER_BYTES } from './badRun.ts'
import type { Sorted, Way } from './sortRun.ts'

/** Other lines are held here under the names of what was carried: nothing was taken in. */
export class Contradiction extends Error {}

/** A line that another tablet carried here, under its name in the hall. */
export interface Carried extends LineId {
  readonly line: Line
  /** The tablet that wrote it. */
  readonly tablet: string
}

/** Carried lines in whose place the hall server now sends others. Throws when the others were carried here themselves. */
export function wrongAmong(carried: HeldLines, { setAside }: Sorted, way: Way): readonly LineId[] {
  const disputed = setAside.filter(({ code }) => code === OTHER_BYTES)
  if (way === 'carried' && disputed.length > 0) throw new Contradiction('other lines are held under these names')
  return disputed.filter(({ journal, n }) => holds(carried, journal, n))
}

/** Which carried lines no hall server has sent yet, once a run is stored; undefined when that does not change. */
export function carriedAfter(
  carried: HeldLines,
  { completed, entries, known }: Sorted,
  way: Way,
): HeldLines | undefined {
  if (way === 'carried') {
    const more = new Map<string, readonly Range[]>(carried)
    for (const entry of entries) {
      const { journal, n } = nameOfEntry(entry)
      hold(more, journal, n, n)
    }
    return more
  }
  // Of what was carried as its head the whole line has come.
  const whole = completed.length === 0 ? [] : entries.flatMap((entry) => ('line' in entry ? [nameOfEntry(entry)] : []))
  const confirmed = [...known, ...whole].filter(({ journal, n }) => holds(carried, journal, n))
  if (confirmed.length === 0) return undefined
  return confirmed.reduce<HeldLines>((left, { journal, n }) => without(left, journal, n), carried)
}

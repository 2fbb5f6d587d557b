/** Names a line: its journal, as the hall calls it, and its number. */
export interface LineId {
  readonly journal: string
  readonly n: number
}

/**
 * Which lines of each journal are held here, as ranges: `{ j_9f3c21a7b0d84e55: [[1, 398], [413, 700]] }`. Numbers
 * within a journal have no gaps, so a journal is almost always one range, whatever its length.
 */
export type HeldLines = ReadonlyMap<string, readonly Range[]>
/** First and last number of a run of lines, both held. */
export type Range = readonly [from: number, to: number]

/** Whether a line is held. */
export const holds = (held: HeldLines, journal: string, n: number): boolean =>
  (held.get(journal) ?? []).some(([from, to]) => n >= from && n <= to)

/** Whether every line from the first to the highest held is held. */
export const isWhole = (held: HeldLines, journal: string): boolean => {
  const [range, ...more] = held.get(journal) ?? []
  return range?.[0] === 1 && more.length === 0
}

/** The highest number held of a journal; 0 when there is none. */
export const lastHeld = (held: HeldLines, journal: string): number => held.get(journal)?.at(-1)?.[1] ?? 0

/** What of a run of lines is not held, in order. */
export function notHeld(held: HeldLines, journal: string, [from, to]: Range): readonly Range[] {
  const missing: Range[] = []
  let next = from
  for (const [low, high] of held.get(journal) ?? []) {
    if (high < next) continue
    if (low > to) break
    if (low > next) missing.push([next, low - 1])
    next = high + 1
  }
  if (next <= to) missing.push([next, to])
  return missing
}

/** What of a run of lines none of these holds, in order. */
export const heldNowhere = (all: readonly HeldLines[], journal: string, run: Range): readonly Range[] =>
  all.reduce<readonly Range[]>((gaps, held) => gaps.flatMap((gap) => notHeld(held, journal, gap)), [run])

/** What is held without one line. */
export function without(held: HeldLines, journal: string, n: number): HeldLines {
  const ranges = (held.get(journal) ?? []).flatMap(([from, to]): Range[] => {
    if (n < from || n > to) return [[from, to]]
    const both: Range[] = [
      [from, n - 1],
      [n + 1, to],
    ]
    return both.filter(([low, high]) => low <= high)
  })
  const rest = new Map(held)
  if (ranges.length > 0) rest.set(journal, ranges)
  else rest.delete(journal)
  return rest
}

/** Adds a run of lines to what is held. */
export function hold(held: Map<string, readonly Range[]>, journal: string, from: number, to: number): void {
  const ranges = held.get(journal)
  const last = ranges?.at(-1)
  if (!ranges || !last) {
    held.set(journal, [[from, to]])
    return
  }
  if (from === last[1] + 1) {
    held.set(journal, [...ranges.slice(0, -1), [last[0], to]])
    return
  }
  const joined: [number, number][] = []
  for (const [low, high] of [...ranges, [from, to] as const].sort((a, b) => a[0] - b[0])) {
    const before = joined.at(-1)
    if (before && low <= before[1] + 1) before[1] = Math.max(before[1], high)
    else joined.push([low, high])
  }
  held.set(journal, joined)
}

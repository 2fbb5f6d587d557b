import { baseOf } from '#log/journalName.ts'
import { hashOfLine, type Line, readLine } from '#log/lines.ts'
import { tipBehind } from '../tips.ts'

/** A run as it lies on the disk, and what the history comes to before and behind it. */
interface OnDisk {
  readonly journal: string
  readonly from: number
  readonly count: number
  readonly lines: readonly Line[]
  readonly before: string
  readonly tip: string
}

/** What of a run is what was stored: each line in its place, and the numbers of those that are not. */
export interface Checked {
  readonly lines: readonly Line[]
  /** What each line says of its kind; nothing of one that is damaged. */
  readonly kinds: readonly string[]
  readonly damaged: readonly number[]
}

/**
 * Looks at the bytes of a run. Its tip shows whether all its heads are what they were, and each head the rest of its line;
 * where the tip does not fit, the line is damaged that the next one does not name. Those beside a damaged one may be
 * named with it: they are asked for once more, and nothing is lost by that.
 */
export function checkRun({ journal, from, count, lines, before, tip }: OnDisk): Checked {
  const read = lines.map((line) => readLine(line))
  const fits = (i: number, n: number) => {
    const each = read[i]
    return each?.ok === true && each.head.n === n && each.head.journal === baseOf(journal)
  }
  if (lines.length === count && lines.every((_, i) => fits(i, from + i)) && tipBehind(before, lines) === tip)
    return { lines, kinds: read.map((each) => (each.ok ? each.head.kind : '')), damaged: [] }
  const placed = new Map<number, Line>()
  for (const [i, line] of lines.entries()) if (fits(i, from + i)) placed.set(from + i, line)
  // A damaged byte may have made two lines of one, or one of two: what can be read says itself where it belongs.
  for (const [i, line] of lines.entries()) {
    const each = read[i]
    if (each?.ok && fits(i, each.head.n) && !placed.has(each.head.n)) placed.set(each.head.n, line)
  }
  const numbers = Array.from({ length: count }, (_, i) => from + i)
  const hashes = new Map([...placed].map(([n, line]) => [n, hashOfLine(line)]))
  const prevs = new Map(read.flatMap((each) => (each.ok ? [[each.head.n, each.head.prev] as const] : [])))
  /** Its head is the one that the next line names: so it is what was stored. */
  const isNamed = (n: number) => placed.has(n) && placed.has(n + 1) && hashes.get(n) === prevs.get(n + 1)
  const isBroken = (n: number) => placed.has(n) && placed.has(n + 1) && !isNamed(n)
  // Where two do not fit, the upper one is to blame as well, unless the line behind names it.
  const damaged = numbers.filter((n) => !placed.has(n) || isBroken(n) || (isBroken(n - 1) && !isNamed(n)))
  const sound = numbers.map((n) => placed.get(n) ?? '')
  // Nothing behind the last one names it; the tip says that something is wrong.
  if (damaged.length === 0) damaged.push(from + count - 1)
  const kinds = sound.map((line) => {
    const each = readLine(line)
    return each.ok ? each.head.kind : ''
  })
  return { lines: sound, kinds, damaged }
}

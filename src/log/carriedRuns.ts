import { baseOf } from './journalName.ts'
import { hashOfLine, headText, isRedacted, type Line } from './lines.ts'
import type { SignedHead } from './signedHead.ts'

/** A line that a tablet holds; the journal as the hall calls it. */
export interface Carriable {
  readonly journal: string
  readonly n: number
  readonly line: Line
  /** Whether it is to be carried; otherwise its head may go along, so that the chain holds. */
  readonly wanted: boolean
  /** Whether this tablet wrote it, and so can sign for it now. */
  readonly isOwn: boolean
}

/** Lines of a journal that follow each other; the journal as the hall calls it. */
export interface CarriedRun {
  readonly journal: string
  readonly from: number
  /** Whole, or the head alone where the line is none of what is carried. */
  readonly lines: readonly Line[]
  /** Their tablet's signature over the last of them. */
  readonly signature: string
}

/** A run; its own lines are still to be signed by the tablet that carries them. */
export type RunToSign = Omit<CarriedRun, 'signature'> & { readonly signature: string | 'to-sign' }

/** What can be carried so that whoever takes it can see who wrote it, and what cannot. */
export interface Chosen {
  readonly runs: readonly RunToSign[]
  /** Signed heads among them, for whoever carries on. */
  readonly used: readonly SignedHead[]
  /** How many wanted lines nobody's signature reaches. */
  readonly leftOut: number
}

/** Unwanted lines between wanted ones go along rather than a signature more: a head costs about as many bytes. */
const BRIDGED = 1

/**
 * Puts lines into runs, each under a signature of the tablet that wrote it: its newest signed head at or above a wanted
 * line, with the heads of what lies between. Own lines are signed where they end. First lines of which nothing follows
 * stay behind; `evenAlone`: whoever has lost one wants that too.
 */
export function runsToCarry(
  lines: readonly Carriable[],
  heads: readonly SignedHead[],
  { evenAlone = false }: { readonly evenAlone?: boolean } = {},
): Chosen {
  const runs: RunToSign[] = []
  const used: SignedHead[] = []
  let leftOut = 0
  // A head is signed under the name that the lines have themselves: it fits a branch that nobody knew of then.
  const headsOf = byName(heads, ({ journal }) => baseOf(journal))
  for (const [journal, held] of byName(lines, (line) => line.journal)) {
    const whole = withoutRepeats(held)
    for (let at = 0; at < whole.length; ) {
      const first = whole[at]!
      if (!first.wanted) {
        at += 1
        continue
      }
      const reach = first.isOwn ? stretchOf(whole, at) : underHead(whole, at, headsOf.get(baseOf(journal)) ?? [])
      if (reach) {
        const part = whole.slice(at, reach.end)
        const signature = reach.head?.signature ?? 'to-sign'
        runs.push({ journal, from: first.n, lines: part.map(textOf), signature })
        if (reach.head) used.push(reach.head)
        at = reach.end
        continue
      }
      leftOut += 1
      at += 1
    }
  }
  if (evenAlone) return { runs, used, leftOut }
  // A first line alone tells nobody anything.
  const saying = new Set(
    runs.filter((run) => run.from > 1 || run.lines.length > 1).map(({ journal }) => baseOf(journal)),
  )
  return { runs: runs.filter(({ journal }) => saying.has(baseOf(journal))), used, leftOut }
}

/** By the names of their journals, in the order of their numbers. */
function byName<T extends { readonly n: number }>(all: readonly T[], nameOf: (each: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const each of all) {
    const others = found.get(nameOf(each))
    if (others) others.push(each)
    else found.set(nameOf(each), [each])
  }
  for (const each of found.values()) each.sort((a, b) => a.n - b.n)
  return found
}

/** Each line once, whole if it is among them whole. A redacted one is not wanted: nothing is left of it. */
function withoutRepeats(lines: readonly Carriable[]): readonly Carriable[] {
  const each = new Map<number, Carriable>()
  for (const line of lines) if (!isRedacted(line.line) || !each.has(line.n)) each.set(line.n, line)
  return [...each.values()].map((line) => (isRedacted(line.line) ? { ...line, wanted: false } : line))
}

/** What goes along of a line. */
const textOf = ({ wanted, line }: Carriable): Line => (wanted ? line : headText(line))

interface Reach {
  /** The index behind the last line of the run. */
  readonly end: number
  readonly head: SignedHead | null
}

/** How far wanted own lines follow each other; the last one is wanted. */
function stretchOf(lines: readonly Carriable[], at: number): Reach {
  let end = at + 1
  for (let i = end; i < lines.length && i - end <= BRIDGED; i++) {
    if (lines[i]!.n !== lines[i - 1]!.n + 1 || !lines[i]!.isOwn) break
    if (lines[i]!.wanted) end = i + 1
  }
  return { end, head: null }
}

/** The nearest signed head that the lines held here reach without a gap, with the very bytes it signs. */
function underHead(lines: readonly Carriable[], at: number, heads: readonly SignedHead[]): Reach | null {
  const { n } = lines[at]!
  for (const head of heads) {
    if (head.n < n) continue
    const last = at + head.n - n
    // Numbers only grow: when the last one is in its place, none between is missing.
    if (lines[last]?.n !== head.n) return null
    if (hashOfLine(lines[last].line) === head.hash) return { end: last + 1, head }
  }
  return null
}

import { checkBody } from '#domain/kinds.ts'
import { compareEvents, type Position } from '#log/event.ts'
import { readLine } from '#log/lines.ts'
import type { Admitted } from './hallLog.ts'
import { type HeldLines, hold, holds, type Range } from './heldLines.ts'
import { pause } from './pause.ts'
import type { Entry } from './segments.ts'
import type { Arrival } from './workingSet.ts'

/** What a run of admitted events comes to on this tablet. */
export interface Sorted {
  /** What is to be stored, in seq order. */
  readonly entries: readonly Entry[]
  /** What may be folded. */
  readonly arrivals: readonly Arrival[]
  /** Lines that were here already and have got their seq. */
  readonly known: readonly { readonly journal: string; readonly n: number; readonly seq: number }[]
  /** Received lines held once these are stored. */
  readonly held: HeldLines
  readonly seq: number
  /** Highest stamp, empty when no line came. */
  readonly stamp: string
  /** The event that comes first in fold order; snapshots behind it no longer hold. */
  readonly earliest: Position | null
}

/** The run is not what follows the cursor, or is not readable: nothing of it was stored. */
export class BadRun extends Error {}

/** Lines read between two pauses. */
const SLICE = 100

/**
 * Reads a run of admitted events, in slices so that taps get through. Every line is kept raw; unknown kinds and
 * meaningless bodies are kept and left out of the fold. Repeats of what lies below the cursor are passed over.
 */
export async function sortRun(
  run: readonly Admitted[],
  cursor: { readonly seq: number; readonly held: HeldLines },
  own: HeldLines,
): Promise<Sorted> {
  const entries: Entry[] = []
  const arrivals: Arrival[] = []
  const known: { journal: string; n: number; seq: number }[] = []
  const held = new Map<string, readonly Range[]>(cursor.held)
  const isHere = (journal: string, n: number) => holds(own, journal, n) || holds(held, journal, n)
  let { seq } = cursor
  let stamp = ''
  let earliest: Position | null = null
  for (const [i, admitted] of run.entries()) {
    if (i % SLICE === SLICE - 1) await pause()
    if (admitted.seq <= seq) continue
    if (admitted.seq !== seq + 1) throw new BadRun(`seq ${admitted.seq} came after ${seq}`)
    seq = admitted.seq
    if ('hidden' in admitted) continue
    const { received } = admitted
    if ('yours' in admitted) {
      const { journal, n } = admitted.yours
      if (!isHere(journal, n)) throw new BadRun(`${journal}:${n} is said to be here and is not`)
      entries.push({ seq, received, journal, n })
      known.push({ journal, n, seq })
      continue
    }
    const read = readLine(admitted.line)
    if (!read.ok) throw new BadRun(`seq ${seq} is not a line: ${read.why}`)
    const { event } = read
    if (isHere(event.journal, event.n)) {
      entries.push({ seq, received, journal: event.journal, n: event.n })
      known.push({ journal: event.journal, n: event.n, seq })
      continue
    }
    hold(held, event.journal, event.n, event.n)
    entries.push(admitted)
    if (event.stamp > stamp) stamp = event.stamp
    if (admitted.quarantined !== undefined) continue
    const checked = checkBody(event)
    if (checked.verdict !== 'sound') continue
    if (!earliest || compareEvents(event, earliest) < 0) earliest = event
    arrivals.push({ event: checked.event, seq })
  }
  return { entries, arrivals, known, held, seq, stamp, earliest }
}

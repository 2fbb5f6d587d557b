import { pause } from '#device/basics/pause.ts'
import { isProven } from '#device/basics/signatures.ts'
import { type HeldLines, hold, holds, type LineId, type Range } from '#device/journal/heldLines.ts'
import type { SetAside } from '#device/store/database.ts'
import type { OwnLines } from '#device/store/ownLines.ts'
import type { Entry } from '#device/store/segments.ts'
import { REDACTED } from '#device/store/setAsideLines.ts'
import { takesAName } from '#domain/tablets/opening.ts'
import { takenOutBy } from '#domain/tablets/redaction.ts'
import { compareEvents, type EventHead, eventId, type LogEvent, type Position } from '#log/event.ts'
import { hashOfLine, headText, type Line, type LineName, type ReadLine, readLine } from '#log/lines.ts'
import { BadRun, NOT_READABLE, OTHER_BYTES, UnreadableLine } from './badRun.ts'
import { isTakenOut, type Redactions, withRedactions } from './redactions.ts'
import type { Arrival } from './workingSet.ts'

/** One admitted event as the hall server sends it; of a redacted line its head stands for the line. */
export type Admitted =
  | {
      readonly seq: number
      readonly received: string
      readonly line: Line
      readonly quarantined?: string
      /** Only for a line of a branch: the branch's name, `j_9f3c21a7b0d84e55~0a1b2c3d`. */
      readonly journal?: string
    }
  | {
      readonly seq: number
      readonly received: string
      readonly yours: { readonly journal: string; readonly n: number }
    }
  | { readonly seq: number; readonly hidden: true }
  /** Nobody can read it at the hall server any more; it comes again when somebody brings it back. */
  | { readonly seq: number; readonly lost: true }

/**
 * How a run comes in: next after the cursor; ahead of it, the same lines come again with the history; or carried here by
 * another tablet, without any seq.
 */
export type Way = 'next' | 'ahead' | 'carried'

/** A line of this journal is said to be here, for whoever has written it here, and is not. */
export class NotHere extends BadRun {
  readonly journal: string
  constructor(journal: string, n: number) {
    super(`${journal}:${n} is said to be here and is not`)
    this.journal = journal
  }
}

/** What a run of admitted events comes to on this tablet. */
export interface Sorted {
  /** What is to be stored, in seq order. */
  readonly entries: readonly Entry[]
  /** What counts: whoever knows its kind folds it. */
  readonly arrivals: readonly Arrival[]
  /** The same of what somebody has signed; that their signature fits is still to be seen. */
  readonly signed: readonly { readonly arrival: Arrival; readonly line: Line }[]
  /** Lines that were here already and have got their seq. */
  readonly known: readonly { readonly journal: string; readonly n: number; readonly seq: number }[]
  /** Received lines held once these are stored. */
  readonly held: HeldLines
  readonly seq: number
  /** Highest stamp, empty when no line came. */
  readonly stamp: string
  /** The event that comes first in fold order; snapshots behind it no longer hold. */
  readonly earliest: Position | null
  /** Lines of which the head alone was here, and that have come whole. */
  readonly completed: readonly Completed[]
  /** Own lines that had been lost here. */
  readonly returned: readonly (OwnLines & { readonly name: string })[]
  /** Lines that were counted and that the hall server has quarantined since: no fold counts them any more. */
  readonly excluded: readonly (LineId & { readonly code: string })[]
  /** Whether somebody takes a line out with an event of this run. */
  readonly redacts: boolean
  /** Lines that came quarantined or with other bytes than are held here. They are stored, shown and never folded. */
  readonly setAside: readonly SetAside[]
}

/** What sorting has to know of what is here already. */
export interface Here {
  readonly seq: number
  /** What stands at this seq was no line when it came before: it is passed over. */
  readonly passes?: number | null
  /** Received lines held. */
  readonly held: HeldLines
  /** Own lines held. */
  readonly own: HeldLines
  /** Where the own journals end, by the name under which the hall knows them. */
  readonly ownEnds: ReadonlyMap<string, number>
  /** What managers have taken out: of such a line the head alone is stored, whenever it comes. */
  readonly redactions: Redactions
  /** What managers have taken out and may still give back: such a line is stored, and counts for nobody. */
  readonly hidden: Redactions
  /** Whether whoever wrote this redaction may take something out. */
  mayRedact(event: LogEvent): boolean
  /** The event where it belongs in the fold order. */
  place(event: LogEvent): LogEvent
  /** How these lines compare with what is held under their names. */
  compare(lines: ReadonlyMap<string, { readonly line: Line; readonly name: LineId }>): Promise<Compared>
}

/** How lines that come again compare with what is held, by event id. */
export interface Compared {
  /** Those that are held with the same bytes, or the head of them. */
  readonly same: ReadonlySet<string>
  /** Those that have other bytes. */
  readonly differing: ReadonlySet<string>
  /** Those of which the head alone is held. */
  readonly bare: ReadonlySet<string>
}
const ALL_ALIKE: Compared = { same: new Set(), differing: new Set(), bare: new Set() }

/** A line that has come whole behind its head; journal and number as it says them itself. */
type Completed = Position & { readonly line: Line; readonly isOwn: boolean }

/** A line as it came. */
interface Repeat {
  readonly line: Line
  readonly head: EventHead
  readonly event: LogEvent | null
  readonly name: LineId
  readonly entry: Extract<Entry, { readonly line: Line }>
}

/** Lines read between two pauses. */
const PORTION = 100

/**
 * Reads a run of admitted events, in portions so that taps get through. Every line is kept raw. Repeats
 * of what lies below the cursor are passed over. A run that does not come next need not be whole and does not move the
 * cursor. A line of which the head alone is held is stored beside it when it comes whole, and counts from then on.
 */
export async function sortRun(run: readonly Admitted[], here: Here, way: Way = 'next'): Promise<Sorted> {
  const entries: Entry[] = []
  const arrivals: Arrival[] = []
  const signed: Sorted['signed'][number][] = []
  const known: { journal: string; n: number; seq: number }[] = []
  const returned: (OwnLines & { name: string })[] = []
  const quarantined: SetAside[] = []
  const excluded: (LineId & { code: string })[] = []
  /** Lines of which this run has brought the head alone, so far. */
  const bareInRun = new Map<string, Line>()
  const redactions = await redactionsOf(run, here.mayRedact)
  const hidden = withRedactions(here.hidden, redactions)
  const repeats = new Map<string, Repeat>()
  const held = new Map<string, readonly Range[]>(here.held)
  const returning = new Map<string, readonly Range[]>()
  const isHere = (journal: string, n: number) =>
    holds(here.own, journal, n) || holds(held, journal, n) || holds(returning, journal, n)
  let { seq } = here
  let stamp = ''
  let earliest: Position | null = null
  /** A line is stored; what it says counts from this seq on, unless there is nothing left of it. */
  function put({ event, head, name, entry, line }: Repeat): void {
    if (head.stamp > stamp) stamp = head.stamp
    if (entry.quarantined !== undefined || !event) return
    const named = { ...event, journal: name.journal }
    const place = here.place(named)
    if (!earliest || compareEvents(place, earliest) < 0) earliest = place
    const arrival = { event: named, seq: way === 'carried' ? null : entry.seq, received: entry.received }
    if (event.proof === undefined) arrivals.push(arrival)
    else signed.push({ arrival, line })
  }
  for (const [i, admitted] of run.entries()) {
    if (i % PORTION === PORTION - 1) await pause()
    if (way !== 'carried' && admitted.seq <= here.seq) continue
    if (way === 'next') {
      if (admitted.seq <= seq) continue
      if (admitted.seq !== seq + 1) throw new BadRun(`seq ${admitted.seq} came after ${seq}`)
      seq = admitted.seq
    }
    if ('hidden' in admitted || 'lost' in admitted) continue
    const { received } = admitted
    if (admitted.seq === here.passes && 'line' in admitted && !readLine(admitted.line).ok) {
      quarantined.push({ ...nameIn(admitted.line, admitted.seq), code: NOT_READABLE })
      continue
    }
    if ('yours' in admitted) {
      const { journal, n } = admitted.yours
      if (!isHere(journal, n)) throw new NotHere(journal, n)
      entries.push({ seq: admitted.seq, received, journal, n })
      known.push({ journal, n, seq: admitted.seq })
      continue
    }
    const { head, event, line } = await readAdmitted(admitted, here.redactions)
    const name = { journal: admitted.journal ?? head.journal, n: head.n }
    // Nobody ever shows it, and a manager may still give it back.
    if (event && (await isTakenOut(hidden, line, head))) excluded.push({ ...name, code: REDACTED })
    if (admitted.quarantined !== undefined) quarantined.push({ ...name, code: admitted.quarantined })
    const id = eventId(name)
    // The hall server does not admit such a journal, and no tablet believes one.
    const forged = event && takesAName(event) ? { quarantined: 'bad-opening' } : {}
    const came: Repeat = { line, head, event, name, entry: { ...forged, ...admitted, line } }
    const bare = bareInRun.get(id)
    if (bare !== undefined && event && hashOfLine(bare) === hashOfLine(line)) {
      bareInRun.delete(id)
      entries.push(came.entry)
      put(came)
      continue
    }
    if (isHere(name.journal, name.n)) {
      if (event || !repeats.has(id)) repeats.set(id, came)
      if (way === 'carried') continue
      entries.push({ seq: admitted.seq, received, ...name })
      known.push({ ...name, seq: admitted.seq })
      // It came from another tablet before the hall server had judged it.
      if (admitted.quarantined !== undefined) excluded.push({ ...name, code: admitted.quarantined })
      continue
    }
    if (name.n <= (here.ownEnds.get(name.journal) ?? 0)) {
      hold(returning, name.journal, name.n, name.n)
      if (way !== 'carried') entries.push({ seq: admitted.seq, received, ...name })
      const { journal, stamp } = head
      returned.push({ journal, stamp, name: name.journal, from: name.n, lines: [line], command: null })
    } else {
      hold(held, name.journal, name.n, name.n)
      entries.push(came.entry)
      if (admitted.quarantined === undefined && event && takesAName(event))
        quarantined.push({ ...name, code: 'bad-opening' })
      if (!event) bareInRun.set(id, line)
    }
    put(came)
  }
  const { differing: other, bare } = repeats.size === 0 ? ALL_ALIKE : await here.compare(repeats)
  const completing = new Map([...repeats].filter(([id, { event }]) => event && bare.has(id) && !other.has(id)))
  const isOwn = ({ journal, n }: LineId) => holds(here.own, journal, n)
  const completed: Completed[] = []
  for (const came of completing.values()) {
    const { head, line, name, entry } = came
    put(came)
    completed.push({ ...head, line, isOwn: isOwn(name) })
    if (way === 'carried' && !isOwn(name)) entries.push(entry)
  }
  return {
    arrivals,
    signed,
    held,
    seq,
    stamp,
    earliest,
    completed,
    returned,
    excluded: excluded.filter((line) => !other.has(eventId(line))),
    redacts: redactions.length > 0,
    entries:
      repeats.size === 0
        ? entries
        : entries.map((entry) => {
            if ('line' in entry) return entry
            const whole = isOwn(entry) ? undefined : completing.get(eventId(entry))
            return whole?.entry.seq === entry.seq ? whole.entry : asConflict(entry, repeats, other)
          }),
    known: known.filter((each) => !other.has(eventId(each)) && !completing.has(eventId(each))),
    setAside: [
      ...quarantined,
      ...[...repeats].flatMap(([id, { name }]) => (other.has(id) ? [{ ...name, code: OTHER_BYTES }] : [])),
    ],
  }
}

/** What the run takes out, itself included: the line may come before its redaction or behind it. */
async function redactionsOf(run: readonly Admitted[], mayRedact: Here['mayRedact']): Promise<readonly LineName[]> {
  const found: LineName[] = []
  for (const admitted of run) {
    if (!('line' in admitted) || admitted.quarantined !== undefined) continue
    if (!admitted.line.includes('"kind":"LineRedacted"')) continue
    const read = readLine(admitted.line)
    const event = read.ok ? read.event : null
    const named = event && takenOutBy(event)
    // What is taken out is gone: only whoever may gets to do it.
    if (named && mayRedact(event) && (await isProven(admitted.line))) found.push(named)
  }
  return found
}

async function readAdmitted(
  admitted: { readonly seq: number; readonly line: Line },
  takenOut: Redactions,
): Promise<ReadLine & { ok: true } & { readonly line: Line }> {
  const read = readSound(admitted)
  const { line } = admitted
  return (await isTakenOut(takenOut, line, read.head))
    ? { ...read, event: null, line: headText(line) }
    : { ...read, line }
}

function readSound({ seq, line }: { readonly seq: number; readonly line: Line }): ReadLine & { ok: true } {
  const read = readLine(line)
  if (!read.ok) throw new UnreadableLine(seq, read.why)
  return read
}

/** What a text that is no line says it is, as far as it can be told; otherwise the seq it has. */
function nameIn(text: string, seq: number): LineId {
  const [, journal = '', n] = /"journal":"(j_[0-9a-f]{16})","n":(\d{1,15}),/.exec(text) ?? []
  return { journal, n: Number(n ?? seq) }
}

/** A repeat with other bytes is stored as it came, beside what is held, and kept away from every fold. */
function asConflict(
  entry: Entry,
  repeats: ReadonlyMap<string, { readonly line: Line; readonly name: LineId }>,
  other: ReadonlySet<string>,
): Entry {
  if ('line' in entry || !other.has(eventId(entry))) return entry
  const { seq, received, journal } = entry
  const line = repeats.get(eventId(entry))?.line
  return line === undefined ? entry : { seq, received, line, journal, quarantined: OTHER_BYTES }
}

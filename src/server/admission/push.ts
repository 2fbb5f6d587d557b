import type { LogEvent } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import { hashOfLine, type Line, type ReadLine, readLine } from '#log/lines.ts'
import type { ProblemCode } from '../problems.ts'
import { isProvenBeside } from '../signing.ts'

/** Most lines of one push: its bytes end before. */
const MAX_LINES = 2_000

/** One line of a push with what admission needs to know of it. */
export interface PushedLine {
  readonly line: string
  readonly hash: string
  readonly event: LogEvent
}

/** A line of which the signature was looked at. */
export interface CheckedLine extends PushedLine {
  /** Whether the proof of a person on it is their key's; also true where there is none. */
  readonly isProven: boolean
}

/** Lines in order, at least one. */
type Lines<Each> = readonly [Each, ...Each[]]
export type CheckedLines = Lines<CheckedLine>

/** A push whose envelopes and inner chain are sound. What it means for the journal is not yet known. */
export interface Push<Each extends PushedLine = PushedLine> {
  /** As the tablet names it; `j_9f3c21a7b0d84e55~0a1b2c3d` for a branch. */
  readonly journal: string
  readonly from: number
  readonly lines: Lines<Each>
}

/** Why a push was not admitted: the code of a problem, and of which line. */
export interface Refusal {
  readonly status: 'refused'
  readonly code: ProblemCode
  readonly n?: number
}

const JOURNAL = /^j_[0-9a-f]{16}(~[0-9a-f]{8})?$/

/** Reads a push as it comes from outside. Never throws. */
export function readPush(input: {
  hall: string
  journal: string
  from: string
  bytes: Uint8Array
}): { status: 'read'; push: Push } | Refusal {
  const { hall, journal } = input
  if (!JOURNAL.test(journal)) return { status: 'refused', code: 'bad-journal-header' }
  if (!/^[1-9]\d{0,14}$/.test(input.from)) return { status: 'refused', code: 'bad-from-header' }
  const from = Number(input.from)
  const text = decode(input.bytes)
  if (text === null) return { status: 'refused', code: 'not-utf8' }
  const raw = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
  if (raw.length > MAX_LINES) return { status: 'refused', code: 'too-many-lines' }

  const lines: PushedLine[] = []
  for (const [index, line] of raw.entries()) {
    const n = from + index
    const refused = (code: ProblemCode): Refusal => ({ status: 'refused', code, n })
    if (line === '' && raw.length === 1) return { status: 'refused', code: 'no-lines' }
    const read = readLine(line)
    if (!read.ok) return refused(read.why)
    const pushed = pushedLine(line, read)
    const { event } = pushed
    if (event.hall !== hall) return refused('foreign-hall')
    if (event.journal !== baseOf(journal)) return refused('foreign-journal')
    if (event.n !== n) return refused('not-contiguous')
    const previous = lines[index - 1]
    if (previous && event.prev !== previous.hash) return refused('broken-chain')
    lines.push(pushed)
  }
  const [first, ...rest] = lines
  if (!first) return { status: 'refused', code: 'no-lines' }
  return { status: 'read', push: { journal, from, lines: [first, ...rest] } }
}

/** A line that was read. One that was redacted here or under an earlier server has no body left; its head carries the chain. */
export const pushedLine = (
  line: Line,
  { head, event }: Pick<ReadLine & { ok: true }, 'head' | 'event'>,
): PushedLine => ({
  line,
  hash: hashOfLine(line),
  event: event ?? { ...head, body: {}, papers: [] },
})

/** So many signatures are looked at at once. */
const LOOKED_AT_AT_ONCE = 16

/**
 * The lines with what comes of looking at the signatures on them. Thousands of them one after the other would hold up
 * everybody for a part of a second: so it is done before a push waits for its turn, and beside everything else.
 */
export async function lookedAt([first, ...rest]: Lines<PushedLine>): Promise<CheckedLines> {
  const look = async (each: PushedLine) => ({ ...each, isProven: await isProvenBeside(each.line) })
  const found: CheckedLine[] = []
  for (let at = 0; at < rest.length; at += LOOKED_AT_AT_ONCE)
    found.push(...(await Promise.all(rest.slice(at, at + LOOKED_AT_AT_ONCE).map(look))))
  return [await look(first), ...found]
}

/** The head that a push reaches: what its signature covers. */
export function headOf({ lines }: Push): { n: number; hash: string } {
  const last = lines.at(-1) ?? lines[0]
  return { n: last.event.n, hash: last.hash }
}

function decode(bytes: Uint8Array): string | null {
  try {
    // A byte-order mark stays where it is: lines keep their bytes.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

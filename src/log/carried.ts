/**
 * What one tablet carries to another without a server: the very lines, in runs, each under the signature of the tablet
 * that wrote it, and all of it under that of the tablet that carries it. Nobody has to believe a tablet about another one.
 * Plain to read once it is unpacked:
 *
 *     {"stayopen":"carried","v":2,"hall":"h_7Q2M","tablet":"d_01","at":"2026-…","what":"incident"}
 *     {"journal":"j_9f3c21a7b0d84e55","from":4211,"count":3,"signature":"…"}
 *     <line 4211>
 *     <head of line 4212, which is none of what is carried>
 *     <line 4213>
 *     {"lines":3,"signature":"…"}
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as v from 'valibot'
import type { CarriedRun } from './carriedRuns.ts'
import type { EventHead, LogEvent } from './event.ts'
import { baseOf } from './journalName.ts'
import { hashOfLine, type Line, readLine } from './lines.ts'
import { type SignedText, signedFor } from './signed.ts'
import type { SignedHead } from './signedHead.ts'

/** What is carried: everything, an incident with the open queue, or what no hall server has kept yet. */
const CARRIED = ['all', 'incident', 'unkept'] as const

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(96))
/** As the hall calls it: a branch has a name of its own, `j_9f3c21a7b0d84e55~0a1b2c3d`. */
const JournalName = v.pipe(v.string(), v.regex(/^j_[0-9a-f]{16}(~[0-9a-f]{8})?$/))
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const Name = v.pipe(v.string(), v.maxLength(100))
const Cover = v.object({
  stayopen: v.literal('carried'),
  v: v.literal(2),
  hall: Id,
  /** The tablet that carries; it signs. */
  tablet: Id,
  at: v.pipe(v.string(), v.maxLength(40)),
  /** Wanted lines that had to stay behind. */
  leftOut: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  what: v.picklist(CARRIED),
  /** What people call the hall and the tablet, for whoever does not know them: said there, and proved by nothing. */
  names: v.optional(v.object({ hall: Name, tablet: Name })),
})
const Signature = v.pipe(v.string(), v.maxLength(100))
const RunHead = v.object({ journal: JournalName, from: Count, count: Count, signature: Signature })
const End = v.object({ lines: v.number(), signature: Signature })

/** Who carries what, and when it was written down. */
export type Cover = Readonly<v.InferOutput<typeof Cover>>

/** A line with what it says; where its head came alone, no event. */
export interface CarriedLine {
  readonly journal: string
  readonly line: Line
  readonly head: EventHead
  readonly event: LogEvent | null
}

/** Lines of a journal that follow each other. */
export interface ReadRun {
  readonly lines: readonly CarriedLine[]
  /** What vouches for them. */
  readonly head: SignedHead
}

/** Why what was carried cannot be taken in. */
export type CarriedFault = 'not-carried' | 'other-hall' | 'damaged' | 'broken-chain' | 'unvouched'

/** What was read of it; whose signatures these are is for the reader to find out. */
export type ReadCarried =
  | {
      readonly ok: true
      readonly cover: Cover
      readonly runs: readonly ReadRun[]
      readonly signed: SignedText
      readonly signature: string
    }
  | { readonly ok: false; readonly why: CarriedFault }

/** The text that the signature covers. */
const signedOf = (text: string): SignedText => signedFor('carried', bytesToHex(sha256(utf8ToBytes(text))))

/** Writes what is carried. */
export async function writeCarried(
  cover: Omit<Cover, 'stayopen' | 'v'>,
  runs: readonly CarriedRun[],
  sign: (text: SignedText) => Promise<string>,
): Promise<string> {
  const parts = [JSON.stringify({ stayopen: 'carried', v: 2, ...cover })]
  for (const { journal, from, lines, signature } of runs)
    parts.push(JSON.stringify({ journal, from, count: lines.length, signature }), ...lines)
  const text = `${parts.join('\n')}\n`
  const lines = runs.reduce((sum, run) => sum + run.lines.length, 0)
  return `${text}${JSON.stringify({ lines, signature: await sign(signedOf(text)) })}\n`
}

/** Reads what was carried and checks all that can be checked without knowing the hall. Without one it may be any. Never throws. */
export function readCarried(text: string, own?: string): ReadCarried {
  const rows = text.split('\n')
  const cover = parse(Cover, rows[0])
  if (!cover) return { ok: false, why: 'not-carried' }
  const hall = own ?? cover.hall
  if (cover.hall !== hall) return { ok: false, why: 'other-hall' }
  const last = rows.length - 2
  const end = rows.at(-1) === '' ? parse(End, rows[last]) : null
  if (!end) return { ok: false, why: 'damaged' }
  const runs: ReadRun[] = []
  let count = 0
  for (let at = 1; at < last; ) {
    const run = parse(RunHead, rows[at])
    if (!run || at + run.count >= last) return { ok: false, why: 'damaged' }
    const { journal, from, signature } = run
    const lines: CarriedLine[] = []
    let before: string | null = null
    for (let i = 0; i < run.count; i++) {
      const line = rows[at + 1 + i]!
      const read = readLine(line)
      if (!read.ok || read.head.n !== from + i || read.head.journal !== baseOf(journal))
        return { ok: false, why: 'damaged' }
      if (read.head.hall !== hall) return { ok: false, why: 'other-hall' }
      if (before !== null && read.head.prev !== before) return { ok: false, why: 'broken-chain' }
      before = hashOfLine(line)
      lines.push({ journal, line, head: read.head, event: read.event })
    }
    runs.push({ lines, head: { journal, n: from + run.count - 1, hash: before ?? '', signature } })
    count += run.count
    at += 1 + run.count
  }
  if (end.lines !== count) return { ok: false, why: 'damaged' }
  return {
    ok: true,
    cover,
    runs,
    signed: signedOf(text.slice(0, text.length - rows[last]!.length - 1)),
    signature: end.signature,
  }
}

function parse<Schema extends v.GenericSchema>(schema: Schema, text: string | undefined): v.InferOutput<Schema> | null {
  try {
    const read = v.safeParse(schema, JSON.parse(text ?? ''))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

/**
 * One event per line: its head, a tab, its rest. A line's bytes are frozen when it is appended: disk, wire, server and
 * export hold the same bytes and nobody serialises an event again.
 *
 *     {"v":2,"hall":"h_7Q2M","journal":"j_9f3c21a7b0d84e55","n":4211,…,"drill":null,"sum":"<SHA-256 of the rest>"}
 *     {"salt":"<16 random bytes>","body":{"counter":"3"},"papers":[]}
 *
 * The journal is a chain of heads. So a line that a manager redacts is its head alone: it still verifies like the line,
 * and tells nothing.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as v from 'valibot'
import { type EventHead, HeadShape, type LogEvent, MAX_LINE_BYTES, NO_PREVIOUS, RestShape } from './event.ts'

/** A frozen line without the newline. */
export type Line = string

/** Parts head and rest. A head is written in one way only, which has no tab. */
const SEAM = '\t'

/** Half of a surrogate pair: its UTF-8 bytes are those of another text. */
const HALF_A_LETTER = /\p{Surrogate}/u

/** SHA-256 (hex) of the UTF-8 bytes of a text. */
export type HashText = (text: string) => string
const hashText: HashText = (text) => bytesToHex(sha256(bytesOf(text)))

/** The bytes of a text without other letters than ASCII's, which heads are: good until the next one is written here. */
const room = new Uint8Array(MAX_LINE_BYTES)

/** The UTF-8 bytes of a text. An encoder and a room for each of thousands of lines cost more than reading them. */
function bytesOf(text: string): Uint8Array {
  if (text.length > room.length) return utf8ToBytes(text)
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit > 0x7f) return utf8ToBytes(text)
    room[at] = unit
  }
  return room.subarray(0, text.length)
}

/** The text of a line's head: what is left of it once a manager has redacted it. */
export function headText(line: Line): Line {
  const seam = line.indexOf(SEAM)
  return seam < 0 ? line : line.slice(0, seam)
}

/** Whether a manager has taken body and papers off the line. */
export const isRedacted = (line: Line): boolean => !line.includes(SEAM)

/** SHA-256 (hex) of a line's head, redacted or not: the next line's `prev` and what signatures cover. */
export const hashOfLine = (line: Line, hash: HashText = hashText): string => hash(headText(line))

/** Names one line and no other, by the hash of its head, under whatever name the hall knows its journal. */
export interface LineName {
  /** As the line itself says it. */
  readonly journal: string
  readonly n: number
  readonly hash: string
}

/** Whether this is the line of that name. One of another journal or number is not hashed. */
export const isNamed = (line: Line, { journal, n, hash }: LineName): boolean =>
  headText(line).includes(`"journal":"${journal}","n":${n},`) && hashOfLine(line) === hash

/** Writes an event as its line, or says that it is too long (64 KiB of UTF-8). `salt`: 16 random bytes. */
export function writeLine(
  event: LogEvent,
  salt: Uint8Array,
): { readonly ok: true; readonly line: Line } | { readonly ok: false; readonly why: 'line-too-long' } {
  const { body, papers } = event
  const rest = JSON.stringify({ salt: bytesToHex(salt), body, papers })
  const line = `${writeHead(event, hashText(rest))}${SEAM}${rest}`
  return isTooLong(line) ? { ok: false, why: 'line-too-long' } : { ok: true, line }
}

/** The bytes of a head; its proof, if it has one, stands last. */
const writeHead = ({ proof, ...said }: EventHead, sum: string): string =>
  JSON.stringify({ v: 2, ...headFrom(said), sum, ...(proof === undefined ? {} : { proof }) })

/** Why a line cannot be read. */
export type LineFault = 'line-too-long' | 'not-json' | 'bad-envelope' | 'bad-sum'

/** What reading a line gives; no event when it is redacted. */
export type ReadLine =
  | { readonly ok: true; readonly head: EventHead; readonly event: LogEvent | null }
  | { readonly ok: false; readonly why: LineFault }

/** Reads a line that comes from outside (network, file, import) and checks all that it says of itself. Never throws. */
export function readLine(line: Line, hash: HashText = hashText): ReadLine {
  if (isTooLong(line)) return { ok: false, why: 'line-too-long' }
  const text = headText(line)
  const head = readPart(HeadShape, text)
  if (typeof head === 'string') return { ok: false, why: head }
  // In one way only: nothing else hides in a head that outlives its body.
  if (writeHead(head, head.sum) !== text || HALF_A_LETTER.test(line)) return { ok: false, why: 'bad-envelope' }
  if (isRedacted(line)) return { ok: true, head: headFrom(head), event: null }
  const restText = line.slice(text.length + SEAM.length)
  const rest = readPart(RestShape, restText)
  if (typeof rest === 'string') return { ok: false, why: rest }
  if (hash(restText) !== head.sum) return { ok: false, why: 'bad-sum' }
  const event = eventFrom(head, rest)
  return { ok: true, head: event, event }
}

/** Where a head, which is written in one way only, says its journal and number. */
const NAME = /^\{"v":2,"hall":"[^"]*","journal":"(j_[0-9a-f]{16})","n":(\d+),/

/** What a line that has been read before and is kept here calls itself: thousands are named for one that is read. */
export function keptName(line: Line): Pick<EventHead, 'journal' | 'n'> {
  const [, journal, n] = NAME.exec(line) ?? []
  return journal === undefined ? keptHead(line) : { journal, n: Number(n) }
}

/** What the head of a line says that has been read before and is kept here. */
export const keptHead = (line: Line): EventHead => headFrom(JSON.parse(headText(line)))

/** The event of a line that has been read before and is kept here; null when it is redacted. */
export function keptEvent(line: Line): LogEvent | null {
  const head = headText(line)
  if (head.length === line.length) return null
  return eventFrom(JSON.parse(head), JSON.parse(line.slice(head.length + SEAM.length)))
}

/** No letter takes more than three bytes of UTF-8: few lines have to be counted. */
const isTooLong = (line: Line): boolean =>
  line.length > MAX_LINE_BYTES || (line.length * 3 > MAX_LINE_BYTES && utf8ToBytes(line).length > MAX_LINE_BYTES)

function readPart<Shape extends typeof HeadShape | typeof RestShape>(
  shape: Shape,
  text: string,
): v.InferOutput<Shape> | 'not-json' | 'bad-envelope' {
  try {
    const read = v.safeParse(shape, JSON.parse(text))
    return read.success ? read.output : 'bad-envelope'
  } catch {
    return 'not-json'
  }
}

/** Field by field, in the order in which a head is written: what only the line or only the event has stays behind. */
function headFrom({ proof, ...head }: EventHead): EventHead {
  const { hall, journal, n, stamp, prev, kind, by, subject, drill } = head
  const said = { hall, journal, n, stamp, prev, kind, by, subject, drill }
  return proof === undefined ? said : { ...said, proof }
}
const eventFrom = (head: EventHead, { body, papers }: Pick<LogEvent, 'body' | 'papers'>): LogEvent => ({
  ...headFrom(head),
  body,
  papers,
})

/** The end of a journal: what the next line must name as `prev`, and its number. */
export interface JournalHead {
  readonly n: number
  readonly hash: string
}

/** The head of a journal without lines. */
export const EMPTY_HEAD: JournalHead = { n: 0, hash: NO_PREVIOUS }

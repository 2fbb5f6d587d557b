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
import { type EventHead, type LogEvent, MAX_LINE_BYTES, NO_PREVIOUS } from './event.ts'
import { stampTime } from './stamp.ts'

/** A frozen line without the newline. */
export type Line = string

/** Parts head and rest. A head is written in one way only, which has no tab. */
const SEAM = '\t'

/** SHA-256 (hex) of the UTF-8 bytes of a text. */
export type HashText = (text: string) => string

let hashText: HashText = (text) => bytesToHex(sha256(utf8ToBytes(text)))

/** From now on lines are hashed by what is faster here than what every device has from its first moment. */
export function hashBy(faster: HashText): void {
  hashText = faster
}

/** The text of a line's head: what is left of it once a manager has redacted it. */
export function headText(line: Line): Line {
  const seam = line.indexOf(SEAM)
  return seam < 0 ? line : line.slice(0, seam)
}

/** Whether a manager has taken body and papers off the line. */
export const isRedacted = (line: Line): boolean => !line.includes(SEAM)

/** SHA-256 (hex) of a line's head, redacted or not: the next line's `prev` and what signatures cover. */
export const hashOfLine = (line: Line): string => hashText(headText(line))

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
export function readLine(line: Line): ReadLine {
  if (isTooLong(line)) return { ok: false, why: 'line-too-long' }
  const text = headText(line)
  const read = readHead(text)
  if (typeof read === 'string') return { ok: false, why: read }
  // Half of a surrogate pair has the UTF-8 bytes of another text.
  if (!line.isWellFormed()) return { ok: false, why: 'bad-envelope' }
  const { head, sum } = read
  if (isRedacted(line)) return { ok: true, head, event: null }
  const restText = line.slice(text.length + SEAM.length)
  const rest = readRest(restText)
  if (typeof rest === 'string') return { ok: false, why: rest }
  if (hashText(restText) !== sum) return { ok: false, why: 'bad-sum' }
  const event = { ...head, ...rest }
  return { ok: true, head: event, event }
}

const WORD = String.raw`[\w.:~-]`
const SUM = '[0-9a-f]{64}'
const STAMP = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-[0-9a-f]{8}`

/**
 * A head is written in one way only, without blanks and in this order: nothing else hides in what outlives its body. So
 * this says what each field may hold as well. Not one of these letters is written otherwise in JSON.
 */
const HEAD = new RegExp(
  [
    `^\\{"v":2,"hall":"(${WORD}{1,64})","journal":"(j_[0-9a-f]{16})","n":([1-9]\\d{0,15}),"stamp":"(${STAMP})"`,
    `"prev":"(${SUM})","kind":"([A-Z][A-Za-z0-9]{0,63})","by":(?:null|"(${WORD}{1,64})"),"subject":"(${WORD}{1,96})"`,
    `"drill":(?:null|"(${WORD}{1,96})"),"sum":"(${SUM})"(?:,"proof":"([\\w-]{87}\\.[\\w-]{86})")?\\}$`,
  ].join(','),
)

function readHead(text: string): { readonly head: EventHead; readonly sum: string } | 'not-json' | 'bad-envelope' {
  const found = HEAD.exec(text)
  if (found === null) return whyNone(text)
  const [, hall = '', journal = '', number, stamp = '', prev = '', kind = '', by = null, subject = ''] = found
  const [, , , , , , , , , drill = null, sum = '', proof] = found
  const n = Number(number)
  if (!Number.isSafeInteger(n) || Number.isNaN(stampTime(stamp))) return 'bad-envelope'
  const head = { hall, journal, n, stamp, prev, kind, by, subject, drill }
  return { head: proof === undefined ? head : { ...head, proof }, sum }
}

/** Enough chance, 16 random bytes in hex, that nobody can guess from the head's sum what the rest says. */
const SALT = /^[0-9a-f]{32}$/
const MOST_PAPERS = 64
const PAPER = new RegExp(`^${SUM}$`)

/** The rest of a line: salt, body and papers, and nothing else. */
function readRest(text: string): Pick<LogEvent, 'body' | 'papers'> | 'not-json' | 'bad-envelope' {
  let rest: unknown
  try {
    rest = JSON.parse(text)
  } catch {
    return 'not-json'
  }
  if (!isRecord(rest) || Object.keys(rest).length !== 3) return 'bad-envelope'
  const { salt, body, papers } = rest
  if (typeof salt !== 'string' || !SALT.test(salt) || !isRecord(body)) return 'bad-envelope'
  if (!Array.isArray(papers) || papers.length > MOST_PAPERS) return 'bad-envelope'
  return papers.every((name) => typeof name === 'string' && PAPER.test(name)) ? { body, papers } : 'bad-envelope'
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function whyNone(text: string): 'not-json' | 'bad-envelope' {
  try {
    JSON.parse(text)
    return 'bad-envelope'
  } catch {
    return 'not-json'
  }
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

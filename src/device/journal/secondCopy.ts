import type { JournalDisk } from '#device/basics/ports.ts'
import { decodeFrames, encodeFrame } from '#log/frames.ts'
import { keptName, type Line } from '#log/lines.ts'
import type { SignedHead } from '#log/signedHead.ts'
import { copiesOn, prefixOf } from './copyFiles.ts'
import { type HeldLines, hold, type Range } from './heldLines.ts'

/**
 * The second copy: the lines without which a tablet could not work, its own and others', once more on the journal's disk.
 * A browser may lose a database whole; the tablet then starts from here, with no network.
 *
 * One file at a time, `copy-h_7Q2M-00000003`: what it begins with, and then what came since. A new one is whole before
 * the old one goes.
 */
export interface SecondCopy {
  /** How far it goes; null: there is none that can be gone on with. */
  readonly mark: CopyMark | null
  /** Which lines are in it, by their names in the hall. */
  readonly held: HeldLines
  /** What is in it of what tablets have signed. */
  readonly heads: readonly SignedHead[]
  /** Adds what came since, up to this mark. */
  add(copied: Copied, mark: CopyMark): Promise<void>
  /** Begins anew; the old one goes when the new one is whole. */
  replace(copied: AsyncIterable<Copied>, mark: CopyMark): Promise<void>
  /** Whether so much was added that it is worth beginning anew. */
  readonly isLong: boolean
}

/** A line under its name in the hall. */
export interface CopiedLine {
  readonly journal: string
  readonly line: Line
}

/** Lines, and what their tablets have signed of their journals: without it nobody could be shown who wrote them. */
export interface Copied {
  readonly lines: readonly CopiedLine[]
  readonly heads: readonly SignedHead[]
}

/** How far a copy goes: the last row of received lines that was looked at, own journals by their ends, bodies gone. */
export interface CopyMark {
  readonly row: number
  readonly own: Readonly<Record<string, number>>
  readonly redacted: number
}

/** Characters of lines in one frame. */
const FRAME_TEXT = 128 * 1024
/** What is added may be as long as what it began with, and this much (bytes) in any case. */
const ADDED_BYTES = 512 * 1024

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Reads the newest copy that is whole. */
export async function readSecondCopy(disk: JournalDisk, hall: string): Promise<Copied> {
  for (const name of [...(await copiesOn(disk, hall))].reverse()) {
    const { mark, lines, heads } = readCopy(await disk.read(name))
    if (mark) return { lines, heads }
  }
  return { lines: [], heads: [] }
}

/** Opens the second copy to go on with it. */
export async function openSecondCopy(disk: JournalDisk, hall: string): Promise<SecondCopy> {
  const names = await copiesOn(disk, hall)
  let name = names.at(-1) ?? null
  const found = name === null ? null : await disk.read(name)
  const read = found && readCopy(found)
  // What lies in a damaged frame is in no copy: the next one is made anew.
  let mark = read?.isWhole ? read.mark : null
  let held = new Map<string, readonly Range[]>()
  let heads = read?.heads ?? []
  for (const each of read?.lines ?? []) holdLine(held, each)
  let begun = found?.length ?? 0
  let added = 0
  let turn = name === null ? 0 : Number.parseInt(name.slice(prefixOf(hall).length), 16)
  let spare = names.slice(0, -1)

  async function append(file: string, copied: Copied, end: CopyMark | null): Promise<number> {
    const frame = encodeFrame(encoder.encode(textOf(copied, end)))
    await disk.append(file, frame)
    for (const each of copied.lines) holdLine(held, each)
    heads.push(...copied.heads)
    return frame.length
  }

  return {
    get mark() {
      return mark
    },
    get held() {
      return held
    },
    get heads() {
      return heads
    },
    get isLong() {
      return added > Math.max(begun, ADDED_BYTES)
    },

    async add(copied, next) {
      if (name === null) throw new Error('there is no copy to add to')
      mark = null
      for (const lines of inFrames(copied.lines.slice(0, -1))) added += await append(name, { lines, heads: [] }, null)
      added += await append(name, { lines: copied.lines.slice(-1), heads: copied.heads }, next)
      mark = next
    },

    async replace(parts, next) {
      mark = null
      turn += 1
      const file = `${prefixOf(hall)}${turn.toString(16).padStart(8, '0')}`
      const before = name === null ? spare : [...spare, name]
      name = file
      spare = before
      begun = 0
      added = 0
      held = new Map()
      heads = []
      for await (const part of parts) {
        for (const lines of inFrames(part.lines)) begun += await append(file, { lines, heads: [] }, null)
        if (part.heads.length > 0) begun += await append(file, { lines: [], heads: part.heads }, null)
      }
      begun += await append(file, NOTHING, next)
      mark = next
      for (const each of before) await disk.remove(each)
      spare = []
    },
  }
}

function holdLine(held: Map<string, readonly Range[]>, { journal, line }: CopiedLine): void {
  const { n } = keptName(line)
  hold(held, journal, n, n)
}

const NOTHING: Copied = { lines: [], heads: [] }
/** In the place of a journal: what stands behind it is a head that its tablet has signed. An older build finds no line in it. */
const SIGNED = '!'

const textOf = ({ lines, heads }: Copied, mark: CopyMark | null): string =>
  [
    JSON.stringify(mark),
    ...lines.map(({ journal, line }) => `${journal} ${line}`),
    ...heads.map((head) => `${SIGNED} ${JSON.stringify(head)}`),
  ].join('\n')

function readCopy(bytes: Uint8Array) {
  const { payloads, damaged, writtenBytes } = decodeFrames(bytes)
  const lines: CopiedLine[] = []
  const heads: SignedHead[] = []
  let mark: CopyMark | null = null
  for (const payload of payloads) {
    const [end = 'null', ...rest] = decoder.decode(payload).split('\n')
    // A checksum says that these are the very bytes that were written here.
    mark = (JSON.parse(end) as CopyMark | null) ?? mark
    for (const text of rest) {
      const at = text.indexOf(' ')
      const [journal, said] = [text.slice(0, at), text.slice(at + 1)]
      if (journal === SIGNED) heads.push(JSON.parse(said) as SignedHead)
      else lines.push({ journal, line: said })
    }
  }
  return { mark, lines, heads, isWhole: damaged.length === 0 && writtenBytes === bytes.length }
}

function* inFrames(lines: readonly CopiedLine[]): Generator<readonly CopiedLine[]> {
  let part: CopiedLine[] = []
  let size = 0
  for (const each of lines) {
    if (size > FRAME_TEXT) {
      yield part
      part = []
      size = 0
    }
    part.push(each)
    size += each.line.length
  }
  if (part.length > 0) yield part
}

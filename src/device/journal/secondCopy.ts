import { fileName } from '#device/basics/fileName.ts'
import type { JournalDisk } from '#device/basics/ports.ts'
import { decodeFrames, encodeFrame } from '#log/frames.ts'
import type { Line } from '#log/lines.ts'

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
  /** Adds what came since, up to this mark. */
  add(lines: readonly CopiedLine[], mark: CopyMark): Promise<void>
  /** Begins anew; the old one goes when the new one is whole. */
  replace(lines: AsyncIterable<readonly CopiedLine[]>, mark: CopyMark): Promise<void>
  /** Whether so much was added that it is worth beginning anew. */
  readonly isLong: boolean
}

/** A line under its name in the hall. */
export interface CopiedLine {
  readonly journal: string
  readonly line: Line
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
const prefixOf = (hall: string): string => `copy-${fileName(hall)}-`

/** Whether a file of the journal's disk is a second copy of this hall. */
export const isCopy = (name: string, hall: string): boolean => name.startsWith(prefixOf(hall))

async function copiesOn(disk: JournalDisk, hall: string): Promise<readonly string[]> {
  return (await disk.names()).filter((name) => isCopy(name, hall)).sort()
}

/** Reads the lines of the newest copy that is whole. */
export async function readSecondCopy(disk: JournalDisk, hall: string): Promise<readonly CopiedLine[]> {
  for (const name of [...(await copiesOn(disk, hall))].reverse()) {
    const { mark, lines } = readCopy(await disk.read(name))
    if (mark) return lines
  }
  return []
}

/** Removes every copy; false where there was none. */
export async function removeCopies(disk: JournalDisk, hall: string): Promise<boolean> {
  const names = await copiesOn(disk, hall)
  for (const name of names) await disk.remove(name)
  return names.length > 0
}

/** Opens the second copy to go on with it. */
export async function openSecondCopy(disk: JournalDisk, hall: string): Promise<SecondCopy> {
  const names = await copiesOn(disk, hall)
  let name = names.at(-1) ?? null
  const found = name === null ? null : await disk.read(name)
  const read = found && readCopy(found)
  // What lies in a damaged frame is in no copy: the next one is made anew.
  let mark = read?.isWhole ? read.mark : null
  let begun = found?.length ?? 0
  let added = 0
  let turn = name === null ? 0 : Number.parseInt(name.slice(prefixOf(hall).length), 16)
  let spare = names.slice(0, -1)

  async function append(file: string, lines: readonly CopiedLine[], end: CopyMark | null): Promise<number> {
    const frame = encodeFrame(encoder.encode(textOf(lines, end)))
    await disk.append(file, frame)
    return frame.length
  }

  return {
    get mark() {
      return mark
    },
    get isLong() {
      return added > Math.max(begun, ADDED_BYTES)
    },

    async add(lines, next) {
      if (name === null) throw new Error('there is no copy to add to')
      mark = null
      for (const part of inFrames(lines.slice(0, -1))) added += await append(name, part, null)
      added += await append(name, lines.slice(-1), next)
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
      for await (const lines of parts) for (const part of inFrames(lines)) begun += await append(file, part, null)
      begun += await append(file, [], next)
      mark = next
      for (const each of before) await disk.remove(each)
      spare = []
    },
  }
}

const textOf = (lines: readonly CopiedLine[], mark: CopyMark | null): string =>
  [JSON.stringify(mark), ...lines.map(({ journal, line }) => `${journal} ${line}`)].join('\n')

function readCopy(bytes: Uint8Array) {
  const { payloads, damaged, writtenBytes } = decodeFrames(bytes)
  const lines: CopiedLine[] = []
  let mark: CopyMark | null = null
  for (const payload of payloads) {
    const [end = 'null', ...rest] = decoder.decode(payload).split('\n')
    // A checksum says that these are the very bytes that were written here.
    mark = (JSON.parse(end) as CopyMark | null) ?? mark
    for (const text of rest) {
      const at = text.indexOf(' ')
      lines.push({ journal: text.slice(0, at), line: text.slice(at + 1) })
    }
  }
  return { mark, lines, isWhole: damaged.length === 0 && writtenBytes === bytes.length }
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

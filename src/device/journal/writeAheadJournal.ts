import { concatBytes } from '@noble/hashes/utils.js'
import * as v from 'valibot'
import { OldRecords } from '#device/basics/faults.ts'
import { fileName } from '#device/basics/fileName.ts'
import type { JournalDisk } from '#device/basics/ports.ts'
import { decodeFrames, encodeFrame, MAX_FRAME_BYTES } from '#log/frames.ts'
import { baseOf } from '#log/journalName.ts'
import { headText, type Line, readLine } from '#log/lines.ts'
import { type SignedHead, SignedHeadShape } from '#log/signedHead.ts'
import type { Fragment } from './fragments.ts'
import type { LineId } from './heldLines.ts'

/**
 * The write-ahead journal: own lines on the tablet's own disk, flushed before anything is answered. The database is
 * what the app reads; this is what the database can be rebuilt from.
 *
 * A writer writes its own segments, named by its term: `log3-h_7Q2M-0000000c-00000001`. Each begins with a heading that
 * says where every own journal stood; lines of earlier terms behind it came from a writer that had lost the pen.
 */
export interface WriteAheadJournal {
  readonly term: number
  /**
   * Saves the lines of one command as one frame: all of them survive a kill, or none. Answers which term had begun last
   * when they were flushed; null where the disk cannot tell.
   */
  append(saved: SavedLines): Promise<number | null>
  /** Saves what this tablet has signed of its journals: it stays as long as the lines that it vouches for. */
  note(heads: readonly SignedHead[]): Promise<void>
  /** Takes back the last append; used when the database refuses what the disk took. */
  takeBack(): Promise<void>
  /** Removes closed segments of which every line is `done`: acknowledged and, strictly committed, in the database. */
  release(done: (journal: string, n: number) => boolean): Promise<void>
  /**
   * Takes the body out of a line: removes the segments that hold it, once what else in them is not `done` lies in a new
   * one. A command that is done in part keeps its frame, and in it the head of the line.
   */
  purge(journal: string, n: number, done: (journal: string, n: number) => boolean): Promise<void>
}

/** The lines of one command, consecutive in one journal, with the command's id if another tab may repeat it. */
export interface SavedLines {
  readonly journal: string
  readonly from: number
  readonly lines: readonly Line[]
  readonly command: string | null
}

const JournalMark = v.object({
  journal: v.string(),
  /** The journal's last n, with that line's hash, its stamp, and how far the server has kept it. */
  n: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  hash: v.string(),
  stamp: v.nullable(v.string()),
  kept: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
})
const Heading = v.object({ journal: v.string(), journals: v.array(JournalMark) })

/** Where the own journals stand, and which of them is written now; the heading of a segment. */
export type Heading = Readonly<v.InferOutput<typeof Heading>>

/** What lies on the disk when a tablet starts. */
export interface FoundJournal {
  readonly heading: Heading | null
  readonly saved: readonly SavedLines[]
  /** What this tablet has signed of its journals. */
  readonly heads: readonly SignedHead[]
  /** What is left of lines whose frames are damaged. */
  readonly fragments: readonly Fragment[]
  readonly term: number
  readonly segments: readonly Segment[]
}

interface Segment {
  readonly name: string
  /** Highest n per journal in it. */
  readonly last: ReadonlyMap<string, number>
}

/** A segment is closed at the first append that finds it this long, in bytes. */
const SEGMENT_BYTES = 256 * 1024

const encoder = new TextEncoder()
const decoder = new TextDecoder()

const prefixOf = (hall: string): string => `log3-${fileName(hall)}-`
/** What segments were called whose lines, or frames, have another shape. */
const oldPrefixesOf = (hall: string): string[] => ['log', 'log2'].map((old) => `${old}-${fileName(hall)}-`)
/** At which whoever takes the pen puts up their term. */
const fenceOf = (hall: string): string => `term-${fileName(hall)}`
const hex = (count: number): string => count.toString(16).padStart(8, '0')

/** Whether a file of the journal's disk is a segment of this hall's journal. */
export const isSegment = (name: string, hall: string): boolean => name.startsWith(prefixOf(hall))

/** Fails where an early trial version has left lines of this hall, which nobody reads any more. */
export async function refuseOldJournal(disk: JournalDisk, hall: string): Promise<void> {
  const old = oldPrefixesOf(hall)
  if ((await disk.names()).some((name) => old.some((prefix) => name.startsWith(prefix))))
    throw new OldRecords('the journal of this tablet is of an early trial version')
}

/**
 * Reads what earlier starts left, and changes nothing of it: a torn end may be what another tab is just writing. Damage
 * never stops it: it reads what is sound, before and behind, and what is left of the rest.
 */
export async function readWriteAheadJournal(disk: JournalDisk, hall: string): Promise<FoundJournal> {
  const prefix = prefixOf(hall)
  const names = (await disk.names()).filter((name) => isSegment(name, hall)).sort()
  let heading: Heading | null = null
  let saved: SavedLines[] = []
  const heads: SignedHead[] = []
  const fragments: Fragment[] = []
  let term = 0
  const segments: Segment[] = []
  for (const name of names) {
    const { payloads, damaged } = decodeFrames(await disk.read(name))
    const last = new Map<string, number>()
    const reaches = (journal: string, n: number) => last.set(journal, Math.max(last.get(journal) ?? 0, n))
    const own = Number.parseInt(name.slice(prefix.length, prefix.length + 8), 16)
    for (const payload of payloads) {
      const text = decoder.decode(payload)
      if (text.startsWith('#')) {
        const read = readHeading(text.slice(1))
        if (!read) continue
        heading = read
        if (own > term) saved = saved.flatMap((each) => cutBehind(each, read))
        term = Math.max(term, own)
        continue
      }
      const signed = readSigned(text)
      heads.push(...signed)
      for (const { journal, n } of signed) reaches(baseOf(journal), n)
      const each = readSaved(text)
      if (!each) continue
      saved.push(each)
      reaches(each.journal, each.from + each.lines.length - 1)
    }
    if (damaged.length > 0) fragments.push(...(await whatIsLeft(damaged, last)))
    segments.push({ name, last })
  }
  return { heading, saved, heads, fragments, term, segments }
}

/** What whoever writes in this term has saved so far: a tab that follows reads it, and the database may be behind it. */
export async function linesOfTerm(disk: JournalDisk, hall: string, term: number): Promise<readonly SavedLines[]> {
  const names = (await disk.names()).filter((name) => name.startsWith(`${prefixOf(hall)}${hex(term)}-`)).sort()
  const saved: SavedLines[] = []
  for (const name of names) saved.push(...linesIn(await disk.read(name)))
  return saved
}

/** The lines of a segment's sound frames. */
const linesIn = (bytes: Uint8Array): SavedLines[] => textsIn(bytes).flatMap((text) => readSaved(text) ?? [])
const textsIn = (bytes: Uint8Array): string[] => decodeFrames(bytes).payloads.map((each) => decoder.decode(each))

/** What reads damage comes where there is some. What is left stays on the disk as long as the lines that were there are wanted. */
async function whatIsLeft(damaged: readonly Uint8Array[], last: Map<string, number>): Promise<readonly Fragment[]> {
  const { fragmentsIn, glimpse } = await import('./fragments.ts')
  const fragments = damaged.flatMap((bytes) => fragmentsIn(decoder.decode(bytes)))
  for (const { journal, n } of fragments.map(glimpse))
    if (journal !== null && n !== null) last.set(journal, Math.max(last.get(journal) ?? 0, n))
  return fragments
}

/** What of a frame lies within a later writer's heading. */
function cutBehind(each: SavedLines, heading: Heading): SavedLines[] {
  const end = heading.journals.find(({ journal }) => journal === each.journal)?.n ?? 0
  const lines = each.lines.slice(0, Math.max(0, end - each.from + 1))
  return lines.length === 0 ? [] : [{ ...each, lines }]
}

/** Null for sound bytes that are no heading: written by another build, or not by us. */
function readHeading(text: string): Heading | null {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Heading), text)
  return read.success ? read.output : null
}

/** An older build finds no line in such a frame, and passes over it. */
const SIGNED = '!'
const Signed = v.pipe(v.string(), v.parseJson(), v.array(SignedHeadShape))

function readSigned(text: string): readonly SignedHead[] {
  const read = text.startsWith(SIGNED) ? v.safeParse(Signed, text.slice(SIGNED.length)) : null
  return read?.success ? read.output : []
}

function readSaved(text: string): SavedLines | null {
  const [command, ...lines] = text.split('\n')
  const first = readLine(lines[0] ?? '')
  if (!first.ok) return null
  return { journal: first.head.journal, from: first.head.n, lines, command: command ? command : null }
}

/** Says at the journal's disk that a term has begun; answers which one had before, 0 where nobody can tell. */
export const putUpTerm = async (disk: JournalDisk, hall: string, term: number): Promise<number> =>
  (await disk.putUp(fenceOf(hall), term)) ?? 0

/** Goes on writing in segments of a new term. Nothing is written before the first append. */
export function continueWriteAheadJournal({
  disk,
  hall,
  term,
  found,
  heading,
}: {
  readonly disk: JournalDisk
  readonly hall: string
  readonly term: number
  readonly found: readonly Segment[]
  /** Where the journals stand now; asked at the start of each segment. */
  readonly heading: () => Heading
}): WriteAheadJournal {
  let closed = [...found]
  let index = 0
  let open: { name: string; bytes: number; last: Map<string, number> } | null = null
  let lastAppend: { name: string; bytes: number } | null = null
  /** An append that failed may have left bytes behind the end: they go before anything else is written. */
  let torn = false

  async function mend(name: string, bytes: number): Promise<void> {
    if (!torn) return
    await disk.truncate(name, bytes)
    torn = false
  }

  function nextSegment(): { name: string; bytes: number; last: Map<string, number> } {
    if (open) closed.push({ name: open.name, last: open.last })
    index += 1
    open = { name: `${prefixOf(hall)}${hex(term)}-${hex(index)}`, bytes: 0, last: new Map() }
    return open
  }

  async function append({ journal, from, lines, command }: SavedLines): Promise<number | null> {
    const whole = frameOf(command, lines)
    if (whole.length > MAX_FRAME_BYTES) throw new RangeError('a command wrote more than fits one frame')
    // Without its line 1 nobody would know whose journal it is: that one lies twice on the disk.
    const frame = from === 1 ? concatBytes(frameOf(null, lines.slice(0, 1)), whole) : whole
    return put(frame, [{ journal, n: from + lines.length - 1 }])
  }

  /** Adds a frame that is wanted as long as these lines are; answers which term had begun last. */
  async function put(frame: Uint8Array, ends: readonly LineId[]): Promise<number | null> {
    const segment = open && (open.bytes < SEGMENT_BYTES || torn) ? open : nextSegment()
    await mend(segment.name, segment.bytes)
    const head = segment.bytes === 0 ? headingFrame() : new Uint8Array(0)
    const bytes = concatBytes(head, frame)
    let begun: number | null
    try {
      begun = await disk.append(segment.name, bytes, fenceOf(hall))
    } catch (error) {
      torn = true
      await mend(segment.name, segment.bytes).catch(() => undefined)
      throw error
    }
    lastAppend = { name: segment.name, bytes: segment.bytes }
    segment.bytes += bytes.length
    for (const { journal, n } of ends) segment.last.set(journal, Math.max(segment.last.get(journal) ?? 0, n))
    return begun
  }

  async function note(heads: readonly SignedHead[]): Promise<void> {
    const frame = encodeFrame(encoder.encode(`${SIGNED}${JSON.stringify(heads)}`))
    await put(
      frame,
      heads.map(({ journal, n }) => ({ journal: baseOf(journal), n })),
    )
  }

  const frameOf = (command: string | null, lines: readonly Line[]) =>
    encodeFrame(encoder.encode(`${command ?? ''}\n${lines.join('\n')}`))
  const headingFrame = () => encodeFrame(encoder.encode(`#${JSON.stringify(heading())}`))

  return {
    term,
    append,
    note,

    async purge(journal, n, done) {
      const holding: string[] = []
      const rescued: SavedLines[] = []
      const signed: SignedHead[] = []
      for (const { name, last } of open ? [...closed, open] : closed) {
        if ((last.get(journal) ?? 0) < n) continue
        const texts = textsIn(await disk.read(name))
        const saved = texts.flatMap((text) => readSaved(text) ?? [])
        if (!saved.some((each) => each.journal === journal && n >= each.from && n < each.from + each.lines.length))
          continue
        holding.push(name)
        signed.push(...texts.flatMap(readSigned).filter((each) => !done(baseOf(each.journal), each.n)))
        for (const each of saved) {
          if (done(each.journal, each.from + each.lines.length - 1)) continue
          const isIt = (i: number) => each.journal === journal && each.from + i === n
          rescued.push({ ...each, lines: each.lines.map((line, i) => (isIt(i) ? headText(line) : line)) })
        }
      }
      if (holding.length === 0) return
      const segment = nextSegment()
      const head = headingFrame()
      await disk.append(segment.name, head)
      segment.bytes = head.length
      lastAppend = null
      for (const each of rescued) await append(each)
      if (signed.length > 0) await note(signed)
      for (const name of holding) await disk.remove(name)
      closed = closed.filter(({ name }) => !holding.includes(name))
    },

    async takeBack() {
      if (!lastAppend || !open) return
      open.bytes = lastAppend.bytes
      torn = true
      await mend(lastAppend.name, lastAppend.bytes)
    },

    async release(done) {
      const ready = closed.filter(({ last }) => [...last].every(([journal, n]) => done(journal, n)))
      // The newest segment with a heading stays, so that the disk always says where the journals stand.
      const spare = open && open.bytes > 0 ? ready : ready.filter((segment) => segment !== closed.at(-1))
      for (const { name } of spare) await disk.remove(name)
      closed = closed.filter((segment) => !spare.includes(segment))
    },
  }
}

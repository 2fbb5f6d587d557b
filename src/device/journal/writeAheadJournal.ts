import { concatBytes } from '@noble/hashes/utils.js'
import { fileName } from '#device/basics/fileName.ts'
import type { JournalDisk } from '#device/basics/ports.ts'
import { encodeFrame, MAX_FRAME_BYTES } from '#log/frames.ts'
import { baseOf } from '#log/journalName.ts'
import { headText, type Line } from '#log/lines.ts'
import type { SignedHead } from '#log/signedHead.ts'
import {
  type Heading,
  hex,
  prefixOf,
  readSaved,
  readSigned,
  type SavedLines,
  type Segment,
  SIGNED,
  textsIn,
} from './foundJournal.ts'
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

/** A segment is closed at the first append that finds it this long, in bytes. */
const SEGMENT_BYTES = 256 * 1024

const encoder = new TextEncoder()

/** At which whoever takes the pen puts up their term. */
const fenceOf = (hall: string): string => `term-${fileName(hall)}`
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

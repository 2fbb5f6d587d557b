import * as v from 'valibot'
import { OldRecords } from '#device/basics/faults.ts'
import { fileName } from '#device/basics/fileName.ts'
import type { JournalDisk } from '#device/basics/ports.ts'
import { decodeFrames } from '#log/frames.ts'
import { baseOf } from '#log/journalName.ts'
import { type Line, readLine } from '#log/lines.ts'
import { type SignedHead, SignedHeadShape } from '#log/signedHead.ts'
import type { Fragment } from './fragments.ts'

/** What lies in the segments of the write-ahead journal, as whoever starts, or follows, finds it. */

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

/** One file of the journal. */
export interface Segment {
  readonly name: string
  /** Highest n per journal in it. */
  readonly last: ReadonlyMap<string, number>
}

const decoder = new TextDecoder()

/** How the segments of a hall's journal are called, before term and number. */
export const prefixOf = (hall: string): string => `log3-${fileName(hall)}-`
/** What segments were called whose lines, or frames, have another shape. */
const oldPrefixesOf = (hall: string): string[] => ['log', 'log2'].map((old) => `${old}-${fileName(hall)}-`)
/** A number in the name of a segment: 8 hex digits. */
export const hex = (count: number): string => count.toString(16).padStart(8, '0')

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
/** The texts of a segment's sound frames. */
export const textsIn = (bytes: Uint8Array): string[] => decodeFrames(bytes).payloads.map((each) => decoder.decode(each))

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

/** With what a frame begins that holds what was signed: an older build finds no line in it, and passes over it. */
export const SIGNED = '!'
const Signed = v.pipe(v.string(), v.parseJson(), v.array(SignedHeadShape))

/** What a frame holds of what this tablet has signed. */
export function readSigned(text: string): readonly SignedHead[] {
  const read = text.startsWith(SIGNED) ? v.safeParse(Signed, text.slice(SIGNED.length)) : null
  return read?.success ? read.output : []
}

/** The lines of one command that a frame holds; null: it holds something else. */
export function readSaved(text: string): SavedLines | null {
  const [command, ...lines] = text.split('\n')
  const first = readLine(lines[0] ?? '')
  if (!first.ok) return null
  return { journal: first.head.journal, from: first.head.n, lines, command: command ? command : null }
}

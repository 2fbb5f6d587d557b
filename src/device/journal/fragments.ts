import * as v from 'valibot'
import { hashOfLine, type Line, readLine } from '#log/lines.ts'
import type { Glimpse, PrintedNumber } from './glimpses.ts'

/** A line as it lies in a damaged frame: none of it is certain, most of it is usually right. */
export type Fragment = string

const Ticket = v.object({
  label: v.pipe(v.string(), v.regex(/^[A-Z]{1,3}[\w-]{1,12}$/)),
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  queue: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  day: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/)),
  /** The name of the lane or sub-lane: `2b`. */
  lane: v.nullable(v.pipe(v.string(), v.regex(/^\d{1,6}[a-z]{0,4}$/))),
})

/** The lines in what is left of damaged frames, as far as they still look like lines, with what lies around them. */
export const fragmentsIn = (text: string): Fragment[] =>
  text.split('\n').filter((piece) => /"(stamp|prev|subject)":"/.test(piece))

/** Without the bytes around it that hold frames together. */
const lineIn = (fragment: Fragment): Line =>
  fragment.slice(Math.max(0, fragment.indexOf('{')), fragment.lastIndexOf('}') + 1)

/** Reads what can be read. */
export function glimpse(fragment: Fragment): Glimpse {
  const n = Number(/"n":(\d{1,15}),/.exec(fragment)?.[1] ?? Number.NaN)
  const at = Date.parse(/"stamp":"([\d-]{10}T[\d:.]{12}Z)-/.exec(fragment)?.[1] ?? '')
  const kind = /"kind":"([A-Z][A-Za-z0-9]{1,63})"/.exec(fragment)?.[1] ?? null
  return {
    journal: /"journal":"(j_[0-9a-f]{16})"/.exec(fragment)?.[1] ?? null,
    n: Number.isNaN(n) ? null : n,
    at: Number.isNaN(at) ? null : at,
    kind,
    ticket: ticketIn(fragment),
  }
}

/** A label is believed when the number beside it says the same. */
function ticketIn(fragment: Fragment): PrintedNumber | null {
  const words = Object.fromEntries(
    [...fragment.matchAll(/"(label|queue|day|origin)":"([^"]{1,64})"/g)].map(([, name, word]) => [name, word]),
  )
  // From a roll, or by the customer's face: that number is not the tablet's.
  if (words.origin !== 'block' && words.origin !== 'lane') return null
  const lane = words.origin === 'lane' ? (/^[A-Z]+(\d+[a-z]*)-/.exec(words.label ?? '')?.[1] ?? '') : null
  const number = Number(/"number":(\d{1,6})\b/.exec(fragment)?.[1] ?? Number.NaN)
  const read = v.safeParse(Ticket, { ...words, number, lane })
  return read.success && Number(/\d+$/.exec(read.output.label)?.[0]) === number ? read.output : null
}

/**
 * The fragments that are sound after all: where the line behind names the hash of this one, damage has hit only what
 * holds the frame together, or another line in it.
 */
export async function soundAmong(
  fragments: readonly Fragment[],
  lineAt: (journal: string, n: number) => Promise<Line | null>,
): Promise<readonly { readonly journal: string; readonly n: number; readonly line: Line }[]> {
  const found = new Map<string, Line>()
  const read = [...fragments.map(lineIn), ...(await mended(fragments, lineAt))].flatMap((line) => {
    const { ok, ...rest } = readLine(line)
    return ok && 'head' in rest ? [{ line, ...rest.head }] : []
  })
  const sound: { journal: string; n: number; line: Line }[] = []
  for (const { journal, n, line } of read.sort((a, b) => b.n - a.n)) {
    const next = found.get(`${journal}:${n + 1}`) ?? (await lineAt(journal, n + 1))
    const after = next === null ? null : readLine(next)
    if (!after?.ok || after.head.prev !== hashOfLine(line)) continue
    found.set(`${journal}:${n}`, line)
    sound.push({ journal, n, line })
  }
  return sound
}

/** What lies twice says this, unless both copies are damaged there. */
const OPENING = '"kind":"JournalOpened"'
/** Two copies that differ in more places than this are not the same line, or there is too little left of it. */
const MOST_DIFFERENT = 10

/**
 * Lines that lie here twice, as line 1 of a journal does, and are damaged in both places: of the bytes in which the two
 * differ one has the right ones, and the line behind names the hash that the whole must have.
 */
async function mended(
  fragments: readonly Fragment[],
  lineAt: (journal: string, n: number) => Promise<Line | null>,
): Promise<readonly Line[]> {
  const lines: Line[] = []
  for (const [i, one] of fragments.entries()) {
    for (const other of fragments.slice(i + 1)) {
      if (![one, other].some((each) => each.includes(OPENING))) continue
      for (const line of between(one, other)) {
        const read = readLine(line)
        if (!read.ok) continue
        const next = await lineAt(read.head.journal, read.head.n + 1)
        const after = next === null ? null : readLine(next)
        if (after?.ok && after.head.prev === hashOfLine(line)) lines.push(line)
      }
    }
  }
  return lines
}

/** Every text that has in each place what one of the two copies has there, if they differ in few. */
function* between(one: Fragment, other: Fragment): Generator<Line> {
  const shift = shiftBetween(one, other)
  if (shift === null) return
  // Where the line begins and ends may be damaged in one of the two.
  const starts = new Set([one.indexOf('{'), other.indexOf('{') - shift])
  const ends = new Set([one.lastIndexOf('}'), other.lastIndexOf('}') - shift])
  for (const start of starts) {
    for (const end of ends) {
      const both = Array.from({ length: Math.max(0, end + 1 - start) }, (_, at) => {
        const [a, b] = [one[start + at], other[start + at + shift]]
        return { a: a ?? b ?? '', b: b ?? a ?? '' }
      })
      const places = both.flatMap(({ a, b }, at) => (a === b ? [] : [at]))
      if (places.length > MOST_DIFFERENT) continue
      for (let which = 0; which < 2 ** places.length; which++) {
        const taken = new Set(places.filter((_, nth) => (which >> nth) & 1))
        yield both.map(({ a, b }, at) => (taken.has(at) ? b : a)).join('')
      }
    }
  }
}

/** How much further along the other text says the same; null when nowhere it does. */
function shiftBetween(one: string, other: string): number | null {
  const length = 24
  for (let at = 0; at + length <= one.length; at += length) {
    const there = other.indexOf(one.slice(at, at + length))
    if (there >= 0) return there - at
  }
  return null
}

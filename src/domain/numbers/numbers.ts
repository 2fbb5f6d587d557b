import type { AuthorityPart } from '../authority/fold.ts'
import { isClosedAlready } from '../day/businessDay.ts'
import type { DaysPart } from '../day/day.ts'
import { printedBeside } from './printed.ts'

/** The numbers of one queue on one day. */
export interface NumberBook {
  readonly blocks: readonly NumberBlock[]
  /** Highest number printed from each offline lane and sub-lane, by its name: `2`, `2b`. */
  readonly lanes: ReadonlyMap<string, number>
  /** Numbers printed from blocks that come later in fold order: the printing tablet's clock was behind the server's. */
  readonly early: readonly EarlyNumber[]
}

/** `tablet`: which has printed it; null: somebody in another hall has it in hand. */
export interface EarlyNumber {
  readonly number: number
  readonly tablet: string | null
}

/** Numbers one tablet alone may print, `from`–`to`, of which those up to `used` are printed. */
export interface NumberBlock {
  readonly tablet: string
  readonly from: number
  readonly to: number
  readonly used: number
}

/**
 * A sub-lane of a tablet's own lane: it prints from there, asking nobody, what it may have printed under another label and
 * does not know any more.
 */
export interface SubLane {
  /** `b` */
  readonly name: string
  /** The last day whose numbers it may have printed. */
  readonly until: string
}

/** The name of a lane in a label: `2`, of a sub-lane `2b`. */
export const laneName = (lane: number, sub: string | null): string => `${lane}${sub ?? ''}`

/** The name of the sub-lane that a tablet takes after so many others: `b` … `z`, then `zzb`. */
export const subLaneName = (count: number): string =>
  count < 25 ? String.fromCharCode(98 + count) : `z${subLaneName((count - 25) % 25).padStart(2, 'z')}`

/** The key of a number book: `2026-11-23/A`. */
export const bookKey = (day: string, queue: string): string => `${day}/${queue}`

/** Number blocks and lanes by `day/queue`. */
export interface NumbersPart {
  readonly numbers: ReadonlyMap<string, NumberBook>
}

/** A number to be printed, and the lane it comes from; null: from a block. */
export interface NextNumber {
  readonly number: number
  readonly lane: { readonly lane: number; readonly sub: string | null } | null
}

/**
 * The next number this tablet prints for a queue: from its blocks, or from its offline lane when they are used up; on a
 * day of which it may have lost numbers, from its sub-lane alone. A lane begins again only where somebody has closed the
 * day before: a clock alone may be wrong about the day, and two slips of one morning would say the same.
 */
export function nextNumber(
  hall: NumbersPart & AuthorityPart & Pick<DaysPart, 'days'>,
  { day, queue }: { readonly day: string; readonly queue: string },
  { id, lane, sub }: { readonly id: string; readonly lane: number; readonly sub?: SubLane | null },
): NextNumber {
  const mayHaveLost = sub != null && day <= sub.until
  const block = !mayHaveLost && blocksOf(hall, day, queue, id).find(({ used, to }) => used < to)
  if (block) return { number: block.used + 1, lane: null }
  const apart = sub && (mayHaveLost || !isClosedAlready(hall, sub.until)) ? sub.name : null
  const name = laneName(lane, apart)
  const goesOn = [...hall.numbers].filter(([key]) => {
    const [of = '', its] = key.split('/')
    return its === queue && (of === day || !isClosedAlready(hall, of))
  })
  const beside = printedBeside(hall, id).flatMap((each) =>
    each.queue === queue && each.lane && laneName(each.lane.lane, each.lane.sub) === name ? each.number : [],
  )
  const printed = [...goesOn.map(([, { lanes }]) => lanes.get(name) ?? 0), ...beside]
  return { number: Math.max(0, ...printed) + 1, lane: { lane, sub: apart } }
}

/** How many numbers a tablet still has in its blocks. */
export const numbersLeft = (hall: NumbersPart & AuthorityPart, day: string, queue: string, tablet: string): number =>
  blocksOf(hall, day, queue, tablet).reduce((sum, { to, used }) => sum + to - used, 0)

/** The blocks of a tablet, with what it has printed from them by lines that do not count (yet). */
function blocksOf(hall: NumbersPart & AuthorityPart, day: string, queue: string, tablet: string): NumberBlock[] {
  const beside = printedBeside(hall, tablet).filter(
    (each) => each.lane === null && each.day === day && each.queue === queue,
  )
  return bookOf(hall, day, queue).blocks.flatMap((block) => {
    if (block.tablet !== tablet) return []
    const within = beside.flatMap(({ number }) => (number >= block.from && number <= block.to ? number : []))
    return { ...block, used: Math.max(block.used, ...within) }
  })
}

/** Writes a label: `A019`, from an offline lane `A2-013`, from a sub-lane `A2b-001`. */
export const writeLabel = (prefix: string, { number, lane }: NextNumber): string =>
  `${prefix}${lane === null ? '' : `${laneName(lane.lane, lane.sub)}-`}${String(number).padStart(3, '0')}`

/** The numbers of a queue on a day. */
export const bookOf = (hall: NumbersPart, day: string, queue: string): NumberBook =>
  hall.numbers.get(bookKey(day, queue)) ?? { blocks: [], lanes: new Map(), early: [] }

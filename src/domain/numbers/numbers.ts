/** The numbers of one queue on one day. */
export interface NumberBook {
  readonly blocks: readonly NumberBlock[]
  /** Highest number printed from each offline lane. */
  readonly lanes: ReadonlyMap<number, number>
  /** Numbers printed from blocks that come later in fold order: the printing tablet's clock was behind the server's. */
  readonly early: readonly number[]
}

/** Numbers one tablet alone may print, `from`–`to`, of which those up to `used` are printed. */
export interface NumberBlock {
  readonly tablet: string
  readonly from: number
  readonly to: number
  readonly used: number
}

/** The key of a number book: `2026-11-23/A`. */
export const bookKey = (day: string, queue: string): string => `${day}/${queue}`

/** Number blocks and lanes by `day/queue`. */
export interface NumbersPart {
  readonly numbers: ReadonlyMap<string, NumberBook>
}

/** The next number this tablet prints for a queue: from its blocks, or from its offline lane when they are used up. */
export function nextNumber(
  hall: NumbersPart,
  { day, queue, tablet, lane }: { day: string; queue: string; tablet: string; lane: number },
): { number: number; lane: number | null } {
  const book = bookOf(hall, day, queue)
  const block = book.blocks.find((each) => each.tablet === tablet && each.used < each.to)
  return block ? { number: block.used + 1, lane: null } : { number: (book.lanes.get(lane) ?? 0) + 1, lane }
}

/** How many numbers a tablet still has in its blocks. */
export const numbersLeft = (hall: NumbersPart, day: string, queue: string, tablet: string): number =>
  bookOf(hall, day, queue).blocks.reduce((sum, b) => (b.tablet === tablet ? sum + b.to - b.used : sum), 0)

/** Writes a label: `A019`, from an offline lane `A2-013`. */
export const writeLabel = (prefix: string, number: number, lane: number | null): string =>
  `${prefix}${lane === null ? '' : `${lane}-`}${String(number).padStart(3, '0')}`

/** The numbers of a queue on a day. */
export const bookOf = (hall: NumbersPart, day: string, queue: string): NumberBook =>
  hall.numbers.get(bookKey(day, queue)) ?? { blocks: [], lanes: new Map(), early: [] }

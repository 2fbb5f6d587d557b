import type { FoldOf, Hall, HallDraft } from '../hall.ts'
import type { numberKinds } from './events.ts'

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

export const foldNumbers: FoldOf<keyof typeof numberKinds> = {
  NumbersLeased(hall, { body: { queue, day, from, to, tablet } }) {
    if (to < from) return
    const book = bookOf(hall, day, queue)
    const printed = book.early.filter((number) => number >= from && number <= to)
    const block = { tablet, from, to, used: Math.max(from - 1, ...printed) }
    const early = book.early.filter((number) => number < from || number > to)
    hall.numbers.set(bookKey(day, queue), { ...book, blocks: [...book.blocks, block], early })
  },
}

/** Marks a printed number as used, so that the tablet goes on behind it. */
export function markPrinted(hall: HallDraft, day: string, queue: string, number: number, lane: number | null): void {
  const book = bookOf(hall, day, queue)
  if (lane !== null) {
    const lanes = new Map(book.lanes).set(lane, Math.max(book.lanes.get(lane) ?? 0, number))
    hall.numbers.set(bookKey(day, queue), { ...book, lanes })
    return
  }
  if (!book.blocks.some((block) => number >= block.from && number <= block.to)) {
    hall.numbers.set(bookKey(day, queue), { ...book, early: [...book.early, number] })
    return
  }
  const blocks = book.blocks.map((block) =>
    number >= block.from && number <= block.to ? { ...block, used: Math.max(block.used, number) } : block,
  )
  hall.numbers.set(bookKey(day, queue), { ...book, blocks })
}

/** The next number this tablet prints for a queue: from its blocks, or from its offline lane when they are used up. */
export function nextNumber(
  hall: Hall,
  { day, queue, tablet, lane }: { day: string; queue: string; tablet: string; lane: number },
): { number: number; lane: number | null } {
  const book = bookOf(hall, day, queue)
  const block = book.blocks.find((each) => each.tablet === tablet && each.used < each.to)
  return block ? { number: block.used + 1, lane: null } : { number: (book.lanes.get(lane) ?? 0) + 1, lane }
}

/** How many numbers a tablet still has in its blocks. */
export const numbersLeft = (hall: Hall, day: string, queue: string, tablet: string): number =>
  bookOf(hall, day, queue).blocks.reduce((sum, b) => (b.tablet === tablet ? sum + b.to - b.used : sum), 0)

/** Writes a label: `A019`, from an offline lane `A2-013`. */
export const writeLabel = (prefix: string, number: number, lane: number | null): string =>
  `${prefix}${lane === null ? '' : `${lane}-`}${String(number).padStart(3, '0')}`

const bookOf = (hall: Hall, day: string, queue: string): NumberBook =>
  hall.numbers.get(bookKey(day, queue)) ?? { blocks: [], lanes: new Map(), early: [] }

import { baseOf } from '#log/journalName.ts'
import type { FoldingQueue } from '../queue/queue.ts'
import type { FoldOf } from '../slice.ts'
import type { tabletKinds } from '../tablets/events.ts'
import { isOfOneTablet } from '../tablets/oneTablet.ts'
import type { takeoverKinds } from '../takeover/events.ts'
import type { numberKinds } from './events.ts'
import { bookKey, bookOf, type EarlyNumber, type NumberBlock, type NumberBook } from './numbers.ts'
import type { Printed } from './printed.ts'

type Kinds = typeof numberKinds & Pick<typeof tabletKinds, 'LinesLost'> & typeof takeoverKinds

export const foldNumbers: FoldOf<Kinds, FoldingQueue> = {
  NumbersLeased(hall, { body: { queue, day, from, to, tablet } }) {
    if (to < from) return
    const book = bookOf(hall, day, queue)
    const block = { tablet, from, to }
    const printed = book.early.flatMap((each) => (mayCome(each, block) ? each.number : []))
    const early = book.early.filter(({ number }) => !isWithin(number, block))
    hall.numbers.set(bookKey(day, queue), {
      ...book,
      blocks: [...book.blocks, { ...block, used: Math.max(from - 1, ...printed) }],
      early,
    })
  },
  LinesLost(hall, event) {
    const { journal, subject, body } = event
    if (body.to < body.from || !isOfOneTablet(hall, journal, subject)) return
    // What may be on paper is not printed again.
    for (const { ticket } of body.seen) if (ticket) markPrinted(hall, journal, ticket)
  },
  HallTakenOver(hall, { body: { printed = [] } }) {
    for (const each of printed) mark(hall, each, null)
  },
}

/** A number as a slip bears it, and the lane by its name; null: from a block. */
type OnPaper = Pick<Printed, 'queue' | 'day' | 'number'> & { readonly lane: string | null }

const isWithin = (number: number, { from, to }: Pick<NumberBlock, 'from' | 'to'>): boolean =>
  number >= from && number <= to
/** Whether a number was printed from this block: by the tablet whose it is, or in another hall. */
const mayCome = ({ number, tablet }: EarlyNumber, block: Omit<NumberBlock, 'used'>): boolean =>
  isWithin(number, block) && (tablet === null || tablet === block.tablet)

/**
 * Marks a number that the writer of this journal printed as used, so that its tablet goes on behind it. Nobody spoils
 * another tablet's numbers: they are from its own blocks and its own lane. Where it is not known whose journal it is, it
 * may be anybody's.
 */
export function markPrinted(hall: FoldingQueue, journal: string, printed: OnPaper): void {
  const opened = hall.journals.get(baseOf(journal))
  if (opened && printed.lane !== null && Number.parseInt(printed.lane, 10) !== opened.lane) return
  mark(hall, printed, opened?.tablet ?? null)
}

/** `tablet`: which has printed it; null: somebody in another hall has it in hand, so that nobody here may print it. */
function mark(hall: FoldingQueue, { day, queue, number, lane }: OnPaper, tablet: string | null): void {
  const book = bookOf(hall, day, queue)
  const put = (changed: Partial<NumberBook>) => hall.numbers.set(bookKey(day, queue), { ...book, ...changed })
  if (lane !== null)
    return void put({ lanes: new Map(book.lanes).set(lane, Math.max(book.lanes.get(lane) ?? 0, number)) })
  const early = { number, tablet }
  if (!book.blocks.some((block) => isWithin(number, block))) return void put({ early: [...book.early, early] })
  const used = (block: NumberBlock) => (mayCome(early, block) ? Math.max(block.used, number) : block.used)
  put({ blocks: book.blocks.map((block) => ({ ...block, used: used(block) })) })
}

import type { FoldingQueue } from '../queue/queue.ts'
import type { FoldOf } from '../slice.ts'
import type { tabletKinds } from '../tablets/events.ts'
import { isOfOneTablet } from '../tablets/oneTablet.ts'
import type { numberKinds } from './events.ts'
import { bookKey, bookOf } from './numbers.ts'

type Kinds = typeof numberKinds & Pick<typeof tabletKinds, 'LinesLost'>

export const foldNumbers: FoldOf<Kinds, FoldingQueue> = {
  NumbersLeased(hall, { body: { queue, day, from, to, tablet } }) {
    if (to < from) return
    const book = bookOf(hall, day, queue)
    const printed = book.early.filter((number) => number >= from && number <= to)
    const block = { tablet, from, to, used: Math.max(from - 1, ...printed) }
    const early = book.early.filter((number) => number < from || number > to)
    hall.numbers.set(bookKey(day, queue), { ...book, blocks: [...book.blocks, block], early })
  },
  LinesLost(hall, event) {
    const { journal, subject, body } = event
    const opened = hall.journals.get(journal)
    if (!opened || body.to < body.from || !isOfOneTablet(hall, journal, subject)) return
    const { tablet, lane } = opened
    // What may be on paper is not printed again.
    for (const { ticket } of body.seen) {
      if (!ticket) continue
      const { day, queue, number } = ticket
      // Nobody spoils another tablet's numbers.
      const isTheirs =
        ticket.lane === null
          ? bookOf(hall, day, queue).blocks.some((each) => each.tablet === tablet && isWithin(number, each))
          : Number.parseInt(ticket.lane, 10) === lane
      if (isTheirs) markPrinted(hall, day, queue, number, ticket.lane)
    }
  },
}

const isWithin = (number: number, { from, to }: { from: number; to: number }): boolean => number >= from && number <= to

/** Marks a printed number as used, so that the tablet goes on behind it. */
export function markPrinted(hall: FoldingQueue, day: string, queue: string, number: number, lane: string | null): void {
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

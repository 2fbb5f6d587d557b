import { baseOf } from '#log/journalName.ts'
import { stampTime } from '#log/stamp.ts'
import { slice } from '../daily.ts'
import { isLongAgo, those } from '../forgetting.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { tabletsSlice } from '../tablets/fold.ts'
import type { TabletsPart } from '../tablets/tablets.ts'
import { stockKinds } from './events.ts'
import { type Allotment, type StockPart, stockKey } from './stock.ts'

type FoldingStock = Folding<StockPart> & Pick<TabletsPart, 'journals'>

/**
 * Everything is only added up, so the order does not matter; and of an allotment its own tablet alone takes. What is left
 * to a tablet never becomes less by what others write: whatever it has not heard, it sells no piece too many.
 */
const folds: FoldOf<typeof stockKinds, FoldingStock> = {
  StockGiven(hall, { subject, body: { article, name, count } }) {
    change(hall, { tablet: subject, article }, ({ given }) => ({ name, given: given + count }))
  },
  StockTaken(hall, { subject, body: { lines }, journal, stamp }) {
    const tablet = hall.journals.get(baseOf(journal))?.tablet
    if (tablet === undefined) return
    let out = hall.takenOut.get(subject)?.lines ?? []
    for (const { article, count } of lines) {
      change(hall, { tablet, article }, ({ sold }) => ({ sold: sold + count }))
      const isThis = (each: (typeof out)[number]) => each.tablet === tablet && each.article === article
      const had = out.find(isThis)?.count ?? 0
      out = [...out.filter((each) => !isThis(each)), { tablet, article, count: had + count }]
    }
    hall.takenOut.set(subject, { at: stampTime(stamp), lines: out })
  },
  StockReturned(hall, { body: { article, count }, journal }) {
    const tablet = hall.journals.get(baseOf(journal))?.tablet
    if (tablet !== undefined) change(hall, { tablet, article }, ({ returned }) => ({ returned: returned + count }))
  },
}

function change(
  hall: FoldingStock,
  { tablet, article }: Pick<Allotment, 'tablet' | 'article'>,
  to: (before: Allotment) => Partial<Allotment>,
): void {
  const key = stockKey(tablet, article)
  const before = hall.stock.get(key) ?? { tablet, article, name: '', given: 0, sold: 0, returned: 0 }
  hall.stock.set(key, { ...before, ...to(before) })
}

export const stockSlice = slice<StockPart>()('stock', {
  start: { stock: new Map(), takenOut: new Map() },
  needs: [tabletsSlice],
  kinds: stockKinds,
  folds,
  forgets: {
    stock: 'as many as there are tablets and articles',
    // Whoever hands in a case after that takes all it needs anew: too much is counted as sold, never too little.
    takenOut: (hall, closed) => those(hall.takenOut, ({ at }) => !isLongAgo(at, closed)),
  },
})

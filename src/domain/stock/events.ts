import * as v from 'valibot'
import { kind, MANAGER } from '../kind.ts'
import { CaseId, Count, Id, ShownText, TabletId } from '../shapes.ts'

/** So many pieces of one article a tablet is given or gives back at once. */
export const MOST_AT_ONCE = 999
/** So many articles are sold with one case at most. */
const MOST_ARTICLES = 10

const Pieces = v.pipe(Count, v.minValue(1), v.maxValue(MOST_AT_ONCE))
/** More sold, or less than before. */
const Change = v.pipe(v.number(), v.safeInteger(), v.minValue(-MOST_AT_ONCE), v.maxValue(MOST_AT_ONCE))

const ofStock = { keeps: 'lasting' } as const

/** What can happen to what tablets have to sell: each sells from its own allotment alone, and so asks nobody. */
export const stockKinds = {
  /** A tablet was given so many more of an article. The subject is the tablet; `name`: what the article was called then. */
  StockGiven: kind({
    body: v.object({ article: Id, name: v.pipe(ShownText, v.minLength(1)), count: Pieces }),
    subject: TabletId,
    ...ofStock,
    needs: MANAGER,
  }),
  /** By so many pieces more, or less, this tablet has sold from its own allotment for a case. The subject is the case. */
  StockTaken: kind({
    body: v.object({ lines: v.pipe(v.array(v.object({ article: Id, count: Change })), v.maxLength(MOST_ARTICLES)) }),
    subject: CaseId,
    ...ofStock,
  }),
  /** This tablet gives back so many of what is left to it. The subject is the tablet itself. */
  StockReturned: kind({ body: v.object({ article: Id, count: Pieces }), subject: TabletId, ...ofStock }),
}

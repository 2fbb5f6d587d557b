import * as v from 'valibot'
import { OFFER_KINDS } from '../catalogue/offer.ts'
import { kind, MANAGER } from '../kind.ts'
import { Count, Day, HallId, Id, ShownText } from '../shapes.ts'

/** As long as a name may be: what a form takes. */
export const LONGEST_OFFER = 60
/** So many rows has a book at most: then its line is below the greatest size there is. */
export const MOST_OFFERS = 100
/** So many of them are campaigns at most. */
export const MOST_CAMPAIGNS = 20
/** A price in fen: up to 50,000 yuan. */
export const MOST_PRICE = 5_000_000

const Row = v.object({
  id: Id,
  kind: v.picklist(OFFER_KINDS),
  name: v.pipe(ShownText, v.minLength(1), v.maxLength(LONGEST_OFFER)),
  price: v.pipe(Count, v.maxValue(MOST_PRICE)),
  gives: ShownText,
  from: v.nullable(Day),
  until: v.nullable(Day),
  /** Of a campaign, and of nothing else. */
  terms: v.optional(
    v.object({
      rules: v.pipe(ShownText, v.minLength(1), v.maxLength(20)),
      months: v.pipe(Count, v.maxValue(60)),
      limits: v.pipe(ShownText, v.minLength(1)),
    }),
  ),
})
/** What a price book says. `until`: its last day. */
const Book = v.object({
  version: v.pipe(Count, v.minValue(1)),
  until: v.nullable(Day),
  rows: v.pipe(v.array(Row), v.maxLength(MOST_OFFERS)),
})

const ofPrices = {
  subject: HallId,
  keeps: 'lasting',
  needs: MANAGER,
} as const

/** What a hall sells, and for how much. The subject is the hall. */
export const priceKinds = {
  /** The price book as it is from now on, as a whole: what stood in an older version counts no more. */
  PricesSet: kind({ body: Book, ...ofPrices, words: ['rows'] }),
}

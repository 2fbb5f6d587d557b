import type { Offers } from '../catalogue/offer.ts'

/** The price book in force, since when and by whom. */
export interface PriceBook extends Offers {
  readonly at: number
  readonly by: string | null
}

/** What the hall sells; null: nobody has written a book. */
export interface PricesPart {
  readonly priceBook: PriceBook | null
}

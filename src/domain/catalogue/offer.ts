/** What stands in the hall's price book, and what a price is worth. */

/** What stands in a price book. */
export const OFFER_KINDS = ['plan', 'pack', 'article', 'campaign'] as const
export type OfferKind = (typeof OFFER_KINDS)[number]

/** One price: 畅享 99, 9900 fen, 30GB, from the first day to the last on which it holds; null: no bound. */
export interface Offer {
  readonly id: string
  readonly kind: OfferKind
  readonly name: string
  /** In fen. */
  readonly price: number
  /** What it gives, in the hall's words. */
  readonly gives: string
  readonly from: string | null
  readonly until: string | null
  /** Of a campaign: what the customer has to be shown before they sign. */
  readonly terms?: CampaignTerms | undefined
}

/** What a campaign binds to, besides its full price. */
export interface CampaignTerms {
  /** Which version of its rules: `2026-11`. */
  readonly rules: string
  /** For how many months; 0: none. */
  readonly months: number
  /** What it does not give, and to whom. */
  readonly limits: string
}

/** The price book that counts here; `until`: its last day, null: no bound. */
export interface Offers {
  readonly version: number
  readonly until: string | null
  readonly rows: readonly Offer[]
}

/** What a price is worth: it stands in the book and holds; its time, or the book's, is not now; somebody typed it. */
export const PRICE_STATES = ['listed', 'over', 'free'] as const
export type PriceState = (typeof PRICE_STATES)[number]

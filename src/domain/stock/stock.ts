/** What became of one article at one tablet, in pieces. What is left is what was given and neither sold nor returned. */
export interface Allotment {
  readonly tablet: string
  readonly article: string
  /** What the article was called when it was given last; empty: it never was. */
  readonly name: string
  readonly given: number
  readonly sold: number
  readonly returned: number
}

/** So many of an article. */
export interface StockLine {
  readonly article: string
  readonly count: number
}

/** What a case has out of allotments. */
export interface TakenOut {
  /** When something was taken last, ms since 1970. */
  readonly at: number
  readonly lines: readonly (StockLine & { readonly tablet: string })[]
}

/** What tablets have to sell. */
export interface StockPart {
  /** By `tablet/article`: `d_counter3/o_1`. */
  readonly stock: ReadonlyMap<string, Allotment>
  /** By case. */
  readonly takenOut: ReadonlyMap<string, TakenOut>
}

/** `d_counter3/o_1`. */
export const stockKey = (tablet: string, article: string): string => `${tablet}/${article}`

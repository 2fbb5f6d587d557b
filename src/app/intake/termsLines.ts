import { yuanOf } from '#domain/catalogue/money.ts'
import type { Offer } from '#domain/catalogue/offer.ts'
import type { intake } from '../words/zh/intake.ts'

/** What a customer is shown of a campaign before they sign: full price, term, limits, version of the rules. */
export function termsLines(
  { price, terms, until }: Offer,
  words: typeof intake.terms,
): { readonly label: string; readonly value: string }[] {
  if (!terms) return []
  return [
    { label: words.price, value: words.yuan({ yuan: yuanOf(price) }) },
    { label: words.term, value: words.months({ months: terms.months }) },
    { label: words.limits, value: terms.limits },
    { label: words.rules, value: words.version({ rules: terms.rules, until }) },
  ]
}

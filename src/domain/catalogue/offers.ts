/**
 * What the hall has to sell, as far as a form asks for it: plans, packs and articles of the price book. The book is the
 * hall's own; whoever looks at a form brings it along.
 */
import type { Values } from './conditions.ts'
import { askedFields, type Filling, tidied } from './filled.ts'
import type { FieldSpec, ServiceForm } from './form.ts'
import { yuanOf } from './money.ts'
import type { Offer, Offers, PriceState } from './offer.ts'

/** The rows from which a field is chosen; none: the hall has no such book, and everything is typed. */
export const offersFor = (field: FieldSpec, { offers }: Filling): readonly Offer[] =>
  field.kind === 'text' && field.listed !== undefined
    ? (offers?.rows.filter(({ kind }) => kind === field.listed) ?? [])
    : []

/** The row that somebody chose or typed; undefined: it is not in the book. */
export function offerIn(field: FieldSpec, values: Values, filling: Filling): Offer | undefined {
  const named = tidied(field, values[field.id])
  return offersFor(field, filling).find(({ name }) => name === named)
}

/** The last day of a row, or of its whole book where that ends sooner; null: no end. */
export function lastDayOf({ until }: Offer, book: Pick<Offers, 'until'> | undefined): string | null {
  const ends = [until, book?.until ?? null].filter((day) => day !== null).sort()
  return ends[0] ?? null
}

/** Whether a row cannot be relied on today: it is over, it has not begun, or its book is over. */
export function isOutOfTime(offer: Offer, { offers, today }: Filling): 'over' | 'ahead' | null {
  const last = lastDayOf(offer, offers)
  if (last !== null && last < today) return 'over'
  return offer.from !== null && offer.from > today ? 'ahead' : null
}

/**
 * With which version of the book a form was taken down, and what its price is worth: the least of all it chose. Null: it
 * chose nothing from a book.
 */
export function pricesOf(
  form: ServiceForm,
  values: Values,
  filling: Filling,
): { readonly version: number; readonly state: PriceState } | null {
  if (!filling.offers) return null
  const states = askedFields(form, values, filling).flatMap((field): PriceState[] => {
    if (offersFor(field, filling).length === 0 || !tidied(field, values[field.id])) return []
    const offer = offerIn(field, values, filling)
    return [!offer ? 'free' : isOutOfTime(offer, filling) ? 'over' : 'listed']
  })
  if (states.length === 0) return null
  const state = (['free', 'over'] as const).find((each) => states.includes(each)) ?? 'listed'
  return { version: filling.offers.version, state }
}

/** What follows from choosing a row, by field: its price, where the form asks for one. */
export function followingFrom(form: ServiceForm, changed: string, values: Values, filling: Filling): Values {
  const asked = askedFields(form, values, filling)
  const field = asked.find(({ id }) => id === changed)
  const offer = field && offerIn(field, values, filling)
  if (!offer) return {}
  return Object.fromEntries(
    asked.flatMap((each) => (each.kind === 'amount' && each.of === changed ? [[each.id, yuanOf(offer.price)]] : [])),
  )
}

/**
 * What the hall has to sell, as far as a form asks for it: plans, packs and articles of the price book. The book is the
 * hall's own; whoever looks at a form brings it along.
 */
import type { FieldValue, Values } from './conditions.ts'
import { askedFields, type Filling, isEmpty, tidied } from './filled.ts'
import type { FieldSpec, ServiceForm } from './form.ts'
import { yuanOf } from './money.ts'
import type { Offer, Offers, PriceState } from './offer.ts'
import { entriesIn, entryField } from './repeats.ts'

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
    if (offersFor(field, filling).length === 0 || isEmpty(tidied(field, values[field.id]))) return []
    const offer = offerIn(field, values, filling)
    return [!offer ? 'free' : isOutOfTime(offer, filling) ? 'over' : 'listed']
  })
  if (states.length === 0) return null
  const state = (['free', 'over'] as const).find((each) => states.includes(each)) ?? 'listed'
  return { version: filling.offers.version, state }
}

/** What the entries of a group come to, in fen; null: the book has not all of them, or one is not counted yet. */
export function totalOf(
  { repeat, of, times }: { readonly repeat: string; readonly of: string; readonly times: string },
  form: ServiceForm,
  values: Values,
  filling: Filling,
): number | null {
  const group = form.fields.find(({ id }) => id === repeat)
  if (group?.kind !== 'repeat') return null
  const asked = askedFields(form, values, filling)
  const sums = Array.from({ length: entriesIn(group, values[repeat]) }, (_, at) => {
    const chosen = asked.find(({ id }) => id === entryField(repeat, at + 1, of))
    const offer = chosen && offerIn(chosen, values, filling)
    const count = values[entryField(repeat, at + 1, times)]
    return offer && typeof count === 'string' && /^\d{1,3}$/.test(count) ? offer.price * Number(count) : null
  })
  return sums.reduce<number | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0)
}

/** What follows from an answer, by field: the price of what was chosen, the sum of all entries; what was told of something else is untold. */
export function followingFrom(form: ServiceForm, changed: string, values: Values, filling: Filling): Values {
  const asked = askedFields(form, values, filling)
  const field = asked.find(({ id }) => id === changed)
  const offer = field && offerIn(field, values, filling)
  return Object.fromEntries(
    asked.flatMap((each): [string, FieldValue][] => {
      if (each.toldOf === changed) return [[each.id, false]]
      if (each.kind !== 'amount') return []
      if (offer && each.of === changed) return [[each.id, yuanOf(offer.price)]]
      const isOfGroup = each.totals && (changed === each.totals.repeat || changed.startsWith(`${each.totals.repeat}-`))
      const total = isOfGroup && each.totals ? totalOf(each.totals, form, values, filling) : null
      return total === null ? [] : [[each.id, yuanOf(total)]]
    }),
  )
}

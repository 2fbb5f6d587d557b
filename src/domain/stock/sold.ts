import type { Values } from '../catalogue/conditions.ts'
import { askedFields, type Filling } from '../catalogue/filled.ts'
import type { FieldSpec, ServiceForm } from '../catalogue/form.ts'
import { offerIn } from '../catalogue/offers.ts'
import { entriesIn, entryField } from '../catalogue/repeats.ts'
import type { StockLine } from './stock.ts'

/**
 * The articles of the price book that a form sells or gives, in pieces: each as often as its entry says, a gift once.
 * What is typed by hand has no allotment.
 */
export function soldIn(form: ServiceForm, values: Values, filling: Filling): StockLine[] {
  const asked = askedFields(form, values, filling)
  const times = timesIn(form, values)
  return asked.flatMap((field) => {
    if (field.kind !== 'text' || field.listed !== 'article') return []
    const offer = offerIn(field, values, filling)
    const said = times.get(field.id)
    const count = said === undefined ? 1 : Number(values[said])
    return offer && Number.isSafeInteger(count) && count > 0 ? [{ article: offer.id, count }] : []
  })
}

/** Which question says how many of what was chosen in another, by that one: `articles-1-article` → `articles-1-quantity`. */
function timesIn({ fields }: ServiceForm, values: Values): ReadonlyMap<string, string> {
  const repeatOf = (id: string): FieldSpec | undefined => fields.find((field) => field.id === id)
  return new Map(
    fields.flatMap((field) => {
      const totals = field.kind === 'amount' ? field.totals : undefined
      const group = totals && repeatOf(totals.repeat)
      if (!totals || group?.kind !== 'repeat') return []
      return Array.from({ length: entriesIn(group, values[group.id]) }, (_, at): [string, string] => [
        entryField(group.id, at + 1, totals.of),
        entryField(group.id, at + 1, totals.times),
      ])
    }),
  )
}

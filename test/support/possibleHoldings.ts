import { capturable, STEP_HOLDS } from '#domain/catalogue/capturable.ts'
import type { ServiceForm } from '#domain/catalogue/form.ts'
import { everyField } from '#domain/catalogue/repeats.ts'
import { HOLDINGS, type Holding, type Reach } from '#domain/catalogue/tiers.ts'

/** Everything that a case of this form could come to hold, with the operator in reach or not. */
export function possibleHoldings(form: ServiceForm, reach: Reach): readonly Holding[] {
  const { fields, copies, steps } = capturable(form, reach)
  const held = new Set<Holding>([
    ...everyField({ fields }).flatMap(({ holds }) => holds),
    ...copies.map((): Holding => 'image'),
    ...steps.flatMap(({ evidence }) => evidence.flatMap((shown) => STEP_HOLDS[shown] ?? [])),
  ])
  return HOLDINGS.filter((holding) => held.has(holding))
}

import type { ServiceForm } from '#domain/catalogue/form.ts'
import type { Reach } from '#domain/catalogue/tiers.ts'
import type { Words } from '../words/words.ts'

/** How far a service goes now, before anything of its form was answered. */
export const tierText = (
  { tiers, tierByAnswers }: Words<'cases'>['cases'],
  { tier, otherwise }: Pick<ServiceForm, 'tier' | 'otherwise'>,
  reach: Reach,
): string => (otherwise && reach === 'out-of-reach' ? tierByAnswers : tiers[reach][tier])

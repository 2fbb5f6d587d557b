import { planOf } from '#content/plans/library.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { plansOf } from '#domain/incidents/progress.ts'
import type { Place } from '#domain/kind.ts'
import { isDiscreet, type Plan } from '#domain/plans/plan.ts'
import { useShown } from '../useShown.ts'
import { useTablet } from '../useTablet.ts'
import { useWords } from '../words/words.ts'

/** Places whose screens customers can read from where they stand. */
const beforeCustomers: readonly Place[] = ['reception', 'counter']

/** What a plan is called on this screen: where customers can read it, one that is kept from them has its number alone. */
export function usePlanName() {
  const { identity } = useTablet()
  const { named } = useShown()
  const words = useWords()
  const isKept = (plan: Plan | undefined): boolean =>
    plan !== undefined && isDiscreet(plan) && beforeCustomers.some((place) => place === identity.value?.place)
  const nameOf = (plan: Plan | undefined): string => (plan && isKept(plan) ? plan.id : named(plan?.name))
  /** All plans by which something goes: of a combined drill several (1.1.51), some of which have lists for names. */
  const namesOf = (incident: Pick<Incident, 'plan' | 'further'>): string =>
    plansOf(incident)
      .map((id) => nameOf(planOf(id)))
      .join(words.common.semicolon)
  return { isKept, nameOf, namesOf }
}

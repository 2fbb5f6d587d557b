import type { Place } from '#domain/kind.ts'
import { isDiscreet, type Plan } from '#domain/plans/plan.ts'
import { useShown } from '../useShown.ts'
import { useTablet } from '../useTablet.ts'

/** Places whose screens customers can read from where they stand. */
const beforeCustomers: readonly Place[] = ['reception', 'counter']

/** What a plan is called on this screen: where customers can read it, one that is kept from them has its number alone. */
export function usePlanName() {
  const { identity } = useTablet()
  const { named } = useShown()
  const isKept = (plan: Plan | undefined): boolean =>
    plan !== undefined && isDiscreet(plan) && beforeCustomers.some((place) => place === identity.value?.place)
  const nameOf = (plan: Plan | undefined): string => (plan && isKept(plan) ? plan.id : named(plan?.name))
  return { isKept, nameOf }
}

import { computed, shallowRef, watch } from 'vue'
import type { Tier } from '#domain/catalogue/tiers.ts'
import type { InterruptionsPart } from '#domain/interruptions/interruptions.ts'
import { operatorOutOfReach } from '#domain/interruptions/outOfReach.ts'
import { outNow } from '#domain/outages/outages.ts'
import { useTablet } from '../useTablet.ts'

/**
 * How far each service goes while the operator is out of reach, as somebody has declared it; and what cannot be asked of the
 * operator for a service now, also where the tablets only found that its systems, or the line, do not answer. What services
 * ask for is large, and fetched when that is first so: until it is here, and of a service that has no form, nothing is said.
 */
export function useOutOfReach(hall: () => InterruptionsPart) {
  const { status } = useTablet()
  const isDeclared = computed(() => operatorOutOfReach(hall()) !== null)
  const isOut = computed(() => isDeclared.value || outNow(status.value.probes) !== null)
  const tiers = shallowRef<ReadonlyMap<string, Tier>>(new Map())
  watch(
    isOut,
    async (out) => {
      if (!out || tiers.value.size > 0) return
      // Not fetched now is fetched the next time: numbers are given all the same.
      const catalogue = await import('#content/catalogue/catalogue.ts').catch(() => null)
      if (catalogue) tiers.value = new Map(catalogue.serviceForms.map(({ service, tier }) => [service, tier]))
    },
    { immediate: true },
  )
  return {
    tierOf: (service: string): Tier | null => (isDeclared.value ? (tiers.value.get(service) ?? null) : null),
    /** Whether the operator has to say something of a customer who comes for this, and cannot be asked. */
    isUnchecked: (service: string | null): boolean =>
      isOut.value && service !== null && (tiers.value.get(service) ?? 'T0') !== 'T0',
  }
}

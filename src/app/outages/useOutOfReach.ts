import { computed, shallowRef, watch } from 'vue'
import type { Tier } from '#domain/catalogue/tiers.ts'
import type { InterruptionsPart } from '#domain/interruptions/interruptions.ts'
import { operatorOutOfReach } from '#domain/interruptions/outOfReach.ts'

/**
 * How far each service goes while the operator is out of reach. What services ask for is large, and fetched when that is
 * first so: until it is here, and of a service that has no form, nothing is said.
 */
export function useOutOfReach(hall: () => InterruptionsPart) {
  const isOut = computed(() => operatorOutOfReach(hall()) !== null)
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
  return { tierOf: (service: string): Tier | null => (isOut.value ? (tiers.value.get(service) ?? null) : null) }
}

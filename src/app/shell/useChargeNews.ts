import * as v from 'valibot'
import { computed, ref, watch } from 'vue'
import { kept } from '../kept.ts'
import { useInCharge } from '../plans/useInCharge.ts'
import { useTablet } from '../useTablet.ts'

/** Whether whoever is signed in has come to be in charge since this tablet last told anybody so (1.1.5). */
export function useChargeNews() {
  const { session } = useTablet()
  const { person } = useInCharge()
  const keptKnown = kept('inChargeKnown', v.string())
  const known = ref(keptKnown.read())
  function see(): void {
    known.value = person.value?.id ?? null
    if (known.value !== null) keptKnown.keep(known.value)
  }
  // Who was in charge before this tablet could tell of it is no news.
  watch(person, () => known.value ?? see(), { immediate: true })
  return {
    news: computed(
      () =>
        known.value !== null &&
        person.value !== null &&
        person.value.id === session.value?.staff &&
        person.value.id !== known.value,
    ),
    see,
  }
}

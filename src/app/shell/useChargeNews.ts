import * as v from 'valibot'
import { computed, ref, watch } from 'vue'
import { kept } from '../kept.ts'
import { useInCharge } from '../plans/useInCharge.ts'
import { useTablet } from '../useTablet.ts'

/** Nobody who is in charge has been told. */
const NOBODY = ''

/** Whether whoever is signed in has come to be in charge, and this tablet has not told them so (1.1.5). */
export function useChargeNews() {
  const { session } = useTablet()
  const { person } = useInCharge()
  const keptKnown = kept('inChargeKnown', v.string())
  const known = ref(keptKnown.read())
  function know(id: string): void {
    known.value = id
    keptKnown.keep(id)
  }
  const see = () => know(person.value?.id ?? NOBODY)
  watch(
    person,
    (now) => {
      // Who was in charge before this tablet could tell of it is no news; whoever comes to it again is.
      if (known.value === null) {
        if (now) know(now.id)
      } else if (known.value !== now?.id) know(NOBODY)
    },
    { immediate: true },
  )
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

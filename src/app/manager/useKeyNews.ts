import * as v from 'valibot'
import { computed, ref, watch } from 'vue'
import { hallKeys } from '#domain/keys/queries.ts'
import { kept } from '../kept.ts'
import { useTablet } from '../useTablet.ts'

/** The turns of the hall key that nobody has been told of on this tablet. */
export function useKeyNews() {
  const { hall, session } = useTablet()
  const keptTold = kept('keyTurnsTold', v.array(v.string()))
  const told = ref(keptTold.read())
  const turns = computed(() => hallKeys(hall.value.authority).turns)
  // That a hall has a key from its beginning is no news: nothing was changed.
  const news = computed(() =>
    session.value === null
      ? []
      : turns.value.filter(
          ({ id, before, vouched }) => (before !== null || vouched) && told.value?.includes(id) === false,
        ),
  )
  function see(): void {
    told.value = turns.value.map(({ id }) => id)
    keptTold.keep(told.value)
  }
  // What was turned before this tablet could tell of it is no news.
  watch(turns, () => told.value ?? see(), { immediate: true })
  return { news, see }
}

import * as v from 'valibot'
import { computed, ref } from 'vue'
import { calendarDay } from '#domain/day/businessDay.ts'
import { drillsToTell } from '#domain/drills/planned.ts'
import { kept } from '../kept.ts'
import { useTablet } from '../useTablet.ts'

/** Drills of today and tomorrow that somebody has agreed to: told once on each of the two days on this tablet (1.1.52). */
export function useDrillNews() {
  const { hall, now } = useTablet()
  const keptSeen = kept('drillsSeen', v.array(v.string()))
  const seen = ref<readonly string[]>(keptSeen.read() ?? [])
  const today = computed(() => calendarDay(hall.value, now.value))
  const keyOf = (id: string) => `${today.value} ${id}`
  const all = computed(() => drillsToTell(hall.value, now.value))

  function see(): void {
    seen.value = all.value.map(({ id }) => keyOf(id))
    keptSeen.keep([...seen.value])
  }
  return { news: computed(() => all.value.filter(({ id }) => !seen.value.includes(keyOf(id)))), see }
}

import { computed } from 'vue'
import type { Incident } from '#domain/incidents/incidents.ts'
import { ANSWERED_WITHIN_MS, answersTo } from '#domain/incidents/progress.ts'
import { rosterSlice } from '#domain/roster/fold.ts'
import { useHall, useTablet } from '../useTablet.ts'

/** Who of those on duty has answered the alarm, and whether whoever has not is late by now (1.1.31). */
export function useAnswers(incident: () => Incident) {
  const { now } = useTablet()
  const hall = useHall(rosterSlice)
  const answers = computed(() => answersTo(hall.value, incident(), now.value))
  const late = computed(
    () => now.value - incident().declaredAt > ANSWERED_WITHIN_MS && answers.value.missing.length > 0,
  )
  return { answers, late }
}

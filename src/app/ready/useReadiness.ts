import { computed } from 'vue'
import { hallFacts, hallPhones, hallVariables } from '#content/plans/hallWords.ts'
import { plans } from '#content/plans/library.ts'
import { floorSlice } from '#domain/floorPlan/fold.ts'
import { publishingSlice } from '#domain/publishing/fold.ts'
import { readinessOf } from '#domain/readiness/readiness.ts'
import { rosterSlice } from '#domain/roster/fold.ts'
import { useHall, useTablet } from '../useTablet.ts'

const words = [...new Set([hallFacts, hallVariables, hallPhones].flatMap(Object.keys))]
/** Nothing of it changes within the hour by the clock alone. */
const LOOKED_EVERY_MS = 3_600_000

/** How ready the hall is, as it stands now. */
export function useReadiness() {
  const { now } = useTablet()
  const hall = useHall(floorSlice, publishingSlice, rosterSlice)
  const hour = computed(() => Math.floor(now.value / LOOKED_EVERY_MS) * LOOKED_EVERY_MS)
  return computed(() => readinessOf(hall.value, { plans, words, now: hour.value }))
}

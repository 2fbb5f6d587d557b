import { computed } from 'vue'
import { hallFacts, hallPhones, hallVariables } from '#content/plans/hallWords.ts'
import { plans } from '#content/plans/library.ts'
import { continuitySlice } from '#domain/continuity/fold.ts'
import { floorSlice } from '#domain/floorPlan/fold.ts'
import { publishingSlice } from '#domain/publishing/fold.ts'
import { readinessOf, type TabletFacts } from '#domain/readiness/readiness.ts'
import { rosterSlice } from '#domain/roster/fold.ts'
import { useCare } from '../manager/useCare.ts'
import { appVersion } from '../shell/version.ts'
import { useHall, useTablet } from '../useTablet.ts'

const words = [...new Set([hallFacts, hallVariables, hallPhones].flatMap(Object.keys))]
/** Nothing of it changes within the hour by the clock alone. */
const LOOKED_EVERY_MS = 3_600_000

/** How ready the hall is, as it stands now. */
export function useReadiness() {
  const { now, status } = useTablet()
  const hall = useHall(continuitySlice, floorSlice, publishingSlice, rosterSlice)
  const { care } = useCare()
  const hour = computed(() => Math.floor(now.value / LOOKED_EVERY_MS) * LOOKED_EVERY_MS)
  const tablets = computed<TabletFacts | null>(() => {
    if (status.value.link !== 'connected') return null
    const told = new Map(
      (care.value?.tablets ?? []).flatMap(({ tablet, wellbeing }) =>
        wellbeing
          ? [[tablet, { charge: chargeOf(wellbeing.battery), hasSamePlans: wellbeing.app === appVersion }]]
          : [],
      ),
    )
    return { silent: status.value.silent, told: care.value ? told : null }
  })
  return computed(() => readinessOf(hall.value, { plans, words, now: hour.value, tablets: tablets.value }))
}

/** In percent, where it runs down. */
const chargeOf = (battery: { readonly percent: number; readonly charging: boolean } | null): number | null =>
  battery && !battery.charging ? battery.percent : null

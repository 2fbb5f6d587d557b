import * as v from 'valibot'
import { computed, ref } from 'vue'
import { effectsOf } from '#content/plans/effects.ts'
import { planOf } from '#content/plans/library.ts'
import { interruptionsSlice } from '#domain/interruptions/fold.ts'
import { manyFaults } from '#domain/outages/faultReports.ts'
import { PUT_OFF_MS, planFor, suspicion } from '#domain/outages/outages.ts'
import { isAskedOfOutages, isOutageHandled } from '#domain/outages/queries.ts'
import { rosterSlice } from '#domain/roster/fold.ts'
import { kept } from '../kept.ts'
import { useHall, useTablet } from '../useTablet.ts'

/** The service with which customers report a fault. */
const FAULTS = 'SV13'

/** Until when (ms) what is suspected is not asked about again. */
const notNowUntil = kept('outage.notNow', v.record(v.string(), v.number()))

/** What may be out of reach, and the plan for it, for those whose matter it is. It starts nothing and tells nobody. */
export function useOutageSuggestion() {
  const { status, session, identity, now } = useTablet()
  const hall = useHall(interruptionsSlice, rosterSlice)
  const putOff = ref<Readonly<Record<string, number>>>(notNowUntil.read() ?? {})
  const forMe = computed(() => {
    const here = { place: identity.value?.place ?? null, staff: session.value?.staff ?? null }
    return isAskedOfOutages(hall.value, here, now.value)
  })
  const handled = computed(() => isOutageHandled(hall.value, (id) => effectsOf(id).isOutage))
  const reports = computed(() => manyFaults(hall.value, FAULTS, now.value))
  const suggestion = computed(() => {
    const out = suspicion(status.value.probes, now.value) ?? (reports.value === null ? null : ('reports' as const))
    const plan = out && planOf(planFor(out))
    return out && plan && forMe.value && !handled.value && (putOff.value[out] ?? 0) <= now.value
      ? { out, plan, reports: reports.value ?? 0 }
      : null
  })
  return {
    suggestion,
    notNow() {
      if (!suggestion.value) return
      putOff.value = { ...putOff.value, [suggestion.value.out]: now.value + PUT_OFF_MS }
      notNowUntil.keep(putOff.value)
    },
  }
}

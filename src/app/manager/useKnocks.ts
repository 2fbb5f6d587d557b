import { computed, ref } from 'vue'
import { useDoorSheet } from '../doorSheet.ts'
import { useManager } from '../shell/useManager.ts'
import { useTablet } from '../useTablet.ts'

/** Tablets that want in, as far as a manager has not seen it: here, or at the tablet on which the code was made. */
export function useKnocks() {
  const { status, identity } = useTablet()
  const sheet = useDoorSheet()
  /** What the manager has seen. */
  const seen = ref<ReadonlySet<string>>(new Set())
  const isManager = useManager()
  /** What knocks at a door of this tablet is told beside that door; in a tab that has no door, like everywhere else. */
  const isDoorHere = (tablet: string) => tablet === identity.value?.tablet && status.value.doors.length > 0
  const elsewhere = computed(() =>
    status.value.knocks
      .filter(({ tablet }) => isManager.value && !isDoorHere(tablet))
      .map((knock) => ({ ...knock, key: `${knock.tablet} ${knock.name}` }))
      .filter(({ key }) => !seen.value.has(key)),
  )
  const here = computed(() =>
    status.value.doors.flatMap(({ place, state }) =>
      isManager.value && !sheet.open && state.kind === 'knocked' ? [{ place, name: state.name }] : [],
    ),
  )
  return {
    elsewhere,
    here,
    see() {
      seen.value = new Set([...seen.value, ...elsewhere.value.map(({ key }) => key)])
    },
  }
}

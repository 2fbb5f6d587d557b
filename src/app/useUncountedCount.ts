import { type ComputedRef, computed } from 'vue'
import { howManyUncounted } from '#domain/authority/howMany.ts'
import { useTablet } from './useTablet.ts'

/** How much counts for nobody on this tablet: by the list of authority, by itself, or because a fold broke on it. */
export function useUncountedCount(): ComputedRef<number> {
  const { hall, status } = useTablet()
  return computed(
    () => howManyUncounted(hall.value, status.value.ahead) + status.value.setAside.length + hall.value.unfolded.length,
  )
}

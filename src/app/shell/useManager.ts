import { type ComputedRef, computed } from 'vue'
import { useTablet } from '../useTablet.ts'

/** Whether a manager is signed in here: what only they may do is offered to nobody else. */
export function useManager(): ComputedRef<boolean> {
  const { session } = useTablet()
  return computed(() => session.value?.roles.includes('manager') ?? false)
}

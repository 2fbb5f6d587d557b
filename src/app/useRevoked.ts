import { type ComputedRef, computed } from 'vue'
import { useTablet } from './useTablet.ts'

/** Whether this tablet counts for nothing any more: the hall server says so, or the list that the tablet has itself. */
export function useRevoked(): ComputedRef<boolean> {
  const { status, hall, identity } = useTablet()
  return computed(() => {
    const own = identity.value && hall.value.tablets.get(identity.value.tablet)
    return status.value.link === 'revoked' || own?.revoked === true
  })
}

import { type InjectionKey, inject, type Ref, ref, watch } from 'vue'

/** Whether a lock covers the part of the page in which a sheet stands. */
export const coveredKey: InjectionKey<Readonly<Ref<boolean>>> = Symbol('covered')

/**
 * Whether a sheet that is to be open is shown. What opens below a lock waits until the lock is gone: a sheet takes the
 * focus, and the lock needs it. What was open before stays as it was.
 */
export function useOpenBelow(open: Readonly<Ref<boolean>>): Readonly<Ref<boolean>> {
  const covered = inject(coveredKey, ref(false))
  const shown = ref(open.value && !covered.value)
  watch([open, covered], ([isOpen, isCovered]) => {
    if (!isOpen) shown.value = false
    else if (!isCovered) shown.value = true
  })
  return shown
}

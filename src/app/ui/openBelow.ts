import { computed, type InjectionKey, inject, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue'

/** Whether a lock covers the part of the page in which a sheet stands. */
export const coveredKey: InjectionKey<Readonly<Ref<boolean>>> = Symbol('covered')

/** The sheets and questions that are shown now, each by a sign of its own. */
export const sheetsKey: InjectionKey<Ref<ReadonlySet<symbol>>> = Symbol('sheets')

/** What lies over the page and goes with Back. */
export interface Over {
  readonly close: () => void
  /** Whether a lock covers it: nobody closes what they do not see. */
  readonly isCovered: () => boolean
}

/** Listens to the device's Back from the first sheet on; what opened last goes first. */
export interface GoingBack {
  add(over: Over): () => void
  close(): void
}
/** Who listens to Back in this app, once there was something to close (`goingBack.ts`). */
export const goingBackKey: InjectionKey<{ back: GoingBack | null }> = Symbol('goingBack')

/**
 * Whether a sheet that is to be open is shown. What opens below a lock waits until the lock is gone: a sheet takes the
 * focus, and the lock needs it. What was open before stays as it was. `unasked`: it comes by itself, and so waits until
 * whatever somebody has opened is closed again.
 */
export function useOpenBelow(open: Readonly<Ref<boolean>>, unasked = false): Readonly<Ref<boolean>> {
  const covered = inject(coveredKey, ref(false))
  const sheets = inject(sheetsKey, shallowRef<ReadonlySet<symbol>>(new Set()))
  const own = Symbol()
  const waits = computed(() => covered.value || (unasked && [...sheets.value].some((each) => each !== own)))
  const shown = ref(open.value && !waits.value)
  watch([open, waits], ([isOpen, hasToWait]) => {
    if (!isOpen) shown.value = false
    else if (!hasToWait) shown.value = true
  })
  const tell = (isShown: boolean) => {
    const others = [...sheets.value].filter((each) => each !== own)
    sheets.value = new Set(isShown ? [...others, own] : others)
  }
  watch(shown, tell, { immediate: true })
  onScopeDispose(() => tell(false))
  return shown
}

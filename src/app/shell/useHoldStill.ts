import { onScopeDispose, type WatchSource, watch } from 'vue'
import { useTablet } from '../useTablet.ts'

/** No update starts and no idle lock comes while `when` is true: somebody is in the middle of something. */
export function useHoldStill(reason: string, when: WatchSource<boolean>): void {
  const { tablet } = useTablet()
  let release: (() => void) | null = null
  const letGo = () => {
    release?.()
    release = null
  }
  watch(
    when,
    (holding) => {
      if (!holding) letGo()
      else release ??= tablet.holdStill(reason)
    },
    { immediate: true },
  )
  onScopeDispose(letGo)
}

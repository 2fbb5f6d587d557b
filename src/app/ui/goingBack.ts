import { inject, nextTick, onScopeDispose, type Ref, ref, watch } from 'vue'
import { coveredKey, type GoingBack, goingBackKey, type Over } from './openBelow.ts'

/**
 * Nothing open → (a sheet opens) one entry of ours lies on the history → Back takes it: the latest sheet closes, and where
 * others are left the entry comes back. When the last one closes by itself the entry stays for the next: to take it back
 * would be a step that nobody can tell from a person's.
 */
function openGoingBack(): GoingBack {
  const open: Over[] = []
  let isGuarded = false

  function guard(): void {
    if (isGuarded || open.length === 0) return
    history.pushState(null, '')
    isGuarded = true
  }

  async function back(event: PopStateEvent): Promise<void> {
    if (!isGuarded) return
    isGuarded = false
    const last = open.at(-1)
    if (!last) return
    // The page under it stays as it is.
    event.stopImmediatePropagation()
    if (!last.isCovered()) last.close()
    await nextTick()
    guard()
  }

  window.addEventListener('popstate', back, { capture: true })
  return {
    add(over) {
      open.push(over)
      guard()
      return () => {
        const at = open.indexOf(over)
        if (at >= 0) open.splice(at, 1)
      }
    },
    close: () => window.removeEventListener('popstate', back, { capture: true }),
  }
}

/** While it is shown, Back on the device closes it and goes nowhere. */
export function useGoingBack(close: () => void, shown: Readonly<Ref<boolean>> = ref(true)): void {
  const app = inject(goingBackKey, null)
  const covered = inject(coveredKey, ref(false))
  let remove: (() => void) | undefined
  watch(
    shown,
    (isShown) => {
      remove?.()
      remove = undefined
      if (!isShown || !app) return
      app.back ??= openGoingBack()
      remove = app.back.add({ close, isCovered: () => covered.value })
    },
    { immediate: true },
  )
  onScopeDispose(() => remove?.())
}

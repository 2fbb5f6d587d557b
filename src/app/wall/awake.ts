import { onScopeDispose } from 'vue'

/** Keeps the screen awake while it is seen: a browser takes the lock back when it is not. */
export function useAwake(): void {
  if (!('wakeLock' in navigator)) return
  let lock: WakeLockSentinel | null = null
  let closed = false
  async function hold(): Promise<void> {
    if (document.visibilityState !== 'visible') return
    const held = await navigator.wakeLock.request('screen')
    if (closed) await held.release()
    else lock = held
  }
  // A screen that may not stay awake still shows everything while it is on.
  const seen = () => void hold().catch(() => undefined)
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => {
    closed = true
    document.removeEventListener('visibilitychange', seen)
    lock?.release().catch(() => undefined)
  })
  seen()
}

/** Who waits for each stop, by its signal. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls back once this stops, at once where it has; the answer takes it back. However many streams wait for a server to stop,
 * its signal has one listener: eleven tablets are no leak.
 */
export function onceStopped(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) {
    act()
    return () => {}
  }
  let acts = waiting.get(signal)
  if (!acts) {
    const all = new Set<() => void>()
    acts = all
    waiting.set(signal, all)
    signal.addEventListener('abort', () => {
      for (const each of [...all]) each()
    })
  }
  const own = acts
  own.add(act)
  return () => void own.delete(act)
}

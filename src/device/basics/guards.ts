/** Reasons to hold still: a form, a customer, a call. While one holds nothing interrupts the person. */
export interface Guards {
  readonly holding: boolean
  /** Adds a reason; the answer releases it (once). */
  hold(reason: string): () => void
  /** Called when the last reason was released; the answer stops it. */
  onFree(listener: () => void): () => void
}

/** Makes an empty set of guards. */
export function createGuards(): Guards {
  const held = new Set<symbol>()
  const listeners = new Set<() => void>()
  return {
    get holding() {
      return held.size > 0
    },
    hold(reason) {
      const guard = Symbol(reason)
      held.add(guard)
      return () => {
        if (held.delete(guard) && held.size === 0) for (const listener of [...listeners]) listener()
      }
    },
    onFree(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

import type { EventStore } from './eventStore.ts'

/** Papers that no event names go away again: bytes that nobody will ever ask for. */
export interface Sweeping {
  /** To be called often; does something once an hour. */
  look(): Promise<void>
}

const HOUR_MS = 60 * 60_000
/** A paper is named within so many hours in which its tablet was there to name it. */
const HOURS = 24

/**
 * Sweeps once an hour of running time. A tablet that is cut off right after it brought a paper names it when it is back, so
 * the hours count in which it is heard; those of a tablet that was sent away count always.
 */
export function createSweeping(options: {
  readonly store: Pick<EventStore, 'papers' | 'tablets'>
  readonly isHeard: (tablet: string) => boolean
  readonly elapsed: () => number
}): Sweeping {
  const { store, isHeard, elapsed } = options
  let lookedAt = elapsed()
  return {
    async look() {
      if (elapsed() - lookedAt < HOUR_MS) return
      lookedAt = elapsed()
      const paired = new Set((await store.tablets()).flatMap(({ id, status }) => (status === 'revoked' ? [] : [id])))
      const unnamed = await store.papers.unnamed()
      const aged = unnamed.filter(({ tablet }) => !paired.has(tablet) || isHeard(tablet))
      await store.papers.age(aged.map(({ name }) => name))
      for (const { hours, name } of aged) if (hours + 1 >= HOURS) await store.papers.sweep(name)
    },
  }
}

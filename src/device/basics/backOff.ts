import type { Chance } from './ports.ts'

/** How long to wait before the next try: full jitter, so that twenty tablets do not knock at once after an outage. */
export interface BackOff {
  /** The next wait in ms: anything up to a bound that doubles with every try. */
  next(): number
  /** Something worked: the next wait is short again. */
  reset(): void
}

/** Below this a failing call would be repeated in a hot loop. */
const LEAST_MS = 100

/** Makes a back-off whose bound goes from `firstMs` to `mostMs` (1 s → 30 s). */
export function createBackOff(chance: Chance, { firstMs = 1_000, mostMs = 30_000 } = {}): BackOff {
  let tries = 0
  return {
    next() {
      const bound = Math.min(mostMs, firstMs * 2 ** Math.min(tries, 16))
      tries++
      const [a = 0, b = 0] = chance.bytes(2)
      return Math.max(LEAST_MS, Math.floor((bound * (a * 256 + b)) / 65_535))
    },
    reset() {
      tries = 0
    },
  }
}

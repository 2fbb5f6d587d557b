/** Chance that is the same each time it begins with the same seed. */
export interface SeededChance {
  /** From 0 up to 1, without it. */
  next(): number
  below(count: number): number
  /** True so often: 0.1 is one time in ten. */
  often(share: number): boolean
  oneOf<T>(choices: readonly T[]): T
  bytes(count: number): Buffer
}

/** mulberry32: small, and good enough to make up requests. */
export function seededChance(seed: number): SeededChance {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    below,
    often: (share) => next() < share,
    oneOf<T>(choices: readonly T[]): T {
      const chosen = choices[below(choices.length)]
      if (chosen === undefined) throw new Error('nothing to choose from')
      return chosen
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
  }
}

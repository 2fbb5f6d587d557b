/** So many codes are shown one after the other in a second: a camera that looks ten times a second sees nearly each once. */
const PER_SECOND = 6
/** From one code to the next, ms. */
export const CODE_MS = 1_000 / PER_SECOND

/** How long a camera takes to have so many: it misses about one of four. */
export const secondsToCatch = (blocks: number): number => Math.ceil((blocks * 4) / 3 / PER_SECOND) + 1

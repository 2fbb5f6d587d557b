import type { Chance } from '#device/basics/ports.ts'

/** Chance as the browser gives it, for tests in which no figure depends on it. */
export const realChance: Chance = { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) }

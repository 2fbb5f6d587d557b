/** What is stretched: the PIN, its salt (hex), memory in KiB and passes. */
export interface PinAsk {
  readonly pin: string
  readonly salt: string
  readonly memory: number
  readonly passes: number
}

/** What stretching costs: memory in KiB and passes over it. */
export type PinCost = Pick<PinAsk, 'memory' | 'passes'>

/** Stretches a PIN with Argon2id to 32 bytes (hex). Takes a noticeable time on purpose; in the browser a worker does it. */
export type PinStretch = (ask: PinAsk) => Promise<string>

/**
 * 64 MiB and 3 passes: the second choice of RFC 9106, for where memory is short. It slows guessing down; it does not
 * make a six-digit PIN strong.
 */
export const PIN_COST = { memory: 64 * 1024, passes: 3 } as const satisfies PinCost

/** This device has not got the memory that stretching a PIN takes. */
export class NoMemory extends Error {}

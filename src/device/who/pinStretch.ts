import { hexToBytes } from '@noble/hashes/utils.js'
import { argon2id } from 'hash-wasm'

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
 * 19 MiB and 2 passes: the smaller of the two settings that OWASP's password storage guidance recommends for Argon2id.
 * A tablet takes a few tenths of a second for it. It slows guessing down; it does not make a six-digit PIN strong.
 */
export const PIN_COST = { memory: 19 * 1024, passes: 2 } as const satisfies PinCost

/** Stretches a PIN on the thread it is called on. */
export const stretchPin: PinStretch = ({ pin, salt, memory, passes }) =>
  argon2id({
    password: pin,
    salt: hexToBytes(salt),
    iterations: passes,
    memorySize: memory,
    parallelism: 1,
    hashLength: 32,
    outputType: 'hex',
  })

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
 * 64 MiB and 3 passes: the second choice of RFC 9106, for where memory is short. It slows guessing down; it does not
 * make a six-digit PIN strong.
 */
export const PIN_COST = { memory: 64 * 1024, passes: 3 } as const satisfies PinCost

/** This device has not got the memory that stretching a PIN takes. */
export class NoMemory extends Error {}

/** Stretches a PIN on the thread it is called on. Throws `NoMemory`. */
export const stretchPin: PinStretch = async ({ pin, salt, memory, passes }) => {
  try {
    return await argon2id({
      password: pin,
      salt: hexToBytes(salt),
      iterations: passes,
      memorySize: memory,
      parallelism: 1,
      hashLength: 32,
      outputType: 'hex',
    })
  } catch (fault) {
    // Nothing else here has a size: a memory that did not grow as far as it was asked to ends in a view beyond its end.
    if (fault instanceof RangeError) throw new NoMemory(fault.message, { cause: fault })
    throw fault
  }
}

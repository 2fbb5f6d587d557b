import { hexToBytes } from '@noble/hashes/utils.js'
import { argon2id } from 'hash-wasm'
import { NoMemory, type PinStretch } from './pinStretch.ts'

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

import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { decrypt, encrypt } from '#device/basics/aesGcm.ts'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import type { Chance } from '#device/basics/ports.ts'
import { PIN_COST, type PinStretch } from '#device/who/pinStretch.ts'
import type { Envelope } from './keptVault.ts'

/** Puts the vault key into envelopes that a PIN opens, and takes it out again. */
export interface PinEnvelopes {
  /** Stretches a PIN with a salt of its own; the answer seals a vault key for this person. */
  prepare(staff: string, pin: string): Promise<(vaultKey: Uint8Array) => Promise<Envelope>>
  /** The vault key; null when it was another PIN. */
  open(envelope: Envelope, staff: string, pin: string): Promise<Uint8Array | null>
}

/** `bound` names what an envelope is for, so that one of another tablet or person does not open here. */
export function createPinEnvelopes({
  chance,
  stretch,
  bound,
}: {
  readonly chance: Chance
  readonly stretch: PinStretch
  readonly bound: (staff: string) => string
}): PinEnvelopes {
  return {
    async prepare(staff, pin) {
      const salt = bytesToHex(chance.bytes(16))
      const stretched = hexToBytes(await stretch({ pin, salt, ...PIN_COST }))
      return async (vaultKey) => ({
        salt,
        ...PIN_COST,
        sealed: toBase64(await encrypt(stretched, bound(staff), vaultKey, chance)),
      })
    },
    async open({ salt, memory, passes, sealed }, staff, pin) {
      const stretched = hexToBytes(await stretch({ pin, salt, memory, passes }))
      return decrypt(stretched, bound(staff), fromBase64(sealed))
    },
  }
}

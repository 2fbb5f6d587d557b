import { decrypt, deriveAesKey, encrypt } from '#device/basics/aesGcm.ts'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import type { Chance } from '#device/basics/ports.ts'
import type { PersonKey } from '#device/who/personKey.ts'

/** Puts the vault key into envelopes that one person's key opens, whatever their PIN is by then, and takes it out again. */
export interface PersonEnvelopes {
  seal(key: PersonKey, vaultKey: Uint8Array): Promise<string>
  /** The vault key; null when the envelope is for another key. */
  open(key: PersonKey, envelope: string): Promise<Uint8Array | null>
}

/** `bound` names what an envelope is for, so that one of another tablet or person does not open here. */
export function createPersonEnvelopes({
  chance,
  bound,
}: {
  readonly chance: Chance
  readonly bound: (staff: string) => string
}): PersonEnvelopes {
  const keyFor = ({ wrap, staff }: PersonKey) => deriveAesKey(wrap, `stayopen vault ${bound(staff)}`)
  return {
    seal: async (key, vaultKey) => toBase64(await encrypt(await keyFor(key), bound(key.staff), vaultKey, chance)),
    open: async (key, envelope) => decrypt(await keyFor(key), bound(key.staff), fromBase64(envelope)),
  }
}

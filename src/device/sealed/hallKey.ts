import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { decrypt, encrypt } from '#device/basics/aesGcm.ts'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import type { Chance } from '#device/basics/ports.ts'

/**
 * A hall key as it travels between tablets and lies in their vaults: 32 random bytes, never on a server. Papers and
 * drafts are sealed with it.
 */
export interface HallKey {
  /** Names the version of the key a paper was sealed with: first 8 bytes of a hash of the key, hex. */
  readonly id: string
  /** The 32 bytes, base64. */
  readonly secret: string
}

/** Where a sealed thing belongs. All of it is bound into the seal: moved elsewhere, it does not open. */
export interface Belongs {
  readonly hall: string
  /** The case, or what else it is about: `c_9f3c…`. */
  readonly subject: string
  /** `intake`, `signature`, `photo`, `draft` … */
  readonly kind: string
}

const VERSION = 1
const ID_BYTES = 8
const HEAD_BYTES = 1 + ID_BYTES

/** Makes a hall key. */
export const makeHallKey = (chance: Chance): Promise<HallKey> => hallKeyOf(chance.bytes(32))

/** The hall key with these 32 bytes. */
export async function hallKeyOf(bytes: Uint8Array): Promise<HallKey> {
  const hash = await crypto.subtle.digest('SHA-256', concatBytes(new TextEncoder().encode('stayopen hall key '), bytes))
  return { id: bytesToHex(new Uint8Array(hash).subarray(0, ID_BYTES)), secret: toBase64(bytes) }
}

/**
 * Seals bytes with AES-256-GCM and a random nonce: version, key id, nonce, ciphertext. Hall, subject, kind and key id are
 * bound in as additional data.
 */
export async function seal(key: HallKey, belongs: Belongs, bytes: Uint8Array, chance: Chance): Promise<Uint8Array> {
  const sealed = await encrypt(fromBase64(key.secret), additional(belongs, key.id), bytes, chance)
  return concatBytes(Uint8Array.of(VERSION), hexToBytes(key.id), sealed)
}

/** The id of the key that sealed these bytes; null when they are no seal of this version. */
export const keyIdOf = (sealed: Uint8Array): string | null =>
  sealed.length > HEAD_BYTES && sealed[0] === VERSION ? bytesToHex(sealed.subarray(1, HEAD_BYTES)) : null

/** Opens a seal; null when it was changed, was sealed with another key or belongs elsewhere. */
export async function unseal(key: HallKey, belongs: Belongs, sealed: Uint8Array): Promise<Uint8Array | null> {
  if (keyIdOf(sealed) !== key.id) return null
  return decrypt(fromBase64(key.secret), additional(belongs, key.id), sealed.subarray(HEAD_BYTES))
}

/**
 * A keyed hash of a number, 16 hex digits: the same number has the same tag on every tablet of the hall, and who has no
 * hall key cannot try numbers out.
 */
export async function tagOf(key: HallKey, hall: string, number: string): Promise<string> {
  const secret = await crypto.subtle.importKey('raw', fromBase64(key.secret), 'HKDF', false, ['deriveKey'])
  const text = new TextEncoder()
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: text.encode(hall), info: text.encode('stayopen tags') }
  const use = { name: 'HMAC', hash: 'SHA-256', length: 256 } as const
  const tagging = await crypto.subtle.deriveKey(derivation, secret, use, false, ['sign'])
  const tag = await crypto.subtle.sign('HMAC', tagging, text.encode(number))
  return bytesToHex(new Uint8Array(tag).subarray(0, 8))
}

/** JSON, so that no two different places can ever be written the same. */
const additional = ({ hall, subject, kind }: Belongs, keyId: string): string =>
  JSON.stringify(['stayopen', VERSION, hall, subject, kind, keyId])

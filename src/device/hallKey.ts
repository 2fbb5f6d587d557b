import { fromBase64, toBase64, toHex } from './base64.ts'
import type { Chance } from './ports.ts'

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
const NONCE_BYTES = 12
const HEAD_BYTES = 1 + ID_BYTES + NONCE_BYTES
const text = (words: string) => new TextEncoder().encode(words)

/** Makes a hall key. */
export const makeHallKey = (chance: Chance): Promise<HallKey> => hallKeyOf(chance.bytes(32))

/** The hall key with these 32 bytes. */
export async function hallKeyOf(bytes: Uint8Array): Promise<HallKey> {
  const hash = await crypto.subtle.digest('SHA-256', joined(text('stayopen hall key '), bytes))
  return { id: toHex(new Uint8Array(hash).subarray(0, ID_BYTES)), secret: toBase64(bytes) }
}

/**
 * Seals bytes with AES-256-GCM and a random nonce: version, key id, nonce, ciphertext. Hall, subject, kind and key id are
 * bound in as additional data.
 */
export async function seal(key: HallKey, belongs: Belongs, bytes: Uint8Array, chance: Chance): Promise<Uint8Array> {
  const nonce = chance.bytes(NONCE_BYTES)
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: own(nonce), additionalData: additional(belongs, key.id) },
    await aesKey(fromBase64(key.secret)),
    own(bytes),
  )
  return joined(Uint8Array.of(VERSION), idBytes(key.id), nonce, new Uint8Array(sealed))
}

/** The id of the key that sealed these bytes; null when they are no seal of this version. */
export const keyIdOf = (sealed: Uint8Array): string | null =>
  sealed.length > HEAD_BYTES && sealed[0] === VERSION ? toHex(sealed.subarray(1, 1 + ID_BYTES)) : null

/** Opens a seal; null when it was changed, was sealed with another key or belongs elsewhere. */
export async function unseal(key: HallKey, belongs: Belongs, sealed: Uint8Array): Promise<Uint8Array | null> {
  if (keyIdOf(sealed) !== key.id) return null
  const iv = own(sealed.subarray(1 + ID_BYTES, HEAD_BYTES))
  try {
    const bytes = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData: additional(belongs, key.id) },
      await aesKey(fromBase64(key.secret)),
      own(sealed.subarray(HEAD_BYTES)),
    )
    return new Uint8Array(bytes)
  } catch {
    return null
  }
}

/** A key for AES-256-GCM that WebCrypto keeps to itself. */
export const aesKey = (bytes: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', own(bytes), 'AES-GCM', false, ['encrypt', 'decrypt'])

/** Several runs of bytes as one. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((size, { length }) => size + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** The same bytes in a buffer of their own, as WebCrypto's types ask for. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

const idBytes = (id: string): Uint8Array =>
  Uint8Array.from({ length: ID_BYTES }, (_, i) => Number.parseInt(id.slice(2 * i, 2 * i + 2), 16))

/** JSON, so that no two different places can ever be written the same. */
const additional = ({ hall, subject, kind }: Belongs, keyId: string): Uint8Array<ArrayBuffer> =>
  own(text(JSON.stringify(['stayopen', VERSION, hall, subject, kind, keyId])))

import { concatBytes } from '@noble/hashes/utils.js'
import { fresh } from '#device/basics/bytes.ts'
import type { Chance } from '#device/basics/ports.ts'

const NONCE_BYTES = 12

/** Encrypts with AES-256-GCM under a 32-byte key and a random nonce, bound to `additional`: nonce, then ciphertext. */
export async function encrypt(
  key: Uint8Array,
  additional: string,
  bytes: Uint8Array,
  chance: Chance,
): Promise<Uint8Array> {
  const nonce = chance.bytes(NONCE_BYTES)
  const sealed = await crypto.subtle.encrypt(algorithm(nonce, additional), await aesKey(key), fresh(bytes))
  return concatBytes(nonce, new Uint8Array(sealed))
}

/** Decrypts what `encrypt` made; null when it was changed, or key or `additional` are others. */
export async function decrypt(key: Uint8Array, additional: string, sealed: Uint8Array): Promise<Uint8Array | null> {
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const rest = fresh(sealed.subarray(NONCE_BYTES))
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(nonce, additional), await aesKey(key), rest))
  } catch {
    return null
  }
}

const algorithm = (nonce: Uint8Array, additional: string) => ({
  name: 'AES-GCM',
  iv: fresh(nonce),
  additionalData: new TextEncoder().encode(additional),
})

const aesKey = (bytes: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fresh(bytes), 'AES-GCM', false, ['encrypt', 'decrypt'])

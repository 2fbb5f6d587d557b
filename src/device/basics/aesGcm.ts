import { concatBytes } from '@noble/hashes/utils.js'
import { fresh } from './bytes.ts'
import type { Chance } from './ports.ts'

const NONCE_BYTES = 12
const NO_SALT = new Uint8Array(32)

/**
 * Encrypts with AES-256-GCM under a key (or its 32 bytes) and a random nonce, bound to `additional`: nonce, then
 * ciphertext.
 */
export async function encrypt(
  key: CryptoKey | Uint8Array,
  additional: string,
  bytes: Uint8Array,
  chance: Chance,
): Promise<Uint8Array> {
  const nonce = chance.bytes(NONCE_BYTES)
  const sealed = await crypto.subtle.encrypt(algorithm(nonce, additional), await aesKey(key), fresh(bytes))
  return concatBytes(nonce, new Uint8Array(sealed))
}

/** Decrypts what `encrypt` made; null when it was changed, or key or `additional` are others. */
export async function decrypt(
  key: CryptoKey | Uint8Array,
  additional: string,
  sealed: Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const rest = fresh(sealed.subarray(NONCE_BYTES))
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(nonce, additional), await aesKey(key), rest))
  } catch {
    return null
  }
}

/** A secret from which keys are derived, each for a purpose of its own; it cannot be read out again. */
export const derivationKey = (secret: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fresh(secret), 'HKDF', false, ['deriveKey'])

/** The AES-256-GCM key that HKDF-SHA-256 makes of a secret for what `info` says. */
export const deriveAesKey = (base: CryptoKey, info: string): Promise<CryptoKey> =>
  crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: NO_SALT, info: new TextEncoder().encode(info) },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )

const algorithm = (nonce: Uint8Array, additional: string) => ({
  name: 'AES-GCM',
  iv: fresh(nonce),
  additionalData: new TextEncoder().encode(additional),
})

const aesKey = async (key: CryptoKey | Uint8Array): Promise<CryptoKey> =>
  key instanceof Uint8Array ? crypto.subtle.importKey('raw', fresh(key), 'AES-GCM', false, ['encrypt', 'decrypt']) : key

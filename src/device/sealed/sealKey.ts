import { concatBytes } from '@noble/hashes/utils.js'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'

/** A tablet's ECDH P-256 key pair, to whose public half others seal a new hall key. Lies in the vault only. */
export interface SealKey {
  /** SPKI, base64. */
  readonly publicKey: string
  /** PKCS #8, base64. */
  readonly privateKey: string
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const NONCE = new Uint8Array(12)

export async function makeSealKey(): Promise<SealKey> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const [spki, pkcs8] = await Promise.all([
    crypto.subtle.exportKey('spki', pair.publicKey),
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
  ])
  return { publicKey: toBase64(new Uint8Array(spki)), privateKey: toBase64(new Uint8Array(pkcs8)) }
}

/**
 * Seals bytes to a public key: a one-time ECDH key, HKDF-SHA-256, AES-256-GCM (the way of ECIES). Answers the one-time
 * public key (65 bytes, raw) and the ciphertext. The key is used once, so the nonce can stay zero.
 */
export async function sealTo(publicKey: string, info: string, bytes: Uint8Array): Promise<Uint8Array> {
  const once = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const theirs = await crypto.subtle.importKey('spki', fromBase64(publicKey), CURVE, false, [])
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey))
  const key = await agree(once.privateKey, theirs, raw, info)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: NONCE }, key, new Uint8Array(bytes))
  return concatBytes(raw, new Uint8Array(sealed))
}

/** Opens what was sealed to this key; null when it was not, or was changed. */
export async function openSealedTo(key: SealKey, info: string, sealed: Uint8Array): Promise<Uint8Array | null> {
  try {
    const raw = sealed.subarray(0, 65)
    const theirs = await crypto.subtle.importKey('raw', new Uint8Array(raw), CURVE, false, [])
    const ours = await crypto.subtle.importKey('pkcs8', fromBase64(key.privateKey), CURVE, false, ['deriveBits'])
    const shared = await agree(ours, theirs, raw, info)
    const rest = new Uint8Array(sealed.subarray(65))
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: NONCE }, shared, rest))
  } catch {
    return null
  }
}

async function agree(ours: CryptoKey, theirs: CryptoKey, once: Uint8Array, info: string): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours, 256)
  const base = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(once), info: new TextEncoder().encode(info) }
  return crypto.subtle.deriveKey(hkdf, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

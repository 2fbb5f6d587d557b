import * as v from 'valibot'
import { signText } from '#device/basics/signatures.ts'
import type { SignedText } from '#log/signed.ts'

/** The tablet's ECDSA P-256 key: what it signs is what the hall believes of it. */
export interface SigningKey {
  /** Public half, SPKI in base64; pairing records it. */
  readonly publicKey: string
  /** Raw r||s signature (64 bytes) over the text, SHA-256. */
  sign(text: SignedText): Promise<Uint8Array>
}

/** Names under which the key, its sealed copy and what opens that are kept. */
export const KEY = 'signing-key'
export const SEALED = 'signing-key-sealed'
export const SECRET = 'signing-key-secret'

export const Sealed = v.object({ publicKey: v.string(), iv: v.string(), pkcs8: v.string() })
export type SealedCopy = Readonly<v.InferOutput<typeof Sealed>>
export const Secret = v.object({ secret: v.string() })

/** The key in use. */
export const signingKey = (publicKey: string, key: CryptoKey): SigningKey => ({
  publicKey,
  sign: (text) => signText(key, text),
})

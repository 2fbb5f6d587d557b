/** Who signed: what tablets and people sign is signed and checked here. */
import type { Line } from '#log/lines.ts'
import { proofIn, proofParts, signedAct } from '#log/proofs.ts'
import { isUncompressed } from '#log/publicKeys.ts'
import type { SignedText } from '#log/signed.ts'
import { fromBase64 } from './base64.ts'

/** The kind of key that signs. */
export const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' }

/** Raw r‖s signature (64 bytes) of a private key over the text, SHA-256. */
export const signText = async (key: CryptoKey, text: SignedText): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.sign(SIGNATURE, key, bytesOf(text)))

/** Whether raw r‖s (64 bytes) is the signature of a key over the text. */
export const isSignatureOf = (key: CryptoKey, text: SignedText, signature: Uint8Array): Promise<boolean> =>
  crypto.subtle.verify(SIGNATURE, key, new Uint8Array(signature), bytesOf(text))

/** True when the signature (raw r‖s, base64 or base64url) over the text is this tablet's (SPKI, base64). Never throws. */
export const verifySignature = (publicKey: string, text: SignedText, signature: string): Promise<boolean> =>
  isSignedBy('spki', publicKey, text, signature)

/** Whether the proof on a line, if it has one, is its person's. Never throws: what cannot even be read was made by nobody. */
export async function isProven(line: Line): Promise<boolean> {
  const proof = proofIn(line)
  if (proof === null) return true
  const { key, signature } = proofParts(proof)
  return isSignedBy('raw', key, signedAct(line), signature)
}

/** So many keys are kept ready: more than people and tablets ever work in a hall. */
const MOST_KEYS = 500
const keys = new Map<string, Promise<CryptoKey | null>>()

async function isSignedBy(format: 'spki' | 'raw', key: string, text: SignedText, signature: string): Promise<boolean> {
  if (keys.size > MOST_KEYS) keys.clear()
  const read = keys.get(key) ?? readKey(format, key)
  keys.set(key, read)
  const known = await read
  try {
    return known !== null && (await isSignatureOf(known, text, fromBase64(signature)))
  } catch {
    return false
  }
}

/** A public key that cannot be read was made by nobody. */
async function readKey(format: 'spki' | 'raw', key: string): Promise<CryptoKey | null> {
  try {
    const bytes = fromBase64(key)
    if (!isUncompressed(bytes, format)) return null
    return await crypto.subtle.importKey(format, bytes, CURVE, false, ['verify'])
  } catch {
    return null
  }
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

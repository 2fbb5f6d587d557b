import { fromBase64, toBase64Url } from '#device/basics/base64.ts'
import type { Line } from '#log/lines.ts'
import { proofIn, proofParts, signedAct, withProof } from '#log/proofs.ts'

/** Somebody who signs here: a member of staff who has shown their PIN, or the root key. Can be handed to another tab. */
export interface ActSigner {
  /** `s_0012`; of the root key `root`. */
  readonly staff: string
  /** Public half, 65 raw bytes, base64url. */
  readonly publicKey: string
  readonly sign: CryptoKey
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' }
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** The line with this person's proof in its head. */
export async function signLine(line: Line, { publicKey, sign }: ActSigner): Promise<Line> {
  const signature = await crypto.subtle.sign(SIGNATURE, sign, bytesOf(signedAct(line)))
  return withProof(line, { key: publicKey, signature: toBase64Url(new Uint8Array(signature)) })
}

/** So many keys are kept ready: more than people ever work in a hall. */
const MOST_KEYS = 500
const keys = new Map<string, Promise<CryptoKey | null>>()

/** Whether the proof on a line, if it has one, is its own. Never throws: what cannot even be read was made by nobody. */
export async function isProven(line: Line): Promise<boolean> {
  const proof = proofIn(line)
  if (proof === null) return true
  const { key, signature } = proofParts(proof)
  if (keys.size > MOST_KEYS) keys.clear()
  const read = keys.get(key) ?? readKey(key)
  keys.set(key, read)
  const known = await read
  if (!known) return false
  return crypto.subtle.verify(SIGNATURE, known, fromBase64(signature), bytesOf(signedAct(line))).catch(() => false)
}

const readKey = (key: string): Promise<CryptoKey | null> =>
  crypto.subtle.importKey('raw', fromBase64(key), CURVE, false, ['verify']).catch(() => null)

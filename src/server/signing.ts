import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import type { JournalHead, Line } from '#log/lines.ts'
import { proofIn, proofParts, signedAct } from '#log/proofs.ts'
import { isUncompressed, SPKI_OF_P256 } from '#log/publicKeys.ts'
import type { SignedText } from '#log/signed.ts'
import { signedHead } from '#log/signedHead.ts'

const SIGNATURE_BYTES = 64
const SPKI = Buffer.from(SPKI_OF_P256, 'hex')

/** Reads a tablet's public key: SPKI in base64, ECDSA on P-256. Null for anything else. */
export function readPublicKey(key: string): KeyObject | null {
  try {
    const bytes = Buffer.from(key, 'base64')
    if (!isUncompressed(bytes, 'spki')) return null
    const read = createPublicKey({ key: bytes, format: 'der', type: 'spki' })
    const fits = read.asymmetricKeyType === 'ec' && read.asymmetricKeyDetails?.namedCurve === 'prime256v1'
    // One key has one text.
    return fits && read.export({ format: 'der', type: 'spki' }).toString('base64') === key ? read : null
  } catch {
    return null
  }
}

/** Whether the signature (base64, raw r‖s) over the text is this key's. */
export function isSignedBy(key: KeyObject, text: SignedText, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64')
  if (bytes.length !== SIGNATURE_BYTES) return false
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes)
}

/** Whether the proof of a person on a line, if it has one, is their key's. */
export function isProven(line: Line): boolean {
  const proof = proofIn(line)
  if (proof === null) return true
  const { key, signature } = proofParts(proof)
  return isSignedByPerson(key, signedAct(line), signature)
}

/** The same, looked at beside everything else: another processor does it, and the server goes on. */
export function isProvenBeside(line: Line): Promise<boolean> {
  const proof = proofIn(line)
  if (proof === null) return Promise.resolve(true)
  const { key, signature } = proofParts(proof)
  const read = readPersonKey(key)
  const bytes = Buffer.from(signature, 'base64')
  if (read === null || bytes.length !== SIGNATURE_BYTES) return Promise.resolve(false)
  const text = Buffer.from(signedAct(line))
  return new Promise((resolve, reject) => {
    verify('sha256', text, { key: read, dsaEncoding: 'ieee-p1363' }, bytes, (fault, is) =>
      fault ? reject(fault) : resolve(is),
    )
  })
}

/** Whether the signature over the text is of this key, a person's or the root's: 65 raw bytes, base64url. */
export function isSignedByPerson(key: string, text: SignedText, signature: string): boolean {
  const read = readPersonKey(key)
  return read !== null && isSignedBy(read, text, signature)
}

/** Whether a text is the public key of a person, or a root key. */
export const isPersonKey = (key: string): boolean => readPersonKey(key) !== null

/** So many keys are kept ready: more than people ever work in a hall. */
const MOST_KEYS = 500
const personKeys = new Map<string, KeyObject | null>()

/** Reads a person's public key: 65 raw bytes in base64url. */
function readPersonKey(key: string): KeyObject | null {
  const before = personKeys.get(key)
  if (before !== undefined) return before
  if (personKeys.size > MOST_KEYS) personKeys.clear()
  const read = readPublicKey(Buffer.concat([SPKI, Buffer.from(key, 'base64url')]).toString('base64'))
  personKeys.set(key, read)
  return read
}

/** A new signing key: the public half as journals name it, the private half as the store keeps it. */
export function createSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

/** The server's own signing hand. */
export interface Signer {
  readonly publicKey: string
  sign(journal: string, head: JournalHead): string
}

/** Opens a key made by `createSigningKey`. */
export function openSigner(signingKey: string): Signer {
  const key = createPrivateKey({ key: Buffer.from(signingKey, 'base64'), format: 'der', type: 'pkcs8' })
  return {
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (journal, head) =>
      sign('sha256', Buffer.from(signedHead(journal, head)), { key, dsaEncoding: 'ieee-p1363' }).toString('base64'),
  }
}

/** SHA-256 in hex, by the platform's own routine: admission hashes every line that comes in. */
export const sha256Hex = (bytes: string | Uint8Array): string =>
  typeof hash === 'function' ? hash('sha256', bytes, 'hex') : createHash('sha256').update(bytes).digest('hex')

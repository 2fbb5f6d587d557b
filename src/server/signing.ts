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
import type { JournalHead } from '#log/lines.ts'
import { type SignedText, signedPush } from '#log/signed.ts'

const SIGNATURE_BYTES = 64

/** Reads a tablet's public key: SPKI in base64, ECDSA on P-256. Null for anything else. */
export function readPublicKey(key: string): KeyObject | null {
  try {
    const read = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    const fits = read.asymmetricKeyType === 'ec' && read.asymmetricKeyDetails?.namedCurve === 'prime256v1'
    // One key has one text: it stands in names and is compared.
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
      sign('sha256', Buffer.from(signedPush(journal, head)), { key, dsaEncoding: 'ieee-p1363' }).toString('base64'),
  }
}

/** SHA-256 in hex, by the platform's own routine: admission hashes every line that comes in. */
export const sha256Hex = (bytes: string | Uint8Array): string =>
  typeof hash === 'function' ? hash('sha256', bytes, 'hex') : createHash('sha256').update(bytes).digest('hex')

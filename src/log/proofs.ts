/**
 * A person's proof on a line: whose key it is, and its signature over the head without the proof. So it holds for this
 * event in this place of this journal of this hall, and nowhere else.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { headText, type Line } from './lines.ts'
import { type SignedText, signedFor } from './signed.ts'

/** A proof taken apart: public key (65 bytes) and signature (64), base64url. Nobody has checked it. */
export interface Proof {
  readonly key: string
  readonly signature: string
}

const FIELD = ',"proof":"'
const AT_THE_END = /,"proof":"([\w-]{87}\.[\w-]{86})"\}$/

/** What stands in a line as its proof, or null. */
export const proofIn = (line: Line): string | null => AT_THE_END.exec(headText(line))?.[1] ?? null

/** What a person signs of a line: its head without the proof. */
export const signedAct = (line: Line): SignedText => signedFor('act', headText(line).replace(AT_THE_END, '}'))

/** The line with a person's proof in its head: what was hashed of it before no longer holds. */
export function withProof(line: Line, { key, signature }: Proof): Line {
  const head = headText(line)
  return `${head.slice(0, -1)}${FIELD}${key}.${signature}"}${line.slice(head.length)}`
}

/** A proof as it stands in a head, taken apart. */
export const proofParts = (proof: string): Proof => {
  const [key = '', signature = ''] = proof.split('.')
  return { key, signature }
}

/** Whose key stands on an event; null where nobody's does. */
export const keyOn = ({ proof }: { readonly proof?: string | undefined }): string | null =>
  proof === undefined ? null : proofParts(proof).key

/** Names an event by its proof: whoever names it has seen exactly this one. SHA-256, hex. */
export const proofId = (proof: string): string => bytesToHex(sha256(utf8ToBytes(proof)))

import { bytesToHex } from '@noble/hashes/utils.js'
import * as v from 'valibot'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import { fresh } from '#device/basics/bytes.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'

const NAME = 'desk-secret'
const BYTES = 32

const Secret = v.pipe(
  v.string(),
  // What a bad disk has changed is none; only what is base64 is taken apart.
  v.regex(/^[A-Za-z0-9+/]{43}=$/),
)
const Kept = v.object({ secrets: v.array(Secret) })

/**
 * The 32 bytes that the desk tablets of a hall share and that stand in no log: without them nobody can try PINs out on
 * the boxes in the log. They lie beside the secret of the signing key, readable while nobody is signed in, because
 * signing in needs them. After a recovery there is a new one, and older boxes still need the one before: newest first.
 * Empty on a wall, and before this tablet was let in.
 */
export async function readDeskSecrets(keepsakes: Keepsakes): Promise<readonly Uint8Array[]> {
  const kept = await keepsakes.read(NAME, Kept)
  return kept?.secrets.map(fromBase64) ?? []
}

/** Keeps these instead, newest first. */
export async function writeDeskSecrets(keepsakes: Keepsakes, secrets: readonly Uint8Array[]): Promise<void> {
  if (secrets.some(({ length }) => length !== BYTES)) throw new Error('a desk secret has 32 bytes')
  await keepsakes.write(NAME, { secrets: secrets.map(toBase64) })
}

/** By what a box in the log says which desk secret it was made with (hex): nothing can be learnt from it. */
export async function markOfSecret(secret: Uint8Array): Promise<string> {
  const key = await crypto.subtle.importKey('raw', fresh(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const mark = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode('stayopen mark of a desk secret'))
  return bytesToHex(new Uint8Array(mark, 0, 8))
}

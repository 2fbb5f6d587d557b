import * as v from 'valibot'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'

const NAME = 'desk-secret'
const BYTES = 32

const Kept = v.object({
  secret: v.pipe(
    v.string(),
    v.base64(),
    v.check((text) => fromBase64(text).length === BYTES),
  ),
})

/**
 * The 32 bytes that the desk tablets of a hall share and that stand in no log: without them nobody can try PINs out on
 * the boxes in the log. They lie beside the secret of the signing key, readable while nobody is signed in, because
 * signing in needs them. Null on a wall, and before this tablet was let in.
 */
export async function readDeskSecret(keepsakes: Keepsakes): Promise<Uint8Array | null> {
  const kept = await keepsakes.read(NAME, Kept)
  return kept && fromBase64(kept.secret)
}

export async function writeDeskSecret(keepsakes: Keepsakes, secret: Uint8Array): Promise<void> {
  if (secret.length !== BYTES) throw new Error('a desk secret has 32 bytes')
  await keepsakes.write(NAME, { secret: toBase64(secret) })
}

import type { Keepsakes } from '#device/basics/keepsakes.ts'
import { KEY, SEALED, Sealed, type SigningKey, signingKey } from './signingKey.ts'

/** Opens the key made before, from IndexedDB or, when that was lost, from its seal; null when neither is there. */
export async function openSigningKey(keepsakes: Keepsakes): Promise<SigningKey | null> {
  const sealed = await keepsakes.read(SEALED, Sealed)
  if (!sealed) return null
  const known = await keepsakes.readKey(KEY)
  if (known) return signingKey(sealed.publicKey, known)
  // A browser seldom loses a key: what opens the copy is loaded then.
  return (await import('./sealedSigningKey.ts')).unsealSigningKey(keepsakes, sealed)
}

import { derivationKey, deriveAesKey } from '#device/basics/aesGcm.ts'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import { fresh } from '#device/basics/bytes.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance } from '#device/basics/ports.ts'
import { CURVE } from '#device/basics/signatures.ts'
import { KEY, SEALED, SECRET, type SealedCopy, Secret, type SigningKey, signingKey } from './signingKey.ts'

/**
 * Makes a new key. The copy in use cannot be read out of IndexedDB. Because Chromium can lose an IndexedDB whole, a
 * sealed copy lies on the journal's disk, and the secret that opens it beside it in a file of its own.
 *
 * What this protects: nobody gets the key from a copy of the database, or from one of the two files. What it does not:
 * whoever can read this origin's whole storage (the unlocked device, a script running in the app) can open the seal. A
 * lost tablet is therefore revoked by a manager; its key alone opens nothing.
 */
export async function createSigningKey(keepsakes: Keepsakes, chance: Chance): Promise<SigningKey> {
  const { subtle } = crypto
  const pair = await subtle.generateKey(CURVE, true, ['sign', 'verify'])
  const publicKey = toBase64(new Uint8Array(await subtle.exportKey('spki', pair.publicKey)))
  const pkcs8 = await subtle.exportKey('pkcs8', pair.privateKey)
  const secret = chance.bytes(32)
  const iv = chance.bytes(12)
  const sealed = await subtle.encrypt(
    { name: 'AES-GCM', iv: fresh(iv), additionalData: new TextEncoder().encode(publicKey) },
    await sealKey(secret),
    pkcs8,
  )
  await keepsakes.write(SECRET, { secret: toBase64(secret) })
  await keepsakes.write(SEALED, { publicKey, iv: toBase64(iv), pkcs8: toBase64(new Uint8Array(sealed)) })
  const key = await importPrivate(pkcs8)
  await keepsakes.writeKey(KEY, key)
  return signingKey(publicKey, key)
}

/** Opens the sealed copy and puts it in use again; null when the secret that opens it is gone, or it does not open. */
export async function unsealSigningKey(keepsakes: Keepsakes, sealed: SealedCopy): Promise<SigningKey | null> {
  const secret = await keepsakes.read(SECRET, Secret)
  const key = secret && (await unseal(sealed, secret.secret).catch(() => null))
  if (!key) return null
  await keepsakes.writeKey(KEY, key)
  return signingKey(sealed.publicKey, key)
}

async function unseal({ iv, pkcs8, publicKey }: SealedCopy, secret: string): Promise<CryptoKey> {
  const additionalData = new TextEncoder().encode(publicKey)
  const by = await sealKey(fromBase64(secret))
  return importPrivate(
    await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(iv), additionalData }, by, fromBase64(pkcs8)),
  )
}

const importPrivate = (pkcs8: ArrayBuffer): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', pkcs8, CURVE, false, ['sign'])

const sealKey = async (secret: Uint8Array): Promise<CryptoKey> =>
  deriveAesKey(await derivationKey(secret), 'stayopen signing key')

import { concatBytes } from '@noble/hashes/utils.js'
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import { type HallKey, hallKeyOf } from '#device/sealed/hallKey.ts'
import type { SealKey } from '#device/sealed/sealKey.ts'

/** What a tablet behind the desk is given on its way in: all hall keys, oldest first, and all desk secrets, newest first. */
export interface DeskThings {
  readonly keys: readonly HallKey[]
  readonly deskSecrets: readonly Uint8Array[]
}

/** Whom a box is for. All of it is bound into it: for anybody else, or at another place, it does not open. */
export interface BoxFor {
  readonly hall: string
  readonly tablet: string
  readonly place: string
  /** Public signing key, SPKI in base64. */
  readonly key: string
  /** Public seal key, SPKI in base64. */
  readonly sealKey: string
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const SECRET_BYTES = 32
const ENCAPSULATED_BYTES = 65

/** HPKE (RFC 9180) in base mode. Who made a box the hall's list says, not the box. */
const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)

/** Seals the desk's things to a new tablet: encapsulated key, then ciphertext, in base64. */
export async function sealBox(to: BoxFor, { keys, deskSecrets }: DeskThings): Promise<string> {
  if (deskSecrets.some(({ length }) => length !== SECRET_BYTES)) throw new Error('a desk secret has 32 bytes')
  const bytes = concatBytes(
    Uint8Array.of(deskSecrets.length),
    ...deskSecrets,
    ...keys.map(({ secret }) => fromBase64(secret)),
  )
  const theirs = await publicKeyOf(to.sealKey)
  const { encapsulatedSecret, ciphertext } = await suite.Seal(theirs, bytes, { info: infoOf(to) })
  return toBase64(concatBytes(encapsulatedSecret, ciphertext))
}

/** Opens a box with the private half of the seal key it was made for; null when it was not, or was changed. */
export async function openBox(to: Omit<BoxFor, 'sealKey'>, ours: SealKey, box: string): Promise<DeskThings | null> {
  try {
    const privateKey = await crypto.subtle.importKey('pkcs8', fromBase64(ours.privateKey), CURVE, false, ['deriveBits'])
    const publicKey = await publicKeyOf(ours.publicKey)
    const sealed = fromBase64(box)
    const encapsulated = sealed.subarray(0, ENCAPSULATED_BYTES)
    const info = infoOf({ ...to, sealKey: ours.publicKey })
    const opened = await suite.Open({ privateKey, publicKey }, encapsulated, sealed.subarray(ENCAPSULATED_BYTES), {
      info,
    })
    const [count = 0] = opened
    const held = pieces(opened.subarray(1))
    if (count === 0 || held.length < count) return null
    return { deskSecrets: held.slice(0, count), keys: await Promise.all(held.slice(count).map(hallKeyOf)) }
  } catch {
    return null
  }
}

const pieces = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length / SECRET_BYTES }, (_, i) => bytes.slice(i * SECRET_BYTES, (i + 1) * SECRET_BYTES))

const publicKeyOf = (spki: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('spki', fromBase64(spki), CURVE, true, [])

const infoOf = ({ hall, tablet, place, key, sealKey }: BoxFor): Uint8Array =>
  new TextEncoder().encode(`stayopen box/2\n${JSON.stringify([hall, tablet, place, key, sealKey])}`)

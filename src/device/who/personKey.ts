import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { decrypt, derivationKey, deriveAesKey, encrypt } from '#device/basics/aesGcm.ts'
import { fromBase64, toBase64, toBase64Url } from '#device/basics/base64.ts'
import { fresh } from '#device/basics/bytes.ts'
import type { Chance } from '#device/basics/ports.ts'
import { CURVE, signText } from '#device/basics/signatures.ts'
import type { PersonBox } from '#domain/staff/events.ts'
import type { SignedText } from '#log/signed.ts'
import { markOfSecret } from './deskSecret.ts'
import type { PinCost, PinStretch } from './pinStretch.ts'

/**
 * The key of a member of staff, ECDSA P-256, as it is in use while they are signed in: what it signs, this person did.
 * Neither half of it can be read out; it can be handed to a worker.
 */
export interface PersonKey {
  readonly staff: string
  /** Public half, 65 raw bytes, base64url: as the list of authority names it. */
  readonly publicKey: string
  readonly sign: CryptoKey
  /** What only this key opens on this tablet is sealed under keys derived from this one. */
  readonly wrap: CryptoKey
}

/** Whose key a box holds. Bound into it: moved to another person, key or hall, a box does not open. */
export interface BoxOf {
  readonly hall: string
  readonly staff: string
  readonly publicKey: string
}

/** What stands between a box and who holds it: something they know, and something that only desk tablets have. */
export interface BoxLock {
  readonly pin: string
  readonly deskSecret: Uint8Array
}

/** A box to be opened where there may have been other desk secrets before: with the first of them that fits. */
export interface BoxTry extends BoxOf {
  readonly pin: string
  /** Newest first. */
  readonly deskSecrets: readonly Uint8Array[]
  readonly box: PersonBox
}

/** Makes a key: the public half for the list, the private one (PKCS #8) for a box and nothing else. */
export async function makePersonKey(): Promise<{ readonly publicKey: string; readonly privateKey: Uint8Array }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify'])
  const [raw, pkcs8] = await Promise.all([
    crypto.subtle.exportKey('raw', pair.publicKey),
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
  ])
  return { publicKey: toBase64Url(new Uint8Array(raw)), privateKey: new Uint8Array(pkcs8) }
}

/** Seals a private key under a PIN and the desk secret, with a salt of its own. */
export async function boxPersonKey(
  ask: BoxOf & BoxLock & { readonly privateKey: Uint8Array },
  { stretch, chance, cost }: { readonly stretch: PinStretch; readonly chance: Chance; readonly cost: PinCost },
): Promise<PersonBox> {
  const how = { salt: bytesToHex(chance.bytes(16)), ...cost }
  const known = await stretch({ pin: ask.pin, ...how })
  const sealed = await encrypt(await boxKey(ask, how.salt, known, ask.deskSecret), boxed(ask), ask.privateKey, chance)
  return { ...how, under: await markOfSecret(ask.deskSecret), sealed: toBase64(sealed) }
}

/** Takes the key out of its box, ready to use. Null: it was another PIN. */
export async function openPersonBox(ask: BoxTry, stretch: PinStretch): Promise<PersonKey | null> {
  const privateKey = await openBox(ask, stretch)
  return privateKey && personKeyOf({ ...ask, privateKey })
}

/** The same key in a new box, under the newest desk secret: how somebody changes their PIN. Null: the PIN until now was another one. */
export async function boxAgain(
  ask: BoxTry & { readonly newPin: string },
  ports: { readonly stretch: PinStretch; readonly chance: Chance; readonly cost: PinCost },
): Promise<PersonBox | null> {
  const privateKey = await openBox(ask, ports.stretch)
  const [deskSecret] = ask.deskSecrets
  return privateKey && deskSecret ? boxPersonKey({ ...ask, deskSecret, pin: ask.newPin, privateKey }, ports) : null
}

/** A person's proof over a text: whose key it is, a dot, and the signature. */
export async function signAct(key: PersonKey, text: SignedText): Promise<string> {
  const signature = await signText(key.sign, text)
  return `${key.publicKey}.${toBase64Url(signature)}`
}

async function openBox(ask: BoxTry, stretch: PinStretch): Promise<Uint8Array<ArrayBuffer> | null> {
  const { salt, memory, passes, sealed } = ask.box
  const known = await stretch({ pin: ask.pin, salt, memory, passes })
  for (const deskSecret of ask.deskSecrets) {
    const opened = await decrypt(await boxKey(ask, salt, known, deskSecret), boxed(ask), fromBase64(sealed))
    if (opened) return opened
  }
  return null
}

/** JSON, so that no two different owners can ever be written the same. */
const boxed = ({ hall, staff, publicKey }: BoxOf): string =>
  JSON.stringify(['stayopen person box', 1, hall, staff, publicKey])

/** HKDF(Argon2id(PIN, salt) ‖ HMAC(desk secret, salt)): who lacks either half has nothing to try PINs on. */
async function boxKey(of: BoxOf, salt: string, stretched: string, deskSecret: Uint8Array): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const secret = await crypto.subtle.importKey('raw', fresh(deskSecret), hmac, false, ['sign'])
  const here = new Uint8Array(await crypto.subtle.sign('HMAC', secret, fresh(hexToBytes(salt))))
  return deriveAesKey(await derivationKey(concatBytes(hexToBytes(stretched), here)), boxed(of))
}

/**
 * The key with this private half, ready to use. Null when the public half is not this key's: it would sign what nobody
 * believes.
 */
export async function personKeyOf(
  ask: Omit<BoxOf, 'hall'> & { readonly privateKey: Uint8Array },
): Promise<PersonKey | null> {
  const { subtle } = crypto
  const { staff, publicKey } = ask
  const privateKey = fresh(ask.privateKey)
  const readable = await subtle.importKey('pkcs8', privateKey, CURVE, true, ['sign'])
  const { x = '', y = '', d = '' } = await subtle.exportKey('jwk', readable)
  if (toBase64Url(concatBytes(Uint8Array.of(4), fromBase64(x), fromBase64(y))) !== publicKey) return null
  return {
    staff,
    publicKey,
    sign: await subtle.importKey('pkcs8', privateKey, CURVE, false, ['sign']),
    wrap: await derivationKey(fromBase64(d)),
  }
}

import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { fromBase64, toBase64Url } from '#device/basics/base64.ts'
import { fresh } from '#device/basics/bytes.ts'
import { PIN_COST, type PinStretch } from '#device/who/pinStretch.ts'
import { type SignedText, signedFor } from '#log/signed.ts'

/** A tablet that wants in, as it shows itself. */
export interface KnockingTablet {
  /** Public half of its signing key, SPKI in base64. */
  readonly key: string
  /** Public half of the key to which hall keys are sealed, SPKI in base64; null where the hall key never comes. */
  readonly sealKey: string | null
  readonly place: string
}

/** What a new tablet is answered: by this it knows which hall it is in and whom to believe. */
export interface Answered {
  /** Hash of the line that lets it in. */
  readonly admission: string
  /** The hall's root key. */
  readonly root: string | null
  readonly box: string | null
  /** The key of the tablet that is let in. */
  readonly key: string
  /** What it is called, unless the line that lets it in says so, as it did in earlier versions. */
  readonly name?: string | undefined
}

/** What both tablets make of a code. The hall server learns the offer's name and nothing else of it. */
export interface CodeKeys {
  /** Names the offer at the hall server: `o_9f3c21a7…`. */
  readonly offer: string
  /** Vouches for a knock with the code, base64url. */
  macOfKnock(tablet: KnockingTablet): Promise<string>
  isKnock(tablet: KnockingTablet, mac: string): Promise<boolean>
  /** Vouches for an answer with the code, base64url. */
  macOfAnswer(answered: Answered): Promise<string>
  isAnswer(answered: Answered, mac: string): Promise<boolean>
}

const OFFER_BYTES = 16

/**
 * Stretches a code like a PIN, with the hall as its salt: whoever reads what the hall server knows of an offer tries
 * codes as slowly as PINs, and there are a trillion of them.
 */
export async function keysOfCode({
  code,
  hall,
  stretch,
}: {
  readonly code: string
  readonly hall: string
  readonly stretch: PinStretch
}): Promise<CodeKeys> {
  const salt = bytesToHex(await sha256(`stayopen code ${hall}`)).slice(0, 32)
  const stretched = hexToBytes(await stretch({ pin: code, salt, ...PIN_COST }))
  const base = await crypto.subtle.importKey('raw', fresh(stretched), 'HKDF', false, ['deriveBits', 'deriveKey'])
  const derivation = (what: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(32),
    info: utf8(`stayopen code ${what}`),
  })
  const macKey = (what: string) =>
    crypto.subtle.deriveKey(derivation(what), base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
      'sign',
      'verify',
    ])
  const offer = await crypto.subtle.deriveBits(derivation('offer'), base, OFFER_BYTES * 8)
  const [knockKey, answerKey] = await Promise.all([macKey('knock'), macKey('answer')])
  return {
    offer: `o_${bytesToHex(new Uint8Array(offer))}`,
    macOfKnock: (tablet) => macOf(knockKey, knockText(hall, tablet)),
    isKnock: (tablet, mac) => isMac(knockKey, knockText(hall, tablet), mac),
    macOfAnswer: (answered) => macOf(answerKey, answerText(hall, answered)),
    isAnswer: (answered, mac) => isMac(answerKey, answerText(hall, answered), mac),
  }
}

/** Four digits that both tablets show of one knock, for people to compare: `0417`. */
export const numberOfKnock = (mac: string): string =>
  String(new DataView(fromBase64(mac).buffer).getUint32(0) % 10_000).padStart(4, '0')

/** JSON, so that no two different things can ever be written the same. */
const knockText = (hall: string, { key, sealKey, place }: KnockingTablet): SignedText =>
  signedFor('offered', JSON.stringify([hall, key, sealKey, place]))
const answerText = (hall: string, { admission, root, box, key, name }: Answered): SignedText =>
  signedFor('answer', JSON.stringify([hall, admission, root, box, key, ...(name === undefined ? [] : [name])]))

const macOf = async (key: CryptoKey, text: SignedText): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text))))

async function isMac(key: CryptoKey, text: SignedText, mac: string): Promise<boolean> {
  try {
    return await crypto.subtle.verify('HMAC', key, fromBase64(mac), utf8(text))
  } catch {
    // What cannot even be read was made by nobody.
    return false
  }
}

const sha256 = async (text: string) => new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)))
const utf8 = (text: string) => new TextEncoder().encode(text)

import { concatBytes } from '@noble/hashes/utils.js'
import { fromBase64 } from '#device/basics/base64.ts'
import { type HallKey, hallKeyOf } from './hallKey.ts'

/** Crockford's letters: no I, L, O or U, so that a sheet can be read aloud and typed. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHECK_BYTES = 3
const GROUP = 4

/**
 * A hall key as text, the same in the QR code and in the letters of the printed recovery sheet: the key and a check over
 * the key and the hall, in groups of four. A slip of the pen and a sheet of another hall are both found out.
 */
export async function writeKeyText(key: HallKey, hall: string): Promise<string> {
  const secret = fromBase64(key.secret)
  const letters = toLetters(concatBytes(secret, await checkOf(secret, hall)))
  return letters.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? ''
}

/** Reads a key as people type it; null when it is none, mistyped, or another hall's. */
export async function readKeyText(typed: string, hall: string): Promise<HallKey | null> {
  const letters = typed.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1').replace(/[\s-]/g, '')
  const bytes = fromLetters(letters)
  if (bytes?.length !== 32 + CHECK_BYTES) return null
  const secret = bytes.subarray(0, 32)
  const check = await checkOf(secret, hall)
  return check.every((byte, i) => byte === bytes[32 + i]) ? hallKeyOf(secret) : null
}

async function checkOf(secret: Uint8Array, hall: string): Promise<Uint8Array> {
  const said = new TextEncoder().encode(`stayopen key text ${hall} `)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', concatBytes(said, secret))).subarray(0, CHECK_BYTES)
}

function toLetters(bytes: Uint8Array): string {
  let letters = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      letters += LETTERS[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits === 0 ? letters : letters + LETTERS[(held << (5 - bits)) & 31]
}

function fromLetters(letters: string): Uint8Array | null {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const letter of letters) {
    const value = LETTERS.indexOf(letter)
    if (value < 0) return null
    held = (held << 5) | value
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push(held >> bits)
      held &= (1 << bits) - 1
    }
  }
  return held === 0 ? Uint8Array.from(bytes) : null
}

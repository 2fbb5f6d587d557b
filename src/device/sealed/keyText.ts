import { concatBytes } from '@noble/hashes/utils.js'
import { fromBase64 } from '#device/basics/base64.ts'
import { fromGroups, toGroups } from '#domain/letters.ts'
import { type HallKey, hallKeyOf } from './hallKey.ts'

const CHECK_BYTES = 3

/**
 * A hall key as text, the same in the QR code and in the letters of the printed key sheet: the key and a check over
 * the key and the hall, in groups of four. A slip of the pen and a sheet of another hall are both found out.
 */
export async function writeKeyText(key: HallKey, hall: string): Promise<string> {
  const secret = fromBase64(key.secret)
  return toGroups(concatBytes(secret, await checkOf(secret, hall)))
}

/** Reads a key as people type it; null when it is none, mistyped, or another hall's. */
export async function readKeyText(typed: string, hall: string): Promise<HallKey | null> {
  const bytes = fromGroups(typed)
  if (bytes?.length !== 32 + CHECK_BYTES) return null
  const secret = bytes.subarray(0, 32)
  const check = await checkOf(secret, hall)
  return check.every((byte, i) => byte === bytes[32 + i]) ? hallKeyOf(secret) : null
}

async function checkOf(secret: Uint8Array, hall: string): Promise<Uint8Array> {
  const said = new TextEncoder().encode(`stayopen key text ${hall} `)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', concatBytes(said, secret))).subarray(0, CHECK_BYTES)
}

import { concatBytes } from '@noble/hashes/utils.js'
import { fromBase64 } from '#device/basics/base64.ts'
import { fresh } from '#device/basics/bytes.ts'
import { CURVE } from '#device/basics/signatures.ts'
import { fromGroups, toGroups } from './letters.ts'

/** So that a line is 32 letters, eight groups: as much as somebody copies by hand without losing the place. */
const LINE_BYTES = 16
const CHECK_BYTES = 2

/** What stands on a recovery sheet and, once it is written, on no tablet: the root key. And what else only desk tablets have. */
interface OnTheSheet {
  readonly hall: string
  /** The private half of the hall's root key, PKCS #8. */
  readonly rootKey: Uint8Array
  readonly deskSecret: Uint8Array
}

/**
 * The recovery sheet in four lines: two with the root key, two with the desk secret. Each line has a check over
 * the hall, and one over its place and its own letters: a slip of the pen is found in its line, and a line without one is
 * known as that of another hall.
 */
export async function writeRecoverySheet({ hall, rootKey, deskSecret }: OnTheSheet): Promise<readonly string[]> {
  const bytes = concatBytes(await scalarOf(rootKey), deskSecret)
  const places = [...Array(bytes.length / LINE_BYTES).keys()]
  return Promise.all(
    places.map(async (place) => {
      const held = bytes.subarray(place * LINE_BYTES, (place + 1) * LINE_BYTES)
      const body = concatBytes(held, await hallCheck(held, hall))
      return toGroups(concatBytes(body, await ownCheck(body, place)))
    }),
  )
}

/** Why a line is not the one: it does not fit its own letters or its place, or it does and is of another hall. */
export type NotTheLine = 'mistyped' | 'of-another-hall'

/** What one line holds, as people type it, or why it is not the one. */
export async function readSheetLine(typed: string, hall: string, place: number): Promise<Uint8Array | NotTheLine> {
  const bytes = fromGroups(typed)
  if (bytes?.length !== LINE_BYTES + 2 * CHECK_BYTES) return 'mistyped'
  const body = bytes.subarray(0, -CHECK_BYTES)
  if (!isEqual(await ownCheck(body, place), bytes.subarray(-CHECK_BYTES))) return 'mistyped'
  const held = body.subarray(0, LINE_BYTES)
  return isEqual(await hallCheck(held, hall), body.subarray(LINE_BYTES)) ? held : 'of-another-hall'
}

/** How many lines a sheet has. */
export const SHEET_LINES = 4

/** What a whole sheet holds: the root key as 32 bytes, and the desk secret. Null when a line is not right. */
export async function readRecoverySheet(
  lines: readonly string[],
  hall: string,
): Promise<{ readonly rootKey: Uint8Array; readonly deskSecret: Uint8Array } | null> {
  const read = await Promise.all(lines.map((line, place) => readSheetLine(line, hall, place)))
  const held = read.flatMap((bytes) => (typeof bytes === 'string' ? [] : [bytes]))
  if (held.length !== SHEET_LINES || read.length !== SHEET_LINES) return null
  const bytes = concatBytes(...held)
  return { rootKey: bytes.slice(0, 32), deskSecret: bytes.slice(32) }
}

/** The 32 bytes that a P-256 key comes to; its public half stands in every log of the hall. */
async function scalarOf(key: Uint8Array): Promise<Uint8Array> {
  const readable = await crypto.subtle.importKey('pkcs8', fresh(key), CURVE, true, ['sign'])
  return fromBase64((await crypto.subtle.exportKey('jwk', readable)).d ?? '')
}

const hallCheck = (held: Uint8Array, hall: string) => checkOf(`stayopen recovery sheet ${hall} `, held)
const ownCheck = (body: Uint8Array, place: number) => checkOf(`stayopen recovery sheet line ${place} `, body)

async function checkOf(what: string, bytes: Uint8Array): Promise<Uint8Array> {
  const said = concatBytes(new TextEncoder().encode(what), bytes)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', said)).subarray(0, CHECK_BYTES)
}

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => one.every((byte, at) => byte === other[at])

import { concatBytes } from '@noble/hashes/utils.js'
import { fromBase64 } from '#device/basics/base64.ts'
import { fresh } from '#device/basics/bytes.ts'
import { CURVE } from '#device/basics/signatures.ts'
import { fromGroups, toGroups } from '#domain/letters.ts'
import { heldIn, type NotTheLine, SHEET_LINE_BYTES, SHEET_LINES, sheetLine } from '#log/sheetLines.ts'

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
  const places = [...Array(bytes.length / SHEET_LINE_BYTES).keys()]
  return places.map((place) => {
    const held = bytes.subarray(place * SHEET_LINE_BYTES, (place + 1) * SHEET_LINE_BYTES)
    return toGroups(sheetLine(held, hall, place))
  })
}

/** What one line holds, as people type it, or why it is not the one. */
export const readSheetLine = (typed: string, hall: string, place: number): Uint8Array | NotTheLine =>
  heldIn(fromGroups(typed), hall, place)

/** What a whole sheet holds: the root key as 32 bytes, and the desk secret. Null when a line is not right. */
export function readRecoverySheet(
  lines: readonly string[],
  hall: string,
): { readonly rootKey: Uint8Array; readonly deskSecret: Uint8Array } | null {
  const read = lines.map((line, place) => readSheetLine(line, hall, place))
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

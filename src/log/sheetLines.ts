import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** So that a line is 32 letters, eight groups: as much as somebody copies by hand without losing the place. */
export const SHEET_LINE_BYTES = 16
const CHECK_BYTES = 2
/** How many lines a recovery sheet has, and how many of them hold the root key: the others hold the desk secret. */
export const SHEET_LINES = 4
export const ROOT_LINES = 2

/** Why a line is not the one: it does not fit its own letters or its place, or it does and is of another hall. */
export type NotTheLine = 'mistyped' | 'of-another-hall'

/**
 * A line of the recovery sheet as bytes: 16 that it holds, a check over the hall, and one over its place (0–3) and its own
 * letters. A slip of the pen is found in its line, and a line without one is known as that of another hall.
 */
export function sheetLine(held: Uint8Array, hall: string, place: number): Uint8Array {
  const body = concatBytes(held, hallCheck(held, hall))
  return concatBytes(body, ownCheck(body, place))
}

/** What a line holds, or why it is not the one. `bytes` null: it was no letters of a sheet at all. */
export function heldIn(bytes: Uint8Array | null, hall: string, place: number): Uint8Array | NotTheLine {
  if (bytes?.length !== SHEET_LINE_BYTES + 2 * CHECK_BYTES) return 'mistyped'
  const body = bytes.subarray(0, -CHECK_BYTES)
  if (!isEqual(ownCheck(body, place), bytes.subarray(-CHECK_BYTES))) return 'mistyped'
  const held = body.subarray(0, SHEET_LINE_BYTES)
  return isEqual(hallCheck(held, hall), body.subarray(SHEET_LINE_BYTES)) ? held : 'of-another-hall'
}

const hallCheck = (held: Uint8Array, hall: string) => checkOf(`stayopen recovery sheet ${hall} `, held)
const ownCheck = (body: Uint8Array, place: number) => checkOf(`stayopen recovery sheet line ${place} `, body)

const checkOf = (what: string, bytes: Uint8Array): Uint8Array =>
  sha256(concatBytes(utf8ToBytes(what), bytes)).subarray(0, CHECK_BYTES)

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => one.every((byte, at) => byte === other[at])

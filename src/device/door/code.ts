/**
 * @module device/door
 * How a tablet comes into the hall: a manager's tablet makes a code, the new one knocks with it, is let in by name, and
 * believes nothing that was not made with that code.
 */
import type { Chance } from '#device/basics/ports.ts'

/** 32 characters that nobody mistakes for one another when reading them out. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const CODE_LENGTH = 8

/** A new code, each letter as likely as any other: `A7K29QXD`. */
export const makeCode = (chance: Chance): string =>
  Array.from(chance.bytes(CODE_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('')

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** `t_9f3c21a7b0d84e55` and the mark of whoever made it. */
const MARKED = /^([a-z]_[0-9a-f]{16})([0-9a-f]{16})$/

/** Whether a text is a name that chance gave, with the mark of a tablet or without: nobody wrote it. */
export const isMadeName = (text: string): boolean => /^[a-z]_([0-9a-f]{16}){1,2}$/.test(text)

/**
 * A name for something that begins on a tablet: what chance gave (16 hex digits) and a mark that only this tablet's name makes of it.
 * Whoever hears of it cannot begin something else under it, whatever their clock says: the first in order would be theirs.
 */
export const nameMadeAt = (tablet: string, name: string): string => `${name}${markOf(tablet, name)}`

/** Whether a name bears the mark of another tablet than this one. A name of a release before has none, and is nobody's. */
export function isMadeElsewhere(tablet: string, subject: string): boolean {
  const [, name, mark] = MARKED.exec(subject) ?? []
  return name !== undefined && mark !== markOf(tablet, name)
}

/** 64 bits: who would look for another tablet or name with the same looks in vain. */
const markOf = (tablet: string, name: string): string =>
  bytesToHex(sha256(utf8ToBytes(`${tablet}/${name}`))).slice(0, 16)

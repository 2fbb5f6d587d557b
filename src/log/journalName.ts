import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * The name of a journal: what its first line says of itself, hashed. So nobody opens a journal under a name that another
 * tablet's key has made, however soon they learn it. `key`: SPKI in base64; `nonce`: chance, so that one key makes many.
 */
export const journalName = (key: string, nonce: string): string =>
  `j_${bytesToHex(sha256(utf8ToBytes(`stayopen/journal/2\n${key}\n${nonce}`))).slice(0, 16)}`

/** The name that the lines of a journal give it: `j_9f3c21a7b0d84e55` of the branch `j_9f3c21a7b0d84e55~0a1b2c3d`. */
export const baseOf = (journal: string): string => journal.slice(0, 18)

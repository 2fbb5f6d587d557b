/** How public keys on P-256 are written. A key has one text: it stands in names and is compared. */

/** What SPKI writes before the 65 bytes of an uncompressed point, in hex. */
export const SPKI_OF_P256 = '3059301306072a8648ce3d020106082a8648ce3d030107034200'

/** Where in a key it says how its point is written. `raw`: the point alone. */
const MARK_AT = { raw: 0, spki: SPKI_OF_P256.length / 2 }
const UNCOMPRESSED = 4

/** Whether the point of a key is written in the one way that counts. */
export const isUncompressed = (key: Uint8Array, format: 'raw' | 'spki'): boolean =>
  key[MARK_AT[format]] === UNCOMPRESSED

import { asCode } from './typedText.ts'

/** Crockford's letters: no I, L, O or U, so that a sheet can be read aloud and typed. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUP = 4

/** Bytes as letters in groups of four: `7K2M-0QXD-…`. */
export function toGroups(bytes: Uint8Array): string {
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
  if (bits > 0) letters += LETTERS[(held << (5 - bits)) & 31]
  return inGroups(letters)
}

/** Letters as they stand on a sheet, in groups of four, as far as they have been typed. */
export const inGroups = (typed: string): string =>
  asCode(typed)
    .replaceAll(/[\s-]/g, '')
    .match(new RegExp(`.{1,${GROUP}}`, 'g'))
    ?.join('-') ?? ''

/** Bytes of letters as people type them, in groups or not, with O for 0 and I or L for 1; null when they are none. */
export function fromGroups(typed: string): Uint8Array | null {
  const letters = asCode(typed).replaceAll('O', '0').replace(/[IL]/g, '1').replace(/[\s-]/g, '')
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

/** Words that look like who somebody is: numbers of telephones, identity papers and cards, however they are spaced. */
import { isMadeName } from '#log/naming.ts'

/** Between the digits of one number. */
const GAP = String.raw`[\s.·‐-―−-]?`
/** 11 to 18 digits, the last of an identity number may be an X: mobile 11, identity 15 or 18, bank card 16 to 19. */
const LONG_NUMBER = new RegExp(String.raw`(?<!\d)(?:\d${GAP}){10,18}[\dXx](?!\d)`)
/** An area code and seven or eight digits. */
const LANDLINE = /(?<!\d)0\d{2,3}[\s-]?\d{7,8}(?!\d)/
/** Passports, passes to Hong Kong, Macao and Taiwan: a letter or two and eight digits, sometimes more. */
const PASS = /(?<![A-Za-z0-9])(?:[EGDSPHMKTC][A-Z]?)\d{7,10}(?!\d)/i

/**
 * The first thing in what somebody wrote, however deep it lies, that looks like somebody's number; null when nothing does.
 * Full-width digits are digits.
 */
export function personalIn(written: unknown): string | null {
  if (typeof written === 'object' && written !== null)
    return (
      Object.values(written)
        .map(personalIn)
        .find((found) => found !== null) ?? null
    )
  if (typeof written !== 'string' || isMadeName(written)) return null
  const plain = written.normalize('NFKC')
  for (const pattern of [LONG_NUMBER, LANDLINE, PASS]) {
    const [found] = pattern.exec(plain) ?? []
    if (found !== undefined) return found.trim()
  }
  return null
}

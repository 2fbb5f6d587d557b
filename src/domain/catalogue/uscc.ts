/** The unified social credit code of an organisation (GB 32100-2015): 18 characters, the last a check to base 31. */

/** What is wrong with a code. */
export type UsccFault = 'uscc-wrong' | 'uscc-checksum'

/** Digits and letters without I, O, S, V and Z, which are mistaken for others. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const SHAPE = new RegExp(`^[${CHARACTERS}]{2}\\d{6}[${CHARACTERS}]{10}$`)
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** What is wrong with a code written in capitals and without spaces; null when nothing is. */
export function usccFault(code: string): UsccFault | null {
  if (!SHAPE.test(code)) return 'uscc-wrong'
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * CHARACTERS.indexOf(code[at] ?? ''), 0)
  return CHARACTERS[(31 - (sum % 31)) % 31] === code[17] ? null : 'uscc-checksum'
}

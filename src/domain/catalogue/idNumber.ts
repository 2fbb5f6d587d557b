/** The 18-digit citizen identity number (GB 11643): a region, a birthday, a serial number, a check character. */
import { isDay } from './calendar.ts'

/** What is wrong with an identity number; the first thing that somebody could correct. */
export type IdNumberFault = 'id-length' | 'id-characters' | 'id-region' | 'id-date' | 'id-checksum' | 'id-born-early'

/** Who is numbered: residents of the mainland, holders of a residence permit (81, 82, 83), foreign permanent residents. */
export type IdNumberOf = 'resident' | 'hkmt-residence' | 'foreign-permanent'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** Provinces by their two digits. Below them, regions have come and gone: a number may carry one that is gone. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
)

/**
 * What is wrong with a number written in capitals and without spaces; null when nothing is. A birthday before 1900 is
 * only doubtful: the standard's own example, 440524188001010014, has one.
 */
export function idNumberFault(number: string, today: string, of: IdNumberOf = 'resident'): IdNumberFault | null {
  if ([...number].length !== 18) return 'id-length'
  if (!/^\d{17}[\dX]$/.test(number)) return 'id-characters'
  if (!regionFits(number, of)) return 'id-region'
  const born = birthIn(number)
  if (born === null || born > today) return 'id-date'
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  if (CHECKS[sum % 11] !== number[17]) return 'id-checksum'
  return born < '1900' ? 'id-born-early' : null
}

/** The birthday in an 18-digit number, `1949-12-31`; null when it holds none. */
export function birthIn(number: string): string | null {
  const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(number) ?? []
  const born = `${year}-${month}-${day}`
  return isDay(born, 1800) ? born : null
}

function regionFits(number: string, of: IdNumberOf): boolean {
  if (of === 'hkmt-residence') return /^8[123]0000/.test(number)
  if (of === 'foreign-permanent') return number.startsWith('9')
  return PROVINCES.has(number.slice(0, 2))
}

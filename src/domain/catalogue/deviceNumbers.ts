/** Numbers of telephones and SIM cards. */

/** What is wrong with the number of a telephone. */
export type ImeiFault = 'imei-wrong' | 'imei-checksum'
/** What is wrong with, or doubtful about, the number of a SIM card. */
export type IccidFault = 'iccid-wrong' | 'iccid-checksum'

/** What is wrong with an IMEI, 15 digits: `490154203237518`; null when nothing is. */
export function imeiFault(number: string): ImeiFault | null {
  if (!/^\d{15}$/.test(number)) return 'imei-wrong'
  return luhn(number) ? null : 'imei-checksum'
}

/**
 * What is wrong with the number of a SIM card sold in China: `898600…`. The check digit is a hint, for cards that carry
 * letters have none and not every issuer keeps to it: `iccid-checksum` is a reason to scan again, never to refuse.
 */
export function iccidFault(number: string): IccidFault | null {
  if (!/^8986[0-9A-F]{15,16}$/.test(number)) return 'iccid-wrong'
  return /^\d+$/.test(number) && !luhn(number) ? 'iccid-checksum' : null
}

/** Luhn's check: from the right, every second digit doubled; the sum of all digits ends in 0. */
function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

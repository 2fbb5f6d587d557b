/**
 * Telephone numbers. Numbers move between operators, so nothing about the operator follows from the digits: no prefix
 * is looked at beyond what makes a number a mobile number (plan-study §2.2).
 */

/** Whether this is a mobile number: `13800138000`. */
export const isMobile = (number: string): boolean => /^1[3-9]\d{9}$/.test(number)

/** Whether this is a fixed line with its area code: `010-12345678`. */
export const isLandline = (number: string): boolean => /^0\d{2,3}-?\d{7,8}$/.test(number)

/** A number as it is dialled: `+86 138-0013 8000` is `13800138000`; a fixed line keeps the dash it was given. */
export function tidyPhone(typed: string): string {
  const dialled = typed.replace(/[\s()]/g, '').replace(/^(\+|00)86/, '')
  const digits = dialled.replaceAll('-', '')
  return digits.startsWith('1') ? digits : dialled
}

/** A number as it may be shown to others: `138****8000`. */
export const maskedPhone = (number: string): string =>
  isMobile(number) ? `${number.slice(0, 3)}****${number.slice(7)}` : '****'

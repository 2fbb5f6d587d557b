/**
 * Numbers of receipts, `HH-YYMMDD-TT-NNNN-CC`: hall, day, lane of the tablet, count of that lane, two check digits
 * (ISO 7064, mod 97-10). A lane belongs to one journal, so the number is unique without any server (plan-study §2.1).
 */
import type { SettingsPart } from '../settings/settings.ts'
import type { CasesPart } from './cases.ts'

const SHAPE = /^\d{2}-\d{6}-\d{2,5}-\d{4}-\d{2}$/

/** The number of the next receipt that this lane gives on a day. */
export function nextReceipt(
  hall: CasesPart & SettingsPart,
  day: string,
  lane: number,
): { readonly number: string; readonly count: number } {
  const count = (hall.receipts.get(receiptKey(day, lane)) ?? 0) + 1
  return { number: writeReceipt({ code: hall.settings.code, day, lane, count }), count }
}

/** Where the count of a lane's receipts is kept: `2026-11-23/3`. */
export const receiptKey = (day: string, lane: number): string => `${day}/${lane}`

/** Writes a number with its check digits: `01-261123-03-0007-41`. */
export function writeReceipt({ code, day, lane, count }: ReceiptParts): string {
  const digits = `${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8, 10)}`
  const body = `${code}-${digits}-${String(lane).padStart(2, '0')}-${String(count).padStart(4, '0')}`
  return `${body}-${String(98 - Number((BigInt(body.replaceAll('-', '')) * 100n) % 97n)).padStart(2, '0')}`
}

/** What a receipt's number is made of. */
export interface ReceiptParts {
  /** Two digits of the hall. */
  readonly code: string
  readonly day: string
  readonly lane: number
  readonly count: number
}

/** Whether a number read out or typed can be one of ours: one wrong or two swapped digits are noticed. */
export const isReceiptNumber = (number: string): boolean =>
  SHAPE.test(number) && BigInt(number.replaceAll('-', '')) % 97n === 1n

/** The lane of the tablet that gave a receipt, by its written number. */
export const readLane = (number: string): number => Number(number.split('-')[2])

/** A typed number in its written form: spaces and missing dashes do not matter. Null when it cannot be one. */
export function readReceipt(typed: string): string | null {
  const digits = typed.replaceAll(/[\s-]/g, '')
  if (!/^\d{16,19}$/.test(digits)) return null
  const tail = digits.length - 6
  const number = [
    digits.slice(0, 2),
    digits.slice(2, 8),
    digits.slice(8, tail),
    digits.slice(tail, tail + 4),
    digits.slice(-2),
  ]
  const written = number.join('-')
  return isReceiptNumber(written) ? written : null
}

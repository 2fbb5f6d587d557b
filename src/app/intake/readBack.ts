import type { FieldSpec } from '#domain/catalogue/form.ts'
import { fenOf, writtenOut } from '#domain/catalogue/money.ts'
import { tidyPhone } from '#domain/catalogue/phones.ts'

/** A number in the groups in which it is read aloud, as far as it is typed: `138 0013 8000`; empty while too short. */
export function grouped(field: FieldSpec, typed: string): string {
  switch (field.kind) {
    case 'phone':
    case 'contact': {
      const number = tidyPhone(typed)
      return number.startsWith('1') ? inGroups(number, [3, 4, 4]) : ''
    }
    case 'identity-number': {
      const number = typed.replaceAll(/[\s-]/g, '').toUpperCase()
      return number.length > 15 ? inGroups(number, [6, 4, 4, 4]) : ''
    }
    case 'iccid':
      return inGroups(typed.replaceAll(/[\s-]/g, '').toUpperCase(), [4, 4, 4, 4, 4])
    case 'imei':
      return inGroups(typed.replaceAll(/[\s-]/g, ''), [2, 6, 6, 1])
    default:
      return ''
  }
}

/** A typed sum in the characters of a receipt: `50` is 伍拾元整; empty while it is no sum. */
export function amountInWords(typed: string): string {
  const fen = fenOf(typed)
  return fen === null || fen === 0 ? '' : writtenOut(fen)
}

/** What is beyond the last group stands in a group of its own, so that one digit too many is seen. */
function inGroups(number: string, sizes: readonly number[]): string {
  const groups: string[] = []
  let left = number
  for (const size of sizes) {
    if (left === '') break
    groups.push(left.slice(0, size))
    left = left.slice(size)
  }
  if (left !== '') groups.push(left)
  return groups.length > 1 ? groups.join(' ') : ''
}

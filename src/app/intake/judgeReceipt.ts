import type { Tablet } from '#device/tablet.ts'
import { readReceiptCode, type SaidReceipt } from '#domain/cases/receiptCode.ts'
import { signedFor } from '#log/signed.ts'

/** What a scanned code is worth as a receipt. Null: it says that it is none. */
export type ReceiptVerdict =
  | { readonly kind: 'genuine' | 'unknown-tablet'; readonly said: SaidReceipt; readonly tablet: string }
  | { readonly kind: 'forged' | 'other-hall' }

/**
 * Reads a receipt's code and checks its signature with the keys that this tablet holds; works without the network. What a
 * tablet signed that was sent away vouches for nothing any more: the hall's own case with that number does.
 */
export async function judgeReceipt(
  tablet: Tablet,
  code: string,
  numberOf: (id: string) => string | null,
): Promise<ReceiptVerdict | null> {
  const read = readReceiptCode(code)
  if (!read) return null
  const { said, signed, signature } = read
  const { hall } = tablet.log
  if (said.hall !== hall.id) return { kind: 'other-hall' }
  const by = hall.tablets.get(said.tablet)
  if (!by) return { kind: 'unknown-tablet', said, tablet: said.tablet }
  const isGenuine = by.revoked
    ? said.number !== null && numberOf(said.case) === said.number
    : await tablet.verify(signedFor('case', signed), signature, said.tablet)
  return isGenuine ? { kind: 'genuine', said, tablet: by.name } : { kind: 'forged' }
}

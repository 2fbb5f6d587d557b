/**
 * What a receipt's QR code says, signed by the tablet that gives it: number, service, when and by which tablet, and which case
 * to look for. No name, number of a person or of a document: the paper may be lost. The signature proves that the hall wrote
 * it; whoever holds it is still shown nothing that they could not ask like anybody else.
 */
import * as v from 'valibot'
import { CaseId, Count, HallId, Id } from '../shapes.ts'
import { RECEIPT_KINDS, type ReceiptKind, ReceiptNumber } from './events.ts'

/** The facts in the code. */
export interface SaidReceipt {
  readonly hall: string
  /** The tablet that signed it. */
  readonly tablet: string
  readonly case: string
  /** Null: a notice of what is missing has none. */
  readonly number: string | null
  readonly service: string
  readonly kind: ReceiptKind
  /** When the case was taken down, ms since 1970. */
  readonly at: number
}

const Said = v.strictObject({
  hall: HallId,
  tablet: Id,
  case: CaseId,
  number: v.nullable(ReceiptNumber),
  service: Id,
  kind: v.picklist(RECEIPT_KINDS),
  at: v.pipe(Count, v.maxValue(8.64e15)),
})

/** The text a tablet signs: `{"hall":"h_7Q2M","tablet":"d_01","case":"c_9f3c","number":"01-261123-03-0007-41",…}`. */
export const receiptText = ({ hall, tablet, case: id, number, service, kind, at }: SaidReceipt): string =>
  JSON.stringify({ hall, tablet, case: id, number, service, kind, at })

/** The whole QR code: the signed text and its signature (base64url). */
export const receiptCode = (text: string, signature: string): string => `SOC3/${text}/${signature}`

/** What a scanned code says and what its signature covers; null when it is no receipt's. Never throws. */
export function readReceiptCode(
  code: string,
): { readonly said: SaidReceipt; readonly signed: string; readonly signature: string } | null {
  const [, signed = '', signature = ''] = /^SOC3\/(\{.{1,700}\})\/([\w-]{20,200})$/.exec(code.trim()) ?? []
  const said = v.safeParse(Said, parsed(signed))
  return said.success ? { said: said.output, signed, signature } : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * What a QR code says that leads to a case where nothing could be signed: in which hall to look for which case, and no more.
 * It proves nothing: whoever holds it is shown what the hall's own lines say of the case, and shows who they are like
 * anybody else. What is signed says more (`receiptCode.ts`), and leads to its case as well.
 */
import * as v from 'valibot'
import { CaseId, HallId } from '../shapes.ts'
import { readReceiptCode } from './receiptCode.ts'

/** `SOC2/h_7Q2M/c_9f3c`. */
export const caseCode = (hall: string, id: string): string => `SOC2/${hall}/${id}`

/** The case that a scanned code names; null when it is none of this hall. Never throws. */
export function caseInCode(code: string, hall: string): string | null {
  const receipt = readReceiptCode(code)
  if (receipt) return receipt.said.hall === hall ? receipt.said.case : null
  const [mark, of, id, ...more] = code.trim().split('/')
  const fits = mark === 'SOC2' && more.length === 0 && of === hall && v.is(HallId, of)
  return fits && v.is(CaseId, id) ? id : null
}

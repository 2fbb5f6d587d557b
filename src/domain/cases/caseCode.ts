/** What the QR code on a receipt or a notice of missing documents says: enough to find the case again, and no more. */
import * as v from 'valibot'
import { Day, Id } from '../shapes.ts'
import type { CaseState } from './cases.ts'

/** The facts in the code. No name and no number of a person: the paper may be lost. */
export interface CaseCode {
  readonly hall: string
  /** The tablet that signed it. */
  readonly tablet: string
  readonly case: string
  readonly service: string
  readonly day: string
  /** The receipt's number, or `-`. */
  readonly receipt: string
}

/** The text a tablet signs: `SOC1/h_7Q2M/d_01/c_9f3c/SV05/2026-11-23/01-261123-03-0007-41`. */
export const caseText = (hall: string, tablet: string, found: CaseState): string =>
  ['SOC1', hall, tablet, found.id, found.service, found.day, found.receipt?.number ?? '-'].join('/')

/** The whole code: the signed text and its signature (base64url). */
export const caseCode = (text: string, signature: string): string => `${text}/${signature}`

/** Reads a scanned code; its signature is still to be checked. Null when it is none of ours. Never throws. */
export function readCaseCode(
  code: string,
): { readonly facts: CaseCode; readonly signed: string; readonly signature: string } | null {
  const parts = code.trim().split('/')
  if (code.length > 1024 || parts.length !== 8 || parts[0] !== 'SOC1') return null
  const [, hall, tablet, id, service, day, receipt, signature = ''] = parts
  const facts = v.safeParse(Shape, { hall, tablet, case: id, service, day, receipt })
  if (!facts.success || !/^[\w-]{20,200}$/.test(signature)) return null
  return { facts: facts.output, signed: parts.slice(0, 7).join('/'), signature }
}

const Shape = v.object({
  hall: Id,
  tablet: Id,
  case: Id,
  service: Id,
  day: Day,
  receipt: v.pipe(v.string(), v.regex(/^(-|[\d-]{18,24})$/)),
})

/** Numbers of identity documents: what each kind of document has for a number (plan-study §2.2). */
import { type IdNumberFault, type IdNumberOf, idNumberFault } from './idNumber.ts'
import { type UsccFault, usccFault } from './uscc.ts'

/** The documents that identify a customer: MIIT Order 25, article 7, and the residence permits accepted since. */
const ID_DOCUMENTS = [
  'resident-id',
  'temporary-id',
  'household-register',
  'military-id',
  'hk-macao-permit',
  'taiwan-permit',
  'passport',
  'hkmt-residence',
  'foreign-permanent',
  'unit-document',
] as const
/** A document that identifies a customer. */
export type IdDocument = (typeof ID_DOCUMENTS)[number]

/** What is wrong with the number of a document. */
export type IdentityFault = IdNumberFault | UsccFault | 'passport-wrong' | 'permit-wrong' | 'military-wrong'

const NUMBERED: Readonly<Partial<Record<IdDocument, IdNumberOf>>> = {
  'resident-id': 'resident',
  'temporary-id': 'resident',
  'household-register': 'resident',
  'hkmt-residence': 'hkmt-residence',
  'foreign-permanent': 'foreign-permanent',
}
const PATTERNS: Readonly<Partial<Record<IdDocument, readonly [RegExp, IdentityFault]>>> = {
  passport: [/^[A-Z0-9]{5,15}$/, 'passport-wrong'],
  'hk-macao-permit': [/^[HM]\d{8}(\d{2})?$/, 'permit-wrong'],
  'taiwan-permit': [/^\d{8}(\d{2})?$/, 'permit-wrong'],
  'military-id': [/^[\p{L}\d]{5,20}$/u, 'military-wrong'],
}
/** A permanent residence card issued before 2023: `USA110000000001`. */
const OLD_RESIDENCE = /^[A-Z]{3}\d{12}$/

/** What is wrong with the number of a document, tidied; null when nothing is. A document nobody knows is not judged. */
export function identityFault(document: string, number: string, today: string): IdentityFault | null {
  if (document === 'unit-document') return usccFault(number)
  if (document === 'foreign-permanent' && OLD_RESIDENCE.test(number)) return null
  const of = NUMBERED[document as IdDocument]
  if (of !== undefined) return idNumberFault(number, today, of)
  const [pattern, fault] = PATTERNS[document as IdDocument] ?? []
  return pattern && fault && !pattern.test(number) ? fault : null
}

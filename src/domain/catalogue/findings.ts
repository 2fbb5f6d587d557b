/** What checking a form can find. */
import type { IccidFault, ImeiFault } from './deviceNumbers.ts'
import type { IdentityFault } from './identity.ts'
import type { NameFault } from './personName.ts'

/** What is wrong or doubtful, as a word; the screens have a sentence for each. */
export type FindingCode =
  | IdentityFault
  | ImeiFault
  | IccidFault
  | NameFault
  | 'missing'
  | 'too-long'
  | 'differs'
  | 'not-in-list'
  | 'phone-wrong'
  | 'contact-wrong'
  | 'four-digits-wrong'
  | 'email-wrong'
  | 'date-wrong'
  | 'date-ahead'
  | 'date-past'
  | 'time-wrong'
  | 'document-expired'
  | 'auth-code-wrong'
  | 'auth-code-expired'
  | 'amount-wrong'
  | 'amount-out-of-range'
  | 'count-out-of-range'
  | 'month-end'
  | 'cash-not-allowed'
  | 'cash-over-limit'
  | 'payment-unconfirmed'
  | 'too-young'
  | 'agent-not-allowed'
  | 'not-now'
  | 'not-listed'
  | 'campaign-over'
  | 'campaign-ahead'
  | 'campaign-unknown'
  | 'price-over'
  | 'price-ahead'
  | 'price-differs'

/** One thing found: an error stops the form, a warning is shown and may be passed. */
export interface Finding {
  readonly level: 'error' | 'warning'
  readonly field: string
  readonly code: FindingCode
  /** Figures for the sentence: limits in yuan or years, days left. */
  readonly facts: Readonly<Record<string, number | string>>
}

const WARNINGS: ReadonlySet<FindingCode> = new Set([
  'name-unusual',
  'id-born-early',
  'iccid-checksum',
  'month-end',
  'payment-unconfirmed',
  'not-listed',
  'price-over',
  'price-ahead',
  'price-differs',
])

/** One thing found about a field. What only the operator's network could decide is a warning, never an error. */
export const finding = (field: string, code: FindingCode, facts: Finding['facts'] = {}): Finding => ({
  level: WARNINGS.has(code) ? 'warning' : 'error',
  field,
  code,
  facts,
})

import { formOf } from '#content/catalogue/catalogue.ts'
import type { CaseState } from '#domain/cases/cases.ts'
import { everyField } from '#domain/catalogue/repeats.ts'
import type { OpenedCase } from './useCasePapers.ts'

/** The number on which the customer of a case is to be called, as the opened form says it; empty when it says none. */
export function phoneIn(found: CaseState | undefined, opened: OpenedCase | null): string {
  const form = found && formOf(found.service, found.version)
  const fields = form ? everyField(form) : []
  const field = fields.find(({ id, kind }) => (kind === 'contact' || kind === 'phone') && opened?.values[id])
  const value = field && opened?.values[field.id]
  return typeof value === 'string' ? value : ''
}

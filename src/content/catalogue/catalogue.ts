/**
 * The service catalogue with its forms, SV01–SV22 (1.1.11, 1.1.12). A form never changes: what is different is a new
 * version beside the old one, so that a case is always shown by the form it was filled with.
 */
import type { ServiceForm } from '#domain/catalogue/form.ts'
import { changeForms } from './change.ts'
import { consultingForms } from './consulting.ts'
import { entryForms } from './entry.ts'
import { extensionForms } from './extension.ts'
import { otherForms } from './other.ts'
import { paymentForms } from './payment.ts'

/** Every version of every form. */
export const serviceForms: readonly ServiceForm[] = [
  ...entryForms,
  ...changeForms,
  ...paymentForms,
  ...consultingForms,
  ...otherForms,
  ...extensionForms,
]

/** The newest form of each service. */
export const newestForms: readonly ServiceForm[] = [
  ...new Map(serviceForms.map((form) => [form.service, form])).values(),
]

/** The form of a service: this version, or the newest. */
export function formOf(service: string, version?: number): ServiceForm | undefined {
  const versions = serviceForms.filter((form) => form.service === service)
  return version === undefined ? versions.at(-1) : versions.find((form) => form.version === version)
}

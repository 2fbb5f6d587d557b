/** @module A form filled in as a careful customer would: every question that is asked, with an answer that fits. */

import { capturable } from '#domain/catalogue/capturable.ts'
import { type FieldValue, isMet } from '#domain/catalogue/conditions.ts'
import type { Filling } from '#domain/catalogue/filled.ts'
import type { FieldSpec, ServiceForm } from '#domain/catalogue/form.ts'
import { unfolded } from '#domain/catalogue/repeats.ts'

/** Answers to every question that this filling asks for; choices take their first answer, so nobody acts for another. */
export function filledForm(form: ServiceForm, filling: Filling): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {}
  for (const field of unfolded(capturable(form, filling.reach).fields, values)) {
    if (field.when && !isMet(field.when, values, filling)) continue
    if (!field.required && field.kind !== 'phone') continue
    values[field.id] = answerTo(field, values, filling)
  }
  return values
}

/** What a careful customer answers to a question. */
export function answerTo(field: FieldSpec, values: Readonly<Record<string, FieldValue>>, filling: Filling): FieldValue {
  if (field.sameAs !== undefined) return values[field.sameAs] ?? ''
  switch (field.kind) {
    case 'name':
      return '王芳'
    case 'phone':
    case 'contact':
      return '13800138000'
    case 'four-digits':
      return '002X'
    case 'identity-number':
      return '11010519491231002X'
    case 'uscc':
      return '91350100M000100Y43'
    case 'imei':
      return '490154203237518'
    case 'iccid':
      return '89860012345678901237'
    case 'birth-date':
    case 'past-date':
      return '2026-03-01'
    case 'coming-date':
      return filling.today
    case 'expiry-date':
      return '2036-01-01'
    case 'time':
      return filling.time
    case 'email':
      return 'wang@example.com'
    case 'auth-code':
      return '123456'
    case 'amount':
      return '50.00'
    case 'count':
      return String(Math.max(field.least, 1))
    case 'choice':
      return field.options[0]?.value ?? ''
    case 'choices':
      return field.options.slice(0, 1).map(({ value }) => value)
    case 'tick':
      return true
    case 'photos':
      return []
    default:
      return '按客户说的填写'
  }
}

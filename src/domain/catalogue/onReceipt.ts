import type { Values } from './conditions.ts'
import { askedFields, type Filling, keptValues } from './filled.ts'
import type { FieldKind, FieldSpec, ServiceForm } from './form.ts'
import type { Holding } from './tiers.ts'

/** What a customer takes home tells what was agreed on, and nothing by which somebody who finds it knows whose it was. */
const TOLD: ReadonlySet<Holding> = new Set<Holding>(['choice', 'money', 'free-text'])
/** Long accounts and pictures stay in the form. */
const SHORT: ReadonlySet<FieldKind['kind']> = new Set<FieldKind['kind']>([
  'text',
  'choice',
  'choices',
  'amount',
  'count',
  'coming-date',
  'past-date',
  'time',
  'imei',
])

/**
 * The answers that stand on a receipt, in the order of the form: plan and price, article and sum, the device that was
 * handed in, the day and time of an appointment.
 */
export function onReceipt(
  form: ServiceForm,
  values: Values,
  filling: Filling,
): { readonly field: FieldSpec; readonly value: string | readonly string[] }[] {
  const kept = keptValues(form, values, filling)
  return askedFields(form, values, filling).flatMap((field) => {
    const value = kept[field.id]
    const isOfBusiness = field.group === 'business' || field.group === 'payment' || field.group === 'appointment'
    if (value === undefined || typeof value === 'boolean') return []
    if (!isOfBusiness || !SHORT.has(field.kind) || !field.holds.every((each) => TOLD.has(each))) return []
    return [{ field, value }]
  })
}

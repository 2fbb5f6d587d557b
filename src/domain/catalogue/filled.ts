/** What of a filled-in form counts: which fields are asked, how they are written down, and what they hold. */

import { asCode, asNumber, oneLine, prose } from '../typedText.ts'
import { capturable } from './capturable.ts'
import { type FieldValue, isMet, type Occasion, type Values } from './conditions.ts'
import type { DocumentSpec, FieldSpec, ServiceForm } from './form.ts'
import type { Offers } from './offer.ts'
import { tidyPhone } from './phones.ts'
import { entriesIn, unfolded } from './repeats.ts'
import { HOLDINGS, type Holding, type Reach } from './tiers.ts'

/** Where and when a form is filled in. */
export interface Filling extends Occasion {
  readonly reach: Reach
  /** Time of day in the hall: `09:40`. */
  readonly time: string
  /** The hall's price book; none: everything is typed. */
  readonly offers?: Offers | undefined
}

/**
 * The fields that are asked now, in their order: those the tier leaves and whose condition is met by the fields before
 * them. What stands in a field that is no longer asked decides nothing and is not kept.
 */
export function askedFields(form: ServiceForm, values: Values, filling: Filling): FieldSpec[] {
  const known: Record<string, FieldValue | undefined> = {}
  return unfolded(capturable(form, filling.reach).fields, values).filter((field) => {
    if (field.when && !isMet(field.when, known, filling)) return false
    const value = tidied(field, values[field.id])
    if (!isEmpty(value)) known[field.id] = value
    return true
  })
}

/** The form as it is kept: only what is asked and filled in, each value tidied. */
export function keptValues(form: ServiceForm, values: Values, filling: Filling): Values {
  return Object.fromEntries(
    askedFields(form, values, filling)
      .map((field) => [field.id, tidied(field, values[field.id])] as const)
      .filter(([, value]) => !isEmpty(value)),
  )
}

/** What a form, filled in like this, holds. */
export function holdingsOf(form: ServiceForm, values: Values, filling: Filling): readonly Holding[] {
  const kept = keptValues(form, values, filling)
  const held = new Set(askedFields(form, values, filling).flatMap(({ id, holds }) => (id in kept ? holds : [])))
  return HOLDINGS.filter((holding) => held.has(holding))
}

/** How a form, filled in like this, goes without the operator, where that is not as the form says of all else; undefined: it is. */
export const otherwiseIn = (form: ServiceForm, values: Values, filling: Filling): ServiceForm['otherwise'] =>
  form.otherwise && isMet(form.otherwise.when, keptValues(form, values, filling), filling) ? form.otherwise : undefined

/** The situations of the form that its answers tell: `minor`, `agent`. */
export function situationsOf(form: ServiceForm, values: Values, filling: Filling): string[] {
  const kept = keptValues(form, values, filling)
  return form.situations.filter(({ when }) => isMet(when, kept, filling)).map(({ id }) => id)
}

/** The documents needed in these situations, in the form's order; those of which one is enough stand together. */
export function neededDocuments(form: ServiceForm, situations: readonly string[]): DocumentSpec[][] {
  const needed = form.documents.filter(({ situation }) => situation === undefined || situations.includes(situation))
  const groups = new Map<string, DocumentSpec[]>()
  for (const document of needed) {
    const key = document.oneOf ?? `only ${document.id}`
    groups.set(key, [...(groups.get(key) ?? []), document])
  }
  return [...groups.values()]
}

/** What is still missing when these documents have been shown (1.1.13): of each group one is enough. */
export const missingDocuments = (
  form: ServiceForm,
  { situations, shown }: { readonly situations: readonly string[]; readonly shown: readonly string[] },
): DocumentSpec[][] => neededDocuments(form, situations).filter((group) => !group.some(({ id }) => shown.includes(id)))

/** A value as it is written down: text without what nobody sees, numbers as they are read. */
export function tidied(field: FieldSpec, value: FieldValue | undefined): FieldValue | undefined {
  if (field.kind === 'repeat') return value === undefined ? undefined : String(entriesIn(field, value))
  if (typeof value !== 'string') return value
  switch (field.kind) {
    case 'phone':
    case 'contact':
      return tidyPhone(asNumber(value))
    case 'identity-number':
    case 'uscc':
    case 'iccid':
    case 'imei':
    case 'auth-code':
    case 'four-digits':
      return asCode(value).replaceAll(/[\s-]/g, '')
    case 'amount':
    case 'count':
    case 'time':
    case 'birth-date':
    case 'past-date':
    case 'coming-date':
    case 'expiry-date':
    case 'email':
      return asNumber(value)
    case 'name':
      return oneLine(value).replaceAll(/\s+/g, ' ')
    case 'paragraph':
      return prose(value)
    default:
      return oneLine(value)
  }
}

/** Whether nothing was filled in. A tick that is not set is nothing. */
export const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined ||
  value === false ||
  (typeof value === 'string' ? value.trim() === '' : value !== true && value.length === 0)

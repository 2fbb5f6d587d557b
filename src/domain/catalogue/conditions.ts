/** When a field or document is asked for: only if another answer, or an age that follows from one, makes it so. */
import { ageOn, isDay } from './calendar.ts'
import { birthIn } from './idNumber.ts'
import { figure, type ParameterKey, type Parameters } from './parameters.ts'

/** When something is asked for. */
export type Condition =
  /** The field says this: an answer chosen, a tick set (`yes`), one of several chosen. */
  | { readonly field: string; readonly is: string | readonly string[] }
  /** The person is younger than the parameter says; the age follows from the first of these fields that tells it. */
  | { readonly youngerThan: ParameterKey; readonly born: readonly string[] }
  | { readonly every: readonly Condition[] }
  | { readonly some: readonly Condition[] }
  | { readonly not: Condition }

/** What a field was filled in with: typed text, a tick, several answers, names of papers. */
export type FieldValue = string | boolean | readonly string[]
/** A form as it is filled in, value by field. */
export type Values = Readonly<Record<string, FieldValue | undefined>>

/** The day on which a form is looked at, and by which parameters. */
export interface Occasion {
  /** Today in the hall's time zone: `2026-11-26`. */
  readonly today: string
  readonly parameters: Parameters
}

/** Whether a condition is met by what is filled in. What is not known yet is not met. */
export function isMet(condition: Condition, values: Values, occasion: Occasion): boolean {
  if ('field' in condition) {
    const wanted = [condition.is].flat()
    return answersOf(values[condition.field]).some((answer) => wanted.includes(answer))
  }
  if ('youngerThan' in condition) {
    const limit = figure(occasion.parameters, condition.youngerThan)
    const age = ageFrom(condition.born, values, occasion.today)
    return limit !== null && age !== null && age < limit
  }
  if ('every' in condition) return condition.every.every((each) => isMet(each, values, occasion))
  if ('some' in condition) return condition.some.some((each) => isMet(each, values, occasion))
  return !isMet(condition.not, values, occasion)
}

/** Somebody's age, from the first of these fields that tells a birthday: an 18-digit number or a date. */
export function ageFrom(fields: readonly string[], values: Values, today: string): number | null {
  for (const field of fields) {
    const value = values[field]
    if (typeof value !== 'string') continue
    const text = value.replaceAll(' ', '').toUpperCase()
    const born = isDay(text) ? text : birthIn(text)
    if (born !== null && born <= today) return ageOn(today, born)
  }
  return null
}

function answersOf(value: FieldValue | undefined): readonly string[] {
  if (value === undefined) return []
  if (typeof value === 'boolean') return value ? ['yes'] : ['no']
  return typeof value === 'string' ? [value] : value
}

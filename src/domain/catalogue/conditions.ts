/** When a field or document is asked for: only if another answer, or an age that follows from one, makes it so. */
import type { ParameterKey } from './parameters.ts'

/** When something is asked for. */
export type Condition =
  /** The field says this: an answer chosen, a tick set (`yes`), one of several chosen. */
  | { readonly field: string; readonly is: string | readonly string[] }
  /** The person is younger than the parameter says; the age follows from the first of these fields that tells it. */
  | { readonly youngerThan: ParameterKey; readonly born: readonly string[] }
  | { readonly every: readonly Condition[] }
  | { readonly some: readonly Condition[] }
  | { readonly not: Condition }

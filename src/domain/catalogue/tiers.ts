/**
 * @module catalogue
 * What services ask for, and how much of it may be taken down while the operator is out of reach. Pure: the forms
 * themselves are content, and whoever calls brings the day and the regulatory parameters.
 */
import type { DocumentSpec, Evidence, FieldSpec, ServiceForm, StepSpec } from './form.ts'

/**
 * How far a service goes without the operator (plan-study §2.1): T0 is finished in the hall, T1 is taken down and takes
 * effect later, T2 is an appointment only, T3 is not possible.
 */
export const TIERS = ['T0', 'T1', 'T2', 'T3'] as const
/** How far a service goes without the operator. */
export type Tier = (typeof TIERS)[number]

/** What a paper or field holds. */
export const HOLDINGS = [
  'name',
  'phone',
  'id-number',
  'address',
  'image',
  'sim',
  'money',
  'signature',
  'free-text',
  'choice',
] as const
/** What a paper or field holds. */
export type Holding = (typeof HOLDINGS)[number]

/** Whether the operator's systems answer. */
export type Reach = 'in-reach' | 'out-of-reach'
/** When a field is asked. */
export type Asked = 'always' | Reach

/** What no case of the tier may hold while the operator is out of reach. */
const FORBIDDEN: Readonly<Record<Tier, readonly Holding[]>> = {
  T0: [],
  T1: [],
  // No network entry is begun without the reader and the comparison of faces: nothing of it is kept beforehand.
  T2: ['id-number', 'image', 'sim', 'money'],
  T3: HOLDINGS,
}

/** What a tier forbids to hold, with the operator in reach or not. */
export const forbiddenHoldings = (tier: Tier, reach: Reach): readonly Holding[] =>
  reach === 'in-reach' ? [] : FORBIDDEN[tier]

/** What of a form may be used. */
export interface Capturable {
  readonly fields: readonly FieldSpec[]
  /** Documents that may be looked at and ticked. */
  readonly documents: readonly DocumentSpec[]
  /** Documents of which a copy may be kept. */
  readonly copies: readonly DocumentSpec[]
  readonly steps: readonly StepSpec[]
}

const STEP_HOLDS: Readonly<Partial<Record<Evidence, Holding>>> = {
  reader: 'id-number',
  face: 'image',
  photos: 'image',
  sim: 'sim',
  money: 'money',
}

/** Which fields, documents and steps of a form may be used, with the operator in reach or not. */
export function capturable(form: ServiceForm, reach: Reach): Capturable {
  const forbidden = new Set(forbiddenHoldings(form.tier, reach))
  const allowed = (holds: readonly Holding[]) => !holds.some((holding) => forbidden.has(holding))
  const nothing = reach === 'out-of-reach' && form.tier === 'T3'
  const documents = nothing ? [] : form.documents
  return {
    fields: nothing
      ? []
      : form.fields.filter(({ asked, holds }) => (asked === 'always' || asked === reach) && allowed(holds)),
    documents,
    copies: documents.filter(({ copy }) => copy && allowed(['image'])),
    steps: nothing
      ? []
      : form.steps.filter(
          ({ evidence, needsOperator }) =>
            reach === 'in-reach' || (!needsOperator && allowed(evidence.flatMap((shown) => STEP_HOLDS[shown] ?? []))),
        ),
  }
}

/** Everything that a case of this form could come to hold, with the operator in reach or not. */
export function possibleHoldings(form: ServiceForm, reach: Reach): readonly Holding[] {
  const { fields, copies, steps } = capturable(form, reach)
  const held = new Set<Holding>([
    ...fields.flatMap(({ holds }) => holds),
    ...copies.map((): Holding => 'image'),
    ...steps.flatMap(({ evidence }) => evidence.flatMap((shown) => STEP_HOLDS[shown] ?? [])),
  ])
  return HOLDINGS.filter((holding) => held.has(holding))
}

import type { DocumentSpec, Evidence, FieldSpec, ServiceForm, StepSpec } from './form.ts'
import { forbiddenHoldings, type Holding, type Reach } from './tiers.ts'

/** What of a form may be used. */
export interface Capturable {
  readonly fields: readonly FieldSpec[]
  /** Documents that may be looked at and ticked. */
  readonly documents: readonly DocumentSpec[]
  /** Documents of which a copy may be kept. */
  readonly copies: readonly DocumentSpec[]
  readonly steps: readonly StepSpec[]
}

/** What it means to hold something as the evidence of a step. */
export const STEP_HOLDS: Readonly<Partial<Record<Evidence, Holding>>> = {
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
  const mayBeAsked = ({ asked, holds }: Pick<FieldSpec, 'asked' | 'holds'>) =>
    (asked === 'always' || asked === reach) && allowed(holds)
  const nothing = reach === 'out-of-reach' && form.tier === 'T3'
  const documents = nothing ? [] : form.documents
  return {
    fields: nothing
      ? []
      : form.fields
          .filter(mayBeAsked)
          .map((field) => (field.kind === 'repeat' ? { ...field, fields: field.fields.filter(mayBeAsked) } : field)),
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

/** So many photos belong to a case at most, besides those its form asks for. */
export const MOST_PHOTOS = 6

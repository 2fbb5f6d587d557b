/** What a service asks for, as data: its fields, documents and steps, and what is left of it without the operator. */
import type { Bilingual } from '../shapes.ts'
import type { Condition } from './conditions.ts'
import type { OfferKind } from './offer.ts'
import type { ParameterKey } from './parameters.ts'
import type { Asked, Holding, Tier } from './tiers.ts'

/** The plan's five categories of business, in its order (1.1.11). */
const CATEGORIES = ['entry', 'change', 'payment', 'consulting', 'other'] as const
/** One of the plan's five categories. */
export type Category = (typeof CATEGORIES)[number]

/** One version of a service's form. It never changes: what is different is a new version (1.1.11, 1.1.12). */
export interface ServiceForm {
  /** `SV05` */
  readonly service: string
  /** 1, 2, 3 … A case keeps the version it was filled with. */
  readonly version: number
  readonly category: Category
  readonly tier: Tier
  /** Handling time in minutes: what is usual, and what nine of ten cases stay below. */
  readonly minutes: { readonly standard: number; readonly p90: number }
  readonly fields: readonly FieldSpec[]
  /** What can be special about a customer, so that other documents are needed. */
  readonly situations: readonly SituationSpec[]
  readonly documents: readonly DocumentSpec[]
  /** In the plan's own order and wording. */
  readonly steps: readonly StepSpec[]
  readonly offline: OfflineSpec
  readonly receipt: ReceiptSpec
  /**
   * With these answers it goes less far without the operator than the rest of the form: who joins a campaign is taken down
   * (T1), a wish to is noted (T0).
   */
  readonly otherwise?: {
    readonly when: Condition
    readonly tier: Extract<Tier, 'T0' | 'T1'>
    readonly receipt: Pick<ReceiptSpec, 'outOfReach' | 'text'>
  }
  readonly absent: AbsentSpec
  /** What staff must know before they serve: a limit or a duty, with what it rests on. */
  readonly rules: readonly RuleSpec[]
  /** Which regulatory parameters decide about this form. */
  readonly parameters: readonly ParameterKey[]
  /** Version of the notice on personal information that is shown with this form; null where it asks for none. */
  readonly notice: number | null
}

/** Whom or what a field is about; a form shows its groups in this order. */
export const FIELD_GROUPS = [
  'business',
  'holder',
  'unit',
  'guardian',
  'agent',
  'receiver',
  'payment',
  'appointment',
  'consent',
] as const
/** Whom or what a field is about. */
export type FieldGroup = (typeof FIELD_GROUPS)[number]

/** One question of a form. */
export type FieldSpec = FieldBase & FieldKind
/** The same questions several times over, from `least` to `most`; its value says how often: `2`. */
export type RepeatSpec = Extract<FieldSpec, { readonly kind: 'repeat' }>
/** A question that is asked once, or once of each entry. */
export type SingleSpec = Exclude<FieldSpec, RepeatSpec>

interface FieldBase {
  /** Once in its form: `idNumber`. */
  readonly id: string
  readonly group: FieldGroup
  readonly label: Bilingual
  /** Why the customer is asked, in a sentence that can be read to them (PIPL 17). */
  readonly why: Bilingual
  /** What stands below the label to help typing. */
  readonly hint?: Bilingual
  readonly required: boolean
  /** Only asked when this is so. */
  readonly when?: Condition
  /** When it is asked: always, only with the operator in reach, or only while it is not. The tier may forbid more. */
  readonly asked: Asked
  readonly holds: readonly Holding[]
  /** Has to say the same as this field: a phone number typed twice. */
  readonly sameAs?: string
  /** The first question of an entry of a group: it begins a line. */
  readonly begins?: true
  /** Told of what another question chose: where something else is chosen there, it has to be told anew. */
  readonly toldOf?: string
  /** Staff are warned in the last days of a month, when this answer can cost the customer a month. */
  readonly monthEnd?: readonly string[]
}

/** How a field is filled in and checked. */
export type FieldKind =
  | { readonly kind: 'paragraph'; readonly most: number }
  /** `listed`: chosen from these rows of the hall's price book, where it has any; what is not there is typed. */
  | { readonly kind: 'text'; readonly most: number; readonly listed?: OfferKind }
  /** `identity-number` is checked by what the field `document` says the document is. */
  | { readonly kind: 'identity-number'; readonly document: string }
  | {
      readonly kind:
        | 'name'
        | 'phone'
        | 'contact'
        | 'four-digits'
        | 'uscc'
        | 'imei'
        | 'iccid'
        | 'birth-date'
        | 'past-date'
        | 'coming-date'
        | 'expiry-date'
        | 'time'
        | 'email'
    }
  /** Lives an hour: the field `received` says since when (plan-study §2.2). */
  | { readonly kind: 'auth-code'; readonly received: string }
  /**
   * In fen: 1–5,000,000 unless the service says less. The field `paidBy` says how, where the hall takes it at once; it is the
   * price `of` what another field chose from the price book.
   */
  | {
      readonly kind: 'amount'
      readonly least: number
      readonly most: number
      readonly paidBy?: string
      readonly of?: string
      /** It comes to the prices of what was chosen in each entry of `repeat`, each as often as another question there says. */
      readonly totals?: { readonly repeat: string; readonly of: string; readonly times: string }
    }
  | { readonly kind: 'count'; readonly least: number; readonly most: number }
  /** Its questions refer to each other within their entry, and to the rest of the form by the names that stand there. */
  | {
      readonly kind: 'repeat'
      readonly least: number
      readonly most: number
      readonly fields: readonly (FieldBase & Exclude<FieldKind, { readonly kind: 'repeat' }>)[]
    }
  | { readonly kind: 'choices'; readonly options: readonly OptionSpec[] }
  /** `whileOn`: this answer only while what the other field chose runs, as far as nobody can ask the operator. */
  | {
      readonly kind: 'choice'
      readonly options: readonly OptionSpec[]
      readonly whileOn?: { readonly field: string; readonly answer: string }
    }
  /** Something told, agreed or wished, each ticked by itself. */
  | { readonly kind: 'tick' }
  /** Names of sealed papers. */
  | { readonly kind: 'photos'; readonly most: number }

/** One answer to choose. */
export interface OptionSpec {
  readonly value: string
  readonly label: Bilingual
}

/** Something special about a customer: at the door people are asked, on the form it follows from the answers. */
export interface SituationSpec {
  /** `minor` */
  readonly id: string
  readonly label: Bilingual
  readonly when: Condition
}

/** A document the customer shows. It is looked at, not kept, unless `copy` says that the service needs one. */
export interface DocumentSpec {
  readonly id: string
  readonly label: Bilingual
  /** Only needed in this situation of the form. */
  readonly situation?: string
  /** One of the documents with the same word is enough: `identity`. */
  readonly oneOf?: string
  readonly original: boolean
  /** Whether a copy may be kept as a sealed paper. */
  readonly copy: boolean
  /** Where somebody gets it who has not brought it (1.1.13). */
  readonly from: Bilingual
}

/** What shows that a step was done. */
export const EVIDENCE = [
  'fields',
  'documents',
  'reader',
  'face',
  'read-aloud',
  'read-back',
  'price-shown',
  'money',
  'sim',
  'photos',
  'serial',
  'tested',
  'confirmation',
] as const
/** What shows that a step was done. */
export type Evidence = (typeof EVIDENCE)[number]

/** One step of the service, in the order of the plan. */
export interface StepSpec {
  readonly id: string
  readonly label: Bilingual
  readonly evidence: readonly Evidence[]
  /** Whether the step itself needs the operator's system, so that it has to wait while that is out of reach. */
  readonly needsOperator: boolean
}

/** What is left of a service while the operator is out of reach, and in which order it is entered afterwards. */
export interface OfflineSpec {
  readonly possible: Bilingual
  readonly waits: Bilingual
  /** 补录 priority: P1 within one hour of the operator's return, all within a day. */
  readonly priority: 'P1' | 'P2' | 'P3' | 'P4'
  /** Hours after the operator's return within which the customer is promised an answer. */
  readonly promiseHours: number
}

/** What the customer leaves with: done, taken down but not in effect, an appointment, a notice, nothing. */
export type ReceiptKind = 'final' | 'accepted' | 'appointment' | 'notice' | 'none'

/** What the customer leaves with, and the sentence on it while the operator is out of reach. */
export interface ReceiptSpec {
  readonly inReach: ReceiptKind
  readonly outOfReach: ReceiptKind
  readonly text: Bilingual
}

/** Ways to a service for somebody who cannot come in person (1.1.14). */
export const CHANNELS = ['online-hall', 'app', 'hotline', 'home-visit', 'appointment', 'agent'] as const
/** A way to a service without coming in person. */
export type Channel = (typeof CHANNELS)[number]

/** What somebody does who cannot come (1.1.14). */
export interface AbsentSpec {
  readonly channels: readonly Channel[]
  /** Why it has to be done in person, where it has to. */
  readonly inPerson: Bilingual | null
}

/** A limit or duty that staff must know. */
export interface RuleSpec {
  readonly text: Bilingual
  /** Code of the source in the study: `S16`; `D` is a default that a hall may change, `K` is to be confirmed. */
  readonly source: string
}

/** How a form is written down: what most services have in common, and only what is special said. */
import type {
  AbsentSpec,
  DocumentSpec,
  Evidence,
  ReceiptKind,
  ServiceForm,
  SituationSpec,
  StepSpec,
} from '#domain/catalogue/form.ts'
import type { Holding } from '#domain/catalogue/tiers.ts'
import { byAgent, isMinor } from './identity.ts'
import { say } from './say.ts'

type Pages = readonly [zh: string, en: string]

/** One step that the hall does by itself. */
export const step = (id: string, zh: string, en: string, ...evidence: readonly Evidence[]): StepSpec => ({
  id,
  label: say(zh, en),
  evidence,
  needsOperator: false,
})
/** One step that has to wait while the operator is out of reach. */
export const operatorStep = (id: string, zh: string, en: string, ...evidence: readonly Evidence[]): StepSpec => ({
  ...step(id, zh, en, ...evidence),
  needsOperator: true,
})

/** A document that is looked at and given back. */
export const document = (id: string, label: Pages, from: Pages, more: Partial<DocumentSpec> = {}): DocumentSpec => ({
  id,
  label: say(...label),
  from: say(...from),
  original: true,
  copy: false,
  ...more,
})

export const identityDocument = document(
  'identity',
  ['本人有效身份证件原件', 'Original identity document, valid'],
  ['遗失可到公安机关补领，可先办临时身份证。', 'Lost documents are replaced by the police; a temporary card is quick.'],
)
export const guardianDocuments: readonly DocumentSpec[] = [
  document(
    'guardian-identity',
    ['监护人身份证件原件', 'Guardian’s original identity document'],
    ['监护人本人带来。', 'The guardian brings it.'],
    { situation: 'minor' },
  ),
  document(
    'relation-proof',
    ['户口簿或出生证明', 'Household register or birth certificate'],
    ['户口簿在家中，出生证明可到出生医院补办。', 'The register is at home; hospitals replace birth certificates.'],
    { situation: 'minor' },
  ),
]
export const agentDocuments: readonly DocumentSpec[] = [
  document(
    'agent-identity',
    ['代办人身份证件原件', 'Representative’s original identity document'],
    ['代办人本人带来。', 'The representative brings it.'],
    { situation: 'agent' },
  ),
  document(
    'authorisation',
    ['授权委托书', 'Letter of authorisation'],
    ['由客户本人签名，本厅有空白表。', 'Signed by the customer; blank ones are in the hall.'],
    { situation: 'agent' },
  ),
]

export const unitDocument = document(
  'unit-document',
  ['单位有效证照原件', 'Original licence of the organisation'],
  [
    '营业执照或统一社会信用代码证书，由单位保管。',
    'Business licence or credit code certificate; the organisation keeps it.',
  ],
  { situation: 'unit' },
)

export const situations = {
  minor: { id: 'minor', label: say('客户未成年', 'The customer is a minor'), when: isMinor },
  unit: {
    id: 'unit',
    label: say('单位用户', 'The customer is an organisation'),
    when: { field: 'actingFor', is: 'unit' },
  },
  agent: { id: 'agent', label: say('由他人代办', 'Somebody comes for the customer'), when: byAgent },
} satisfies Readonly<Record<string, SituationSpec>>

/** Ways for somebody who cannot come. */
export const absent = (channels: AbsentSpec['channels'], inPerson: Pages | null = null): AbsentSpec => ({
  channels,
  inPerson: inPerson && say(...inPerson),
})

/** The rule of the plan that network entry is checked in person. */
export const inPersonForEntry: Pages = [
  '入网须本人到场核验证件并人像比对，不能代为激活。',
  'A number is only connected after document and face were checked in person.',
]

const RECEIPTS: Readonly<Record<ServiceForm['tier'], ReceiptKind>> = {
  T0: 'final',
  T1: 'accepted',
  T2: 'appointment',
  T3: 'notice',
}

/** What tells who somebody is: a form that asks for any of it shows the notice on personal information (PIPL 17). */
const PERSONAL: ReadonlySet<Holding> = new Set(['name', 'phone', 'id-number', 'address', 'image'])

/** A form of version 1, with what follows from its tier filled in. */
export function form(
  given: Omit<ServiceForm, 'version' | 'receipt' | 'offline' | 'situations' | 'parameters' | 'notice' | 'minutes'> & {
    readonly minutes: readonly [standard: number, p90: number]
    readonly possible: Pages
    readonly waits: Pages
    readonly priority: ServiceForm['offline']['priority']
    readonly receiptText: Pages
    readonly receiptless?: boolean
    readonly situations?: readonly SituationSpec[]
    readonly parameters?: ServiceForm['parameters']
  },
): ServiceForm {
  const { possible, waits, priority, receiptText, receiptless = false, minutes, ...rest } = given
  return {
    ...rest,
    version: 1,
    minutes: { standard: minutes[0], p90: minutes[1] },
    situations: given.situations ?? [],
    parameters: given.parameters ?? [],
    notice: given.fields.some(({ holds }) => holds.some((holding) => PERSONAL.has(holding))) ? 1 : null,
    // P1 within the hour, everything within a day of the operator's return (plan-study §2.1).
    offline: { possible: say(...possible), waits: say(...waits), priority, promiseHours: priority === 'P1' ? 1 : 24 },
    receipt: {
      inReach: receiptless ? 'none' : 'final',
      outOfReach: receiptless ? 'none' : RECEIPTS[given.tier],
      text: say(...receiptText),
    },
  }
}

/** The next version of a form: the same service, with some of its questions put another way. */
export const nextVersion = (before: ServiceForm, changed: Partial<ServiceForm>): ServiceForm => ({
  ...before,
  ...changed,
  version: before.version + 1,
})

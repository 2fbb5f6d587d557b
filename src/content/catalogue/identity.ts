/** Questions about who the customer is, and who may stand in (plan-study §2.2): asked as their documents have it. */
import type { Condition } from '#domain/catalogue/conditions.ts'
import type { FieldGroup, FieldSpec, OptionSpec } from '#domain/catalogue/form.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { choice, option, phone, text } from './fields.ts'
import { say } from './say.ts'

const forIdentity = say('法律要求核对您的身份后才能办理。', 'The law asks us to check who you are first.')

const ID_TYPES: readonly OptionSpec[] = [
  option('resident-id', '居民身份证', 'Resident identity card'),
  option('temporary-id', '临时居民身份证', 'Temporary identity card'),
  option('household-register', '户口簿', 'Household register'),
  option('military-id', '军人、武警证件', 'Military or armed police card'),
  option('hk-macao-permit', '港澳居民来往内地通行证', 'Mainland travel permit, Hong Kong or Macao'),
  option('taiwan-permit', '台湾居民来往大陆通行证', 'Mainland travel permit, Taiwan'),
  option('passport', '外国公民护照', 'Foreign passport'),
  option('hkmt-residence', '港澳台居民居住证', 'Residence permit, Hong Kong, Macao or Taiwan'),
  option('foreign-permanent', '外国人永久居留身份证', 'Permanent residence card for foreigners'),
]

/** Somebody's identity, as their document has it: asked only with the reader and the operator at hand. */
export function identity(group: FieldGroup, prefix: string, who: Bilingual, when?: Condition): FieldSpec[] {
  const named = (zh: string, en: string) => say(`${who.zh}${zh}`, `${who.en}: ${en}`)
  const base = { group, asked: 'in-reach', ...(when ? { when } : {}) } as const
  const id = (name: string) => (prefix === '' ? `${name[0]?.toLowerCase()}${name.slice(1)}` : `${prefix}${name}`)
  return [
    {
      ...base,
      id: id('IdType'),
      why: say('不同证件的核验办法不同。', 'Documents are checked in different ways.'),
      label: named('证件类型', 'kind of document'),
      kind: 'choice',
      options: ID_TYPES,
      required: true,
      holds: ['choice'],
    },
    {
      ...base,
      id: id('IdNo'),
      why: forIdentity,
      label: named('证件号码', 'number of the document'),
      kind: 'identity-number',
      document: id('IdType'),
      required: true,
      holds: ['id-number'],
    },
    {
      ...base,
      id: id('Name'),
      why: say('和证件逐字核对。', 'Compared with the document, letter by letter.'),
      label: named('姓名', 'name as on the document'),
      kind: 'name',
      required: true,
      holds: ['name'],
    },
    {
      ...base,
      id: id('IdExpiry'),
      why: say('过期的证件不能用。', 'A document that has run out does not count.'),
      label: named('证件有效期至', 'document valid until'),
      kind: 'expiry-date',
      required: true,
      holds: ['id-number'],
    },
  ]
}

const holder = say('客户', 'Customer')

/** The holder of a number that is being connected, with address, and the people who may stand in. */
export const entryIdentity = (): FieldSpec[] => [
  choice(
    'actingFor',
    say('由谁办理', 'Who applies'),
    [
      option('self', '本人', 'The customer'),
      option('agent', '代办人', 'Somebody for the customer'),
      option('unit', '单位经办人', 'Somebody for an organisation'),
    ],
    { group: 'holder', asked: 'in-reach' },
  ),
  ...identity('holder', '', holder),
  {
    id: 'birthday',
    label: say('客户出生日期', 'Customer: date of birth'),
    hint: say('证件号码不含出生日期，照证件抄录。', 'The number does not tell it; copy it from the document.'),
    kind: 'birth-date',
    group: 'holder',
    why: say('判断是否需要监护人到场。', 'To know whether a guardian has to come.'),
    required: true,
    asked: 'in-reach',
    when: { field: 'idType', is: ['military-id', 'hk-macao-permit', 'taiwan-permit', 'passport'] },
    holds: ['id-number'],
  },
  {
    id: 'address',
    label: say('证件地址', 'Address on the document'),
    kind: 'text',
    most: 120,
    group: 'holder',
    why: say('实名登记要有住址。', 'Registration asks for the address.'),
    required: true,
    asked: 'in-reach',
    holds: ['address'],
  },
  {
    id: 'uscc',
    label: say('统一社会信用代码', 'Unified social credit code'),
    kind: 'uscc',
    group: 'unit',
    why: say('按代码核对单位。', 'The organisation is checked by it.'),
    required: true,
    asked: 'in-reach',
    when: { field: 'actingFor', is: 'unit' },
    holds: ['id-number'],
  },
  text('unitName', say('单位名称', 'Name of the organisation'), {
    group: 'unit',
    asked: 'in-reach',
    when: { field: 'actingFor', is: 'unit' },
    holds: ['name'],
  }),
  ...identity('guardian', 'guardian', say('监护人', 'Guardian'), isMinor),
  text('guardianRelation', say('与客户的关系', 'Relation to the customer'), {
    group: 'guardian',
    asked: 'in-reach',
    when: isMinor,
  }),
  ...identity('agent', 'agent', say('代办人', 'Representative'), byAgent),
  phone(say('代办人电话', 'Representative: telephone'), {
    id: 'agentPhone',
    group: 'agent',
    asked: 'in-reach',
    when: byAgent,
  }),
  text('agentRelation', say('代办人与客户的关系', 'Relation to the customer'), {
    group: 'agent',
    asked: 'in-reach',
    when: byAgent,
  }),
]

/** The customer is younger than the age at which a guardian has to come. */
export const isMinor: Condition = { youngerThan: 'guardianRequiredBelowAge', born: ['idNo', 'birthday'] }
/** Somebody comes in the customer's place. */
export const byAgent: Condition = { field: 'actingFor', is: ['agent', 'unit'] }

/** The last four characters of the document, for a request that is entered later: seen, not kept (plan-study §2.1). */
export const documentTail = (): FieldSpec => ({
  id: 'idTail',
  label: say('证件号码后四位', 'Last four characters of the document'),
  hint: say('看过原件，只记后四位。', 'Look at the original and note only these.'),
  kind: 'four-digits',
  group: 'holder',
  why: say('系统恢复后核对是您本人申请。', 'So that we can tell it was you once the system is back.'),
  required: true,
  asked: 'out-of-reach',
  holds: ['free-text'],
})

import { checkForm } from '#domain/catalogue/checkForm.ts'
import type { Values } from '#domain/catalogue/conditions.ts'
import type { Filling } from '#domain/catalogue/filled.ts'
import type { DocumentSpec, FieldSpec, ServiceForm } from '#domain/catalogue/form.ts'
import { PARAMETER_KEYS, type Parameters } from '#domain/catalogue/parameters.ts'

const why = { zh: '用来办理这项业务。', en: 'Needed for this service.' }
const field = (id: string, zh: string, en: string, more: Partial<FieldSpec>): FieldSpec =>
  ({
    id,
    group: 'business',
    label: { zh, en },
    why,
    required: true,
    asked: 'always',
    holds: [],
    ...more,
  }) as FieldSpec
const option = (value: string, zh: string, en: string) => ({ value, label: { zh, en } })
const document = (id: string, zh: string, en: string, more: Partial<DocumentSpec> = {}): DocumentSpec => ({
  id,
  label: { zh, en },
  original: true,
  copy: false,
  from: { zh: '户籍所在地派出所', en: 'the police station of the place of registration' },
  ...more,
})

/** A form with every kind of field that the renderer draws, and one field that depends on another. */
export const everyKind: ServiceForm = {
  service: 'SV99',
  version: 1,
  category: 'change',
  tier: 'T1',
  minutes: { standard: 8, p90: 15 },
  fields: [
    field('phone', '手机号码', 'Mobile number', { kind: 'phone', holds: ['phone'] }),
    field('phoneAgain', '再填一次手机号码', 'Mobile number again', {
      kind: 'phone',
      sameAs: 'phone',
      holds: ['phone'],
    }),
    field('effect', '什么时候生效', 'Takes effect', {
      kind: 'choice',
      options: [option('now', '立即', 'At once'), option('next-month', '次月', 'Next month')],
      monthEnd: ['next-month'],
    }),
    field('plan', '新套餐', 'New plan', {
      kind: 'choice',
      options: ['39', '59', '79', '99', '129', '199'].map((yuan) => option(yuan, `${yuan} 元套餐`, `¥${yuan} plan`)),
    }),
    field('reason', '变更原因', 'Reason', {
      kind: 'choice',
      required: false,
      options: [
        option('price', '想要更便宜的套餐', 'Wants a cheaper plan'),
        option('data', '流量不够用，想要更多流量', 'Needs more data than now'),
      ],
    }),
    field('wishes', '附加业务', 'Extras', {
      kind: 'choices',
      required: false,
      options: [option('caller', '来电显示', 'Caller display'), option('roaming', '国际漫游', 'Roaming')],
    }),
    field('packs', '份数', 'How many', { kind: 'count', least: 1, most: 3 }),
    field('remark', '备注', 'Remark', { kind: 'paragraph', most: 200, required: false, holds: ['free-text'] }),
    field('idDocument', '证件种类', 'Document', {
      group: 'holder',
      kind: 'choice',
      options: [
        option('resident-id', '居民身份证', 'Identity card'),
        option('temporary-id', '临时居民身份证', 'Temporary identity card'),
        option('passport', '护照', 'Passport'),
      ],
    }),
    field('idNumber', '证件号码', 'Document number', {
      group: 'holder',
      kind: 'identity-number',
      document: 'idDocument',
      holds: ['id-number'],
      hint: { zh: '照证件填写，不要漏掉字母', en: 'As on the document, with its letters' },
    }),
    field('name', '姓名', 'Name', { group: 'holder', kind: 'name', holds: ['name'] }),
    field('expiry', '证件有效期', 'Valid until', { group: 'holder', kind: 'expiry-date' }),
    field('agentName', '代办人姓名', 'Name of the agent', {
      group: 'agent',
      kind: 'name',
      when: { field: 'effect', is: 'now' },
      holds: ['name'],
    }),
    field('amount', '金额', 'Amount', {
      group: 'payment',
      kind: 'amount',
      least: 1,
      most: 5_000_000,
      holds: ['money'],
    }),
    field('visit', '预约日期', 'Day of the appointment', { group: 'appointment', kind: 'coming-date' }),
    field('visitAt', '预约时间', 'Time of the appointment', { group: 'appointment', kind: 'time' }),
    field('told', '已告知资费变化', 'Was told the new price', { group: 'consent', kind: 'tick' }),
    field('marketing', '同意接收营销短信', 'Wants advertising by SMS', {
      group: 'consent',
      kind: 'tick',
      required: false,
    }),
    field('damage', '外观照片', 'Photos of the state', {
      group: 'consent',
      kind: 'photos',
      most: 4,
      required: false,
      holds: ['image'],
    }),
  ],
  situations: [
    { id: 'agent', label: { zh: '代办', en: 'Somebody acts for the holder' }, when: { field: 'effect', is: 'now' } },
    { id: 'minor', label: { zh: '未成年人', en: 'Under age' }, when: { field: 'effect', is: 'minor' } },
  ],
  documents: [
    document('id-card', '居民身份证', 'Identity card', { oneOf: 'identity' }),
    document('passport', '护照', 'Passport', { oneOf: 'identity' }),
    document('letter', '授权委托书', 'Letter of authority', { situation: 'agent' }),
    document('invoice', '购机发票', 'Invoice', { original: false }),
  ],
  steps: [],
  offline: { possible: why, waits: why, priority: 'P2', promiseHours: 24 },
  receipt: { inReach: 'final', outOfReach: 'accepted', text: why },
  absent: { channels: [], inPerson: null },
  rules: [],
  parameters: [],
  notice: null,
}

/** Thursday, three days before the month ends. */
export const inReach: Filling = {
  today: '2026-11-26',
  time: '09:40',
  reach: 'in-reach',
  parameters: Object.fromEntries(PARAMETER_KEYS.map((key) => [key, null])) as Parameters,
}

/** What a form part is given: its values and what checking them finds. */
export const filledWith = (values: Values, filling: Filling = inReach, form: ServiceForm = everyKind) => ({
  form,
  values,
  filling,
  findings: checkForm(form, values, filling),
})

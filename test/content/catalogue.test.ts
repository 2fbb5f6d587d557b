import { describe, expect, it } from 'vitest'
import { formOf, newestForms, serviceForms } from '#content/catalogue/catalogue.ts'
import { parameters, startParameters } from '#content/catalogue/parameters.ts'
import { sourceNames } from '#content/catalogue/sources.ts'
import { categories, categoryOf } from '#content/categories.ts'
import { startServices } from '#content/services.ts'
import { capturable } from '#domain/catalogue/capturable.ts'
import { checkForm } from '#domain/catalogue/checkForm.ts'
import type { Condition } from '#domain/catalogue/conditions.ts'
import { askedFields, type Filling, holdingsOf, neededDocuments, situationsOf } from '#domain/catalogue/filled.ts'
import type { ServiceForm } from '#domain/catalogue/form.ts'
import { PARAMETER_KEYS } from '#domain/catalogue/parameters.ts'
import { everyField } from '#domain/catalogue/repeats.ts'
import type { Reach } from '#domain/catalogue/tiers.ts'
import { filledForm } from '#support/filledForm.ts'
import { possibleHoldings } from '#support/possibleHoldings.ts'

const filling = (reach: Reach, parameters = startParameters): Filling => ({
  reach,
  today: '2026-11-23',
  time: '10:00',
  parameters,
})
const twice = (ids: readonly string[]) => ids.filter((id, at) => ids.indexOf(id) !== at)
const stepsOf = (service: string) => formOf(service)?.steps.map(({ label }) => label.zh)
const cases = serviceForms.map((form) => [`${form.service} ${form.version}`, form] as const)

/** Every text of a form, wherever it stands. */
function texts(value: unknown): { zh: string; en: string }[] {
  if (typeof value !== 'object' || value === null) return []
  if ('zh' in value && 'en' in value) return [value as { zh: string; en: string }]
  return Object.values(value).flatMap(texts)
}

describe('the catalogue', () => {
  it('has a form for every service a hall starts with, and none besides', () => {
    expect(new Set(serviceForms.map(({ service }) => service))).toEqual(new Set(startServices.map(({ id }) => id)))
    expect(newestForms).toHaveLength(22)
  })

  it('names the plan’s services in the plan’s categories', () => {
    const of = (category: ServiceForm['category']) =>
      newestForms.filter((form) => form.category === category).map(({ service }) => service)
    expect(of('entry')).toEqual(['SV01', 'SV02', 'SV03', 'SV04'])
    expect(of('change')).toEqual(['SV05', 'SV06', 'SV07'])
    expect(of('payment')).toEqual(['SV08', 'SV09', 'SV10'])
    expect(of('consulting')).toEqual(['SV11', 'SV12', 'SV13'])
    expect(of('other').slice(0, 3)).toEqual(['SV14', 'SV15', 'SV16'])
  })

  it('gives the door the category of each service without its form, and offers with the other business (1.1.11)', () => {
    expect(serviceForms.map(({ service }) => [service, categoryOf(service)])).toEqual(
      serviceForms.map(({ service, category }) => [service, category]),
    )
    expect(categories.flatMap(({ services }) => services).sort()).toEqual(startServices.map(({ id }) => id).sort())
    expect(startServices.find(({ id }) => id === 'SV16')?.queue).toBe('F')
    expect(categoryOf('of-this-hall-alone')).toBe('other')
  })

  it('has the plan’s steps in the plan’s order and wording', () => {
    expect(stepsOf('SV01')).toEqual(['提交资料', '审核真实齐全', '开卡、激活', '介绍资费优惠', '确认完成'])
    expect(stepsOf('SV05')).toEqual(['申请', '审核', '办理', '确认变更内容', '确认完成'])
    expect(stepsOf('SV09')).toEqual(['选择方式', '办理、金额正确', '确认成功、告知余额', '确认完成'])
    expect(stepsOf('SV11')).toEqual(['倾听', '提供方案', '及时处理', '记录'])
  })

  it('tiers services as the plan does', () => {
    const of = (tier: ServiceForm['tier']) =>
      newestForms.filter((form) => form.tier === tier).map(({ service }) => service)
    expect(of('T0')).toEqual(['SV11', 'SV12', 'SV13', 'SV14', 'SV15', 'SV16', 'SV22'])
    expect(of('T1')).toEqual(['SV05', 'SV08', 'SV09', 'SV10'])
    expect(of('T2')).toEqual(['SV01', 'SV02', 'SV03', 'SV06', 'SV07', 'SV17', 'SV18', 'SV19', 'SV20'])
    expect(of('T3')).toEqual(['SV04', 'SV21'])
  })

  it('explains each question by itself: no reason is given for more than two', () => {
    for (const { service, fields } of serviceForms) {
      const reasons = fields.filter(({ kind }) => kind !== 'tick').map(({ why, group }) => `${group} ${why.zh}`)
      const often = reasons.filter((why) => reasons.filter((each) => each === why).length > 2)
      expect({ service, often }).toEqual({ service, often: [] })
      const business = fields.filter(({ group }) => group === 'business').map(({ why }) => why.zh)
      expect({ service, twice: twice(business) }).toEqual({ service, twice: [] })
    }
  })

  it('shows no code for what a rule or a figure rests on', () => {
    const sources = [...serviceForms.flatMap(({ rules }) => rules), ...Object.values(parameters)].map(
      ({ source }) => source,
    )
    for (const language of ['zh', 'en'] as const) {
      const shown = sources.flatMap((source) => sourceNames(source, language))
      expect(shown.length).toBeGreaterThan(40)
      expect(shown.filter((name) => /^[A-Z]\d*$/.test(name))).toEqual([])
    }
    expect(sourceNames('S12, S13', 'zh')).toEqual(['携号转网办理规程'])
  })

  it('names every parameter with its source', () => {
    expect(Object.keys(parameters).sort()).toEqual([...PARAMETER_KEYS].sort())
    expect(Object.values(parameters).every(({ source }) => source !== '')).toBe(true)
    expect(startParameters).toMatchObject({
      offlineCashEnabled: false,
      idImageOfflineKeep: false,
      complaintReplyDays: 15,
    })
  })

  it('asks for a guardian whatever document a minor shows', () => {
    const newNumber = formOf('SV01')!
    const values = { idType: 'passport', idNo: 'EA1234567', birthday: '2012-02-29' }
    const asked = askedFields(newNumber, values, filling('in-reach')).map(({ id }) => id)
    expect(asked).toEqual(expect.arrayContaining(['birthday', 'guardianIdNo']))
    expect(situationsOf(newNumber, values, filling('in-reach'))).toContain('minor')
    const grown = askedFields(newNumber, { ...values, birthday: '1990-02-28' }, filling('in-reach'))
    expect(grown.map(({ id }) => id)).not.toContain('guardianIdNo')
  })

  it('asks an organisation for its licence besides the papers of who comes for it', () => {
    const newNumber = formOf('SV01')!
    const situations = situationsOf(newNumber, { actingFor: 'unit' }, filling('in-reach'))
    const needed = neededDocuments(newNumber, situations).flat()
    expect(needed.map(({ id }) => id)).toEqual(['identity', 'unit-document', 'agent-identity', 'authorisation'])
  })

  it.each(['SV05', 'SV10'])('has %s signed with product, price and day of effect', (service) => {
    const asked = askedFields(formOf(service)!, {}, filling('out-of-reach'))
    const required = asked.filter((field) => field.required).map(({ id }) => id)
    expect(required).toEqual(expect.arrayContaining(['price', 'effect', 'lateEntryConsent']))
  })

  it('asks nothing of somebody who wants to leave but the number', () => {
    expect(
      formOf('SV04')
        ?.fields.filter(({ required }) => required)
        .map(({ id }) => id),
    ).toEqual(['phone'])
  })
})

describe.each(cases)('%s', (_version, form) => {
  it('names everything once, and refers to nothing that is not there', () => {
    const all = everyField(form)
    const fields = all.map(({ id }) => id)
    expect(twice(fields)).toEqual([])
    expect(twice(form.steps.map(({ id }) => id))).toEqual([])
    expect(twice(form.documents.map(({ id }) => id))).toEqual([])
    const named = all.flatMap((field) => [
      ...(field.when ? fieldsIn(field.when) : []),
      ...(field.sameAs ? [field.sameAs] : []),
      ...(field.kind === 'identity-number' ? [field.document] : []),
      ...(field.kind === 'auth-code' ? [field.received] : []),
      ...(field.kind === 'amount' ? [field.paidBy ?? [], field.of ?? []].flat() : []),
    ])
    const inSituations = form.situations.flatMap(({ when }) => fieldsIn(when))
    expect([...named, ...inSituations].filter((id) => !fields.includes(id))).toEqual([])
    const situations = form.documents.flatMap(({ situation }) => (situation === undefined ? [] : [situation]))
    expect(situations.filter((id) => !form.situations.some((each) => each.id === id))).toEqual([])
  })

  it('is written in both languages', () => {
    expect(texts(form).filter(({ zh, en }) => zh.trim() === '' || en.trim() === '' || zh === en)).toEqual([])
  })

  it('never holds what its tier forbids while the operator is out of reach', () => {
    const held = possibleHoldings(form, 'out-of-reach')
    const forbidden = form.tier === 'T2' ? ['id-number', 'image', 'sim', 'money'] : form.tier === 'T3' ? held : []
    expect(held.filter((holding) => forbidden.includes(holding))).toEqual([])
  })

  it('shows the notice on personal information where it asks for any', () => {
    const personal = ['name', 'phone', 'id-number', 'address', 'image']
    const asks = everyField(form).some(({ holds }) => holds.some((holding) => personal.includes(holding)))
    expect(form.notice !== null).toBe(asks)
  })

  it('tells somebody who cannot come which way to take, or why they have to (1.1.14)', () => {
    expect(form.absent.channels.length > 0 || form.absent.inPerson !== null).toBe(true)
  })

  it('promises no more in writing than its tier keeps', () => {
    const { outOfReach } = form.receipt
    const promised = { T0: ['final', 'none'], T1: ['accepted'], T2: ['appointment'], T3: ['notice'] }[form.tier]
    expect(promised).toContain(outOfReach)
    expect(form.offline.promiseHours).toBe(form.offline.priority === 'P1' ? 1 : 24)
  })

  it.each(['in-reach', 'out-of-reach'] as const)('can be filled in %s without a fault', (reach) => {
    const when = filling(reach, { ...startParameters, offlineCashEnabled: true })
    const values = filledForm(form, when)
    expect(checkForm(form, values, when).filter(({ level }) => level === 'error')).toEqual([])
    const possible = possibleHoldings(form, reach)
    expect(holdingsOf(form, values, when).filter((holding) => !possible.includes(holding))).toEqual([])
  })

  it('has steps left without the operator, unless it cannot be begun at all', () => {
    const { steps } = capturable(form, 'out-of-reach')
    expect(steps.length > 0).toBe(form.tier !== 'T3')
  })
})

function fieldsIn(condition: Condition): string[] {
  if ('field' in condition) return [condition.field]
  if ('youngerThan' in condition) return [...condition.born]
  if ('not' in condition) return fieldsIn(condition.not)
  return ('every' in condition ? condition.every : condition.some).flatMap(fieldsIn)
}

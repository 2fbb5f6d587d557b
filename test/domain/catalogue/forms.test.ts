import { describe, expect, it } from 'vitest'
import { checkForm } from '#domain/catalogue/checkForm.ts'
import type { Values } from '#domain/catalogue/conditions.ts'
import { type Filling, holdingsOf, keptValues, missingDocuments, situationsOf } from '#domain/catalogue/filled.ts'
import type { DocumentSpec, FieldSpec, ServiceForm } from '#domain/catalogue/form.ts'
import { PARAMETER_KEYS, type Parameters } from '#domain/catalogue/parameters.ts'

const said = { zh: '话', en: 'said' }
const field = (id: string, more: Partial<FieldSpec>): FieldSpec =>
  ({ id, group: 'business', label: said, why: said, required: true, asked: 'always', holds: [], ...more }) as FieldSpec
const document = (id: string, more: Partial<DocumentSpec> = {}): DocumentSpec => ({
  id,
  label: said,
  original: true,
  copy: false,
  from: said,
  ...more,
})

/** A change of plan with a payment, as the door and the counter would ask for it. */
const form: ServiceForm = {
  service: 'SV99',
  version: 1,
  category: 'change',
  tier: 'T1',
  minutes: { standard: 8, p90: 15 },
  fields: [
    field('phone', { kind: 'phone', holds: ['phone'] }),
    field('phoneAgain', { kind: 'phone', holds: ['phone'], sameAs: 'phone' }),
    field('name', { kind: 'name', holds: ['name'], required: false }),
    field('paidBy', {
      kind: 'choice',
      options: [
        { value: 'cash', label: said },
        { value: 'card', label: said },
      ],
    }),
    field('amount', { kind: 'amount', least: 1, most: 5_000_000, paidBy: 'paidBy', holds: ['money'] }),
  ],
  situations: [{ id: 'pays-by-card', label: said, when: { field: 'paidBy', is: 'card' } }],
  documents: [
    document('id-card', { oneOf: 'identity' }),
    document('passport', { oneOf: 'identity' }),
    document('letter', { situation: 'agent' }),
  ],
  steps: [],
  offline: { possible: said, waits: said, priority: 'P2', promiseHours: 24 },
  receipt: { inReach: 'final', outOfReach: 'accepted', text: said },
  absent: { channels: [], inPerson: null },
  rules: [],
  parameters: [],
  notice: null,
}
const unset = Object.fromEntries(PARAMETER_KEYS.map((key) => [key, null])) as Parameters
const filling = (more: Partial<Filling> = {}): Filling =>
  ({ today: '2026-11-12', time: '09:40', reach: 'in-reach', parameters: unset, ...more }) as Filling
const good: Values = { phone: '138 0013 8000', phoneAgain: '13800138000', paidBy: 'cash', amount: '50.00' }
const codes = (values: Values, more?: Partial<Filling>) =>
  checkForm(form, values, filling(more)).map(({ field: id, code }) => `${id} ${code}`)

describe('a filled-in form', () => {
  it('goes on when everything that is asked is there and right', () => expect(codes(good)).toEqual([]))

  it('names every field that is missing, wrong, or not what it was the first time', () => {
    expect(codes({})).toEqual(['phone missing', 'phoneAgain missing', 'paidBy missing', 'amount missing'])
    expect(codes({ ...good, phoneAgain: '13800138001' })).toEqual(['phoneAgain differs'])
    expect(codes({ ...good, phone: '1380013800', phoneAgain: '1380013800' })).toHaveLength(2)
  })

  it('takes no money on trust while the operator is out of reach', () => {
    const away = { reach: 'out-of-reach' } as const
    const allowed = { ...unset, offlineCashEnabled: true, offlineCashPerTxn: 500 }
    expect(codes(good, away)).toEqual(['amount cash-not-allowed'])
    expect(codes({ ...good, paidBy: 'card' }, away)).toEqual(['amount payment-unconfirmed'])
    expect(codes(good, { ...away, parameters: allowed })).toEqual([])
    expect(codes({ ...good, amount: '500.01' }, { ...away, parameters: allowed })).toEqual(['amount cash-over-limit'])
  })

  it('is kept tidied, without what is empty, and says what it holds (Q57)', () => {
    const values = { ...good, name: '  ' }
    expect(keptValues(form, values, filling())).toMatchObject({ phone: '13800138000', paidBy: 'cash' })
    expect(keptValues(form, values, filling())).not.toHaveProperty('name')
    expect(holdingsOf(form, values, filling())).toEqual(expect.arrayContaining(['phone', 'money']))
    expect(holdingsOf(form, values, filling())).not.toContain('name')
  })
})

describe('what is special about a customer', () => {
  it('follows from the answers', () => {
    expect(situationsOf(form, good, filling())).toEqual([])
    expect(situationsOf(form, { ...good, paidBy: 'card' }, filling())).toEqual(['pays-by-card'])
  })
})

describe('documents at the door', () => {
  it('are complete with one of those that do, and ask for more when somebody acts for another', () => {
    const missing = (shown: string[], situations: string[] = []) =>
      missingDocuments(form, { situations, shown }).map((group) => group.map(({ id }) => id))
    expect(missing([])).toEqual([['id-card', 'passport']])
    expect(missing(['passport'])).toEqual([])
    expect(missing(['passport'], ['agent'])).toEqual([['letter']])
  })
})

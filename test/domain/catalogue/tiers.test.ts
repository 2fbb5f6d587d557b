import { describe, expect, it } from 'vitest'
import { capturable } from '#domain/catalogue/capturable.ts'
import type { DocumentSpec, FieldSpec, ServiceForm, StepSpec } from '#domain/catalogue/form.ts'
import { forbiddenHoldings, HOLDINGS, TIERS } from '#domain/catalogue/tiers.ts'
import { possibleHoldings } from '#support/possibleHoldings.ts'

const said = { zh: '话', en: 'said' }
const field = (id: string, more: Partial<FieldSpec> = {}): FieldSpec =>
  ({
    id,
    group: 'business',
    label: said,
    why: said,
    required: true,
    asked: 'always',
    holds: [],
    kind: 'name',
    ...more,
  }) as FieldSpec
const step = (id: string, more: Partial<StepSpec> = {}): StepSpec => ({
  id,
  label: said,
  evidence: [],
  needsOperator: false,
  ...more,
})
const paper: DocumentSpec = { id: 'identity', label: said, original: true, copy: true, from: said }

const formOf = (tier: ServiceForm['tier']): ServiceForm => ({
  service: 'SV99',
  version: 1,
  category: 'other',
  tier,
  minutes: { standard: 5, p90: 10 },
  fields: [
    field('callName', { holds: ['name'], asked: 'out-of-reach' }),
    field('name', { holds: ['name'], asked: 'in-reach' }),
    field('idNumber', { holds: ['id-number'] }),
    field('cash', { holds: ['money'] }),
    field('phone', { holds: ['phone'] }),
  ],
  situations: [],
  documents: [paper],
  steps: [
    step('submit', { evidence: ['fields', 'documents'] }),
    step('read', { evidence: ['reader'] }),
    step('open', { needsOperator: true }),
  ],
  offline: { possible: said, waits: said, priority: 'P4', promiseHours: 24 },
  receipt: { inReach: 'final', outOfReach: 'appointment', text: said },
  absent: { channels: [], inPerson: null },
  rules: [],
  parameters: [],
  notice: null,
})
const ids = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id)

describe('with the operator in reach', () => {
  it.each(TIERS)('a %s service may use all of its form but what is asked for an appointment', (tier) => {
    const use = capturable(formOf(tier), 'in-reach')
    expect(ids(use.fields)).toEqual(['name', 'idNumber', 'cash', 'phone'])
    expect([ids(use.documents), ids(use.copies), ids(use.steps)]).toEqual([
      ['identity'],
      ['identity'],
      ['submit', 'read', 'open'],
    ])
    expect(forbiddenHoldings(tier, 'in-reach')).toEqual([])
  })
})

describe('with the operator out of reach', () => {
  it.each(['T0', 'T1'] as const)(
    'a %s service takes down everything and leaves the operator’s steps for later',
    (tier) => {
      const use = capturable(formOf(tier), 'out-of-reach')
      expect(ids(use.fields)).toEqual(['callName', 'idNumber', 'cash', 'phone'])
      expect([ids(use.copies), ids(use.steps)]).toEqual([['identity'], ['submit', 'read']])
    },
  )

  it('a T2 service takes down whom to call back, and no number, picture, card or money', () => {
    const use = capturable(formOf('T2'), 'out-of-reach')
    expect(ids(use.fields)).toEqual(['callName', 'phone'])
    expect([ids(use.documents), ids(use.copies), ids(use.steps)]).toEqual([['identity'], [], ['submit']])
    expect(possibleHoldings(formOf('T2'), 'out-of-reach')).toEqual(['name', 'phone'])
  })

  it('a T3 service takes down nothing', () => {
    expect(capturable(formOf('T3'), 'out-of-reach')).toEqual({ fields: [], documents: [], copies: [], steps: [] })
    expect(forbiddenHoldings('T3', 'out-of-reach')).toEqual(HOLDINGS)
    expect(possibleHoldings(formOf('T3'), 'out-of-reach')).toEqual([])
  })
})

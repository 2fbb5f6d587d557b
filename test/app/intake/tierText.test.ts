import { expect, it } from 'vitest'
import { tierText } from '#app/intake/tierText.ts'
import { cases } from '#app/words/zh/cases.ts'
import { formOf } from '#content/catalogue/catalogue.ts'

it('does not call an offer done as usual in an outage when joining is only taken down', () => {
  expect(tierText(cases, formOf('SV16')!, 'out-of-reach')).toBe(cases.tierByAnswers)
  expect(tierText(cases, formOf('SV16')!, 'in-reach')).toBe('当场办结')
  expect(tierText(cases, formOf('SV15')!, 'out-of-reach')).toBe('系统中断：照常办结')
})

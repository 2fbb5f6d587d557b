import { describe, expect, it } from 'vitest'
import { caseCode, caseInCode } from '#domain/cases/caseCode.ts'

describe('the code on a receipt', () => {
  it('names the case to the hall that gave it, and to no other', () => {
    const code = caseCode('h_test', 'c_9f3c')
    expect(caseInCode(` ${code}\n`, 'h_test')).toBe('c_9f3c')
    expect(caseInCode(code, 'h_other')).toBeNull()
  })

  it.each(['', 'SOC2', 'SOC2/h_test', 'SOC2/h_test/t_1', 'SOC2/h_test/c_1/more', 'SO1/h_test/c_1', 'https://hall/c_1'])(
    'is not %j',
    (code) => {
      expect(caseInCode(code, 'h_test')).toBeNull()
    },
  )

  it('says nothing that a finder of the paper could learn from', () => {
    expect(caseCode('h_test', 'c_9f3c')).toBe('SOC2/h_test/c_9f3c')
  })
})

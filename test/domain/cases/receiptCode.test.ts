import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseInCode } from '#domain/cases/caseCode.ts'
import { readReceiptCode, receiptCode, receiptText, type SaidReceipt } from '#domain/cases/receiptCode.ts'

const said: SaidReceipt = {
  ...{ hall: 'h_test', tablet: 'd_counter3', case: 'c_9f3c', number: '01-261123-03-0007-41' },
  ...{ service: 'SV05', kind: 'accepted', at: 1_763_860_000_000 },
}
const signature = 'A'.repeat(86)
const code = receiptCode(receiptText(said), signature)

describe('the code of a receipt', () => {
  it('says number, service, time, tablet and case, and nothing by which a finder knows whose it was', () => {
    expect(readReceiptCode(` ${code}\n`)).toEqual({ said, signed: receiptText(said), signature })
    expect(Object.keys(JSON.parse(receiptText(said)))).toEqual([
      ...['hall', 'tablet', 'case', 'number', 'service', 'kind', 'at'],
    ])
    expect(readReceiptCode(receiptCode(receiptText({ ...said, number: null }), signature))?.said.number).toBeNull()
  })

  it('leads to its case in the hall that gave it, and in no other', () => {
    expect(caseInCode(code, 'h_test')).toBe('c_9f3c')
    expect(caseInCode(code, 'h_other')).toBeNull()
  })

  it('is not anything else, however it was made up', () => {
    const made = (more: object) => receiptCode(JSON.stringify({ ...said, ...more }), signature)
    for (const other of [
      ...['', 'SOC3', 'SOC2/h_test/c_1', `SOC3/{/${signature}`, receiptCode(receiptText(said), 'short')],
      ...[made({ case: 't_1' }), made({ number: '7' }), made({ at: -1 }), made({ idNo: '11010519491231002X' })],
    ])
      expect(readReceiptCode(other), other).toBeNull()
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readReceiptCode(text)).toBeNull()
        expect(readReceiptCode(`SOC3/${text}/${signature}`)).toBeNull()
      }),
    )
  })
})

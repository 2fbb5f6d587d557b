import { describe, expect, it } from 'vitest'
import { summary } from './ledger.ts'
import { rowOf } from './report.ts'

const figure = { what: 'a tap', unit: 'ms', measured: [3, 1, 2] }

describe('a row of the benches', () => {
  it('says the middle, the smallest and the largest, and what it is to reach', () => {
    expect(rowOf({ ...figure, target: { most: 2 } })).toEqual({
      text: 'a tap: 2.00 (1.00–3.00) ms | target ≤ 2 ms',
      met: true,
    })
    expect(rowOf({ ...figure, target: { most: 1.9 } }).met).toBe(false)
    expect(rowOf({ ...figure, target: { least: 2.1 } }).met).toBe(false)
  })

  it('is held to a multiple of what was measured beside it', () => {
    const raw = [4, 5, 6]
    expect(rowOf({ ...figure, raw, target: { most: 0.4, of: 'raw' } })).toEqual({
      text: 'a tap: 2.00 (1.00–3.00) ms | raw 5.00 (4.00–6.00) ms | 0.40 × raw | target ≤ 0.4 × raw',
      met: true,
    })
    expect(rowOf({ ...figure, raw, target: { least: 0.5, of: 'raw' } }).met).toBe(false)
    expect(() => rowOf({ ...figure, target: { most: 1, of: 'raw' } })).toThrow('no raw was measured')
  })

  it('stands once more at the end of the run, with those that miss their target last', () => {
    const rows = [
      { text: 'slow', met: false },
      { text: 'bytes', met: null },
      { text: 'quick', met: true },
    ]
    expect(summary(rows)).toBe(`
1 of 3 rows without a target:
  bytes
1 of 3 rows meet their target:
  quick
1 of 3 rows miss their target:
  slow
`)
    expect(summary([])).toContain('0 of 0 rows miss their target.')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fenOf, writtenOut, yuanOf } from '#domain/catalogue/money.ts'

describe('a sum of money', () => {
  it.each([
    ['30', 3000],
    ['30.5', 3050],
    ['¥ 1,000.00', 100_000],
    ['0.01', 1],
    ['30.555', null],
    ['', null],
    ['-3', null],
    ['三十', null],
    ['1e3', null],
  ] as const)('typed as %s is %s fen', (typed, fen) => expect(fenOf(typed)).toBe(fen))

  it.each([
    [1, '壹分'],
    [10, '壹角'],
    [0, '零元整'],
    [100, '壹元整'],
    [1000, '壹拾元整'],
    [10_500, '壹佰零伍元整'],
    [100_005, '壹仟元零伍分'],
    [101_010, '壹仟零壹拾元壹角'],
    [140_950, '壹仟肆佰零玖元伍角'],
    [600_714, '陆仟零柒元壹角肆分'],
    [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
    [32_504, '叁佰贰拾伍元零肆分'],
    [5_000_000, '伍万元整'],
    [1_000_100, '壹万零壹元整'],
    [10_000_000_00, '壹仟万元整'],
    [10_000_000_100, '壹亿零壹元整'],
    [2_000_305_000, '贰仟万叁仟零伍拾元整'],
  ] as const)('%s fen are written out as %s', (fen, written) => expect(writtenOut(fen)).toBe(written))

  it('is read back as it was written, and never written with two zeros in a row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), (fen) => {
        expect(fenOf(yuanOf(fen))).toBe(fen)
        expect(writtenOut(fen)).not.toMatch(/零零|零元|元$/)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tidied } from '#domain/catalogue/filled.ts'
import type { FieldSpec } from '#domain/catalogue/form.ts'
import { type TypedAs, tidyText } from '#domain/typedText.ts'

describe('what people type', () => {
  it.each<[TypedAs, string, string]>([
    ['number', '１３８００１３８０００', '13800138000'],
    ['number', '\u202D13800138000\u202C', '13800138000'],
    ['number', '138\u200B0013\u00AD8000\u0000', '13800138000'],
    ['number', '５０．００', '50.00'],
    ['number', '50。5', '50.5'],
    ['number', '９：４０', '9:40'],
    ['number', '9：40', '9:40'],
    ['number', '010\u201312345678', '010-12345678'],
    ['number', '010－1234—5678', '010-1234-5678'],
    ['code', '１１０１０５１９４９１２３１００２ｘ', '11010519491231002X'],
    ['code', 'ａ001', 'A001'],
    ['line', '\u202E小王\u0000\u2066', '小王'],
    ['line', '小\u000B王', '小 王'],
    ['line', 'नि\u200Dष', 'नि\u200Dष'],
    ['prose', '第一行\u000B第二行\r\n第三行\u0007', '第一行\n第二行\n第三行'],
    ['prose', '半个\uD83D', '半个'],
  ])('as %s reads %j as %j', (as, typed, right) => {
    expect(tidyText(typed, as)).toBe(right)
  })

  it('is the same when it is tidied twice, and holds nothing that no file takes', () => {
    const kinds: readonly TypedAs[] = ['prose', 'line', 'number', 'code']
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...kinds), (typed, as) => {
        const once = tidyText(typed, as)
        expect(tidyText(once, as)).toBe(once)
        expect(once).not.toMatch(/(?!\n)\p{Cc}|\p{Cs}|[\u202A-\u202E\u2066-\u2069]/u)
      }),
    )
  })
})

describe('a field of a form', () => {
  const field = (kind: string): FieldSpec => ({ id: 'x', label: { zh: '', en: '' }, kind }) as unknown as FieldSpec
  it.each([
    ['phone', '＋８６ １３８ ００１３ ８０００', '13800138000'],
    ['contact', '０１０－１２３４５６７８', '010-12345678'],
    ['identity-number', '\u202D１１０１０５ 19491231 ００２ｘ\u202C', '11010519491231002X'],
    ['imei', '４９０１５４２０３２３７５１８', '490154203237518'],
    ['amount', '５０．００', '50.00'],
    ['count', '３', '3'],
    ['time', '９：４０', '9:40'],
    ['birth-date', '１９４９－１２－３１', '1949-12-31'],
    ['email', 'wang＠example．com', 'wang@example.com'],
    ['name', '欧阳\u0000 　修', '欧阳 修'],
    ['paragraph', '一\u000B二', '一\n二'],
  ])('of kind %s reads %j as %j', (kind, typed, right) => {
    expect(tidied(field(kind), typed)).toBe(right)
  })
})

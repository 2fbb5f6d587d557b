import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formOf, serviceForms } from '#content/catalogue/catalogue.ts'
import { startParameters } from '#content/catalogue/parameters.ts'
import { formAskOf, phoneIn } from '#domain/cases/caseAsk.ts'
import { checkForm } from '#domain/catalogue/checkForm.ts'
import type { FieldValue, Values } from '#domain/catalogue/conditions.ts'
import { askedFields, type Filling, holdingsOf, keptValues, situationsOf } from '#domain/catalogue/filled.ts'
import type { FieldSpec, RepeatSpec, ServiceForm, SingleSpec } from '#domain/catalogue/form.ts'
import type { Offers } from '#domain/catalogue/offer.ts'
import { followingFrom, pricesOf } from '#domain/catalogue/offers.ts'
import { onReceipt } from '#domain/catalogue/onReceipt.ts'
import { entriesIn, everyField, withoutEntry } from '#domain/catalogue/repeats.ts'
import { filledForm } from '#support/filledForm.ts'
import { everyKind } from '#support/intakeForm.ts'

const article = { kind: 'article', gives: '', from: null, until: null } as const
const book: Offers = {
  version: 1,
  until: null,
  rows: [
    { ...article, id: 'o_1', name: '数据线', price: 2900 },
    { ...article, id: 'o_2', name: '充电器', price: 5900 },
  ],
}
const filling = (more: Partial<Filling> = {}): Filling => ({
  ...{ reach: 'in-reach', today: '2026-11-23', time: '10:00', parameters: startParameters, offers: book },
  ...more,
})
const idsOf = (form: ServiceForm, values: Values, when = filling()) =>
  askedFields(form, values, when).map(({ id }) => id)
const sale = formOf('SV15')!
const wish = formOf('SV02')!
const groupOf = (form: ServiceForm): RepeatSpec => {
  const found = form.fields.find((field): field is RepeatSpec => field.kind === 'repeat')
  if (!found) throw new Error('the form has no group')
  return found
}

describe('a group of questions', () => {
  it('asks for the numbers of a wish one by one, and for each article of a sale (Q56)', () => {
    expect(idsOf(wish, { wishes: '3' }).slice(0, 4)).toEqual([
      ...['wishes-1-number', 'wishes-2-number', 'wishes-3-number'],
      'wishes',
    ])
    expect(idsOf(wish, {}).slice(0, 2)).toEqual(['wishes-1-number', 'wishes'])
    const two = { articles: '2' }
    expect(idsOf(sale, two).slice(0, 7)).toEqual([
      ...['articles-1-article', 'articles-1-quantity', 'articles-1-serial'],
      ...['articles-2-article', 'articles-2-quantity', 'articles-2-serial'],
      'articles',
    ])
    const missing = checkForm(sale, { ...filledForm(sale, filling()), ...two }, filling())
    expect(missing.map(({ field, code }) => `${field} ${code}`)).toContain('articles-2-article missing')
    expect(askedFields(sale, two, filling()).map(({ label }) => label.zh)).toContain('数量（2）')
  })

  it.each([
    ['', 1],
    ['0', 1],
    ['2', 2],
    ['99', 3],
    ['-1', 1],
    ['2.5', 1],
    ['２', 1],
    [true, 1],
    [['2'], 1],
  ] as const)('whose count says %j has %i entries', (count, entries) => {
    expect(entriesIn(groupOf(wish), count)).toBe(entries)
  })

  it('moves up what stands behind an entry that is taken out, and never has fewer than its least', () => {
    const values: Values = { wishes: '3', 'wishes-1-number': 'a', 'wishes-2-number': 'b', 'wishes-3-number': 'c' }
    const after = { ...values, ...withoutEntry(groupOf(wish), 2, values) }
    expect(keptValues(wish, after, filling())).toEqual({ wishes: '2', 'wishes-1-number': 'a', 'wishes-2-number': 'c' })
    expect(withoutEntry(groupOf(wish), 1, { wishes: '1' })).toEqual({})
    expect(withoutEntry(groupOf(wish), 4, values)).toEqual({})
  })

  it('comes to a sum where the book has all of it, and warns of another', () => {
    const values: Values = {
      ...filledForm(sale, filling()),
      ...{ articles: '2', 'articles-1-article': '数据线', 'articles-1-quantity': '2' },
      ...{ 'articles-2-article': '充电器', 'articles-2-quantity': '1' },
    }
    expect(followingFrom(sale, 'articles-2-quantity', values, filling())).toEqual({ amount: '117.00' })
    expect(followingFrom(sale, 'method', values, filling())).toEqual({})
    expect(followingFrom(sale, 'articles', { ...values, articles: '1' }, filling())).toEqual({ amount: '58.00' })
    const codes = (amount: string, more: Values = {}) =>
      checkForm(sale, { ...values, amount, ...more }, filling()).map(({ field, code }) => `${field} ${code}`)
    expect(codes('117')).toEqual([])
    expect(codes('100')).toEqual(['amount price-differs'])
    expect(codes('100', { 'articles-2-article': '手机壳' })).toEqual(['articles-2-article not-listed'])
    expect(pricesOf(sale, { ...values, 'articles-2-article': '手机壳' }, filling())?.state).toBe('free')
  })

  it('is not in the older version of its form', () => {
    for (const service of ['SV02', 'SV15'])
      expect(formOf(service, 1)?.fields.some(({ kind }) => kind === 'repeat')).toBe(false)
  })
})

/** Any form: questions of every kind, some of them in groups, each of which may refer to the others of its own. */
const singles = everyKind.fields.filter((field): field is SingleSpec => field.kind !== 'repeat')
const anyGroup = fc
  .tuple(
    fc.constantFrom('one', 'two'),
    fc.subarray(singles, { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 0, max: 2 }),
    fc.nat(2),
  )
  .map(([id, fields, least, more]): FieldSpec => {
    const base = { group: 'business', label: everyKind.fields[0]!.label, why: everyKind.fields[0]!.why } as const
    return {
      ...base,
      id,
      fields,
      least,
      most: least + more,
      kind: 'repeat',
      required: false,
      asked: 'always',
      holds: [],
    }
  })
const anyForm = fc.oneof(
  fc.constantFrom(...serviceForms),
  fc
    .tuple(fc.uniqueArray(anyGroup, { selector: ({ id }) => id, maxLength: 2 }), fc.subarray(singles))
    .map(([groups, fields]): ServiceForm => ({ ...everyKind, fields: [...fields, ...groups] })),
)
const anyValue: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '1',
    '2',
    '３',
    '0',
    '-1',
    'cash',
    ' cash ',
    'unit',
    'now',
    '138 0013 8000',
    '50.005',
    '2026-02-30',
  ),
  fc.constantFrom('数据线', '充电器', '2026-11-30', '11010519491231002x', 'a\u0000b', '__proto__', '\u202e9'),
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  fc.array(fc.string(), { maxLength: 3 }),
)
const anyFilling = fc.record({
  reach: fc.constantFrom('in-reach' as const, 'out-of-reach' as const),
  today: fc.constantFrom('2026-11-23', '2026-11-30'),
  offers: fc.constantFrom(book, undefined),
})
const filledIn = fc
  .tuple(anyForm, anyFilling)
  .chain(([form, more]) =>
    fc
      .dictionary(fc.constantFrom(...everyField(form).map(({ id }) => id), 'one-9-x', 'constructor'), anyValue)
      .map((values) => ({ form, values, when: filling(more) })),
  )

describe('whatever is typed into any form', () => {
  it('holds nothing of what is nothing once it is tidied', () => {
    const form = formOf('SV05')!
    expect(holdingsOf(form, { phone: '\u0000' }, filling({ reach: 'in-reach' }))).toEqual([])
    expect(holdingsOf(form, { phone: '13800138000' }, filling({ reach: 'in-reach' }))).toEqual(['phone'])
  })

  it('reads, checks and keeps whatever is typed in the same way, twice as once, and asks nothing that it does not keep (Q56)', () => {
    fc.assert(
      fc.property(filledIn, ({ form, values, when }) => {
        const asked = askedFields(form, values, when)
        const kept = keptValues(form, values, when)
        // What is sealed is text; what is read from it again is the same form, found to be as it was.
        const read: Values = JSON.parse(JSON.stringify(kept))
        expect(read).toEqual(kept)
        expect(keptValues(form, read, when)).toEqual(kept)
        expect(askedFields(form, read, when)).toEqual(asked)
        const ofAsked = (found: ReturnType<typeof checkForm>) => found.filter(({ code }) => code !== 'not-now')
        expect(ofAsked(checkForm(form, read, when))).toEqual(ofAsked(checkForm(form, values, when)))
        expect(Object.keys(kept).filter((id) => !asked.some((field) => field.id === id))).toEqual([])
        for (const group of form.fields)
          if (group.kind === 'repeat') expect(asked.filter(({ id }) => id === group.id).length).toBeLessThan(2)
        // Whoever reads it elsewhere finds what was found here.
        expect(holdingsOf(form, read, when)).toEqual(holdingsOf(form, values, when))
        expect(situationsOf(form, read, when)).toEqual(situationsOf(form, values, when))
        expect(onReceipt(form, read, when)).toEqual(onReceipt(form, values, when))
        expect(phoneIn(form, read, when)).toEqual(phoneIn(form, values, when))
        expect(formAskOf(form, read, when)).toEqual(formAskOf(form, values, when))
      }),
    )
  })
})

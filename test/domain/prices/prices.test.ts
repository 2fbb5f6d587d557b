import { describe, expect, it } from 'vitest'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startParameters } from '#content/catalogue/parameters.ts'
import { formAskOf, receiptOf } from '#domain/cases/caseAsk.ts'
import { keepForm } from '#domain/cases/commands.ts'
import { checkForm } from '#domain/catalogue/checkForm.ts'
import type { Filling } from '#domain/catalogue/filled.ts'
import type { Offer, Offers } from '#domain/catalogue/offer.ts'
import { followingFrom, pricesOf } from '#domain/catalogue/offers.ts'
import { setPrices } from '#domain/prices/commands.ts'
import { MOST_CAMPAIGNS, MOST_OFFERS } from '#domain/prices/events.ts'
import { judgePrices, readPriceList, withPrices } from '#domain/prices/priceList.ts'
import { MAX_LINE_BYTES } from '#log/event.ts'
import { createStory, paper } from '#support/caseStory.ts'
import { filledForm } from '#support/filledForm.ts'
import { answer } from '#support/hallAfter.ts'

const li = { by: 's_li', on: 'manager' }
const offer = (name: string, more: Partial<Offer> = {}): Offer => ({
  ...{
    id: `o_${[...name].map((sign) => sign.codePointAt(0)).join('.')}`,
    kind: 'plan',
    name,
    price: 9900,
    gives: '30GB',
  },
  ...{ from: null, until: null },
  ...more,
})
const book: Offers = {
  version: 3,
  until: '2026-12-31',
  rows: [
    offer('畅享99'),
    offer('老套餐', { until: '2026-11-20', price: 5800 }),
    offer('新年包', { from: '2027-01-01' }),
    offer('10GB', { kind: 'pack', price: 1000 }),
  ],
}
const planChange = formOf('SV05')!
const filling = (more: Partial<Filling> = {}): Filling => ({
  ...{ reach: 'out-of-reach', today: '2026-11-23', time: '10:00', parameters: startParameters, offers: book },
  ...more,
})
const filled = (more: Record<string, string>, when = filling()) => ({
  ...filledForm(planChange, when),
  price: '99',
  ...more,
})
const codes = (more: Record<string, string>, when = filling()) =>
  checkForm(planChange, filled(more, when), when).map(({ field, code, level }) => `${level} ${field} ${code}`)

describe('a form that is answered from the price book', () => {
  it('says nothing of what stands there and holds, and fills in its price', () => {
    expect(codes({ targetPlan: '畅享99' })).toEqual([])
    expect(followingFrom(planChange, 'targetPlan', { targetPlan: '畅享99' }, filling())).toEqual({ price: '99.00' })
    expect(followingFrom(planChange, 'targetPlan', { targetPlan: '没有的' }, filling())).toEqual({})
    expect(followingFrom(planChange, 'phone', { targetPlan: '畅享99' }, filling())).toEqual({})
  })

  it('warns of what is typed, over, not begun or of another price, and never stops for it', () => {
    expect(codes({ targetPlan: '没有的' })).toEqual(['warning targetPlan not-listed'])
    expect(codes({ targetPlan: '老套餐', price: '58' })).toEqual(['warning targetPlan price-over'])
    expect(codes({ targetPlan: '新年包' })).toEqual(['warning targetPlan price-ahead'])
    expect(codes({ targetPlan: '畅享99', price: '59' })).toEqual(['warning price price-differs'])
    // A pack is no plan.
    expect(codes({ targetPlan: '10GB', price: '10' })).toEqual(['warning targetPlan not-listed'])
    const over = checkForm(planChange, filled({ targetPlan: '畅享99' }), filling({ today: '2027-01-02' }))
    expect(over).toMatchObject([{ code: 'price-over', facts: { day: '2026-12-31' } }])
  })

  it('is as before in a hall without a book', () => {
    const when = filling({ offers: undefined })
    expect(codes({ targetPlan: '没有的' }, when)).toEqual([])
    expect(pricesOf(planChange, filled({ targetPlan: '没有的' }, when), when)).toBeNull()
  })

  it('says with which version it was taken down, and what the price is worth; the case keeps that', () => {
    const state = (targetPlan: string, when = filling()) => pricesOf(planChange, filled({ targetPlan }, when), when)
    expect(state('畅享99')).toEqual({ version: 3, state: 'listed' })
    expect(state('老套餐')).toEqual({ version: 3, state: 'over' })
    expect(state('没有的')).toEqual({ version: 3, state: 'free' })
    expect(state('畅享99', filling({ today: '2027-01-02' }))).toEqual({ version: 3, state: 'over' })
    const story = createStory()
    const id = story.open()
    const ask = formAskOf(planChange, filled({ targetPlan: '老套餐' }), filling())
    story.ask(keepForm, { case: id, paper: paper(1), phone: null, ...ask })
    expect(story.case(id).forms).toMatchObject([{ prices: { version: 3, state: 'over' } }])
    story.ask(keepForm, { case: id, paper: paper(2), phone: null, ...ask, prices: null })
    expect(story.case(id).forms.at(-1)?.prices).toBeNull()
  })

  it('goes on with the older version of the form for cases that were opened with it', () => {
    for (const service of ['SV05', 'SV10']) {
      expect(formOf(service)?.version).toBe(2)
      expect(formOf(service, 1)?.fields.some((field) => 'listed' in field || 'of' in field)).toBe(false)
    }
  })
})

describe('the price book', () => {
  it('is put in force as a whole by a manager, as the next version', () => {
    const story = createStory()
    expect(answer(story.ask(setPrices, book))).toBe('not-your-role')
    story.ask(setPrices, book, li)
    expect(story.hall.priceBook).toMatchObject({ version: 1, until: '2026-12-31', by: 's_li' })
    story.ask(setPrices, { until: null, rows: [offer('畅享129')] }, li)
    expect(story.hall.priceBook).toMatchObject({ version: 2, until: null, rows: [{ name: '畅享129' }] })
  })

  it('is refused where a form could not tell two rows apart, or a row ends before it begins', () => {
    const story = createStory()
    const ask = (...rows: Offer[]) => answer(story.ask(setPrices, { until: null, rows }, li))
    expect(ask(offer('畅享99'), offer(' 畅享99 '))).toBe('offer-twice')
    expect(ask(offer('畅享99', { from: '2026-12-01', until: '2026-11-01' }))).toBe('offer-ends-before')
    expect(ask(offer(''))).toBe('prices-do-not-fit')
    expect(ask(offer('畅享99', { price: -1 }))).toBe('prices-do-not-fit')
    expect(story.hall.priceBook).toBeNull()
    ask(offer('10GB'), offer('10GB', { kind: 'pack' }))
    expect(story.hall.priceBook?.rows).toHaveLength(2)
  })

  it('fits into one line of the log however much stands in it', () => {
    const rows = Array.from({ length: MOST_OFFERS }, (_, at) =>
      offer('餐'.repeat(57) + String(at).padStart(3, '0'), {
        ...(at < MOST_CAMPAIGNS
          ? ({ kind: 'campaign', terms: { rules: '规'.repeat(20), months: 60, limits: '限'.repeat(80) } } as const)
          : {}),
        ...{ id: 'o'.repeat(24), gives: '包'.repeat(80), from: '2026-11-01', until: '2026-12-31' },
      }),
    )
    const story = createStory()
    const decision = story.ask(setPrices, { until: '2026-12-31', rows }, li)
    expect(decision.ok).toBe(true)
    expect(new TextEncoder().encode(JSON.stringify(decision)).length).toBeLessThan(MAX_LINE_BYTES - 1024)
  })
})

describe('a campaign', () => {
  const terms = { rules: '2026-11', months: 12, limits: '每个号码一次' }
  const campaigns: Offers = {
    ...{ version: 1, until: null },
    rows: [
      offer('冬季优惠', { kind: 'campaign', until: '2026-12-31', terms }),
      offer('双十一', { kind: 'campaign', until: '2026-11-20', terms }),
      offer('元旦', { kind: 'campaign', from: '2027-01-01', terms }),
    ],
  }
  const joinForm = formOf('SV16')!
  const found = (campaign: string, joins: string, reach: Filling['reach'] = 'out-of-reach') => {
    const when = filling({ offers: campaigns, reach })
    const values = { ...filledForm(joinForm, when), campaign, joins }
    return checkForm(joinForm, values, when)
      .filter(({ level }) => level === 'error')
      .map(({ field, code }) => `${field} ${code}`)
  }

  it('is joined while it runs; over, not begun or unknown it is locked while nobody can ask the operator', () => {
    expect(found('冬季优惠', 'join')).toEqual([])
    expect(found('双十一', 'join')).toEqual(['joins campaign-over'])
    expect(found('元旦', 'join')).toEqual(['joins campaign-ahead'])
    expect(found('口头说的', 'join')).toEqual(['joins campaign-unknown'])
    expect(found('双十一', 'join', 'in-reach')).toEqual([])
    // Beside that nobody reads that it may be taken down.
    const when = filling({ offers: campaigns, reach: 'out-of-reach' })
    const codes = checkForm(joinForm, { ...filledForm(joinForm, when), campaign: '双十一', joins: 'join' }, when)
    expect(codes.map(({ code }) => code)).not.toContain('price-over')
  })

  it('joined while nobody can ask the operator is taken down and entered later; a wish to is noted and done', () => {
    const when = filling({ offers: campaigns, reach: 'out-of-reach' })
    const values = { ...filledForm(joinForm, when), campaign: '冬季优惠', joins: 'join' }
    const wish = { ...values, joins: 'interest' }
    expect([values, wish].map((each) => formAskOf(joinForm, each, when).tier)).toEqual(['T1', 'T0'])
    expect([values, wish].map((each) => receiptOf(joinForm, each, when))).toEqual(['accepted', 'final'])
    expect(receiptOf(joinForm, values, { ...when, reach: 'in-reach' })).toBe('final')
  })

  it('that takes the place of another is told of anew', () => {
    const when = filling({ offers: campaigns })
    const values = { ...filledForm(joinForm, when), campaign: '元旦', termsKnown: true }
    expect(followingFrom(joinForm, 'campaign', values, when)).toMatchObject({ termsKnown: false })
    expect(followingFrom(joinForm, 'joins', values, when)).not.toHaveProperty('termsKnown')
  })

  it('takes an interest down at any time', () => {
    for (const name of ['冬季优惠', '双十一', '元旦', '口头说的']) expect(found(name, 'interest')).toEqual([])
  })

  it('is not set down without what the customer is shown before signing, nor more of them than there is room for', () => {
    const story = createStory()
    const ask = (...rows: Offer[]) => answer(story.ask(setPrices, { until: null, rows }, li))
    expect(ask(offer('甲', { kind: 'campaign' }))).toBe('terms-missing')
    expect(ask(offer('甲', { kind: 'campaign', terms: { ...terms, limits: ' ' } }))).toBe('terms-missing')
    const many = Array.from({ length: MOST_CAMPAIGNS + 1 }, (_, at) => offer(`活动${at}`, { kind: 'campaign', terms }))
    expect(ask(...many)).toBe('too-many-campaigns')
    ask(offer('甲', { kind: 'campaign', terms }), offer('乙', { terms }))
    expect(story.hall.priceBook?.rows.map((row) => row.terms?.rules)).toEqual(['2026-11', undefined])
  })

  it('is taken from a list with its terms', () => {
    const read = readPriceList([
      ['名称', '价格', '类别', '规则版本', '协议期', '限制'],
      ['冬季优惠', '299', '活动', '2026-12', '12个月', '每个号码一次'],
      ['没有限制', '299', '活动', '2026-12', '99', ''],
    ])
    if (typeof read === 'string') throw new Error(read)
    const judged = judgePrices(read, { present: [], out: new Set() })
    expect(judged.map(({ terms: told, faults }) => [told, ...faults.map(({ code }) => code)])).toEqual([
      [{ rules: '2026-12', months: 12, limits: '每个号码一次' }],
      [{ rules: '2026-12', months: 99, limits: '' }, 'terms-missing', 'months-wrong'],
    ])
    expect(withPrices([], judged, () => 'o_new')).toMatchObject([{ kind: 'campaign', terms: { months: 12 } }])
  })
})

describe('a list of prices', () => {
  const table = [
    ['本厅资费（11 月）'],
    ['套餐名称', '月费（元）', '类别', '包含内容', '生效日期', '截止日期'],
    ['畅享99', '99', '', '30GB', '2026/11/1', '2026年12月31日'],
    ['10GB', '¥10.00', '流量包', '', '', '46387'],
    ['', '', '', '', '', ''],
    ['数据线', '29元', '配件', '一米', '', '长期'],
  ]
  const judge = (rows: readonly (readonly string[])[], out: readonly number[] = []) => {
    const read = readPriceList([['名称', '价格', '类别', '内容', '开始', '截止'], ...rows])
    if (typeof read === 'string') throw new Error(read)
    return judgePrices(read, { present: book.rows, out: new Set(out) })
  }

  it('is read as people keep it, whatever stands above and in which order', () => {
    const rows = readPriceList(table)
    if (typeof rows === 'string') throw new Error(rows)
    const judged = judgePrices(rows, { present: book.rows, out: new Set() })
    expect(
      judged.map(({ row, kind, name, price, from, until, state }) => [row, kind, name, price, from, until, state]),
    ).toEqual([
      [3, 'plan', '畅享99', 9900, '2026-11-01', '2026-12-31', 'changes'],
      [4, 'pack', '10GB', 1000, null, '2026-12-31', 'changes'],
      [6, 'article', '数据线', 2900, null, null, 'new'],
    ])
  })

  it('says row by row what is wrong, until it is mended or left out', () => {
    const rows = [
      ['', '99', '', '', '', ''],
      ['甲', '', '', '', '', ''],
      ['乙', '一百', '', '', '', ''],
      ['丙', '99', '保险', '', '', ''],
      ['丁', '99', '', '', '2026-02-30', ''],
      ['戊', '99', '', '', '2026-12-01', '2026-11-01'],
      ['己', '99', '', '', '', ''],
      ['己', '98', '', '', '', ''],
      ['庚', '60000', '', '包'.repeat(81), '', ''],
    ]
    expect(judge(rows).map(({ state, faults }) => [state, ...faults.map(({ code }) => code)])).toEqual([
      ['wrong', 'name-missing'],
      ['wrong', 'price-missing'],
      ['wrong', 'price-wrong'],
      ['wrong', 'kind-unknown'],
      ['wrong', 'day-wrong'],
      ['wrong', 'ends-before'],
      ['wrong', 'name-twice'],
      ['wrong', 'name-twice'],
      ['wrong', 'price-wrong', 'gives-too-long'],
    ])
    expect(
      judge(rows, [9])
        .slice(6, 8)
        .map(({ state }) => state),
    ).toEqual(['new', 'out'])
  })

  it('replaces what has the same name and kind where it stands, and adds the rest', () => {
    const judged = judge([
      ['畅享99', '109', '', '40GB', '', ''],
      ['新的', '1', '', '', '', ''],
    ])
    const rows = withPrices(book.rows, judged, () => 'o_new')
    expect(rows.map(({ id, name, price }) => [id, name, price])).toEqual([
      [book.rows[0]?.id, '畅享99', 10900],
      [book.rows[1]?.id, '老套餐', 5800],
      [book.rows[2]?.id, '新年包', 9900],
      [book.rows[3]?.id, '10GB', 1000],
      ['o_new', '新的', 100],
    ])
  })
})

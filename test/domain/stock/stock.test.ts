import { describe, expect, it } from 'vitest'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startParameters } from '#content/catalogue/parameters.ts'
import { openCase, submitCase } from '#domain/cases/commands.ts'
import type { Filling } from '#domain/catalogue/filled.ts'
import type { Offer } from '#domain/catalogue/offer.ts'
import { askStock, giveStock, returnStock } from '#domain/stock/commands.ts'
import { allotments, leftAt } from '#domain/stock/queries.ts'
import { soldIn } from '#domain/stock/sold.ts'
import type { StockLine } from '#domain/stock/stock.ts'
import type { HallCommand, HallDecision, HallEvent } from '#domain/whole.ts'
import { planChange } from '#support/caseStory.ts'
import { filledForm } from '#support/filledForm.ts'
import { answer, eventsOf, foldAll, when } from '#support/hallAfter.ts'
import { opening, standing, tabletOf, writtenAt } from '#support/stockStory.ts'

const cable = (count: number): StockLine => ({ article: 'o_cable', count })

/** A hall in which people at several tablets that hear of each other ask for things. */
function atTheCounters() {
  let written: HallEvent[] = eventsOf(opening)
  let cases = 0
  const hall = () => foldAll(written)
  const happens = (on: string, drafts: Parameters<typeof writtenAt>[1]) => {
    written = [...written, ...writtenAt(on, drafts, written)]
  }
  function ask<Ask>(on: string, command: HallCommand<Ask>, what: Ask, by?: string): HallDecision {
    const decision = when(hall(), command, what, standing(on, '10:00', by))
    if (decision.ok) happens(on, decision.events)
    return decision
  }
  return {
    hall,
    ask,
    give: (to: string, count: number, by?: string) =>
      ask('manager', giveStock, { tablet: tabletOf(to), article: 'o_cable', name: '数据线', count }, by),
    /** A case that is only to be handed in. */
    open(on: string): string {
      const id = `c_${++cases}`
      const steps = { 'in-reach': [], 'out-of-reach': [] }
      ask(on, openCase, { ...planChange, steps, id })
      const body = { holds: [], phone: null, monthEnd: false, cash: 0 }
      happens(on, [{ kind: 'FormKept', subject: id, papers: ['0'.repeat(64)], body }])
      return id
    },
    sell: (on: string, id: string, ...sells: StockLine[]) => ask(on, submitCase, { case: id, receipt: 'final', sells }),
    /** The back office sends a case back, and this counter takes it up. */
    sendBack(id: string, on: string): void {
      const body = { decision: 'returned', reviewer: 's_zhao', lent: false, reason: 'unclear', to: null } as const
      happens(on, [
        { kind: 'CaseReviewed', subject: id, body },
        { kind: 'CaseTakenUp', subject: id, body: { ticket: null } },
      ])
    },
    sums: () =>
      Object.fromEntries(
        allotments(hall()).map(({ tablet, given, sold, returned }) => [tablet, [given, sold, returned]]),
      ),
  }
}

describe('an article of which counters have allotments', () => {
  it('is given out by a manager alone, to a tablet of the hall', () => {
    const { give, ask, sums } = atTheCounters()
    expect(answer(give('counter3', 5, 's_wang'))).toBe('not-your-role')
    expect(answer(give('counter9', 5))).toBe('sells-nothing')
    expect(answer(give('counter3', 0))).toBe('pieces-do-not-fit')
    expect(answer(give('counter3', 5))).toBe('accepted')
    expect(answer(give('counter3', 2))).toBe('accepted')
    expect(sums()).toEqual({ d_counter3: [7, 0, 0] })
    expect(answer(ask('counter3', returnStock, cable(8)))).toBe('nothing-left')
  })

  it('leaves the allotment of the tablet that hands the case in, and what is left can be returned', () => {
    const { give, open, sell, ask, sums, hall } = atTheCounters()
    give('counter3', 5)
    give('counter4', 1)
    expect(answer(sell('counter3', open('counter3'), cable(1), cable(2)))).toBe('accepted')
    expect(leftAt(hall(), 'd_counter3', 'o_cable')).toBe(2)
    expect(answer(ask('counter3', returnStock, cable(2)))).toBe('accepted')
    expect(sums()).toEqual({ d_counter3: [5, 3, 2], d_counter4: [1, 0, 0] })
  })

  it('cannot be sold where nothing is left, and the refusal says who has some', () => {
    const { give, open, sell, ask } = atTheCounters()
    for (const [on, count] of [
      ['counter3', 1],
      ['counter4', 2],
      ['counter5', 4],
    ] as const)
      give(on, count)
    const id = open('counter3')
    const refused = {
      ok: false,
      why: 'nothing-left',
      facts: { name: '数据线', left: 1, others: '5号窗口 4 · 4号窗口 2' },
    }
    // Before money is taken …
    expect(ask('counter3', askStock, { case: id, lines: [cable(2)] })).toEqual(refused)
    // … and when it is handed in: nothing is written of either.
    expect(sell('counter3', id, cable(2))).toEqual(refused)
    expect(answer(sell('counter3', id, cable(1)))).toBe('accepted')
    expect(sell('counter3', open('counter3'), cable(1))).toMatchObject({ facts: { left: 0 } })
  })

  it('is not sold by a copy of a tablet: both would sell what one was given', () => {
    const { give, open, hall } = atTheCounters()
    give('counter3', 5)
    const where = standing('counter3')
    const copy = { ...where, tablet: { ...where.tablet, sub: { name: 'a', until: '2026-11-23' } } }
    const ask = { case: open('counter3'), lines: [cable(1)] }
    expect(answer(when(hall(), askStock, ask, copy))).toBe('nothing-left')
    expect(answer(when(hall(), returnStock, cable(1), copy))).toBe('nothing-left')
    expect(answer(when(hall(), askStock, ask, where))).toBe('accepted')
  })

  it('is sold as it lies there while no tablet was given any', () => {
    const { open, sell, sums } = atTheCounters()
    expect(answer(sell('counter3', open('counter3'), cable(20)))).toBe('accepted')
    expect(sums()).toEqual({})
  })
})

describe('a sale that is sent back', () => {
  it('takes only what it lacks, and puts back what it needs no more', () => {
    const { give, open, sell, sendBack, sums } = atTheCounters()
    give('counter3', 3)
    const id = open('counter3')
    sell('counter3', id, cable(2))
    sendBack(id, 'counter3')
    expect(answer(sell('counter3', id, cable(3)))).toBe('accepted')
    expect(sums()).toEqual({ d_counter3: [3, 3, 0] })
    sendBack(id, 'counter3')
    expect(answer(sell('counter3', id, cable(1)))).toBe('accepted')
    expect(sums()).toEqual({ d_counter3: [3, 1, 0] })
  })

  it('takes nothing twice when another counter hands it in, and puts nothing there that came from elsewhere', () => {
    const { give, open, sell, sendBack, sums } = atTheCounters()
    give('counter3', 3)
    give('counter4', 3)
    const id = open('counter3')
    sell('counter3', id, cable(2))
    sendBack(id, 'counter4')
    sell('counter4', id, cable(3))
    expect(sums()).toEqual({ d_counter3: [3, 2, 0], d_counter4: [3, 1, 0] })
    sendBack(id, 'counter4')
    sell('counter4', id, cable(1))
    expect(sums()).toEqual({ d_counter3: [3, 2, 0], d_counter4: [3, 0, 0] })
  })
})

describe('what a form sells', () => {
  const row = { kind: 'article', gives: '', price: 2900, from: null, until: null } as const
  const terms = { rules: '2026-11', months: 12, limits: '每个号码一次' }
  const rows: Offer[] = [
    { ...row, id: 'o_cable', name: '数据线' },
    { ...row, id: 'o_buds', name: '耳机' },
    { ...row, id: 'o_eleven', kind: 'campaign', name: '双十一', terms },
  ]
  const filling: Filling = {
    ...{ reach: 'out-of-reach', today: '2026-11-23', time: '10:00', parameters: startParameters },
    offers: { version: 1, until: null, rows },
  }

  it('is every article of a sale as often as its entry says; what is typed has no allotment', () => {
    const sale = formOf('SV15')!
    const values = {
      ...{ articles: '3', 'articles-1-article': '数据线', 'articles-1-quantity': '2' },
      ...{ 'articles-2-article': '没有的', 'articles-2-quantity': '4' },
      ...{ 'articles-3-article': '耳机', 'articles-3-quantity': '1' },
    }
    expect(soldIn(sale, values, filling)).toEqual([cable(2), { article: 'o_buds', count: 1 }])
    expect(soldIn(sale, { ...values, articles: '1' }, filling)).toEqual([cable(2)])
    expect(soldIn(sale, { 'articles-1-article': '数据线', 'articles-1-quantity': 'x' }, filling)).toEqual([])
  })

  it('is the gift of whoever joins a campaign, and of nobody who only wants to be told', () => {
    const joining = formOf('SV16')!
    const values = { ...filledForm(joining, filling), campaign: '双十一', joins: 'join', giftArticle: '耳机' }
    expect(soldIn(joining, values, filling)).toEqual([{ article: 'o_buds', count: 1 }])
    expect(soldIn(joining, { ...values, joins: 'interest' }, filling)).toEqual([])
    expect(soldIn(joining, { ...values, giftArticle: '' }, filling)).toEqual([])
    expect(soldIn(formOf('SV16', 2)!, values, filling)).toEqual([])
  })
})

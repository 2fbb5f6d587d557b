import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { submitCase } from '#domain/cases/commands.ts'
import { giveStock, returnStock } from '#domain/stock/commands.ts'
import type { StockLine } from '#domain/stock/stock.ts'
import { emptyHall, foldEvents, type Hall, type HallCommand, type HallEvent } from '#domain/whole.ts'
import { compareEvents } from '#log/event.ts'
import { planChange } from '#support/caseStory.ts'
import { rounds } from '#support/endure.ts'
import { eventsOf, foldAll, type Happening, when } from '#support/hallAfter.ts'
import { opening, SELLERS, standing, tabletOf, writtenAt } from '#support/stockStory.ts'

const PLACES = ['manager', ...SELLERS]
const ARTICLES = ['o_cable', 'o_charger']
const CASES = ['c_1', 'c_2']

/** Cases that are ready to be handed in wherever somebody has them. */
const ready: readonly Happening[] = CASES.flatMap((subject): Happening[] => {
  const { tier, priority, promiseHours } = planChange
  const opened = { service: 'SV15', version: 2, tier, steps: [], priority, promiseHours, reach: 'in-reach' as const }
  return [
    { kind: 'CaseOpened', subject, body: { ...opened, day: '2026-11-23', ticket: null, care: false } },
    {
      kind: 'FormKept',
      subject,
      papers: ['0'.repeat(64)],
      body: { holds: [], phone: null, monthEnd: false, cash: 0 },
    },
  ]
})
const returned = { decision: 'returned', reviewer: 's_zhao', lent: false, reason: 'unclear', to: null } as const
/** What everybody knows before they part. */
const given = SELLERS.map((on): Happening => {
  const body = { article: 'o_cable', name: '数据线', count: 3 }
  return { kind: 'StockGiven', subject: tabletOf(on), on: 'manager', by: 's_li', body }
})
const begun = eventsOf([...opening, ...ready, ...given])

type Step =
  | { readonly do: 'give'; readonly to: string; readonly article: string; readonly count: number }
  | {
      readonly do: 'sell' | 'sell again'
      readonly on: string
      readonly case: string
      readonly sells: readonly StockLine[]
    }
  | { readonly do: 'return'; readonly on: string; readonly article: string; readonly count: number }
  | { readonly do: 'meet'; readonly on: string; readonly with: string }

const seller = fc.constantFrom(...SELLERS)
const article = fc.constantFrom(...ARTICLES)
const pieces = fc.integer({ min: 1, max: 5 })
const line = fc.record({ article, count: fc.integer({ min: 1, max: 3 }) })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('give' as const), to: seller, article, count: pieces }) },
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ do: fc.constantFrom('sell' as const, 'sell again' as const), on: seller, case: fc.constantFrom(...CASES) },
      sells: fc.array(line, { maxLength: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('return' as const), on: seller, article, count: pieces }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('meet' as const),
      on: seller,
      with: fc.constantFrom('manager', ...PLACES),
    }),
  },
)

/** Several tablets apart: each folds what it has heard, and hears of others only when it meets them. */
function apart(steps: readonly Step[]) {
  let written: HallEvent[] = begun
  const heard = new Map(PLACES.map((on) => [on, new Set<HallEvent>(begun)]))
  const hallAt = (on: string): Hall => foldAll([...(heard.get(on) ?? [])])
  const answers: string[] = []
  const happens = (on: string, draft: Parameters<typeof writtenAt>[1]) => {
    const events = writtenAt(on, draft, written)
    written = [...written, ...events]
    for (const event of events) heard.get(on)?.add(event)
  }
  const ask = <Ask>(on: string, command: HallCommand<Ask>, what: Ask) => {
    const decision = when(hallAt(on), command, what, standing(on))
    answers.push(decision.ok ? command.name : decision.why)
    if (decision.ok) happens(on, decision.events)
  }
  for (const each of steps) {
    if (each.do === 'give')
      ask('manager', giveStock, { tablet: tabletOf(each.to), article: each.article, name: '商品', count: each.count })
    // Somebody who reviewed it sent it back, and it is handed in once more, perhaps elsewhere and with other articles.
    if (each.do === 'sell again')
      happens(each.on, [
        { kind: 'CaseReviewed', subject: each.case, body: returned },
        { kind: 'CaseTakenUp', subject: each.case, body: { ticket: null } },
      ])
    if (each.do === 'sell' || each.do === 'sell again')
      ask(each.on, submitCase, { case: each.case, receipt: 'final', sells: each.sells })
    if (each.do === 'return') ask(each.on, returnStock, { article: each.article, count: each.count })
    if (each.do === 'meet') {
      const both = [...(heard.get(each.on) ?? []), ...(heard.get(each.with) ?? [])]
      for (const on of [each.on, each.with]) heard.set(on, new Set(both))
    }
  }
  return { written, hallAt, answers }
}

describe('tablets that sell from allotments while they are apart', () => {
  it('have together never sold and returned more of an article than each was given', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 30 }), (steps) => {
        const { written, hallAt, answers } = apart(steps)
        for (const answer of answers) seen.add(answer)
        const halls = [foldAll(written), ...PLACES.map(hallAt)]
        for (const { stock } of halls)
          for (const { given, sold, returned } of stock.values()) {
            expect(sold).toBeGreaterThanOrEqual(0)
            expect(sold + returned).toBeLessThanOrEqual(given)
          }
        if (written.some((each) => each.kind === 'StockTaken' && each.body.lines.some(({ count }) => count < 0)))
          seen.add('put back')
      }),
      { numRuns: rounds(50, 2_000, 25) },
    )
    // The law says something: they sold, returned, and were refused because nothing was left; and a case came back with less.
    for (const each of ['giveStock', 'submitCase', 'returnStock', 'nothing-left', 'put back'])
      expect([...seen]).toContain(each)
  })

  it('have the same sums in whatever order they hear of it', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 30 }), fc.infiniteStream(fc.nat()), (steps, chance) => {
        const { written } = apart(steps)
        const one = foldAll(written)
        const shuffled = [...written]
          .map((event) => ({ event, at: chance.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ event }) => event)
        const other = foldAll(shuffled)
        expect([...other.stock]).toEqual([...one.stock])
        // And adding up needs no order at all.
        const sums = (hall: Hall) =>
          [...hall.stock.values()]
            .map(({ tablet, article, given, sold, returned }) => `${tablet} ${article} ${given} ${sold} ${returned}`)
            .sort()
        const opened = written.filter(({ kind }) => !kind.startsWith('Stock')).sort(compareEvents)
        const stock = shuffled.filter(({ kind }) => kind.startsWith('Stock'))
        expect(sums(foldEvents(foldEvents(emptyHall('h_test'), opened), stock))).toEqual(sums(one))
      }),
      { numRuns: rounds(20, 1_000, 10) },
    )
  })
})

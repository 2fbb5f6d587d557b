import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  confirmCase,
  endCase,
  finishStep,
  keepForm,
  openCase,
  putCaseOff,
  submitCase,
  switchCase,
  takeCaseUp,
} from '#domain/cases/commands.ts'
import { isReceiptNumber } from '#domain/cases/receipt.ts'
import { HOLDINGS, TIERS } from '#domain/catalogue/tiers.ts'
import { declareInterruption, endInterruption } from '#domain/interruptions/commands.ts'
import { operatorOutOfReach } from '#domain/interruptions/outOfReach.ts'
import { enterCase, returnLateEntry, settleLateEntry, takeLateEntry } from '#domain/lateEntry/commands.ts'
import { approveCase, returnCase } from '#domain/review/commands.ts'
import type { HallCommand } from '#domain/whole.ts'
import { createStory, paper, planChange } from '#support/caseStory.ts'
import { rounds } from '#support/endure.ts'

type Story = ReturnType<typeof createStory>
interface Try {
  readonly what: HallCommand<never>
  readonly ask: unknown
  readonly by: string
  readonly on: string
}

const id = fc.constantFrom('c_1', 'c_2', 'c_3', 'c_4', 'c_5')
const attempt = <Ask>(what: HallCommand<Ask>, ask: fc.Arbitrary<Ask>): fc.Arbitrary<Try> =>
  fc.record({
    what: fc.constant(what as unknown as HallCommand<never>),
    ask: ask as fc.Arbitrary<unknown>,
    by: fc.constantFrom('s_wang', 's_zhou', 's_zhao', 's_li'),
    on: fc.constantFrom('counter3', 'counter5', 'manager'),
  })

const tries: fc.Arbitrary<Try> = fc.oneof(
  {
    weight: 3,
    arbitrary: attempt(
      openCase,
      fc.constantFrom(...TIERS).map((tier) => ({ ...planChange, tier })),
    ),
  },
  {
    weight: 6,
    arbitrary: attempt(
      keepForm,
      fc.record({
        case: id,
        paper: fc.integer({ min: 1, max: 99 }).map(paper),
        holds: fc.subarray([...HOLDINGS]),
        phone: fc.constant(null),
        monthEnd: fc.boolean(),
        cash: fc.constantFrom(0, 0, 5000),
      }),
    ),
  },
  {
    weight: 10,
    arbitrary: attempt(
      finishStep,
      fc.record({
        case: id,
        step: fc.constantFrom('apply', 'handle', 'confirm'),
        evidence: fc.constant(['fields' as const, 'confirmation' as const]),
      }),
    ),
  },
  {
    weight: 5,
    arbitrary: attempt(
      confirmCase,
      id.map((one) => ({ case: one, how: 'signature' as const, paper: paper(7) })),
    ),
  },
  {
    weight: 5,
    arbitrary: attempt(
      submitCase,
      id.map((one) => ({ case: one, receipt: 'accepted' as const })),
    ),
  },
  {
    weight: 2,
    arbitrary: attempt(
      approveCase,
      id.map((one) => ({ case: one })),
    ),
  },
  attempt(
    returnCase,
    id.map((one) => ({ case: one, reason: 'unclear' })),
  ),
  attempt(
    putCaseOff,
    id.map((one) => ({ case: one, missing: ['identity'], days: 7 })),
  ),
  attempt(
    takeCaseUp,
    id.map((one) => ({ case: one, ticket: null })),
  ),
  {
    weight: 2,
    arbitrary: attempt(
      switchCase,
      id.map((one) => ({ case: one, steps: planChange.steps })),
    ),
  },
  { weight: 2, arbitrary: attempt(declareInterruption, fc.constant({ what: 'network' as const, drafts: 0 })) },
  { weight: 2, arbitrary: attempt(endInterruption, fc.constant({})) },
  attempt(
    takeLateEntry,
    id.map((one) => ({ case: one })),
  ),
  attempt(
    returnLateEntry,
    id.map((one) => ({ case: one, reason: 'conditions-differ' })),
  ),
  {
    weight: 2,
    arbitrary: attempt(
      settleLateEntry,
      id.map((one) => ({ case: one })),
    ),
  },
  {
    weight: 3,
    arbitrary: attempt(
      enterCase,
      fc.record({
        case: id,
        serial: fc.integer({ min: 1, max: 6 }).map((n) => `BOSS-${n}`),
        confirmHours: fc.constantFrom(null, 72),
      }),
    ),
  },
)

const anyWork = fc.array(tries, { minLength: 5, maxLength: 50 })

/** Lets people try; what is refused does not happen. */
function worked(work: readonly Try[], after: (story: Story) => void = () => {}): Story {
  const story = createStory()
  for (const { what, ask, by, on } of work) {
    story.ask(what, ask as never, { by, on })
    after(story)
  }
  return story
}

describe('whatever people do with cases', () => {
  it('no path leaves a case without an end', () => {
    fc.assert(
      fc.property(anyWork, (work) => {
        const story = worked(work)
        const manager = { by: 's_li', on: 'manager' }
        for (const found of story.hall.cases.values()) {
          if (found.end) continue
          const outcome = (found.forms.at(-1)?.cash ?? 0) > 0 ? 'refunded' : 'cancelled'
          expect(story.ask(endCase, { case: found.id, outcome, reason: 'day-is-over' }, manager).ok).toBe(true)
        }
        expect([...story.hall.cases.values()].every(({ end }) => end !== null)).toBe(true)
      }),
      { numRuns: rounds(20, 200, 20) },
    )
  }, 120_000)

  it('what a tier forbids is not kept while the operator is out of reach', () => {
    fc.assert(
      fc.property(anyWork, (work) => {
        worked(work, ({ hall, events }) => {
          const last = events.at(-1)
          if (last?.kind !== 'FormKept' || !operatorOutOfReach(hall)) return
          const tier = hall.cases.get(last.subject)?.tier
          if (tier === 'T2')
            for (const held of ['id-number', 'image', 'sim', 'money']) expect(last.body.holds).not.toContain(held)
          if (tier === 'T3') expect(last.body.holds).toEqual([])
        })
      }),
      { numRuns: rounds(18, 100, 15) },
    )
  }, 120_000)

  it('every case that is done was looked at by somebody who did not take it', () => {
    fc.assert(
      fc.property(anyWork, (work) => {
        for (const found of worked(work).hall.cases.values()) {
          if (found.end?.outcome === 'done') expect(found.review?.reviewer).not.toBe(found.submittedBy)
        }
      }),
      { numRuns: rounds(18, 100, 15) },
    )
  }, 120_000)

  it('every receipt has a number of its own, and every serial number one case', () => {
    fc.assert(
      fc.property(anyWork, (work) => {
        const { events, hall } = worked(work)
        // A returned case keeps its number however often it is handed in.
        const given = new Map<string, Set<string>>()
        for (const event of events) {
          const number = event.kind === 'CaseSubmitted' ? event.body.receipt?.number : undefined
          if (number !== undefined) given.set(number, (given.get(number) ?? new Set()).add(event.subject))
        }
        const numbers = [...given.keys()]
        expect([...given.values()].every((cases) => cases.size === 1)).toBe(true)
        expect(numbers.every(isReceiptNumber)).toBe(true)
        const serials = [...hall.cases.values()].flatMap(({ end }) => (end?.serial ? [end.serial] : []))
        expect(new Set(serials).size).toBe(serials.length)
      }),
      { numRuns: rounds(18, 100, 15) },
    )
  }, 120_000)
})

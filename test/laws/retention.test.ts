import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { papersDue } from '#domain/cases/papersDue.ts'
import { kindOfPaper, papersOf } from '#domain/cases/queries.ts'
import { isToBeTold } from '#domain/lateEntry/isToBeTold.ts'
import { destroyDue, stopDestroying } from '#domain/papers/commands.ts'
import { mayAct } from '#domain/permissions.ts'
import { foldEvents, type Hall, type HallEvent } from '#domain/whole.ts'
import { asText } from '#support/busyMorning.ts'
import { paper, planChange } from '#support/caseStory.ts'
import { rounds } from '#support/endure.ts'
import { eventsOf, foldAll, type Happening, rulesSet, setUp, situation, when } from '#support/hallAfter.ts'
import { caseHappening } from './anyCase.ts'
import { anyDay } from './anyDay.ts'
import { closing, daysLater } from './manyDays.ts'

const RUNS = { numRuns: rounds(80, 2_000, 40) }
const days = fc.constantFrom(0, 1, 20, 200)
const anyRules = fc.record({ formDays: days, signatureDays: days, photoDays: days, noteDays: days })

const form = { holds: ['phone'], phone: null, monthEnd: false, cash: 0 } as const
const opened = (subject: string): Happening => {
  const { steps, ...ask } = planChange
  const body = { ...ask, steps: steps['in-reach'].map((each) => ({ ...each, evidence: [...each.evidence] })) }
  const more = { reach: 'in-reach', day: '2026-11-23', care: false } as const
  return { kind: 'CaseOpened', subject, on: 'counter3', by: 's_wang', body: { ...body, ...more } }
}
/** Two cases: one has ended with a paper of each kind, the other goes on. */
const cases: readonly Happening[] = [
  opened('c_8'),
  { kind: 'FormKept', subject: 'c_8', on: 'counter3', papers: [paper(31)], body: { ...form, holds: ['phone'] } },
  opened('c_9'),
  { kind: 'FormKept', subject: 'c_9', on: 'counter3', papers: [paper(32)], body: { ...form, holds: ['phone'] } },
  ...(['photo', 'note'] as const).map((kind, i): Happening => {
    return { kind: 'CasePaperKept', subject: 'c_9', on: 'counter3', papers: [paper(33 + i)], body: { kind, holds: [] } }
  }),
  {
    kind: 'CustomerConfirmed',
    subject: 'c_9',
    on: 'counter3',
    papers: [paper(35)],
    body: { how: 'signature', witness: null },
  },
  {
    kind: 'CaseEnded',
    subject: 'c_9',
    on: 'counter3',
    by: 's_wang',
    body: { outcome: 'done', reason: null, serial: null, tell: false },
  },
]

/** A day with many cases, and rules of how long their papers are kept. */
const anyCases = fc
  .tuple(anyDay, fc.array(caseHappening, { maxLength: 40, size: 'max' }), anyRules)
  .map(([day, more, rules]) => ({ events: eventsOf([...setUp, ...cases, ...day, ...more, rulesSet(rules)]) }))

const byManager = { ...situation('12:00', { on: 'manager', by: 's_li' }), newId: (prefix: string) => `${prefix}_1` }

/** A manager's tablet asks until nothing is due, so many days later. */
function destroy(hall: Hall, later: number): readonly HallEvent[] {
  const decision = when(hall, destroyDue, {}, byManager)
  if (!decision.ok) throw new Error(decision.why)
  if (decision.events.length === 0) return []
  const told = decision.events.map((draft): Happening => ({ ...draft, on: 'manager', by: 's_li', at: '23:30' }))
  const events = daysLater(later, told)
  return [...events, ...destroy(foldEvents(hall, events), later + 1)]
}

/** The hall without what is said of destroyed papers. */
const besides = ({ shredded, shreddings, ...hall }: Hall): string => asText({ ...hall, at: null })

describe('papers whose days are over', () => {
  it('are destroyed when the day is closed, they alone and each once, and the hall is otherwise the same (Q63)', () => {
    let destroyed = 0
    fc.assert(
      fc.property(anyCases, fc.constantFrom(2, 30, 250), ({ events }, passed) => {
        const before = foldAll(events)
        const first = closing(passed)
        const hall = foldEvents(before, first)
        fc.pre(mayAct(hall, 's_li', 'destroy-papers'))
        const acts = destroy(hall, passed + 1)
        const after = foldAll([...events, ...first, ...acts])
        expect(after.unfolded).toEqual([])
        expect(besides(after)).toBe(besides(hall))
        const gone = [...after.shredded].filter((name) => !hall.shredded.has(name))
        destroyed += gone.length
        expect(new Set(gone).size).toBe(acts.flatMap(({ body }) => ('papers' in body ? body.papers : [])).length)
        // Nothing that was not a paper of a case that had ended, and of a kind whose days are over.
        for (const { subject, body } of acts) {
          const found = before.cases.get(subject)
          expect(after.cases.get(subject)?.end).not.toBeNull()
          for (const name of 'papers' in body ? (body.papers as readonly string[]) : []) {
            expect(events.some((event) => event.subject === subject && event.papers.includes(name))).toBe(true)
            const kind = found && kindOfPaper(found, name)
            if (kind) expect(hall.settings.rules[`${kind}Days`]).toBeLessThanOrEqual(passed)
          }
        }
        // And everything that was, and that nothing else names.
        const once = (name: string) => events.filter(({ papers }) => papers.includes(name)).length === 1
        for (const found of before.cases.values()) {
          if (found.end === null || isToBeTold(found) || before.days.size > 0) continue
          for (const name of papersOf(found)) {
            const kind = kindOfPaper(found, name)
            const kept = kind === null ? 0 : hall.settings.rules[`${kind}Days`]
            if (kept > 0 && kept + 1 < passed && once(name) && !after.spared.has(name))
              expect(after.shredded.has(name)).toBe(true)
          }
        }
        expect(papersDue(after)).toEqual([])
      }),
      RUNS,
    )
    expect(destroyed).toBeGreaterThan(0)
  })

  it('stay when a manager has stopped it, whichever came first, and are not due again (Q63)', () => {
    let stopped = 0
    fc.assert(
      fc.property(anyCases, ({ events }) => {
        const hall = foldEvents(foldAll(events), closing(30))
        fc.pre(mayAct(hall, 's_li', 'destroy-papers'))
        const acts = destroy(hall, 31)
        const after = foldEvents(hall, acts)
        const stops = after.shreddings.flatMap(({ act }) => {
          const decision = !hall.shreddings.some((each) => each.act === act)
            ? when(after, stopDestroying, { act }, byManager)
            : null
          return decision?.ok ? decision.events : []
        })
        stopped += stops.length
        const told = daysLater(
          90,
          stops.map((draft): Happening => ({ ...draft, on: 'manager', by: 's_li' })),
        )
        const spared = foldEvents(after, told)
        const earlier = foldEvents(foldEvents(hall, told), acts)
        for (const each of [spared, earlier]) {
          expect([...each.shredded].sort()).toEqual([...hall.shredded].sort())
          expect(papersDue(each)).toEqual([])
        }
      }),
      RUNS,
    )
    expect(stopped).toBeGreaterThan(0)
  })
})

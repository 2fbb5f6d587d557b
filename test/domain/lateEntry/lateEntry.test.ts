import { describe, expect, it } from 'vitest'
import { startParameters } from '#content/catalogue/parameters.ts'
import { confirmCase, finishStep, keepForm, submitCase } from '#domain/cases/commands.ts'
import { countCash, declareInterruption, endInterruption, reportInterruption } from '#domain/interruptions/commands.ts'
import { minutesOut, operatorOutOfReach } from '#domain/interruptions/outOfReach.ts'
import {
  awaitsFinal,
  casesDuring,
  cashExpected,
  interruptionList,
  isDrawerFull,
  minutesToReport,
  reportToMake,
} from '#domain/interruptions/queries.ts'
import {
  callBack,
  dropLateEntry,
  enterCase,
  putLateEntryBack,
  returnLateEntry,
  settleLateEntry,
  takeLateEntry,
} from '#domain/lateEntry/commands.ts'
import { dueAt, lateEntryOrder, lateStage, minutesInHand, toCallBack } from '#domain/lateEntry/queries.ts'
import { type Asking, createStory, paper } from '#support/caseStory.ts'
import { answer, clock, eventsOf, foldAll } from '#support/hallAfter.ts'

type Story = ReturnType<typeof createStory>
const zhao: Asking = { by: 's_zhao', on: 'manager' }

/** Takes a case down while the operator is out of reach. */
function accepted(story: Story, how: { priority?: 'P1' | 'P2' | 'P3' | 'P4'; cash?: number; monthEnd?: boolean } = {}) {
  const { priority = 'P2', cash = 0, monthEnd = false } = how
  const id = story.open({ priority })
  story.ask(keepForm, { case: id, paper: paper(1), holds: ['phone'], phone: null, monthEnd, cash })
  story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
  story.ask(confirmCase, { case: id, how: 'signature', paper: paper(2) })
  story.ask(finishStep, { case: id, step: 'confirm', evidence: ['confirmation'] })
  expect(answer(story.ask(submitCase, { case: id, receipt: 'accepted' }))).toBe('accepted')
  return id
}
function outage() {
  const story = createStory()
  story.ask(declareInterruption, { what: 'operator-system', drafts: 0 })
  return story
}
const back = (story: Story) => story.ask(endInterruption, {})

describe('an interruption', () => {
  it('is declared once, whoever presses the button second', () => {
    const story = outage()
    story.ask(declareInterruption, { what: 'network', drafts: 2 }, { by: 's_zhou', on: 'counter5' })
    expect(story.hall.interruptions.size).toBe(1)
  })

  it('declared by two tablets apart is ended on both by one', () => {
    const story = outage()
    const apart = [...story.events]
    const other = eventsOf(
      [
        {
          kind: 'InterruptionBegan',
          subject: 'i_other',
          on: 'counter5',
          at: '09:03',
          body: { what: 'network', drafts: 0 },
        },
      ],
      apart,
    )
    const together = createStory()
    expect(together.hall.interruptions.size).toBe(0)
    const hall = foldAll([...apart, ...other])
    expect(operatorOutOfReach(hall)?.id).toBe('i_1')
    const decision = endInterruption.decide(hall, {}, { now: clock('10:00'), by: 's_wang' } as never)
    expect(decision.ok && decision.events.map(({ subject }) => subject)).toEqual(['i_1', 'i_other'])
  })

  it('has the superior told at once, then every half hour, and says for how long it goes on (1.1.16)', () => {
    const story = outage()
    const running = () => operatorOutOfReach(story.hall)!
    const { beganAt } = running()
    expect([reportToMake(running()), minutesToReport(running(), beganAt + 5 * 60_000)]).toEqual(['first', 0])
    story.ask(reportInterruption, { interruption: running().id, report: 'first' })
    const { at } = running().reports[0]!
    expect(reportToMake(running())).toBe('update')
    expect([at, at + 60_001, at + 31 * 60_000].map((now) => minutesToReport(running(), now))).toEqual([30, 29, 0])
    expect([beganAt - 1, beganAt + 59_999, beganAt + 60_000].map((now) => minutesOut(running(), now))).toEqual([
      0, 0, 1,
    ])
  })

  it('is over without anybody having been told, and asks for that report until somebody says that it was sent', () => {
    const story = outage()
    const { id } = interruptionList(story.hall)[0]!
    story.ask(reportInterruption, { interruption: id, report: 'first' }, { at: '09:10' })
    story.ask(endInterruption, {}, { at: '09:40' })
    const reports = () => interruptionList(story.hall)[0]!.reports.map(({ report }) => report)
    expect(reports()).toEqual(['first'])
    expect(awaitsFinal(story.hall, clock('10:00'))?.id).toBe(id)
    expect(awaitsFinal(story.hall, clock('10:00') + 24 * 3_600_000)).toBeNull()
    story.ask(reportInterruption, { interruption: id, report: 'final' }, { at: '10:00' })
    expect(reports()).toEqual(['first', 'final'])
    expect(awaitsFinal(story.hall, clock('10:01'))).toBeNull()
  })

  it('reports with the figures of the moment', () => {
    const story = outage()
    accepted(story)
    const { id } = interruptionList(story.hall)[0] ?? { id: '' }
    story.ask(reportInterruption, { interruption: id, report: 'update' })
    expect(interruptionList(story.hall)[0]?.reports).toMatchObject([{ report: 'update', accepted: 1, appointments: 0 }])
  })

  it('has its cash counted by two, and what is in the safe is not expected in the drawer', () => {
    const story = outage()
    accepted(story, { cash: 10_000 })
    const { id } = interruptionList(story.hall)[0] ?? { id: '' }
    const count = { interruption: id, counted: 10_000, drop: true }
    expect(answer(story.ask(countCash, { ...count, second: 's_wang' }))).toBe('witness-is-missing')
    expect(answer(story.ask(countCash, { ...count, second: 's_zhou' }))).toBe('accepted')
    const interruption = interruptionList(story.hall)[0]
    expect(interruption?.counts).toMatchObject([{ expected: 10_000, counted: 10_000, second: 's_zhou' }])
    expect(interruption && cashExpected(story.hall, interruption)).toBe(0)
  })
})

describe('cash while the operator is out of reach', () => {
  it('is limited by customer and day, and by what may lie in the hall', () => {
    const story = outage()
    const keep = (cash: number, inHall: number | null = null, of = 'a') => {
      const phone = { number: of.repeat(16), tail: of.repeat(16) }
      const form = { case: story.open(), paper: paper(1), holds: ['money' as const], phone, monthEnd: false, cash }
      return answer(story.ask(keepForm, { ...form, mostCash: { perDay: 100_000, inHall } }))
    }
    expect(keep(60_000)).toBe('accepted')
    expect(keep(50_000)).toBe('cash-over-day-limit')
    expect(keep(40_000)).toBe('accepted')
    const other = { case: accepted(story, { cash: 50_000 }), drawer: interruptionList(story.hall)[0] }
    expect(other.drawer && cashExpected(story.hall, other.drawer)).toBe(50_000)
    expect(keep(10_000, 50_000, 'c')).toBe('cash-has-to-go-to-the-safe')
    const most = (yuan: number | null) => ({ ...startParameters, offlineCashHallCap: yuan })
    expect([null, 501, 500].map((yuan) => isDrawerFull(50_000, most(yuan)))).toEqual([false, false, true])
  })
})

describe('entering cases afterwards', () => {
  it('goes by month end, level, need and time', () => {
    const story = outage()
    const p3 = accepted(story, { priority: 'P3' })
    const p1 = accepted(story, { priority: 'P1' })
    const monthEnd = accepted(story, { priority: 'P2', monthEnd: true })
    const p2 = accepted(story, { priority: 'P2' })
    expect(lateEntryOrder(story.hall).map(({ id }) => id)).toEqual([monthEnd, p1, p2, p3])
  })

  it('waits until the operator answers', () => {
    const story = outage()
    const id = accepted(story)
    expect(answer(story.ask(takeLateEntry, { case: id }, zhao))).toBe('not-without-operator')
    expect(dueAt(story.hall, story.case(id))).toBeNull()
    back(story)
    expect(answer(story.ask(takeLateEntry, { case: id }, zhao))).toBe('accepted')
    expect(dueAt(story.hall, story.case(id))).toBeGreaterThan(clock('09:00') + 24 * 3_600_000)
  })

  it('is one person’s for a quarter of an hour, then anybody’s', () => {
    const story = outage()
    const id = accepted(story)
    back(story)
    story.ask(takeLateEntry, { case: id }, { ...zhao, at: '10:00' })
    const enter = { case: id, serial: 'BOSS-1', confirmHours: null }
    const qian = { by: 's_qian', on: 'counter5' }
    expect(answer(story.ask(enterCase, enter, { ...qian, at: '10:05' }))).toBe('case-is-in-hand')
    expect(lateStage(story.case(id), clock('10:05'))).toBe('in-hand')
    const { lease } = story.case(id).late
    // A clock that is behind would have it in hand for longer than anybody may.
    const left = (time: string) => lease && minutesInHand(lease, clock(time))
    expect(['09:00', '10:05', '10:14', '10:15'].map(left)).toEqual([15, 10, 1, 1])
    expect(lateStage(story.case(id), clock('10:16'))).toBe('to-enter')
    expect(answer(story.ask(enterCase, enter, { ...qian, at: '10:16' }))).toBe('accepted')
    expect(story.case(id)).toMatchObject({ status: 'ended', end: { outcome: 'done', serial: 'BOSS-1' } })
  })

  it('can be put back for others', () => {
    const story = outage()
    const id = accepted(story)
    back(story)
    story.ask(takeLateEntry, { case: id }, zhao)
    story.ask(putLateEntryBack, { case: id }, zhao)
    expect(story.case(id).late.lease).toBeNull()
  })

  it('refuses a serial number that another case has', () => {
    const story = outage()
    const [first, second] = [accepted(story), accepted(story)]
    back(story)
    story.ask(enterCase, { case: first, serial: 'BOSS-1', confirmHours: null }, zhao)
    const again = { case: second, serial: 'BOSS-1', confirmHours: null }
    expect(answer(story.ask(enterCase, again, zhao))).toBe('serial-is-taken')
    expect(answer(story.ask(enterCase, { ...again, serial: '?' }, zhao))).toBe('serial-does-not-fit')
  })

  it('waits for the customer’s own confirmation where the operator asks for one', () => {
    const story = outage()
    const id = accepted(story)
    back(story)
    expect(answer(story.ask(settleLateEntry, { case: id }, zhao))).toBe('case-is-not-entered')
    story.ask(enterCase, { case: id, serial: 'BOSS-1', confirmHours: 72 }, zhao)
    expect(lateStage(story.case(id), clock('11:00'))).toBe('to-confirm')
    expect(answer(story.ask(enterCase, { case: id, serial: 'BOSS-2', confirmHours: null }, zhao))).toBe(
      'case-is-entered',
    )
    expect(answer(story.ask(settleLateEntry, { case: id }, zhao))).toBe('accepted')
    expect(story.case(id).end).toMatchObject({ outcome: 'done', serial: 'BOSS-1' })
  })

  it('is not closed by the person who took the case, unless a colleague lends the PIN', () => {
    const story = createStory()
    story.ask(declareInterruption, { what: 'network', drafts: 0 })
    const own = { by: 's_li', on: 'manager' }
    const id = story.open({ steps: { 'in-reach': [], 'out-of-reach': [] } }, own)
    story.ask(keepForm, { case: id, paper: paper(1), holds: [], phone: null, monthEnd: false, cash: 0 }, own)
    story.ask(submitCase, { case: id, receipt: 'accepted' }, own)
    back(story)
    const enter = { case: id, serial: 'BOSS-1', confirmHours: null }
    expect(answer(story.ask(enterCase, enter, own))).toBe('own-case')
    expect(answer(story.ask(enterCase, { ...enter, second: 's_sun' }, own))).toBe('not-your-role')
    expect(answer(story.ask(enterCase, { ...enter, second: 's_zhao' }, own))).toBe('accepted')
    expect(story.case(id).review).toMatchObject({ reviewer: 's_zhao', lent: true })
  })

  it('goes back to the customer when conditions differ', () => {
    const story = outage()
    const id = accepted(story)
    back(story)
    story.ask(returnLateEntry, { case: id, reason: 'conditions-differ' }, zhao)
    expect(story.case(id)).toMatchObject({ status: 'returned', review: { reason: 'conditions-differ' } })
  })

  it('ends as withdrawn, refunded or a complaint, and money is given back first', () => {
    const story = outage()
    const id = accepted(story, { cash: 5000 })
    back(story)
    const drop = { case: id, reason: 'customer-gave-up' }
    expect(answer(story.ask(dropLateEntry, { ...drop, outcome: 'cancelled' }, zhao))).toBe('money-is-here')
    expect(answer(story.ask(dropLateEntry, { ...drop, outcome: 'refunded' }, zhao))).toBe('not-your-role')
    const manager = { by: 's_li', on: 'manager' }
    expect(answer(story.ask(dropLateEntry, { ...drop, outcome: 'refunded' }, manager))).toBe('accepted')
  })

  it('entered twice by tablets that were apart is shown to the back office', () => {
    const story = outage()
    const id = accepted(story)
    back(story)
    const apart = [...story.events]
    const entered = (serial: string, on: string, at: string) =>
      eventsOf([{ kind: 'CaseEntered', subject: id, on, at, body: { serial, confirmUntil: null } }], apart)
    const hall = foldAll([
      ...apart,
      ...entered('BOSS-1', 'counter2', '11:00'),
      ...entered('BOSS-2', 'counter5', '11:01'),
    ])
    expect(hall.cases.get(id)).toMatchObject({
      late: { serial: 'BOSS-1' },
      conflicts: [{ kind: 'entered-twice', what: 'BOSS-2' }],
    })
  })

  it('under one serial number for two cases is shown: one of them is not entered', () => {
    const story = outage()
    const one = accepted(story)
    const two = accepted(story)
    back(story)
    const apart = [...story.events]
    const entered = (subject: string, on: string, at: string) =>
      eventsOf([{ kind: 'CaseEntered', subject, on, at, body: { serial: 'BOSS-1', confirmUntil: null } }], apart)
    const hall = foldAll([...apart, ...entered(one, 'counter2', '11:00'), ...entered(two, 'counter5', '11:01')])
    expect(hall.cases.get(one)?.conflicts).toEqual([])
    expect(hall.cases.get(two)?.conflicts).toMatchObject([{ kind: 'same-serial', what: 'BOSS-1' }])
  })

  it('after another tablet withdrew it is shown, and its serial number is known', () => {
    const story = outage()
    const id = accepted(story)
    back(story)
    const apart = [...story.events]
    const end = { outcome: 'cancelled', reason: 'x', serial: null, tell: true } as const
    const hall = foldAll([
      ...apart,
      ...eventsOf([{ kind: 'CaseEnded', subject: id, on: 'counter2', at: '11:00', body: end }], apart),
      ...eventsOf(
        [
          {
            kind: 'CaseEntered',
            subject: id,
            on: 'counter5',
            at: '11:01',
            body: { serial: 'BOSS-1', confirmUntil: null },
          },
        ],
        apart,
      ),
    ])
    expect(hall.cases.get(id)).toMatchObject({
      late: { serial: 'BOSS-1' },
      conflicts: [{ kind: 'entered-twice', what: 'BOSS-1' }],
    })
  })

  it('is sent back and handed in again under the receipt that the customer has', () => {
    const story = outage()
    const id = accepted(story)
    const given = story.case(id).receipt?.number
    back(story)
    story.ask(takeLateEntry, { case: id }, zhao)
    story.ask(returnLateEntry, { case: id, reason: 'conditions-differ' }, zhao)
    story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
    story.ask(confirmCase, { case: id, how: 'signature', paper: paper(3) })
    story.ask(finishStep, { case: id, step: 'confirm', evidence: ['confirmation'] })
    story.ask(declareInterruption, { what: 'network', drafts: 0 })
    expect(answer(story.ask(submitCase, { case: id, receipt: 'accepted' }))).toBe('accepted')
    expect(story.case(id).receipt?.number).toBe(given)
  })
})

describe('calling customers back', () => {
  it('is due for every deferred case that ended, until they were reached or three tries failed (1.1.19, Q67)', () => {
    const story = outage()
    const id = accepted(story)
    back(story)
    story.ask(enterCase, { case: id, serial: 'BOSS-1', confirmHours: null }, zhao)
    const waiting = (at: string) => toCallBack(story.hall, clock(at)).map(({ found }) => found.id)
    const call = (at: string, result: 'no-answer' | 'reached') =>
      story.ask(callBack, { case: id, result }, { ...zhao, at })
    expect(waiting('11:00')).toEqual([id])
    call('11:00', 'no-answer')
    call('14:00', 'no-answer')
    expect(waiting('14:00')).toEqual([id])
    call('17:00', 'no-answer')
    expect(waiting('17:00')).toEqual([])
  })

  it('is over once they have heard, whatever was tried before', () => {
    const story = outage()
    const id = accepted(story)
    back(story)
    story.ask(enterCase, { case: id, serial: 'BOSS-1', confirmHours: null }, zhao)
    story.ask(callBack, { case: id, result: 'no-answer' }, zhao)
    expect(toCallBack(story.hall, clock('12:00'))).toHaveLength(1)
    story.ask(callBack, { case: id, result: 'reached' }, zhao)
    expect(toCallBack(story.hall, clock('12:00'))).toEqual([])
  })

  it('counts three tries within minutes as one, and offers whoever can be called now first (1.1.19, Q67)', () => {
    const story = outage()
    const [first, second] = [accepted(story), accepted(story)]
    back(story)
    for (const [at, id] of [first, second].entries())
      story.ask(enterCase, { case: id, serial: `BOSS-${at}`, confirmHours: null }, { ...zhao, at: '11:00' })
    for (const at of ['11:01', '11:02', '11:03'])
      story.ask(callBack, { case: first, result: 'no-answer' }, { ...zhao, at })
    const list = toCallBack(story.hall, clock('11:05'))
    expect(list.map(({ found, tries, notBefore }) => [found.id, tries, notBefore])).toEqual([
      [second, 0, null],
      [first, 1, clock('14:01')],
    ])
    expect(list[0]?.dueAt).toBe((story.case(second).end?.at ?? 0) + 24 * 3_600_000)
    expect(toCallBack(story.hall, clock('14:02'))[0]?.found.id).toBe(first)
  })
})

describe('the cases of an interruption', () => {
  it('are those taken down while it lasted', () => {
    const story = outage()
    const id = accepted(story)
    back(story)
    const interruption = interruptionList(story.hall)[0]
    expect(interruption && casesDuring(story.hall, interruption).map((each) => each.id)).toEqual([id])
  })
})

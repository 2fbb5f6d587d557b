import { describe, expect, it } from 'vitest'
import { caseWithSerial, waitsForOperator } from '#domain/cases/cases.ts'
import {
  askRefund,
  confirmCase,
  endCase,
  finishStep,
  keepCasePaper,
  keepForm,
  openCase,
  putCaseOff,
  refuseRefund,
  seeDocuments,
  submitCase,
  switchCase,
  takeCaseUp,
} from '#domain/cases/commands.ts'
import {
  caseSafety,
  papersToDestroy,
  refundAnswers,
  refundsAsked,
  sameCustomer,
  stepsLeft,
  toReview,
} from '#domain/cases/queries.ts'
import { closeDay } from '#domain/day/commands.ts'
import { declareInterruption } from '#domain/interruptions/commands.ts'
import { revealPaper, shredPapers } from '#domain/papers/commands.ts'
import { approveCase, handCaseOn, returnCase } from '#domain/review/commands.ts'
import { createStory, paper, planChange } from '#support/caseStory.ts'
import { answer, clock, dayClosed, eventsOf, foldAll } from '#support/hallAfter.ts'

const form = { holds: ['name', 'phone'] as const, phone: null, monthEnd: false, cash: 0 }

/** A case with every step done, ready to be handed in. */
function ready(story = createStory()) {
  const id = story.open()
  story.ask(keepForm, { case: id, paper: paper(1), ...form })
  story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
  if (story.case(id).reach === 'in-reach') story.ask(finishStep, { case: id, step: 'handle', evidence: [] })
  story.ask(confirmCase, { case: id, how: 'signature', paper: paper(2) })
  story.ask(finishStep, { case: id, step: 'confirm', evidence: ['confirmation'] })
  return { story, id }
}

describe('a case whose answers say how far it goes without the operator', () => {
  it('waits for the operator once they do, and no more when they are changed back', () => {
    const story = createStory()
    story.ask(declareInterruption, { what: 'operator-system', drafts: 0 })
    const id = story.open({ tier: 'T0' })
    const waits = (tier?: 'T0' | 'T1') => {
      story.ask(keepForm, { case: id, paper: paper(1), ...form, ...(tier ? { tier } : {}) })
      return waitsForOperator(story.case(id))
    }
    expect([waits(), waits('T1'), waits(), waits('T0')]).toEqual([false, true, true, false])
  })
})

describe('the steps of a case', () => {
  it('are done in the order of the form, with time and person', () => {
    const { story, id } = ready()
    expect(story.case(id).done.map(({ step, by }) => [step, by])).toEqual([
      ['apply', 's_wang'],
      ['handle', 's_wang'],
      ['confirm', 's_wang'],
    ])
    expect(stepsLeft(story.case(id))).toEqual([])
  })

  it('cannot be skipped, and nothing is handed in with one missing', () => {
    const story = createStory()
    const id = story.open()
    expect(answer(story.ask(finishStep, { case: id, step: 'confirm', evidence: ['confirmation'] }))).toBe(
      'step-before-is-missing',
    )
    story.ask(keepForm, { case: id, paper: paper(1), ...form })
    story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
    expect(answer(story.ask(submitCase, { case: id, receipt: 'final' }))).toBe('step-before-is-missing')
  })

  it('need what shows that they were done', () => {
    const story = createStory()
    const id = story.open()
    expect(answer(story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] }))).toBe('evidence-is-missing')
  })

  it('that ask for photographs wait for one: nobody’s word stands for it (1.1.12)', () => {
    const steps = [{ id: 'look', evidence: ['photos' as const], needsOperator: false }]
    const story = createStory()
    const id = story.open({ tier: 'T0', steps: { 'in-reach': steps, 'out-of-reach': steps } })
    const look = { case: id, step: 'look', evidence: ['photos' as const] }
    expect(answer(story.ask(finishStep, look))).toBe('evidence-is-missing')
    story.ask(keepCasePaper, { case: id, kind: 'photo', papers: [paper(3)], holds: ['image'] })
    expect(answer(story.ask(finishStep, { ...look, evidence: [] }))).toBe('accepted')
  })

  it('wait for documents that are missing', () => {
    const steps = [{ id: 'check', evidence: ['documents' as const], needsOperator: false }]
    const story = createStory()
    const id = story.open({ steps: { 'in-reach': steps, 'out-of-reach': steps } })
    story.ask(seeDocuments, { case: id, seen: [], missing: ['identity'] })
    const check = { case: id, step: 'check', evidence: ['documents' as const] }
    expect(answer(story.ask(finishStep, check))).toBe('evidence-is-missing')
    story.ask(seeDocuments, { case: id, seen: ['identity'], missing: [] })
    expect(answer(story.ask(finishStep, check))).toBe('accepted')
  })
})

describe('confirming aloud', () => {
  it('needs a witness who is somebody else', () => {
    const story = createStory()
    const id = story.open()
    expect(answer(story.ask(confirmCase, { case: id, how: 'spoken', witness: 's_wang' }))).toBe('witness-is-missing')
    expect(answer(story.ask(confirmCase, { case: id, how: 'spoken', witness: 's_zhou' }))).toBe('accepted')
    expect(story.case(id).confirmation).toMatchObject({ how: 'spoken', witness: 's_zhou', paper: null })
  })
})

describe('handing a case in', () => {
  it('sends it to review, and it is done when another person approves (1.1.8)', () => {
    const { story, id } = ready()
    story.ask(submitCase, { case: id, receipt: 'final' })
    expect(toReview(story.hall).map((each) => each.id)).toEqual([id])
    expect(answer(story.ask(approveCase, { case: id }))).toBe('not-your-role')
    expect(answer(story.ask(approveCase, { case: id }, { by: 's_zhao' }))).toBe('accepted')
    expect(story.case(id)).toMatchObject({ status: 'ended', end: { outcome: 'done' }, review: { reviewer: 's_zhao' } })
  })

  it('makes the appointment whose day the form gives, with the receipt by which it is found (Q32)', () => {
    const { story, id } = ready()
    const comes = { day: '2026-12-01', part: 'afternoon' } as const
    expect(story.ask(submitCase, { case: id, receipt: 'appointment', comes })).toMatchObject({ ok: true })
    const [made] = story.hall.appointments.values()
    expect(made).toMatchObject({ case: id, day: '2026-12-01', time: '13:00', until: '17:00', tail: null })
    expect(made?.receipt).toBe(story.case(id).receipt?.number)
  })

  it('is never reviewed by the person who took it, whatever their role (1.1.8)', () => {
    const story = createStory()
    const steps = { 'in-reach': [], 'out-of-reach': [] }
    const id = story.open({ steps }, { by: 's_li', on: 'manager' })
    story.ask(keepForm, { case: id, paper: paper(1), ...form }, { by: 's_li', on: 'manager' })
    story.ask(submitCase, { case: id, receipt: 'final' }, { by: 's_li', on: 'manager' })
    expect(answer(story.ask(approveCase, { case: id }, { by: 's_li', on: 'manager' }))).toBe('own-case')
    expect(answer(story.ask(approveCase, { case: id }, { by: 's_zhao' }))).toBe('accepted')
  })

  it('lets a colleague lend the PIN on a tablet that is alone, and marks it', () => {
    const { story, id } = ready()
    story.ask(submitCase, { case: id, receipt: 'final' })
    expect(answer(story.ask(approveCase, { case: id, second: 's_wang' }))).toBe('own-case')
    expect(answer(story.ask(approveCase, { case: id, second: 's_zhou' }))).toBe('accepted')
    expect(story.case(id).review).toMatchObject({ reviewer: 's_zhou', lent: true })
  })

  it('gives receipts whose numbers count up by lane and carry check digits', () => {
    const { story, id } = ready()
    story.ask(submitCase, { case: id, receipt: 'final' })
    expect(story.case(id).receipt?.number).toMatch(/^01-261123-13-0001-\d\d$/)
    const other = ready(story)
    story.ask(submitCase, { case: other.id, receipt: 'final' })
    expect(story.case(other.id).receipt?.number).toMatch(/^01-261123-13-0002-\d\d$/)
  })
})

describe('a returned case', () => {
  it('is back at the tablet that submitted it, with the reason, and goes round again', () => {
    const { story, id } = ready()
    story.ask(submitCase, { case: id, receipt: 'final' })
    story.ask(returnCase, { case: id, reason: 'photo-unclear' }, { by: 's_zhao', on: 'manager' })
    expect(story.case(id)).toMatchObject({ status: 'returned', review: { reason: 'photo-unclear' }, done: [] })
    story.ask(takeCaseUp, { case: id, ticket: null }, { on: 'counter2', by: 's_zhou' })
    expect(story.case(id).status).toBe('open')
    story.ask(keepForm, { case: id, paper: paper(7), ...form }, { on: 'counter2', by: 's_zhou' })
    expect(story.case(id).forms.map(({ paper: name }) => name)).toEqual([paper(1), paper(7)])
  })

  it('can be handed on to somebody who has to decide', () => {
    const { story, id } = ready()
    story.ask(submitCase, { case: id, receipt: 'final' })
    story.ask(handCaseOn, { case: id, reason: 'needs-decision', to: 'manager' }, { by: 's_zhao' })
    expect(story.case(id)).toMatchObject({ status: 'review', review: { decision: 'handed-on', to: 'manager' } })
    expect(answer(story.ask(approveCase, { case: id }, { by: 's_li', on: 'manager' }))).toBe('accepted')
  })
})

describe('a customer who comes back with what was missing', () => {
  it('goes on at the same step on another tablet within seven days (1.1.13)', () => {
    const story = createStory()
    const id = story.open()
    story.ask(keepForm, { case: id, paper: paper(1), ...form })
    story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
    story.ask(putCaseOff, { case: id, missing: ['authorisation'], days: 7 })
    expect(story.case(id)).toMatchObject({ status: 'put-off', until: '2026-11-30', missing: ['authorisation'] })
    story.ask(takeCaseUp, { case: id, ticket: null }, { on: 'counter5', by: 's_zhou' })
    expect(stepsLeft(story.case(id)).map((step) => step.id)).toEqual(['handle', 'confirm'])
  })

  it('is still known when the day was closed meanwhile', () => {
    const story = createStory()
    const id = story.open()
    story.ask(putCaseOff, { case: id, missing: ['authorisation'], days: 7 })
    story.ask(closeDay, { day: '2026-11-23', open: 'void' }, { by: 's_li', on: 'manager' })
    expect(story.case(id).status).toBe('put-off')
  })
})

describe('closing days', () => {
  it('lets cases go that ended on an earlier day, and their numbers start again', () => {
    const { story, id } = ready()
    story.ask(submitCase, { case: id, receipt: 'final' })
    story.ask(approveCase, { case: id, serial: 'BOSS-0001' }, { by: 's_zhao' })
    const closed = (day: string, next: string) => dayClosed(day, 'void', next)
    const events = [...story.events]
    const later = eventsOf([closed('2026-11-23', '2026-11-24'), closed('2026-11-24', '2026-11-25')], events)
    const hall = foldAll([...events, ...later])
    expect(hall.cases.has(id)).toBe(false)
    expect(hall.receipts.size).toBe(0)
    expect(caseWithSerial(hall, 'BOSS-0001')).toBe(id)
  })
})

describe('while the operator is out of reach', () => {
  const out = () => {
    const story = createStory()
    story.ask(declareInterruption, { what: 'operator-system', drafts: 0 })
    return story
  }

  it('a case is taken down and waits, with a receipt that says so (1.1.16)', () => {
    const { story, id } = ready(out())
    expect(story.case(id).steps.map((step) => step.id)).toEqual(['apply', 'confirm'])
    story.ask(submitCase, { case: id, receipt: 'accepted' })
    expect(story.case(id)).toMatchObject({ status: 'accepted', receipt: { kind: 'accepted' } })
  })

  it('no case of an appointment service keeps an identity number, a picture, a SIM or money (Q64)', () => {
    const story = out()
    const id = story.open({ tier: 'T2' })
    for (const holding of ['id-number', 'image', 'sim', 'money'] as const) {
      const ask = { case: id, paper: paper(3), ...form, holds: ['phone' as const, holding] }
      expect(answer(story.ask(keepForm, ask))).toBe('not-kept-without-operator')
    }
    expect(answer(story.ask(keepForm, { case: id, paper: paper(3), ...form }))).toBe('accepted')
  })

  it('a service that needs the operator by its nature is not begun at all', () => {
    expect(answer(out().ask(openCase, { ...planChange, tier: 'T3' }))).toBe('not-without-operator')
  })

  it('a case begun before goes on with the steps that are left', () => {
    const story = createStory()
    const id = story.open()
    story.ask(keepForm, { case: id, paper: paper(1), ...form })
    story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
    story.ask(declareInterruption, { what: 'network', drafts: 1 })
    expect(answer(story.ask(finishStep, { case: id, step: 'handle', evidence: [] }))).toBe('not-without-operator')
    story.ask(switchCase, { case: id, steps: planChange.steps })
    expect(stepsLeft(story.case(id)).map((step) => step.id)).toEqual(['confirm'])
  })

  it('a form kept by a tablet that had not heard of it is marked for the back office', () => {
    const story = createStory()
    const id = story.open({ tier: 'T2' })
    const apart = [...story.events]
    const began = eventsOf(
      [
        {
          kind: 'InterruptionBegan',
          subject: 'i_1',
          on: 'manager',
          by: 's_li',
          at: '09:30',
          body: { what: 'network', drafts: 0 },
        },
      ],
      apart,
    )
    const kept = eventsOf(
      [
        {
          kind: 'FormKept',
          subject: id,
          on: 'counter5',
          at: '09:40',
          papers: [paper(9)],
          body: { holds: ['id-number'], phone: null, monthEnd: false, cash: 0 },
        },
      ],
      apart,
    )
    const found = foldAll([...apart, ...began, ...kept]).cases.get(id)
    expect(found?.conflicts).toMatchObject([{ kind: 'over-tier', what: paper(9) }])
  })
})

describe('a paper that arrives after its case’s papers were destroyed', () => {
  it('is put before the back office until it is destroyed, too', () => {
    const story = createStory()
    const id = story.open()
    story.ask(keepForm, { case: id, paper: paper(1), ...form })
    const apart = [...story.events]
    story.ask(shredPapers, { subject: id, papers: [paper(1)] }, { by: 's_li', on: 'manager', at: '09:30' })
    expect(papersToDestroy(story.hall)).toEqual([])
    const late = eventsOf(
      [
        {
          kind: 'FormKept',
          subject: id,
          on: 'counter5',
          at: '09:40',
          papers: [paper(5)],
          body: { holds: ['name'], phone: null, monthEnd: false, cash: 0 },
        },
      ],
      apart,
    )
    const hall = foldAll([...story.events, ...late])
    expect(papersToDestroy(hall).map(({ papers }) => papers)).toEqual([[paper(5)]])
  })
})

describe('ending a case that is not finished', () => {
  it('asks for a reason, and gives money back first', () => {
    const story = createStory()
    const id = story.open()
    story.ask(keepForm, { case: id, paper: paper(1), ...form, holds: ['money'], cash: 5000 })
    expect(answer(story.ask(endCase, { case: id, outcome: 'cancelled', reason: '' }))).toBe('reason-is-missing')
    expect(answer(story.ask(endCase, { case: id, outcome: 'cancelled', reason: 'customer-gave-up' }))).toBe(
      'money-is-here',
    )
    expect(answer(story.ask(endCase, { case: id, outcome: 'refunded', reason: 'customer-gave-up' }))).toBe(
      'not-your-role',
    )
    const manager = { by: 's_li', on: 'manager' }
    expect(answer(story.ask(endCase, { case: id, outcome: 'refunded', reason: 'customer-gave-up' }, manager))).toBe(
      'accepted',
    )
    expect(story.case(id).end).toMatchObject({ outcome: 'refunded', by: 's_li' })
  })

  it('gives money back at a counter once a manager has given the PIN there, who signs for it', () => {
    const story = createStory()
    const id = story.open()
    story.ask(keepForm, { case: id, paper: paper(1), ...form, holds: ['money'], cash: 5000 })
    const refund = { case: id, outcome: 'refunded', reason: 'customer-gave-up' } as const
    expect(answer(story.ask(endCase, { ...refund, second: 's_wang' }))).toBe('not-your-role')
    const decision = story.ask(endCase, { ...refund, second: 's_li' })
    expect(decision).toMatchObject({ ok: true, events: [{ kind: 'CaseEnded', signer: 's_li' }] })
  })

  it('waits for a manager at another tablet, who agrees or says what to do instead; it can be asked for again', () => {
    const story = createStory()
    const id = story.open()
    const ask = () => answer(story.ask(askRefund, { case: id, reason: 'mistake' }))
    const manager = { by: 's_li', on: 'manager' }
    expect(ask()).toBe('no-money-is-here')
    story.ask(keepForm, { case: id, paper: paper(1), ...form, holds: ['money'], cash: 5000 })
    expect(ask()).toBe('accepted')
    expect(refundsAsked(story.hall).map(({ refund }) => refund?.reason)).toEqual(['mistake'])
    expect(story.ask(askRefund, { case: id, reason: 'mistake' })).toMatchObject({ ok: true, events: [] })
    expect(answer(story.ask(refuseRefund, { case: id, why: 'count-first' }))).toBe('not-your-role')
    expect(answer(story.ask(refuseRefund, { case: id, why: 'count-first' }, manager))).toBe('accepted')
    expect(refundsAsked(story.hall)).toEqual([])
    expect(story.case(id)).toMatchObject({ status: 'open', refund: { refused: { why: 'count-first', by: 's_li' } } })
    const answers = (staff: string, day = story.case(id).day) =>
      refundAnswers(story.hall, staff, day).map(({ refused, by }) => [refused, by])
    expect(answers('s_wang')).toEqual([['count-first', 's_li']])
    expect([answers('s_li'), answers('s_wang', '2020-01-01')]).toEqual([[], []])
    expect(answer(story.ask(refuseRefund, { case: id, why: 'count-first' }, manager))).toBe('case-is-not-open')
    expect(ask()).toBe('accepted')
    expect(answers('s_wang'), 'asked again: no word yet').toEqual([])
    story.ask(endCase, { case: id, outcome: 'refunded', reason: 'mistake' }, manager)
    expect(answers('s_wang')).toEqual([[null, 's_li']])
    expect(refundsAsked(story.hall)).toEqual([])
    expect(story.case(id).end).toMatchObject({ outcome: 'refunded', by: 's_li' })
    expect(ask()).toBe('case-is-not-open')
  })

  it('happens once: the earlier of two ends stands and the other is told', () => {
    const story = createStory()
    const id = story.open()
    const apart = [...story.events]
    const end = (outcome: 'cancelled' | 'complaint', on: string, at: string) =>
      eventsOf(
        [{ kind: 'CaseEnded', subject: id, on, at, body: { outcome, reason: 'x', serial: null, tell: false } }],
        apart,
      )
    const hall = foldAll([...apart, ...end('complaint', 'counter5', '10:01'), ...end('cancelled', 'counter3', '10:00')])
    expect(hall.cases.get(id)).toMatchObject({ end: { outcome: 'cancelled' }, conflicts: [{ kind: 'ended-twice' }] })
  })
})

describe('reading what is sealed', () => {
  const read = (subject: string, reason: string) => ({ subject, kind: 'form', reason })

  it('outside of one’s own work is for manager and back office, with a reason, and is noted', () => {
    const story = createStory()
    const id = story.open()
    expect(answer(story.ask(revealPaper, read(id, 'complaint')))).toBe('not-your-role')
    expect(answer(story.ask(revealPaper, read(id, ''), { by: 's_zhao' }))).toBe('reason-is-missing')
    expect(story.ask(revealPaper, read(id, 'complaint'), { by: 's_zhao' })).toMatchObject({
      ok: true,
      events: [{ kind: 'CaseRevealed', subject: id, body: { reason: 'complaint' } }],
    })
  })

  it('of one’s own case, as long as it is worked on, is noted nowhere; of a colleague’s it is', () => {
    const story = createStory()
    const id = story.open()
    expect(story.ask(revealPaper, read(id, 'own-work'))).toEqual({ ok: true, events: [] })
    expect(story.ask(revealPaper, read(id, 'own-work'), { by: 's_zhao' })).toMatchObject({
      ok: true,
      events: [{ kind: 'CaseRevealed', subject: id, body: { reason: 'own-work' } }],
    })
    expect(answer(story.ask(revealPaper, read('c_unknown', 'own-work')))).toBe('case-unknown')
  })

  it('of somebody who was hurt is for everybody who has signed in, and is noted', () => {
    const story = createStory()
    const hurt = { subject: 'e_1', kind: 'casualty', reason: 'care' }
    expect(answer(story.ask(revealPaper, hurt, { by: null }))).toBe('sign-in-first')
    expect(story.ask(revealPaper, hurt)).toMatchObject({ ok: true, events: [{ kind: 'PaperRevealed' }] })
  })
})

describe('the same customer', () => {
  it('is noticed within a day, and nobody is stopped', () => {
    const story = createStory()
    const phone = { number: 'a'.repeat(16), tail: 'b'.repeat(16) }
    const first = story.open()
    story.ask(keepForm, { case: first, paper: paper(1), ...form, phone })
    const second = story.open()
    expect(sameCustomer(story.hall, phone.number, clock('10:00'), second).map(({ id }) => id)).toEqual([first])
    expect(answer(story.ask(keepForm, { case: second, paper: paper(2), ...form, phone }))).toBe('accepted')
  })
})

describe('a case', () => {
  it('is safe only when its events and every paper are acknowledged (Q59)', () => {
    const { story, id } = ready()
    const nothing = { papers: new Set<string>(), oldest: null }
    expect(caseSafety(story.case(id), nothing)).toBe('acknowledged')
    expect(caseSafety(story.case(id), { ...nothing, papers: new Set([paper(2)]) })).toBe('here-only')
    expect(caseSafety(story.case(id), { ...nothing, oldest: clock('09:02') })).toBe('here-only')
    expect(caseSafety(story.case(id), { ...nothing, oldest: clock('11:00') })).toBe('acknowledged')
  })
})

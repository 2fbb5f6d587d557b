import { describe, expect, it } from 'vitest'
import { keepForm, openCase, submitCase } from '#domain/cases/commands.ts'
import { returnedTo } from '#domain/cases/queries.ts'
import { callBack } from '#domain/lateEntry/commands.ts'
import { approveCase, handCaseOn, returnCase } from '#domain/review/commands.ts'
import { emptyDay, summaryOf, weekOf } from '#domain/review/summary.ts'
import { createStory, paper, planChange } from '#support/caseStory.ts'
import { clock, dayClosed, eventsOf, foldAll } from '#support/hallAfter.ts'

const DAY = '2026-11-23'
const form = { holds: ['phone' as const], tags: [], phone: null, monthEnd: false, cash: 0, most: null }
const zhao = { by: 's_zhao', on: 'manager' }

/** A case that was handed in at 09:10. */
function handedIn(story = createStory()) {
  const steps = { 'in-reach': [], 'out-of-reach': [] }
  const opened = story.ask(openCase, { ...planChange, steps }, { at: '09:00' })
  const id = opened.ok ? (opened.events[0]?.subject ?? '') : ''
  story.ask(keepForm, { case: id, paper: paper(1), ...form }, { at: '09:05' })
  story.ask(submitCase, { case: id, receipt: 'final' }, { at: '09:10' })
  return { story, id }
}

describe('what the back office did', () => {
  it('adds up by itself on its day: handed in, sent back with the reason, looked at by whom and after how long, ended (1.1.8)', () => {
    const { story, id } = handedIn()
    story.ask(handCaseOn, { case: id, reason: 'needs-decision', to: 'manager' }, { ...zhao, at: '09:20' })
    story.ask(returnCase, { case: id, reason: 'photo-unclear' }, { ...zhao, at: '09:30' })
    const other = handedIn(story).id
    story.ask(approveCase, { case: other }, { by: 's_qian', on: 'manager', at: '09:40' })
    story.ask(callBack, { case: other, result: 'reached' }, { ...zhao, at: '09:50' })
    expect(summaryOf(story.hall, [DAY])).toMatchObject({
      handedIn: 2,
      handedOn: 1,
      approved: 1,
      returned: { 'photo-unclear': 1 },
      reviewers: { s_zhao: 2, s_qian: 1 },
      waitedMs: clock('09:20') - clock('09:10') + clock('09:30') - clock('09:10') + clock('09:40') - clock('09:10'),
      ended: { done: 1 },
      entered: 0,
    })
    expect(summaryOf(story.hall, ['2026-11-22'])).toEqual(emptyDay)
  })

  it('counts once what two did while apart, and is kept after the cases themselves have gone', () => {
    const { story, id } = handedIn()
    story.ask(approveCase, { case: id }, { ...zhao, at: '09:40' })
    const body = { decision: 'approved' as const, reviewer: 's_qian', lent: false, reason: null, to: null }
    const ended = { outcome: 'done' as const, reason: null, serial: null, tell: false }
    const late = eventsOf(
      [
        { kind: 'CaseReviewed', subject: id, on: 'counter5', by: 's_qian', at: '09:41', body },
        { kind: 'CaseEnded', subject: id, on: 'counter5', by: 's_qian', at: '09:41', body: ended },
        dayClosed(DAY, 'void', '2026-11-24'),
        dayClosed('2026-11-24', 'void', '2026-11-25'),
      ],
      story.events,
    )
    const hall = foldAll([...story.events, ...late])
    expect(hall.cases.size).toBe(0)
    expect(summaryOf(hall, weekOf(DAY))).toMatchObject({ handedIn: 1, approved: 1, ended: { done: 1 } })
  })

  it('has weeks from Monday to Sunday, also over the turn of a year', () => {
    expect(weekOf('2026-11-29')).toEqual(weekOf('2026-11-23'))
    expect([weekOf('2027-01-01')[0], weekOf('2027-01-01')[6]]).toEqual(['2026-12-28', '2027-01-03'])
  })
})

describe('what was sent back', () => {
  it('is for whoever handed it in, wherever they stand, and for the tablet on which it was, until it is taken up', () => {
    const { story, id } = handedIn()
    const of = (staff: string, tablet: string) => returnedTo(story.hall, staff, tablet).map((found) => found.id)
    expect(of('s_wang', 'd_none')).toEqual([])
    story.ask(returnCase, { case: id, reason: 'photo-unclear' }, { ...zhao, at: '09:30' })
    expect([of('s_wang', 'd_none'), of('s_zhou', 'd_none')]).toEqual([[id], []])
    expect(returnedTo(story.hall, null, 'd_none')).toEqual([])
  })
})

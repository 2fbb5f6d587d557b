import { describe, expect, it } from 'vitest'
import { checkImprovement, doImprovement, openImprovement } from '#domain/improvements/commands.ts'
import { improvementList, improvementsOf } from '#domain/improvements/queries.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { createStory } from '#support/caseStory.ts'
import { answer } from '#support/hallAfter.ts'

const li = { by: 's_li', on: 'manager' }
const wang = { by: 's_wang', on: 'counter3' }
const ask = { of: null, what: '门禁断电时要能推开', owner: 's_wang', due: '2026-11-30' }

function opened() {
  const story = createStory()
  story.ask(openImprovement, ask, li)
  const only = () => [...story.hall.improvements.values()][0]!
  return {
    story,
    only,
    id: only().id,
    states: (today: string) => improvementList(story.hall, today).map((each) => each.state),
  }
}

describe('an improvement', () => {
  it('says what is to be done, by whom and until when, and what incident it comes from (1.1.4)', () => {
    const story = createStory()
    story.ask(declareIncident, { plan: 'P05', version: 1, level: 4 }, { ...wang, at: '09:05' })
    const incident = foremost(story.hall)?.id ?? ''
    story.ask(openImprovement, { ...ask, of: incident, what: ' 应急灯换电池 ' }, { ...li, at: '09:20' })
    story.ask(openImprovement, ask, { ...li, at: '09:21' })
    expect(improvementsOf(story.hall, incident)).toMatchObject([
      { what: '应急灯换电池', owner: 's_wang', due: '2026-11-30', opened: { by: 's_li' }, done: null },
    ])
    expect(story.hall.improvements.size).toBe(2)
  })

  it('needs words, somebody on the list and a day to come', () => {
    const story = createStory()
    const answers = [{ what: ' ' }, { owner: 's_nobody' }, { due: '2026-11-22' }, { due: '2026-11-23' }].map((wrong) =>
      answer(story.ask(openImprovement, { ...ask, ...wrong }, li)),
    )
    expect(answers.slice(0, 3)).toEqual(['nothing-was-said', 'staff-unknown', 'day-is-over'])
    expect([...story.hall.improvements.values()]).toMatchObject([{ due: '2026-11-23' }])
    expect(answer(story.ask(openImprovement, ask, { ...li, by: null }))).toBe('sign-in-first')
  })

  it('is overdue from the day after its last one on, until somebody says by what one sees that it is done (1.1.4)', () => {
    const { story, only, id, states } = opened()
    expect([states('2026-11-30'), states('2026-12-01')]).toEqual([['open'], ['overdue']])
    expect(answer(story.ask(doImprovement, { improvement: id, evidence: ' ' }, wang))).toBe('nothing-was-said')
    story.ask(doImprovement, { improvement: id, evidence: '断电试过三次，都推得开' }, wang)
    expect(only().done).toMatchObject({ by: 's_wang', evidence: '断电试过三次，都推得开' })
    expect(states('2026-12-01')).toEqual(['to-check'])
    expect(answer(story.ask(doImprovement, { improvement: id, evidence: '又一次' }, li))).toBe('improvement-is-done')
  })

  it('is closed only once another person has found that it helps; else it is to be done again (1.1.57)', () => {
    const { story, only, id, states } = opened()
    const check = (helps: boolean, note: string, asking: object) =>
      answer(story.ask(checkImprovement, { improvement: id, helps, note }, asking))
    expect(check(true, '', li)).toBe('improvement-waits')
    story.ask(doImprovement, { improvement: id, evidence: '换了门磁' }, wang)
    expect(check(true, '', wang)).toBe('second-person-checks')
    expect(check(false, '', li)).toBe('nothing-was-said')
    check(false, '还是推不开', li)
    expect(states('2026-11-30')).toEqual(['open'])
    expect(only().checked).toMatchObject({ helps: false, note: '还是推不开', by: 's_li' })
    story.ask(doImprovement, { improvement: id, evidence: '换了整扇门' }, wang)
    check(true, '', li)
    expect(states('2027-11-30')).toEqual(['closed'])
    expect(check(true, '', li)).toBe('improvement-is-done')
  })

  it('stands in one list: what is overdue first, what is closed last', () => {
    const story = createStory()
    for (const [what, due] of [
      ['迟', '2026-11-24'],
      ['早', '2026-11-23'],
      ['做完', '2026-11-23'],
      ['以后', '2026-12-31'],
    ] as const)
      story.ask(openImprovement, { ...ask, what, due }, li)
    const done = [...story.hall.improvements.values()].find(({ what }) => what === '做完')?.id ?? ''
    story.ask(doImprovement, { improvement: done, evidence: '好了' }, wang)
    expect(improvementList(story.hall, '2026-11-25').map(({ what, state }) => `${what} ${state}`)).toEqual([
      '早 overdue',
      '迟 overdue',
      '以后 open',
      '做完 to-check',
    ])
  })
})

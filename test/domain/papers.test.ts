import { describe, expect, it } from 'vitest'
import { keepCasePaper, keepForm, tellPaperLost } from '#domain/cases/commands.ts'
import { papersLost } from '#domain/cases/queries.ts'
import { shredPapers, stopDestroying } from '#domain/papers/commands.ts'
import { unreachedBy } from '#domain/papers/queries.ts'
import { emptyHall, foldEvents } from '#domain/whole.ts'
import { createStory, paper } from '#support/caseStory.ts'
import { answer, clock, type Happening } from '#support/hallAfter.ts'

const paired = (id: string, place: 'counter' | 'wall'): Happening => ({
  kind: 'TabletAdmitted',
  subject: id,
  on: 'manager',
  body: { name: id, place, key: 'TUZrd0V3WUhLb1pJemowQ0FRWUk=', sealKey: null, box: null, after: [] },
})

describe('a destroying that a manager stops', () => {
  it('is as if nobody had asked for it, whichever of the two came first, and what another one destroys stays so', () => {
    const story = createStory()
    const shreds = (...papers: readonly string[]) =>
      story.ask(shredPapers, { subject: 'c_1', papers }, { by: 's_li', on: 'manager' })
    shreds(paper(1), paper(2))
    const [first] = story.hall.shreddings
    shreds(paper(3))
    // Whoever works at the back office sees what is to be destroyed; a manager destroys it.
    const asked = { subject: 'c_1', papers: [paper(4)] }
    expect(answer(story.ask(shredPapers, asked, { by: 's_zhao', on: 'backoffice' }))).toBe('not-your-role')
    expect(answer(story.ask(stopDestroying, { act: first?.act ?? '' }, { by: 's_wang' }))).toBe('not-your-role')
    story.ask(stopDestroying, { act: first?.act ?? '' }, { by: 's_li', on: 'manager' })
    expect([...story.hall.shredded]).toEqual([paper(3)])
    expect(story.hall.shreddings.map(({ papers }) => papers)).toEqual([[paper(3)]])
    const [shredded, , stopped] = story.events.filter(
      ({ kind }) => kind === 'PapersShredded' || kind === 'DestroyingStopped',
    )
    expect(foldEvents(emptyHall('h_test'), [stopped!, shredded!]).shredded.size).toBe(0)
  })
})

describe('a paper that was damaged on the one tablet that had it', () => {
  it('is named in its case until another one is in its place, and once', () => {
    const story = createStory()
    const id = story.open()
    const form = { case: id, phone: null, holds: [], monthEnd: false, cash: 0 }
    const most = { mostCash: { perDay: null, inHall: null } }
    story.ask(keepForm, { ...form, ...most, paper: paper(1) })
    story.ask(keepCasePaper, { case: id, kind: 'photo', papers: [paper(2)], holds: [] })
    for (const lost of [paper(1), paper(2), paper(2), paper(9)]) story.ask(tellPaperLost, { paper: lost })
    expect(story.case(id).lost).toEqual([paper(1), paper(2)])
    expect(papersLost(story.case(id))).toEqual(['form', 'photo'])
    story.ask(keepForm, { ...form, ...most, paper: paper(3) })
    expect(papersLost(story.case(id))).toEqual(['photo'])
    story.ask(keepCasePaper, { case: id, kind: 'photo', papers: [paper(4)], holds: [] })
    expect(papersLost(story.case(id))).toEqual([])
  })
})

describe('where destroying papers has not arrived', () => {
  const story = createStory([paired('d_1', 'counter'), paired('d_2', 'counter'), paired('d_wall', 'wall')])
  story.ask(shredPapers, { subject: 'c_1', papers: [paper(1), paper(2)] }, { by: 's_li', on: 'manager', at: '10:00' })
  const [shredding] = story.hall.shreddings
  const reach = (silent: readonly [string, string][], oldestUnsent: string | null = null) =>
    shredding &&
    unreachedBy(story.hall, shredding, {
      silent: new Map(silent.map(([id, at]) => [id, clock(at)])),
      oldestUnsent: oldestUnsent === null ? null : clock(oldestUnsent),
    })

  it('is nowhere when everybody is heard', () => {
    expect(shredding).toMatchObject({ subject: 'c_1', papers: [paper(1), paper(2)], by: 's_li' })
    expect(reach([])).toEqual([])
  })

  it('is a tablet that has been silent since before, and no wall', () => {
    expect(
      reach([
        ['d_1', '09:50'],
        ['d_wall', '09:00'],
      ])?.map(({ id }) => id),
    ).toEqual(['d_1'])
    expect(reach([['d_2', '10:30']])).toEqual([])
  })

  it('is everywhere else while this tablet has not sent it', () => {
    expect(reach([], '09:59')).toBeNull()
  })
})

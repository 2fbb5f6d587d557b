import { describe, expect, it } from 'vitest'
import { confirmCase, keepCasePaper, keepForm, openCase, seeDocuments, submitCase } from '#domain/cases/commands.ts'
import { changedSince } from '#domain/cases/queries.ts'
import { returnCase } from '#domain/review/commands.ts'
import { isHallEvent } from '#domain/whole.ts'
import { createStory, paper, planChange } from '#support/caseStory.ts'

const form = { holds: ['phone'] as const, phone: null, monthEnd: false, cash: 0 }
const steps = { 'in-reach': [], 'out-of-reach': [] }

/** A case that was handed in and sent back. */
function sentBack() {
  const story = createStory()
  const id = story.open({ steps })
  story.ask(keepForm, { case: id, paper: paper(1), ...form })
  story.ask(keepCasePaper, { case: id, papers: [paper(2)], kind: 'photo', holds: [] })
  story.ask(seeDocuments, { case: id, seen: ['id-card'], missing: [] })
  story.ask(confirmCase, { case: id, how: 'signature', paper: paper(3) })
  story.ask(submitCase, { case: id, receipt: 'none' })
  expect(changedSince(story.case(id))).toBeNull()
  story.ask(returnCase, { case: id, reason: 'photo-unclear' }, { by: 's_zhao', on: 'backoffice' })
  return { story, id }
}

describe('a case that comes back to review', () => {
  it('says who sent it back, why, and what was changed since, also after it was handed in again (Q68)', () => {
    const { story, id } = sentBack()
    story.ask(keepForm, { case: id, paper: paper(4), ...form })
    story.ask(keepCasePaper, { case: id, papers: [paper(5)], kind: 'photo', holds: [] })
    story.ask(seeDocuments, { case: id, seen: ['id-card', 'letter'], missing: [] })
    story.ask(confirmCase, { case: id, how: 'spoken', witness: 's_zhou' })
    story.ask(submitCase, { case: id, receipt: 'none' })
    expect(story.case(id)).toMatchObject({ status: 'review', sentBack: { by: 's_zhao', reason: 'photo-unclear' } })
    expect(changedSince(story.case(id))).toEqual({
      before: paper(1),
      newForm: true,
      newPapers: [{ paper: paper(5), kind: 'photo', holds: [] }],
      newlySeen: ['letter'],
    })
  })

  it('says that nothing was changed where nothing was', () => {
    const { story, id } = sentBack()
    story.ask(submitCase, { case: id, receipt: 'none' })
    expect(changedSince(story.case(id))).toMatchObject({ newForm: false, newPapers: [], newlySeen: [] })
  })
})

describe('the version of a form', () => {
  it('stays with the case together with the hash of what the form said (Q57)', () => {
    const story = createStory()
    const formHash = 'ab'.repeat(32)
    const id = story.open({ version: 3, formHash })
    expect(story.case(id)).toMatchObject({ version: 3, formHash })
    expect(story.case(story.open())).toMatchObject({ formHash: null })
  })

  it('is taken however old, or unknown here: what was filled in is checked by no newer form (Q57)', () => {
    const story = createStory()
    for (const version of [1, 2, 99]) {
      expect(story.ask(openCase, { ...planChange, version })).toMatchObject({ ok: true })
    }
    const [opened] = story.events.filter(({ kind }) => kind === 'CaseOpened')
    // A year later the line is still sound, whatever forms there are then.
    expect(isHallEvent({ ...opened!, stamp: opened!.stamp.replace(/^2026/, '2025') })).toBe(true)
  })
})

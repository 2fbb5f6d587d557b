import { expect, it } from 'vitest'
import { decideSpecial, noteSpecial } from '#domain/ledger/commands.ts'
import { createStory, paper } from '#support/caseStory.ts'
import { answer } from '#support/hallAfter.ts'

it('is noted by whoever met it, and kept as experience by a manager who is somebody else (1.1.17)', () => {
  const story = createStory()
  const note = { id: 'n_1', paper: paper(1), service: 'SV05', case: null, tags: ['waived'] }
  expect(answer(story.ask(noteSpecial, note))).toBe('accepted')
  expect(story.hall.specials.get('n_1')).toMatchObject({ service: 'SV05', tags: ['waived'], by: 's_wang' })
  const keep = { note: 'n_1', keep: true }
  expect(answer(story.ask(decideSpecial, keep))).toBe('not-your-role')
  expect(answer(story.ask(decideSpecial, { ...keep, note: 'n_9' }, { by: 's_li', on: 'manager' }))).toBe('note-unknown')
  expect(answer(story.ask(decideSpecial, keep, { by: 's_li', on: 'manager' }))).toBe('accepted')
  expect(story.hall.specials.get('n_1')).toMatchObject({ keep: true, decidedBy: 's_li' })
})

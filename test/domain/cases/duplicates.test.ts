import { describe, expect, it } from 'vitest'
import { endCase, judgeDuplicate, keepForm } from '#domain/cases/commands.ts'
import { probablePairs, sameBusiness } from '#domain/cases/queries.ts'
import { createStory, paper } from '#support/caseStory.ts'
import { answer } from '#support/hallAfter.ts'

const MOBILE = { number: 'a'.repeat(16), tail: 'c'.repeat(16) }
const OTHER = { number: 'b'.repeat(16), tail: 'c'.repeat(16) }

/** A hall in which cases of these customers were taken down one after the other. */
function taken(...customers: readonly (typeof MOBILE)[]) {
  const story = createStory()
  const ids = customers.map((phone, i) => {
    const id = story.open()
    story.ask(keepForm, { case: id, paper: paper(i + 1), holds: ['phone'], phone, monthEnd: false, cash: 0 })
    return id
  })
  const pairs = () => probablePairs(story.hall).map(({ earlier, later }) => [earlier.id, later.id])
  return { story, ids, pairs }
}
const backOffice = { by: 's_zhao', on: 'backoffice' }

describe('two cases that may be one', () => {
  it('are the same service for the same number, by its keyed hash, as long as nobody has compared them (Q61)', () => {
    const { story, ids, pairs } = taken(MOBILE, OTHER, MOBILE)
    const [first = '', , third = ''] = ids
    expect(pairs()).toEqual([[first, third]])
    expect(answer(story.ask(judgeDuplicate, { case: third, other: first, same: false }, backOffice))).toBe('accepted')
    expect(pairs()).toEqual([])
    expect(sameBusiness(story.hall, story.case(first))).toEqual([])
  })

  it('both stay as they are, and each says that the other is the same (Q61)', () => {
    const { story, ids } = taken(MOBILE, MOBILE)
    const [first = '', second = ''] = ids
    const before = ids.map((id) => story.case(id))
    story.ask(judgeDuplicate, { case: second, other: first, same: true }, backOffice)
    expect(ids.map((id) => ({ ...story.case(id), twins: [], journals: [] }))).toEqual(
      before.map((found) => ({ ...found, journals: [] })),
    )
    expect(sameBusiness(story.hall, story.case(first)).map(({ id }) => id)).toEqual([second])
    expect(sameBusiness(story.hall, story.case(second)).map(({ id }) => id)).toEqual([first])
    story.ask(judgeDuplicate, { case: first, other: second, same: false }, backOffice)
    expect(sameBusiness(story.hall, story.case(second))).toEqual([])
  })

  it('are not told of one that was cancelled, and not by whoever may not review', () => {
    const { story, ids, pairs } = taken(MOBILE, MOBILE)
    const [first = '', second = ''] = ids
    expect(answer(story.ask(judgeDuplicate, { case: second, other: first, same: true }))).toBe('not-your-role')
    expect(answer(story.ask(judgeDuplicate, { case: second, other: second, same: true }, backOffice))).toBe(
      'case-unknown',
    )
    story.ask(endCase, { case: second, outcome: 'cancelled', reason: 'customer-changed' })
    expect(pairs()).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import type { CaseState } from '#domain/cases/cases.ts'
import { isReview } from '#domain/review/fold.ts'
import { emptyHall, foldEvents, type Hall } from '#domain/whole.ts'
import { eventsOf, type Happening, setUp } from '#support/hallAfter.ts'

/* What one person did in the name of another, in a hall in which people sign what they do. */

/** A hall with a root key: whose signature a line bears is settled before it is folded. */
const signing: Hall = {
  ...emptyHall('h_test'),
  authority: { ...emptyHall('h_test').authority, root: 'R'.repeat(87) },
}
const after = (...said: readonly Happening[]): Hall => foldEvents(signing, eventsOf([...setUp, ...said]))

describe('cash that two people count', () => {
  const began: Happening = {
    kind: 'InterruptionBegan',
    subject: 'i_1',
    body: { what: 'power', drafts: 0 },
    on: 'counter3',
  }
  const counted: Happening = {
    kind: 'CashCounted',
    subject: 'i_1',
    body: { expected: 5_000, counted: 5_000, second: 's_chen', dropped: false },
    by: 's_wang',
    on: 'counter3',
  }
  const confirmed = (by: string, on = 'counter3'): Happening => ({
    kind: 'CashConfirmed',
    subject: 'i_1',
    body: {},
    by,
    on,
  })
  const counts = (...said: readonly Happening[]) =>
    after(began, ...said)
      .interruptions.get('i_1')
      ?.counts.map(({ by, second }) => [by, second])

  it('is counted with a manager only when that manager has said so too', () => {
    expect(counts(counted)).toEqual([])
    expect(counts(counted, confirmed('s_chen'))).toEqual([['s_wang', 's_chen']])
  })

  it('is not counted by one person who says it twice, by a third, on another tablet, or before another line', () => {
    expect(counts(counted, confirmed('s_wang'))).toEqual([])
    expect(counts({ ...counted, body: { ...counted.body, second: 's_wang' } }, confirmed('s_wang'))).toEqual([])
    expect(counts(counted, confirmed('s_li'))).toEqual([])
    expect(counts(counted, confirmed('s_chen', 'manager'))).toEqual([])
    const between: Happening = { ...began, subject: 'i_2' }
    expect(counts(counted, between, confirmed('s_chen'))).toEqual([])
  })
})

describe('a case that is looked over', () => {
  const found = { status: 'review', submittedBy: 's_wang', end: null } as CaseState
  const reviewed = (reviewer: string, by: string) => ({ by, body: { decision: 'approved', reviewer } }) as never

  it('is not approved in the name of a manager who has not signed it, nor by whoever handed it in', () => {
    expect(isReview(signing, found, reviewed('s_chen', 's_chen'))).toBe(true)
    expect(isReview(signing, found, reviewed('s_chen', 's_wang'))).toBe(false)
    expect(isReview(signing, found, reviewed('s_wang', 's_wang'))).toBe(false)
  })
})

describe('a PIN', () => {
  const key = 'K'.repeat(87)
  const box = (letter: string) => ({ salt: letter.repeat(32), sealed: letter.repeat(40) })
  const manager = { id: 's_chen', callName: '老陈', roles: ['manager'], key, removed: false }
  /** The PIN that opens the manager's key once this was said, by the letter of its box. */
  const opensBy = (kept: object, by: string): unknown => {
    const staff = new Map([['s_chen', { ...manager, ...kept }]]) as unknown as Hall['staff']
    const [boxed] = eventsOf([{ kind: 'KeyBoxed', subject: 's_chen', body: { key, box: box('z') }, by } as never])
    return foldEvents({ ...signing, staff }, [boxed!]).staff.get('s_chen')?.box
  }

  it('is set by whoever it is, and not for a manager by anybody else', () => {
    const own = { box: box('a'), keyBy: 's_chen', given: null }
    expect(opensBy(own, 's_chen')).toEqual(box('z'))
    expect(opensBy(own, 's_wang')).toEqual(box('a'))
  })

  it('is set once by the manager who made the key, and never again once its owner has set one', () => {
    const made = { box: null, keyBy: 's_li', given: null }
    expect(opensBy(made, 's_li')).toEqual(box('z'))
    expect(opensBy(made, 's_wang')).toBeNull()
    expect(opensBy({ ...made, box: box('a') }, 's_li')).toEqual(box('a'))
  })
})

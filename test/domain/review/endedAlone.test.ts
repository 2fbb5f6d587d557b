import { describe, expect, it } from 'vitest'
import { confirmCase, keepForm, submitCase } from '#domain/cases/commands.ts'
import { emptyHall, foldEvents, type Hall, type HallEvent } from '#domain/whole.ts'
import { compareEvents } from '#log/event.ts'
import { ROOT_KEY } from '#support/authorityStory.ts'
import { createStory, paper } from '#support/caseStory.ts'
import { eventsOf, type Happening } from '#support/hallAfter.ts'

/** 小王 has handed a case in at counter 3. */
function handedIn() {
  const story = createStory()
  const id = story.open({ steps: { 'in-reach': [], 'out-of-reach': [] } })
  story.ask(keepForm, { case: id, paper: paper(1), holds: ['phone'], phone: null, monthEnd: false, cash: 0 })
  story.ask(confirmCase, { case: id, how: 'signature', paper: paper(2) })
  story.ask(submitCase, { case: id, receipt: 'none' })
  expect(story.case(id)).toMatchObject({ status: 'review', submittedBy: 's_wang' })
  return { id, events: story.events }
}

/** The hall in which people sign for what they do, with what somebody wrote besides. */
function hallWith(events: readonly HallEvent[], ...told: readonly Happening[]): Hall {
  const empty = emptyHall('h_test')
  const founded = { ...empty, authority: { ...empty.authority, root: ROOT_KEY } }
  return foldEvents(founded, [...events, ...eventsOf(told, events)].sort(compareEvents))
}

const ends = (id: string, by = 's_wang', on = 'counter3'): Happening => {
  const body = { outcome: 'done', reason: null, serial: 'BOSS-7', tell: false } as const
  return { kind: 'CaseEnded', subject: id, body, by, on }
}
const reviews = (
  id: string,
  decision: 'approved' | 'returned',
  by: string,
  at: string,
  on = 'backoffice',
): Happening => {
  const body = {
    decision,
    reviewer: by,
    lent: false,
    reason: decision === 'returned' ? 'other' : null,
    to: null,
  } as const
  return { kind: 'CaseReviewed', subject: id, body, by, on, at }
}

describe('a case that whoever took it calls done', () => {
  it('is not done while nobody else has looked it over, and neither is its serial number taken', () => {
    const { id, events } = handedIn()
    for (const said of [[ends(id)], [reviews(id, 'approved', 's_wang', '10:00', 'counter3'), ends(id)]]) {
      const hall = hallWith(events, ...said)
      expect(hall.cases.get(id)).toMatchObject({ status: 'review', end: null, review: null })
      expect(hall.serials.size).toBe(0)
      expect([...hall.caseDays.values()].map(({ ended }) => [...Object.values(ended)])).toEqual([[]])
    }
  })

  it('is done when another person has looked it over, also where a third had sent it back while they were apart', () => {
    const { id, events } = handedIn()
    const approved = [reviews(id, 'approved', 's_zhao', '10:05'), ends(id, 's_zhao', 'backoffice')]
    for (const said of [approved, [reviews(id, 'returned', 's_li', '10:00', 'manager'), ...approved]]) {
      const found = hallWith(events, ...said).cases.get(id)
      expect(found).toMatchObject({ status: 'ended', end: { outcome: 'done', serial: 'BOSS-7', by: 's_zhao' } })
      expect(found?.review).toMatchObject({ decision: 'approved', reviewer: 's_zhao' })
    }
  })
})

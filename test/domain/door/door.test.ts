import { describe, expect, it } from 'vitest'
import { destroyVisitors, noteVisitor, precheckTicket } from '#domain/door/commands.ts'
import { openWith, precheckOf, visitorPapersDue } from '#domain/door/queries.ts'
import { cancelTicket } from '#domain/tickets/commands.ts'
import { createStory, paper } from '#support/caseStory.ts'
import {
  answer,
  dayClosed,
  eventsOf,
  foldAll,
  type Happening,
  hallAfter,
  situation,
  t,
  ticketIssued,
  when,
} from '#support/hallAfter.ts'

const WANG = 'a'.repeat(16)
const SUN = 'c'.repeat(16)
const noted = (label: string, number: string, n = 1) => ({
  ticket: t(label),
  paper: paper(n),
  holds: ['name' as const, 'phone' as const],
  phone: { number, tail: 'b'.repeat(16) },
})
const atTheDoor = { on: 'reception' }

describe('a number that somebody waits with already', () => {
  it('is noticed by its keyed hash while the ticket is open, the newest first, and by nothing else (Q6)', () => {
    const story = createStory([ticketIssued('A001'), ticketIssued('A002'), ticketIssued('B001')])
    for (const [label, number] of [
      ['A001', WANG],
      ['A002', SUN],
      ['B001', WANG],
    ] as const)
      expect(answer(story.ask(noteVisitor, noted(label, number), atTheDoor))).toBe('accepted')
    const found = () => openWith(story.hall, [WANG]).map(({ label }) => label)
    expect(found().sort()).toEqual(['A001', 'B001'])
    expect(openWith(story.hall, [])).toEqual([])
    story.ask(cancelTicket, { ticket: t('B001'), reason: 'left' }, atTheDoor)
    expect(found()).toEqual(['A001'])
  })

  it('is that of the paper noted last, of whoever is signed in, for a ticket that is there', () => {
    const story = createStory([ticketIssued('A001')])
    expect(answer(story.ask(noteVisitor, noted('A001', WANG), { ...atTheDoor, by: null }))).toBe('sign-in-first')
    expect(answer(story.ask(noteVisitor, noted('A009', WANG), atTheDoor))).toBe('ticket-unknown')
    story.ask(noteVisitor, noted('A001', WANG), atTheDoor)
    story.ask(noteVisitor, noted('A001', SUN, 2), atTheDoor)
    expect([openWith(story.hall, [WANG]).length, openWith(story.hall, [SUN]).length]).toEqual([0, 1])
    expect(story.hall.visitors.get(t('A001'))?.paper).toBe(paper(2))
  })
})

describe('what was noted at the door', () => {
  it('is to be destroyed once the day after it is closed, is then gone, and a manager may stop that', () => {
    const story = createStory([ticketIssued('A001')])
    story.ask(noteVisitor, noted('A001', WANG), atTheDoor)
    story.ask(precheckTicket, { ticket: t('A001'), service: 'SV01', seen: [], missing: ['identity'] }, atTheDoor)
    const monday = dayClosed('2026-11-23', 'void', '2026-11-24')
    const tuesday = dayClosed('2026-11-24', 'void', '2026-11-25')
    const later = (...closed: Happening[]) => foldAll([...story.events, ...eventsOf(closed, story.events)])
    expect(visitorPapersDue(later(monday))).toEqual([])
    const due = later(monday, tuesday)
    expect([visitorPapersDue(due), due.prechecks.size]).toEqual([[paper(1)], 0])
    const manager = situation('09:00', { on: 'manager', by: 's_li' })
    const body = { papers: [paper(1)], due: true }
    expect(when(due, destroyVisitors, {}, manager)).toMatchObject({
      ok: true,
      events: [{ kind: 'PapersShredded', subject: 'h_test', body }],
    })
    expect(answer(when(due, destroyVisitors, {}, { ...manager, by: 's_wang' }))).toBe('not-your-role')
    const shredded: Happening = { kind: 'PapersShredded', subject: 'h_test', on: 'manager', by: 's_li', body }
    const gone = later(monday, tuesday, shredded, dayClosed('2026-11-25', 'void', '2026-11-26'))
    expect([visitorPapersDue(gone), gone.visitors.size]).toEqual([[], 0])
  })

  it('says of documents what was said last, for a ticket that is there', () => {
    const story = createStory([ticketIssued('A001')])
    const look = (ticket: string, missing: string[]) =>
      answer(story.ask(precheckTicket, { ticket, service: 'SV01', seen: [], missing }, atTheDoor))
    expect([look(t('A009'), []), look(t('A001'), ['identity']), look(t('A001'), [])]).toEqual([
      'ticket-unknown',
      'accepted',
      'accepted',
    ])
    const looked = (service: string) => precheckOf(story.hall, { id: t('A001'), service })
    expect(looked('SV01')?.missing).toEqual([])
    // Nobody has looked at what the second service of the same ticket needs.
    expect(looked('SV10')).toBeUndefined()
  })

  it('says of documents of which no service is named what an older tablet said of the ticket', () => {
    const body = { seen: [], missing: ['identity'], day: '2026-11-23' }
    const older: Happening = { kind: 'TicketPrechecked', subject: t('A001'), on: 'reception', body }
    const hall = hallAfter(ticketIssued('A001'), older)
    expect(precheckOf(hall, { id: t('A001'), service: 'SV01' })?.missing).toEqual(['identity'])
  })
})

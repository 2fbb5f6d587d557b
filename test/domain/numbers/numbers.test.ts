import { describe, expect, it } from 'vitest'
import { numbersLeft } from '#domain/numbers/numbers.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { findByLabel } from '#domain/tickets/find.ts'
import { dayClosed, type Happening, hallAfter, journalOf, situation, ticketIssued, when } from '#support/hallAfter.ts'

const leased = (tablet: string, from: number, to: number): Happening => ({
  kind: 'NumbersLeased',
  subject: `r_${tablet}_${from}`,
  body: { queue: 'A', day: '2026-11-23', from, to, tablet },
  on: 'manager',
})
const opened = (tablet: string, lane: number): Happening => ({
  kind: 'JournalOpened',
  subject: journalOf(tablet),
  body: { tablet, key: 'k'.repeat(120), nonce: 'n'.repeat(22), lane },
  on: tablet,
})
const nextLabel = (hall: ReturnType<typeof hallAfter>, on = 'reception') => {
  const decision = when(hall, issueTicket, { queue: 'A', service: null, priority: null }, situation('09:30', { on }))
  const [draft] = decision.ok ? decision.events : []
  return draft?.kind === 'TicketIssued' ? draft.body.label : 'refused'
}

describe('numbers on slips', () => {
  it('come from the block this tablet was given, one after the other', () => {
    expect(nextLabel(hallAfter(leased('reception', 21, 40)))).toBe('A021')
    expect(nextLabel(hallAfter(leased('reception', 21, 40), ticketIssued('A021'), ticketIssued('A022')))).toBe('A023')
  })

  it('never come from the block of another tablet', () => {
    expect(nextLabel(hallAfter(leased('counter5', 1, 20)))).toBe('A1-001')
    expect(nextLabel(hallAfter(leased('counter5', 1, 20)), 'counter5')).toBe('A001')
  })

  it('come from the tablet’s own lane, visibly, when the block is used up (Q2)', () => {
    const used = hallAfter(leased('reception', 1, 1), ticketIssued('A001'))
    expect(nextLabel(used)).toBe('A1-001')
    const first = ticketIssued('A1-001', { number: 1, origin: 'lane', lane: 1 })
    expect(nextLabel(hallAfter(leased('reception', 1, 1), ticketIssued('A001'), first))).toBe('A1-002')
  })

  it('come from a sub-lane on a day of which the tablet may have lost some, and as before on later days', () => {
    const given = situation('09:30', { on: 'reception' })
    const lost = { ...given, tablet: { ...given.tablet, sub: { name: 'b', until: '2026-11-23' } } }
    const labelOn = (hall: ReturnType<typeof hallAfter>, here: typeof lost) => {
      const decision = when(hall, issueTicket, { queue: 'A', service: null, priority: null }, here)
      const [draft] = decision.ok ? decision.events : []
      return draft?.kind === 'TicketIssued' ? draft.body : null
    }
    const block = leased('reception', 21, 40)
    expect(labelOn(hallAfter(block), lost)).toMatchObject({ label: 'A1b-001', origin: 'lane', lane: 1, sub: 'b' })
    const first = ticketIssued('A1b-001', { number: 1, origin: 'lane', lane: 1, sub: 'b' })
    expect(labelOn(hallAfter(block, first), lost)?.label).toBe('A1b-002')
    // The lane itself is another one.
    expect(nextLabel(hallAfter(first))).toBe('A1-001')
    const later = { ...lost, tablet: { ...lost.tablet, sub: { name: 'b', until: '2026-11-22' } } }
    expect(labelOn(hallAfter(block, first), later)?.label).toBe('A021')
  })

  it('go on where the clock alone has begun another day, and begin again once somebody has closed the day before', () => {
    const labelIn = (hall: ReturnType<typeof hallAfter>, day: string, sub: string | null = null) => {
      const now = Date.parse(`${day}T01:30:00.000Z`)
      const given = { ...situation('09:30', { on: 'reception' }), now }
      const here = { ...given, tablet: { ...given.tablet, sub: sub ? { name: sub, until: '2026-11-23' } : null } }
      const decision = when(hall, issueTicket, { queue: 'A', service: null, priority: null }, here)
      const [draft] = decision.ok ? decision.events : []
      return draft?.kind === 'TicketIssued' ? draft.body.label : null
    }
    const first = ticketIssued('A1-001', { number: 1, origin: 'lane', lane: 1 })
    const lost = ticketIssued('A1b-001', { number: 1, origin: 'lane', lane: 1, sub: 'b' })
    const open = hallAfter(first, lost)
    for (const day of ['2026-11-24', '2026-12-20', '2036-11-23']) {
      expect(labelIn(open, day)).toBe('A1-002')
      expect(labelIn(open, day, 'b')).toBe('A1b-002')
    }
    const over = hallAfter(first, lost, dayClosed('2026-11-23', 'void', '2026-11-24'))
    expect(labelIn(over, '2026-11-24')).toBe('A1-001')
    expect(labelIn(over, '2026-11-24', 'b')).toBe('A1-001')
  })

  it('are found by what people read off the slip, also without the small letter', () => {
    const hall = hallAfter(ticketIssued('A1b-001', { number: 1, origin: 'lane', lane: 1, sub: 'b' }))
    const found = (typed: string) => findByLabel(hall, typed, situation('09:30').now).map(({ label }) => label)
    for (const typed of ['A1b-001', 'a1B-1', 'A1-1', '001']) expect(found(typed)).toEqual(['A1b-001'])
    expect(found('A1c-1')).toEqual([])
  })

  it('go on in the next block when a new one arrives', () => {
    const hall = hallAfter(leased('reception', 1, 1), ticketIssued('A001'), leased('reception', 41, 60))
    expect(nextLabel(hall)).toBe('A041')
    expect(numbersLeft(hall, '2026-11-23', 'A', 'reception')).toBe(20)
  })

  it('are not printed again when the tablet’s clock was behind the one that granted the block', () => {
    const hall = hallAfter(ticketIssued('A001'), ticketIssued('A002'), leased('reception', 1, 20))
    expect(nextLabel(hall)).toBe('A003')
  })

  it('are used up by nobody but the tablet whose they are, whatever another one says that it printed', () => {
    const both = [opened('reception', 1), opened('counter5', 5)] as const
    const theirs: Happening = { ...ticketIssued('A015'), on: 'counter5' }
    expect(nextLabel(hallAfter(...both, leased('reception', 1, 20), theirs))).toBe('A001')
    expect(nextLabel(hallAfter(...both, theirs, leased('reception', 1, 20)))).toBe('A001')
    expect(nextLabel(hallAfter(...both, ticketIssued('A015'), leased('reception', 1, 20)))).toBe('A016')
    const lane = ticketIssued('A1-009', { number: 9, origin: 'lane', lane: 1 })
    expect(nextLabel(hallAfter(...both, { ...lane, on: 'counter5' }))).toBe('A1-001')
    expect(nextLabel(hallAfter(...both, lane))).toBe('A1-010')
  })

  it('show when two tickets carry the same one, because a tablet was cloned', () => {
    const clone = { ...ticketIssued('A001'), subject: 't_clone' }
    const hall = hallAfter(ticketIssued('A001'), clone)
    expect([...hall.tickets.values()].filter(({ sameLabel }) => sameLabel)).toHaveLength(1)
  })
})

import { describe, expect, it } from 'vitest'
import { nextNumber } from '#domain/numbers/numbers.ts'
import { takeOverHall } from '#domain/takeover/commands.ts'
import { awayTickets } from '#domain/tickets/queries.ts'
import { waitingIn } from '#domain/tickets/tickets.ts'
import {
  answer,
  clock,
  eventsOf,
  foldAll,
  type Happening,
  hallAfter,
  journalOf,
  setUp,
  situation,
  ticketIssued,
  when,
} from '#support/hallAfter.ts'

const manager = situation('09:30', { on: 'manager', by: 's_li' })
const elsewhere = (label: string, at: string, queue = 'A') => ({
  label,
  queue,
  service: null,
  priority: null,
  takenAt: clock(at),
  awayUntil: null,
  toCheck: false,
  toWave: false,
})
const from = { hall: 'h_burnt', at: '2026-11-23T01:20:00.000Z', incidents: [] }

describe('the queue of another hall', () => {
  it('stands here in the order in which its numbers were taken, among those who wait already', () => {
    const here: Happening = { ...ticketIssued('A050'), at: '09:10' }
    const before = hallAfter(here)
    const ask = {
      ...from,
      tickets: [elsewhere('A009', '08:50'), elsewhere('A2-013', '08:40'), elsewhere('57', '08:45')],
    }
    const taken = when(before, takeOverHall, ask, manager)
    if (!taken.ok) throw new Error(taken.why)
    const written = taken.events.map((event) => ({ ...event, at: '09:30', on: 'manager', by: 's_li' }) as Happening)
    const hall = foldAll(eventsOf([...setUp, here, ...written]))
    expect(waitingIn(hall, 'A').map(({ label }) => label)).toEqual(['A2-013', '57', 'A009', 'A050'])
    // Nobody was promised anything here, and no tablet of this hall gives one of these numbers again.
    expect(
      waitingIn(hall, 'A')
        .slice(0, 3)
        .map(({ quote }) => quote),
    ).toEqual([null, null, null])
    const lane = nextNumber(hall, { day: '2026-11-23', queue: 'A' }, { id: 'd_x', lane: 2 })
    expect(lane).toEqual({ number: 14, lane: { lane: 2, sub: null } })
    const body = { queue: 'A', day: '2026-11-23', from: 1, to: 20, tablet: 'd_x' }
    const leased = { kind: 'NumbersLeased', subject: 'r_1', body, on: 'manager' } as const
    const manages: Happening = {
      kind: 'JournalOpened',
      subject: journalOf('manager'),
      body: { tablet: 'd_m', key: 'k'.repeat(120), nonce: 'n'.repeat(22), lane: 9 },
      on: 'manager',
    }
    for (const line of [
      [leased, ...written],
      [...written, leased],
    ]) {
      const given = foldAll(eventsOf([...setUp, manages, ...line]))
      expect(nextNumber(given, { day: '2026-11-23', queue: 'A' }, { id: 'd_x', lane: 3 })).toMatchObject({ number: 10 })
      const ofLane = nextNumber(given, { day: '2026-11-23', queue: 'A' }, { id: 'd_y', lane: 2 })
      expect(ofLane).toMatchObject({ number: 14 })
    }
  })

  it('keeps whoever is away there away here, and gives nobody a number that somebody holds who does not wait', () => {
    const away = (label: string, until: string) => ({ ...elsewhere(label, '08:50'), awayUntil: clock(until) })
    const tickets = [away('A001', '09:45'), away('A002', '09:20')]
    const taken = when(
      hallAfter(),
      takeOverHall,
      { ...from, tickets, inHand: [{ label: 'A2-031', queue: 'A' }] },
      manager,
    )
    if (!taken.ok) throw new Error(taken.why)
    const written = taken.events.map((event) => ({ ...event, at: '09:30', on: 'manager', by: 's_li' }) as Happening)
    const hall = foldAll(eventsOf([...setUp, ...written]))
    // Whose time is over is late by this hall's own rule.
    expect(awayTickets(hall).map(({ label, awayUntil }) => [label, awayUntil])).toEqual([
      ['A002', clock('09:31')],
      ['A001', clock('09:45')],
    ])
    expect(nextNumber(hall, { day: '2026-11-23', queue: 'A' }, { id: 'd_x', lane: 2 })).toMatchObject({ number: 32 })
  })

  it('is a manager’s to take over, once, and into queues that are here', () => {
    const hall = hallAfter(ticketIssued('A001'))
    const take = (tickets: ReturnType<typeof elsewhere>[], given = manager) =>
      answer(when(hall, takeOverHall, { ...from, tickets }, given))
    expect(take([elsewhere('A002', '08:50')], situation('09:30', { on: 'counter3', by: 's_wang' }))).toBe(
      'not-your-role',
    )
    expect(take([elsewhere('A002', '08:50')], situation('09:30', { on: 'manager', by: null }))).toBe('sign-in-first')
    expect(take([elsewhere('A002', '08:50', 'Q')])).toBe('queue-unknown')
    expect(take([elsewhere('A001', '08:50')])).toBe('nothing-to-take-over')
    expect(take([elsewhere('A002', '08:50')])).toBe('accepted')
  })
})

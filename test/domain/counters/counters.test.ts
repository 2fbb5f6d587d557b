import { describe, expect, it } from 'vitest'
import { resumeTicket } from '#domain/calls/commands.ts'
import { shareOf } from '#domain/calls/share.ts'
import {
  closeCounter,
  declareCounterLost,
  openCounter,
  pauseCounter,
  resumeCounter,
} from '#domain/counters/commands.ts'
import { counterKinds } from '#domain/counters/events.ts'
import { heldAt } from '#domain/counters/held.ts'
import { isNudged } from '#domain/counters/idle.ts'
import {
  counterBoard,
  countersOf,
  customerSince,
  heldByOther,
  lostAs,
  pausedCounters,
  silentMinutes,
  ticketsByCounter,
} from '#domain/counters/queries.ts'
import { revokeTablet } from '#domain/tablets/commands.ts'
import { heldTickets } from '#domain/tickets/held.ts'
import {
  answer,
  asked,
  clock,
  counterClosed,
  counterDeclaredLost,
  counterOpened,
  counterPaused,
  customerArrived,
  customerMissed,
  type Happening,
  hallAfter,
  rulesSet,
  serviceFinished,
  situation,
  t,
  tabletAt,
  ticket,
  ticketCalled,
  ticketHeld,
  ticketIssued,
  ticketTransferred,
  told,
  when,
} from '#support/hallAfter.ts'

const busy = [counterOpened('3'), ticketIssued('A001'), ticketCalled('A001', '3'), customerArrived('A001', '3')]

const admitted = (counter: string): Happening => ({
  kind: 'TabletAdmitted',
  subject: tabletAt(counter),
  body: { name: `${counter} 号窗`, place: 'counter', key: 'AAAA', sealKey: null, box: null, after: [] },
})
const revoked = (counter: string): Happening => ({
  kind: 'TabletRevoked',
  subject: tabletAt(counter),
  body: { known: {}, after: [] },
})

describe('opening a counter', () => {
  it('serves the queues the hall planned for it', () => {
    const decision = when(hallAfter(), openCounter, { counter: '1' }, situation('09:00'))
    expect(decision).toMatchObject({ ok: true, events: [{ body: { tablet: 'counter3', queues: ['A'] } }] })
    expect(answer(when(hallAfter(), openCounter, { counter: '9' }, situation('09:00')))).toBe('counter-unknown')
    const locked = situation('09:00', { by: null })
    expect(answer(when(hallAfter(), openCounter, { counter: '1' }, locked))).toBe('sign-in-first')
  })

  it('is refused while another tablet stands there, unless that one is lost or revoked', () => {
    const here = situation('09:00')
    const opened = counterOpened('5')
    expect(answer(when(hallAfter(opened), openCounter, { counter: '5' }, here))).toBe('counter-is-open-elsewhere')
    expect(answer(when(hallAfter(opened, counterDeclaredLost('5')), openCounter, { counter: '5' }, here))).toBe(
      'accepted',
    )
    expect(answer(when(hallAfter(opened, admitted('5'), revoked('5')), openCounter, { counter: '5' }, here))).toBe(
      'accepted',
    )
    expect(answer(when(hallAfter(opened, counterClosed('5')), openCounter, { counter: '5' }, here))).toBe('accepted')
  })

  it('closes the counter the same tablet stood at before, once its customer is served', () => {
    const ask = { counter: '4' }
    expect(asked(when(hallAfter(counterOpened('3')), openCounter, ask, situation('09:10')))).toEqual([
      'CounterClosed 3',
      'CounterOpened 4',
    ])
    expect(answer(when(hallAfter(...busy), openCounter, ask, situation('09:10')))).toBe(
      'finish-the-current-ticket-first',
    )
  })

  it('ends being lost', () => {
    const hall = hallAfter(counterOpened('3'), counterDeclaredLost('3'), counterOpened('3'))
    expect(hall.counters.get('3')).toMatchObject({ status: 'open', lost: false })
  })
})

describe('pausing and closing', () => {
  it('waits until the customer at the counter is served, and needs a reason for a pause', () => {
    const at = situation('09:10')
    expect(answer(when(hallAfter(...busy), pauseCounter, { counter: '3', reason: 'lunch' }, at))).toBe(
      'finish-the-current-ticket-first',
    )
    expect(answer(when(hallAfter(...busy), closeCounter, { counter: '3' }, at))).toBe('finish-the-current-ticket-first')
    const free = hallAfter(counterOpened('3'))
    expect(answer(when(free, pauseCounter, { counter: '3', reason: '' }, at))).toBe('reason-is-missing')
    expect(asked(when(free, pauseCounter, { counter: '3', reason: 'lunch' }, at))).toEqual(['CounterPaused 3'])
    expect(asked(when(hallAfter(counterOpened('3'), counterPaused('3')), resumeCounter, { counter: '3' }, at))).toEqual(
      ['CounterResumed 3'],
    )
    expect(answer(when(free, resumeCounter, { counter: '3' }, at))).toBe('counter-is-not-open')
  })

  it('shows on the board with its reason and since when (Q27)', () => {
    const hall = hallAfter(counterOpened('3'), told({ at: '12:00' }, counterPaused('3')))
    const third = counterBoard(hall).find(({ id }) => id === '3')
    expect(third?.state).toMatchObject({ status: 'paused', reason: 'lunch', since: Date.parse('2026-11-23T04:00:00Z') })
    expect(counterBoard(hall).map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5'])
    const two = hallAfter(counterOpened('5'), counterPaused('5'), counterOpened('1'), counterPaused('1'))
    expect(pausedCounters(two)).toEqual(['1', '5'])
  })
})

describe('who is at a counter', () => {
  it('is the customer it called, and since it served them that one, with its own clock', () => {
    const called = hallAfter(
      counterOpened('3'),
      ticketIssued('A001'),
      ticketIssued('A002'),
      told({ at: '09:00' }, ticketCalled('A001', '3')),
    )
    expect([...ticketsByCounter(called)].map(([counter, { label }]) => [counter, label])).toEqual([['3', 'A001']])
    expect(customerSince(ticket(called, 'A001'))).toBe(clock('09:00'))
    expect(customerSince(ticket(called, 'A002'))).toBeNull()
    const served = hallAfter(...busy.slice(0, 3), told({ at: '09:05' }, customerArrived('A001', '3')))
    expect(customerSince(ticket(served, 'A001'))).toBe(clock('09:05'))
  })

  it('is another tablet’s while that one stands there, also paused, until it is closed, lost or revoked', () => {
    const at = (...more: readonly Happening[]) =>
      heldByOther(hallAfter(counterOpened('5'), ...more), '5', tabletAt('3'))?.status ?? null
    expect([at(), at(counterPaused('5'))]).toEqual(['open', 'paused'])
    expect([at(counterClosed('5')), at(counterDeclaredLost('5'))]).toEqual([null, null])
    expect(heldByOther(hallAfter(counterOpened('5')), '5', tabletAt('5'))).toBeNull()
  })
})

describe('a counter that is not heard', () => {
  const heard = new Map([[tabletAt('3'), clock('09:00')]])
  const silent = (at: string, ...more: readonly Happening[]) =>
    silentMinutes(hallAfter(counterOpened('3'), ...more).counters.get('3'), heard, clock(at))

  it('has been silent for whole minutes, and at first for none', () => {
    expect([silent('09:00:20'), silent('09:02'), silent('09:04:59')]).toEqual([0, 2, 4])
  })

  it('is not looked for when it is heard, closed, lost already, or was never opened', () => {
    expect(silentMinutes(hallAfter(counterOpened('3')).counters.get('3'), new Map(), clock('09:05'))).toBeNull()
    expect([silent('09:05', counterClosed('3')), silent('09:05', counterDeclaredLost('3'))]).toEqual([null, null])
    expect(silentMinutes(undefined, heard, clock('09:05'))).toBeNull()
  })
})

describe('a counter whose tablet is revoked', () => {
  const byManager = situation('09:10', { on: 'manager', by: 's_li' })
  const working = [admitted('3'), ...busy, counterOpened('5')]

  it('is declared lost with it, from any desk, so that whom it called waits for the others again', () => {
    const calls = hallAfter(admitted('3'), counterOpened('3'), ticketIssued('A001'), ticketCalled('A001', '3'))
    const decision = when(calls, revokeTablet, { tablet: tabletAt('3') }, byManager)
    expect(asked(decision)).toEqual([`TabletRevoked ${tabletAt('3')}`, 'CounterDeclaredLost 3'])
    const after = hallAfter(
      ...[admitted('3'), counterOpened('3'), ticketIssued('A001'), ticketCalled('A001', '3')],
      ...[revoked('3'), counterDeclaredLost('3')],
    )
    expect(ticket(after, 'A001')).toMatchObject({ status: 'waiting', counter: null })
    for (const place of ['reception', 'counter', 'backoffice', 'manager'] as const)
      expect(counterKinds.CounterDeclaredLost.writers).toContain(place)
  })

  it('says nothing of counters that were closed, or that another tablet has taken over', () => {
    const asks = (...more: readonly Happening[]) =>
      asked(when(hallAfter(...working, ...more), revokeTablet, { tablet: tabletAt('3') }, byManager))
    expect(asks(counterClosed('3'))).toHaveLength(1)
    expect(asks(counterDeclaredLost('3'))).toHaveLength(1)
  })

  it('calls nobody, has no share, and leaves what it holds, also where nobody has declared it lost', () => {
    const before = hallAfter(...working, ticketHeld('A001', '3'), ticketIssued('A002'), ticketIssued('A003'))
    expect(lostAs(before, before.counters.get('3'))).toBeNull()
    expect(shareOf(before, '5')).toHaveLength(1)
    const after = hallAfter(
      ...[...working, ticketHeld('A001', '3'), ticketIssued('A002'), ticketIssued('A003')],
      revoked('3'),
    )
    expect(lostAs(after, after.counters.get('3'))).toBe('revoked')
    expect(countersOf(after, 'A').map(({ id }) => id)).toEqual(['5'])
    expect(shareOf(after, '5')).toHaveLength(2)
    expect(heldAt(after, '5').map(({ label }) => label)).toEqual(['A001'])
    const at5 = situation('09:10', { on: tabletAt('5') })
    expect(asked(when(after, resumeTicket, { counter: '5', ticket: t('A001') }, at5))).toEqual(['TicketResumed A001'])
    expect(lostAs(after, hallAfter(counterClosed('3')).counters.get('3'))).toBeNull()
  })
})

describe('declaring a counter lost', () => {
  it('is for staff who looked, and for a counter that is open', () => {
    const ask = { counter: '3' }
    const hall = hallAfter(counterOpened('3'))
    expect(asked(when(hall, declareCounterLost, ask, situation('09:10')))).toEqual(['CounterDeclaredLost 3'])
    expect(answer(when(hall, declareCounterLost, ask, situation('09:10', { by: 's_sun' })))).toBe('not-your-role')
    expect(answer(when(hallAfter(), declareCounterLost, ask, situation('09:10')))).toBe('counter-is-closed')
  })

  it('leaves the customers it holds to the others', () => {
    const held = [...busy, ticketHeld('A001', '3'), counterOpened('5')]
    expect(heldAt(hallAfter(...held), '5')).toEqual([])
    expect(heldAt(hallAfter(...held, counterDeclaredLost('3')), '5').map(({ label }) => label)).toEqual(['A001'])
    expect(heldAt(hallAfter(...held, counterClosed('3')), '5').map(({ label }) => label)).toEqual(['A001'])
  })
})

describe('a counter with nobody before it', () => {
  const nudged = (time: string, ...happened: Happening[]) => {
    const hall = hallAfter(...happened)
    const counter = hall.counters.get('3')
    if (!counter) throw new Error('counter 3 was never opened')
    const line = [...hall.tickets.values()].filter(({ status }) => status === 'waiting')
    return isNudged(hall, counter, line, clock(time))
  }
  const open = told({ at: '08:50' }, counterOpened('3'))
  const waits = told({ at: '09:00' }, ticketIssued('A002'))

  it('is reminded a minute after somebody waits for it, and not before (Q26)', () => {
    expect(nudged('09:00:59', open, waits)).toBe(false)
    expect(nudged('09:01', open, waits)).toBe(true)
    expect(nudged('09:30', open)).toBe(false)
  })

  it('has its minute after each customer, whatever became of them (Q26)', () => {
    const called = [
      told({ at: '08:55' }, ticketIssued('A001')),
      told({ at: '09:05' }, ticketCalled('A001', '3')),
      told({ at: '09:06' }, customerArrived('A001', '3')),
    ]
    expect(nudged('09:10', open, waits, ...called)).toBe(false)
    const ends = [
      serviceFinished('A001', '3'),
      ticketHeld('A001', '3'),
      ticketTransferred('A001', '3', { queue: 'B' }),
      customerMissed('A001', '3'),
    ]
    for (const end of ends) {
      const before = end.kind === 'CustomerMissed' ? called.slice(0, 2) : called
      const after = [open, waits, ...before, told({ at: '09:10' }, end)]
      expect([end.kind, nudged('09:10:59', ...after)]).toEqual([end.kind, false])
      expect([end.kind, nudged('09:11', ...after)]).toEqual([end.kind, true])
    }
  })

  it('is left alone while it pauses or is closed, and when the hall wants no reminder (Q26)', () => {
    expect(nudged('09:30', open, waits, told({ at: '09:00:30' }, counterPaused('3')))).toBe(false)
    expect(nudged('09:30', open, waits, told({ at: '09:00:30' }, counterClosed('3')))).toBe(false)
    expect(nudged('09:30', open, waits, told({ at: '08:40' }, rulesSet({ nudgeAfterSeconds: 0 })))).toBe(false)
    const slow = told({ at: '08:40' }, rulesSet({ nudgeAfterSeconds: 300 }))
    expect(nudged('09:04:59', open, waits, slow)).toBe(false)
    expect(nudged('09:05', open, waits, slow)).toBe(true)
  })
})

describe('customers who are set aside', () => {
  it('are listed for the whole hall, the one due first in front', () => {
    const held = (label: string, counter: string, minutes: number) => [
      counterOpened(counter),
      ticketIssued(label),
      ticketCalled(label, counter),
      customerArrived(label, counter),
      ticketHeld(label, counter, minutes),
    ]
    const hall = hallAfter(...held('A001', '3', 20), ...held('A002', '2', 5))
    expect(heldTickets(hall).map(({ label, counter }) => [label, counter])).toEqual([
      ['A002', '2'],
      ['A001', '3'],
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { callNextTicket, undoAct } from '#domain/calls/commands.ts'
import { serveSlip } from '#domain/calls/seldom.ts'
import { currentTicket } from '#domain/counters/queries.ts'
import { serveWalkIn } from '#domain/tickets/seldom.ts'
import type { Hall, HallDecision } from '#domain/whole.ts'
import {
  answer,
  counterOpened,
  customerArrived,
  customerMissed,
  eventsOf,
  foldAll,
  type Happening,
  hallAfter,
  serviceFinished,
  setUp,
  situation,
  t,
  ticket,
  ticketCalled,
  ticketCancelled,
  ticketIssued,
  told,
  when,
} from '#support/hallAfter.ts'

const open = [counterOpened('3'), ticketIssued('A001'), ticketIssued('A002')]
const at = (time: string, what: Happening): Happening => told({ at: time }, what)
const undo = (hall: Hall, label: string, time: string, on = 'counter3'): HallDecision =>
  when(hall, undoAct, { ticket: t(label), act: ticket(hall, label).act }, situation(time, { on }))
/** The hall after the decision's events came in on the tablet of counter 3. */
function hallOnceDone(happened: readonly Happening[], decision: HallDecision, time: string): Hall {
  if (!decision.ok) throw new Error(decision.why)
  const before = eventsOf([...setUp, ...happened])
  const events = eventsOf(
    decision.events.map((draft) => ({ ...draft, at: time, on: 'counter3' })),
    before,
  )
  return foldAll([...before, ...events])
}

describe('taking back the last act', () => {
  it('puts a called customer back in line as if nobody had called', () => {
    const happened = [...open, at('09:05', ticketCalled('A001', '3'))]
    const hall = hallOnceDone(happened, undo(hallAfter(...happened), 'A001', '09:05:04'), '09:05:04')
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'waiting', counter: null, call: null, firstCalledAt: null })
  })

  it('gives the priority ratio back with the call', () => {
    const happened = [
      ...open,
      ticketIssued('A003', { priority: 'elderly' }),
      ticketCalled('A001', '3'),
      customerArrived('A001', '3'),
      serviceFinished('A001', '3'),
      at('09:05', ticketCalled('A003', '3')),
    ]
    expect(hallAfter(...happened).counters.get('3')?.callsSincePriority).toBe(0)
    const hall = hallOnceDone(happened, undo(hallAfter(...happened), 'A003', '09:05:04'), '09:05:04')
    expect(hall.counters.get('3')?.callsSincePriority).toBe(1)
  })

  it('takes back a miss without counting it', () => {
    const happened = [...open, ticketCalled('A001', '3'), at('09:05', customerMissed('A001', '3'))]
    const hall = hallOnceDone(happened, undo(hallAfter(...happened), 'A001', '09:05:04'), '09:05:04')
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'called', counter: '3', misses: 0 })
  })

  it('refuses to bring a customer back to a counter that has called the next one', () => {
    const hall = hallAfter(
      ...open,
      ticketCalled('A001', '3'),
      customerArrived('A001', '3'),
      at('09:05', serviceFinished('A001', '3')),
      ticketCalled('A002', '3'),
    )
    expect(answer(undo(hall, 'A001', '09:05:04'))).toBe('finish-the-current-ticket-first')
  })

  it('is over after eight seconds, and is not for other tablets (Q24)', () => {
    const hall = hallAfter(...open, at('09:05', ticketCalled('A001', '3')))
    expect(answer(undo(hall, 'A001', '09:05:08'))).toBe('accepted')
    expect(answer(undo(hall, 'A001', '09:05:20'))).toBe('too-late-to-undo')
    expect(answer(undo(hall, 'A001', '09:05:04', 'counter5'))).toBe('nothing-to-undo')
  })

  it('takes an act back once, and not after something followed', () => {
    const happened = [...open, at('09:05', ticketCalled('A001', '3'))]
    const once = hallOnceDone(happened, undo(hallAfter(...happened), 'A001', '09:05:02'), '09:05:02')
    expect(answer(undo(once, 'A001', '09:05:03'))).toBe('nothing-to-undo')
    const hall = hallAfter(...happened, customerArrived('A001', '3'))
    const call = hallAfter(...happened).tickets.get(t('A001'))?.act ?? ''
    expect(answer(when(hall, undoAct, { ticket: t('A001'), act: call }, situation('09:05:03')))).toBe('nothing-to-undo')
  })

  it('undoes a presented slip in one step, so that nobody is left called', () => {
    const served = when(hallAfter(...open), serveSlip, { counter: '3', ticket: t('A002') }, situation('09:05'))
    const hall = hallOnceDone(open, served, '09:05')
    expect(ticket(hall, 'A002')).toMatchObject({ status: 'serving', counter: '3' })
    const act = ticket(hall, 'A002').act
    const undone = when(hall, undoAct, { ticket: t('A002'), act }, situation('09:05:03'))
    if (!served.ok || !undone.ok) throw new Error('refused')
    const both = [...served.events, ...undone.events].map((draft) => told({ on: 'counter3' }, draft))
    expect(ticket(hallAfter(...open, ...both), 'A002')).toMatchObject({ status: 'waiting', call: null })
  })

  it('leaves no number behind when a walk-in was a mistake', () => {
    const walkIn = when(
      hallAfter(...open),
      serveWalkIn,
      { counter: '3', queue: 'A', service: null, priority: null },
      situation('09:05'),
    )
    const hall = hallOnceDone(open, walkIn, '09:05')
    const id = currentTicket(hall, '3')?.id ?? ''
    const undone = when(hall, undoAct, { ticket: id, act: hall.tickets.get(id)?.act ?? '' }, situation('09:05:03'))
    if (!walkIn.ok || !undone.ok) throw new Error('refused')
    const both = [...walkIn.events, ...undone.events].map((draft) => told({ on: 'counter3' }, draft))
    expect(hallAfter(...open, ...both).tickets.get(id)?.status).toBe('cancelled')
  })

  it('sends a customer back to the line when the counter has gone on while a cancellation is taken back', () => {
    const happened = [
      ...open,
      ticketCalled('A001', '3'),
      at('09:05', ticketCancelled('A001')),
      at('09:05:02', ticketCalled('A002', '3')),
    ]
    const act = hallAfter(...happened).tickets.get(t('A001'))?.act ?? ''
    const undone: Happening = { kind: 'ActUndone', subject: t('A001'), body: { act }, at: '09:05:04', on: 'reception' }
    const hall = hallAfter(...happened, undone)
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'waiting', counter: null })
    expect(currentTicket(hall, '3')?.label).toBe('A002')
  })

  it('calls nobody twice when finish and call are both taken back', () => {
    const happened = [...open, ticketCalled('A001', '3'), customerArrived('A001', '3')]
    const next = when(hallAfter(...happened), callNextTicket, { counter: '3', finish: 'done' }, situation('09:05'))
    if (!next.ok) throw new Error(next.why)
    const finishedAndCalled = next.events.map((draft) => told({ on: 'counter3', at: '09:05' }, draft))
    const hall = hallAfter(...happened, ...finishedAndCalled)
    const back = [undo(hall, 'A002', '09:05:03')]
    const drafts = back.flatMap((decision) => (decision.ok ? decision.events : []))
    const half = hallAfter(
      ...happened,
      ...finishedAndCalled,
      ...drafts.map((d) => told({ on: 'counter3', at: '09:05:03' }, d)),
    )
    const rest = undo(half, 'A001', '09:05:04')
    expect(answer(rest)).toBe('accepted')
    expect(ticket(half, 'A002').status).toBe('waiting')
  })
})

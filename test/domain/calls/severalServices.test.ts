import { describe, expect, it } from 'vitest'
import { callNextTicket, continueService, finishService, undoAct } from '#domain/calls/commands.ts'
import { daySoFar } from '#domain/day/figures.ts'
import { addService } from '#domain/tickets/seldom.ts'
import { dayFlow } from '#domain/waits/dayFlow.ts'
import { quoteWait } from '#domain/waits/queries.ts'
import {
  answer,
  asked,
  clock,
  counterOpened,
  customerArrived,
  type Happening,
  hallAfter,
  serviceFinished,
  situation,
  t,
  ticket,
  ticketCalled,
  ticketIssued,
  told,
  when,
} from '#support/hallAfter.ts'

const open = (counter: string, queues = ['A', 'B']) => told({ at: '08:50' }, counterOpened(counter, queues))
const added = (label: string, service: string): Happening => ({
  kind: 'ServiceAdded',
  subject: t(label),
  body: { service, queue: service === 'pay' ? 'A' : 'B' },
})
const continued = (label: string, counter: string, here: boolean): Happening => ({
  kind: 'ServiceContinued',
  subject: t(label),
  on: `counter${counter}`,
  body: { counter, outcome: 'done', service: 'plan', queue: 'B', here },
})
const pays = told({ at: '09:00' }, ticketIssued('A001', { service: 'pay' }))
const served = (counter: string) => [
  told({ at: '09:10' }, ticketCalled('A001', counter)),
  told({ at: '09:11' }, customerArrived('A001', counter)),
]
const door = situation('09:05', { on: 'reception', by: null })
const goOn = (hall: ReturnType<typeof hallAfter>, counter: string) =>
  when(hall, continueService, { counter, outcome: 'done' }, situation('09:15', { on: `counter${counter}` }))

describe('a ticket with several services', () => {
  it('has up to five of them, each once, added at the door or at the counter (Q10)', () => {
    const hall = hallAfter(open('3'), pays)
    expect(asked(when(hall, addService, { ticket: t('A001'), service: 'plan' }, door))).toEqual(['ServiceAdded A001'])
    expect(answer(when(hall, addService, { ticket: t('A001'), service: 'pay' }, door))).toBe('service-is-on-it')
    expect(answer(when(hall, addService, { ticket: t('A001'), service: 'none' }, door))).toBe('service-unknown')
    const away = situation('09:05', { by: null })
    expect(answer(when(hall, addService, { ticket: t('A001'), service: 'plan' }, away))).toBe('sign-in-first')
    // Two tablets added the same one while apart: it is there once.
    expect(ticket(hallAfter(pays, added('A001', 'plan'), added('A001', 'plan')), 'A001').further).toEqual([
      { service: 'plan', queue: 'B' },
    ])
    const many = ['b', 'c', 'd', 'e', 'f'].map((service) => added('A001', service))
    expect(ticket(hallAfter(pays, ...many), 'A001').further).toHaveLength(4)
    expect(answer(when(hallAfter(pays, ...many), addService, { ticket: t('A001'), service: 'plan' }, door))).toBe(
      'too-many-services',
    )
  })

  it('is sent to no other counter for what nobody else can do either: it would be called here again', () => {
    const skills = { people: [], counters: [{ counter: '3', cannot: ['plan'] }], spareMinutes: 0 }
    const cannot: Happening = { kind: 'HallConfigured', subject: 'h_test', on: 'manager', by: 's_li', body: { skills } }
    const alone = [open('3'), cannot, pays, added('A001', 'plan'), ...served('3')]
    const isHere = (...more: Happening[]) => goOn(hallAfter(...more, ...alone), '3')
    expect(isHere()).toMatchObject({ events: [{ kind: 'ServiceContinued', body: { here: true } }] })
    expect(isHere(open('5'))).toMatchObject({ events: [{ kind: 'ServiceContinued', body: { here: false } }] })
    expect(isHere(open('5', ['A']))).toMatchObject({ events: [{ kind: 'ServiceContinued', body: { here: true } }] })
  })

  it('goes on at the same counter with the same number and no new wait, each service with its own times (Q10)', () => {
    const here = [open('3'), pays, added('A001', 'plan'), ...served('3')]
    expect(goOn(hallAfter(...here), '3')).toMatchObject({
      events: [{ kind: 'ServiceContinued', body: { service: 'plan', queue: 'B', here: true } }],
    })
    const hall = hallAfter(...here, told({ at: '09:15' }, continued('A001', '3', true)))
    expect(ticket(hall, 'A001')).toMatchObject({
      status: 'serving',
      counter: '3',
      label: 'A001',
      service: 'plan',
      queue: 'B',
      further: [],
      arrivedAt: clock('09:15'),
      legs: [
        {
          service: 'pay',
          counter: '3',
          calledAt: clock('09:10'),
          arrivedAt: clock('09:11'),
          heldMs: 0,
          finishedAt: clock('09:15'),
          outcome: 'done',
        },
      ],
    })
    // What each took is learnt for itself.
    expect(hall.paces.get('pay')?.mean).toBe(4)
    expect(answer(goOn(hall, '3'))).toBe('nothing-follows')
    // The way to the counter is the one of the first service, and a service is as long as each was.
    const done = hallAfter(
      ...here,
      told({ at: '09:15' }, continued('A001', '3', true)),
      told({ at: '09:23' }, serviceFinished('A001', '3')),
    )
    expect(dayFlow(done, '2026-11-23')).toMatchObject({ wait: 10, walk: 1, service: 6 })
  })

  it('waits elsewhere as of the time of its number where the counter cannot do what follows (Q10)', () => {
    const line = [open('1', ['A']), open('3'), pays, told({ at: '09:01' }, ticketIssued('B001', { service: 'plan' }))]
    const elsewhere = [...line, added('A001', 'plan'), ...served('1')]
    expect(goOn(hallAfter(...elsewhere), '1')).toMatchObject({ events: [{ body: { here: false } }] })
    const hall = hallAfter(...elsewhere, told({ at: '09:15' }, continued('A001', '1', false)))
    expect(ticket(hall, 'A001')).toMatchObject({ status: 'waiting', counter: null, turn: clock('09:00') })
    expect(asked(when(hall, callNextTicket, { counter: '3' }, situation('09:16')))).toEqual(['TicketCalled A001'])
  })

  it('ends once, whatever is left on it, and can be taken back to the service before (Q10)', () => {
    const here = [open('3'), pays, added('A001', 'plan'), ...served('3')]
    const hall = hallAfter(...here)
    expect(asked(when(hall, finishService, { counter: '3', outcome: 'done' }, situation('09:15')))).toEqual([
      'ServiceFinished A001',
    ])
    const done = hallAfter(
      ...here,
      serviceFinished('A001', '3'),
      continued('A001', '3', true),
      serviceFinished('A001', '3'),
    )
    expect(ticket(done, 'A001')).toMatchObject({ status: 'done', service: 'pay', legs: [] })
    expect(daySoFar(done, '2026-11-23')).toMatchObject({ issued: 1, served: 1 })
    const both = hallAfter(...here, told({ at: '09:15' }, continued('A001', '3', true)), serviceFinished('A001', '3'))
    expect(daySoFar(both, '2026-11-23')).toMatchObject({ issued: 1, served: 1 })
    const goes = hallAfter(...here, told({ at: '09:15' }, continued('A001', '3', true)))
    const { act } = ticket(goes, 'A001')
    expect(answer(when(goes, undoAct, { ticket: t('A001'), act }, situation('09:15')))).toBe('accepted')
    const back = hallAfter(
      ...here,
      told({ at: '09:15' }, continued('A001', '3', true)),
      told({ on: 'counter3' }, { kind: 'ActUndone', subject: t('A001'), body: { act } }),
    )
    expect(ticket(back, 'A001')).toMatchObject({
      status: 'serving',
      service: 'pay',
      legs: [],
      further: [{ service: 'plan' }],
    })
  })

  it('counts with all its services for what others are told (Q10)', () => {
    const line = [
      open('3'),
      told({ at: '09:00' }, ticketIssued('A002')),
      ...served('3').map((each) => ({ ...each, subject: t('A002') })),
    ]
    const told1 = (more: Happening[]) =>
      quoteWait(hallAfter(...line, pays, ...more), { queue: 'A', service: 'pay' }, clock('09:12'))?.to ?? 0
    expect(told1([added('A001', 'plan')])).toBeGreaterThan(told1([]) + 4)
  })
})

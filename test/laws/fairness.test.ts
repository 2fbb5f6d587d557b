import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callNextTicket, continueService, greetCustomer } from '#domain/calls/commands.ts'
import { holdTicket, putBackTicket } from '#domain/calls/seldom.ts'
import { currentTicket } from '#domain/counters/queries.ts'
import { isOpen, servicesOf } from '#domain/tickets/tickets.ts'
import { foldEvents, type Hall, type HallCommand, type HallEvent } from '#domain/whole.ts'
import { rounds } from '#support/endure.ts'
import {
  clock,
  counterOpened,
  counterPaused,
  eventsOf,
  foldAll,
  type Happening,
  setUp,
  situation,
  t,
  tabletAt,
  ticketIssued,
  told,
  when,
} from '#support/hallAfter.ts'

const COUNTERS = ['1', '2', '3', '4', '5']
const SERVICES = ['pay', 'plan'] as const
const queueOf = (service: string) => (service === 'pay' ? 'A' : 'B')
const cannot = fc.subarray([...SERVICES])

/** Who comes: for what, as whom, with which appointment, and whether for something else besides. */
const comer = fc.record({
  minute: fc.integer({ min: 0, max: 60 }),
  service: fc.constantFrom(...SERVICES),
  star: fc.boolean(),
  care: fc.constantFrom(true, false, false, false),
  /** So many minutes after they came; null: they have none. */
  appointment: fc.option(fc.integer({ min: -40, max: 15 }), { freq: 3 }),
  besides: fc.constantFrom(true, false, false),
  /** They are set aside once, and put back to the front a minute later. */
  aside: fc.constantFrom(true, false, false),
  /** So many minutes they leave for as soon as they have their number; null: they stay. */
  leaves: fc.option(fc.integer({ min: 1, max: 90 }), { freq: 3 }),
})

/** A morning of a hall that has set down everything: skills, stars, appointments, counters that pause the whole time. */
const anyMorning = fc.record({
  counters: fc.array(fc.record({ stands: fc.constantFrom('open', 'open', 'paused'), cannot }), {
    minLength: 5,
    maxLength: 5,
  }),
  clerk: cannot,
  spareMinutes: fc.constantFrom(0, 2, 10),
  every: fc.integer({ min: 2, max: 4 }),
  delayMinutes: fc.constantFrom(0, 5, 60),
  comers: fc.array(comer, { minLength: 1, maxLength: 24 }),
})
type Morning = typeof anyMorning extends fc.Arbitrary<infer M> ? M : never

const labelOf = ({ service }: Pick<Morning['comers'][number], 'service'>, i: number) =>
  `${queueOf(service)}${String(i + 1).padStart(3, '0')}`
const at = (minute: number) =>
  `${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

function begun({ counters, clerk, spareMinutes, every, delayMinutes }: Morning): HallEvent[] {
  const configured: Happening = {
    kind: 'HallConfigured',
    subject: 'h_test',
    at: '08:30',
    on: 'manager',
    by: 's_li',
    body: {
      stars: { levels: [{ id: 'star-1', name: { zh: '五星', en: 'Five stars' } }], every, delayMinutes },
      skills: {
        people: [{ person: 's_wang', cannot: clerk }],
        counters: counters.map((each, i) => ({ counter: COUNTERS[i] ?? '1', cannot: each.cannot })),
        spareMinutes,
      },
    },
  }
  const stand = counters.flatMap(({ stands }, i): Happening[] => {
    const id = COUNTERS[i] ?? '1'
    const open = told({ at: '08:50' }, counterOpened(id, id === '1' ? ['A'] : ['A', 'B']))
    // Somebody is always there for both queues.
    return stands === 'open' || id === '3' ? [open] : [open, told({ at: '08:55' }, counterPaused(id))]
  })
  return eventsOf([...setUp, configured, ...stand])
}

function comes(
  { minute, service, star, care, appointment, besides, leaves }: Morning['comers'][number],
  i: number,
): Happening[] {
  const label = labelOf({ service }, i)
  const other = SERVICES.find((each) => each !== service) ?? service
  const due = new Date(clock(at(minute)) + (appointment ?? 0) * 60_000).toISOString()
  return [
    ticketIssued(label, {
      service,
      ...(star ? { star: 'star-1' } : {}),
      priority: care ? 'elderly' : null,
      ...(appointment === null ? {} : { appointment: { id: `a_${i}`, at: due, late: appointment < -10 } }),
    }),
    ...(besides
      ? [{ kind: 'ServiceAdded', subject: t(label), body: { service: other, queue: queueOf(other) } } as const]
      : []),
    ...(leaves === null ? [] : [{ kind: 'CustomerSteppedOut', subject: t(label), body: { minutes: leaves } } as const]),
  ]
}

/** Everybody is called when their turn has come, served for a minute, and goes on to what they came for besides. */
function live(morning: Morning) {
  let events = begun(morning)
  let hall: Hall = foldAll(events)
  const told1 = (happenings: readonly Happening[]) => {
    const fresh = eventsOf(happenings, events)
    events = [...events, ...fresh]
    hall = foldEvents(hall, fresh)
  }
  const act = <Ask>(counter: string, command: HallCommand<Ask>, ask: Ask, time: string): void => {
    const decision = when(hall, command, ask, situation(time, { on: tabletAt(counter) }))
    if (decision.ok) told1(decision.events.map((draft) => told({ at: time, on: tabletAt(counter) }, draft)))
  }
  const coming = morning.comers.map((each, i) => ({ minute: each.minute, what: comes(each, i) }))
  const aside = new Set(morning.comers.flatMap((each, i) => (each.aside ? [t(labelOf(each, i))] : [])))
  for (let minute = 0; minute < 300; minute++) {
    told1(
      coming
        .filter((each) => each.minute === minute)
        .flatMap(({ what }) => what.map((each) => told({ at: at(minute) }, each))),
    )
    if (minute > 60 && ![...hall.tickets.values()].some(isOpen)) break
    const time = `${at(minute)}:30`
    for (const { id, status, counter } of hall.tickets.values()) {
      if (status === 'held' && counter !== null)
        act(counter, putBackTicket, { counter, ticket: id }, `${at(minute)}:20`)
    }
    for (const counter of COUNTERS) {
      if (hall.counters.get(counter)?.status !== 'open') continue
      const current = currentTicket(hall, counter)
      if (current?.status === 'called') act(counter, greetCustomer, { counter }, time)
      else if (current && aside.delete(current.id))
        act(counter, holdTicket, { counter, reason: 'copying', minutes: 10 }, time)
      else if (current?.further.length) act(counter, continueService, { counter, outcome: 'done' }, time)
      else act(counter, callNextTicket, { counter, finish: 'done' }, time)
    }
  }
  return { hall, events }
}

describe('skills, star customers, appointments, leaves, customers put back to the front and several services on one ticket, all at once', () => {
  it('make nobody wait for ever, and never two counters call one customer (Q8, Q10, Q19, Q28, Q30, Q32)', () => {
    fc.assert(
      fc.property(anyMorning, (morning) => {
        const { hall, events } = live(morning)
        const of = (kind: string, id: string) => events.filter((each) => each.kind === kind && each.subject === id)
        expect(hall.tickets.size).toBe(morning.comers.length)
        for (const ticket of hall.tickets.values()) {
          // Everybody is served, for all they came for, and the ticket ends once.
          expect([ticket.label, ticket.status]).toEqual([ticket.label, 'done'])
          expect(of('ServiceFinished', ticket.id)).toHaveLength(1)
          expect(ticket.legs.length + 1).toBe(servicesOf(ticket).length)
          expect(ticket.inVain).toEqual([])
          // Nobody is called while they are away, and everybody afterwards.
          const leave = events.find((each) => each.kind === 'CustomerSteppedOut' && each.subject === ticket.id)
          if (leave?.kind === 'CustomerSteppedOut') {
            const until = Date.parse(leave.stamp.slice(0, 24)) + leave.body.minutes * 60_000
            expect(ticket.firstCalledAt).toBeGreaterThanOrEqual(until)
          }
          // One call, one more for each service that had to be done elsewhere, and one for having been put back.
          const sentOn = of('ServiceContinued', ticket.id).filter(({ body }) => 'here' in body && !body.here)
          const back = of('TicketPutBack', ticket.id)
          const calls = of('TicketCalled', ticket.id)
          expect(calls).toHaveLength(1 + sentOn.length + back.length)
          // Whoever was put back was called before everybody else.
          for (const { stamp } of back) {
            const next = calls.find((call) => call.stamp > stamp)
            expect(next?.kind === 'TicketCalled' && next.body.rule.code).toBe('put-back')
          }
        }
      }),
      { numRuns: rounds(30, 1000, 12) },
    )
  }, 60_000)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callNextTicket, greetCustomer, missCustomer, resumeTicket } from '#domain/calls/commands.ts'
import { holdTicket, putBackTicket, serveSlip } from '#domain/calls/seldom.ts'
import { shareOf } from '#domain/calls/share.ts'
import type { Contact } from '#domain/command.ts'
import { heldAt } from '#domain/counters/held.ts'
import { calledInVain, currentTicket } from '#domain/counters/queries.ts'
import type { HallCommand, HallEvent } from '#domain/whole.ts'
import { foldEvents, type Hall } from '#domain/whole.ts'
import { compareEvents } from '#log/event.ts'
import { rounds } from '#support/endure.ts'
import {
  counterDeclaredLost,
  counterOpened,
  eventsOf,
  foldAll,
  type Happening,
  journalOf,
  setUp,
  situation,
  t,
  tabletAt,
  ticketIssued,
  told,
  when,
} from '#support/hallAfter.ts'

const COUNTERS = ['1', '2', '3', '5']
const LABELS = Array.from({ length: 14 }, (_, i) => `${i % 3 === 0 ? 'B' : 'A'}${String(i + 1).padStart(3, '0')}`)
const none: ReadonlyMap<string, string> = new Map()
const START = Date.parse('2026-11-23T02:00:00.000Z')

/** Counter 2 does no payments and counter 5 no plans, specialists are spared, and star customers go first now and then. */
const configured: Happening = {
  kind: 'HallConfigured',
  subject: 'h_test',
  at: '08:30',
  on: 'manager',
  by: 's_li',
  body: {
    stars: { levels: [{ id: 'star-1', name: { zh: '五星', en: 'Five stars' } }], every: 2, delayMinutes: 20 },
    skills: {
      people: [],
      counters: [
        { counter: '2', cannot: ['pay'] },
        { counter: '5', cannot: ['plan'] },
      ],
      spareMinutes: 2,
    },
  },
}
const serviceOf = (label: string) => (label.startsWith('A') ? 'pay' : 'plan')

const opening = eventsOf([
  ...setUp,
  configured,
  ...COUNTERS.map((counter) => told({ at: '08:50' }, counterOpened(counter, counter === '1' ? ['A'] : ['A', 'B']))),
  ...LABELS.map((label, i) =>
    told(
      { at: `09:${String(i).padStart(2, '0')}` },
      ticketIssued(label, { service: serviceOf(label), ...(i % 4 === 3 ? { star: 'star-1' } : {}) }),
    ),
  ),
])

type Step =
  | {
      readonly do: 'cut' | 'join' | 'call' | 'finish' | 'miss' | 'hold' | 'putBack' | 'resume'
      readonly counter: string
    }
  | { readonly do: 'slip'; readonly counter: string; readonly label: string }
  | { readonly do: 'lost'; readonly counter: string }

const counter = fc.constantFrom(...COUNTERS)
const step = (slips: boolean): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 2, arbitrary: counter.map((c): Step => ({ do: 'cut', counter: c })) },
    { weight: 1, arbitrary: counter.map((c): Step => ({ do: 'join', counter: c })) },
    { weight: 8, arbitrary: counter.map((c): Step => ({ do: 'call', counter: c })) },
    { weight: 5, arbitrary: counter.map((c): Step => ({ do: 'finish', counter: c })) },
    { weight: 1, arbitrary: counter.map((c): Step => ({ do: 'miss', counter: c })) },
    { weight: 2, arbitrary: counter.map((c): Step => ({ do: 'hold', counter: c })) },
    { weight: 2, arbitrary: counter.map((c): Step => ({ do: 'putBack', counter: c })) },
    { weight: 1, arbitrary: counter.map((c): Step => ({ do: 'resume', counter: c })) },
    ...(slips
      ? [
          {
            weight: 2,
            arbitrary: fc
              .tuple(counter, fc.constantFrom(...LABELS))
              .map(([c, l]): Step => ({ do: 'slip', counter: c, label: l })),
          },
          { weight: 1, arbitrary: counter.map((c): Step => ({ do: 'lost', counter: c })) },
        ]
      : []),
  )

const manySteps = (slips: boolean) => fc.array(step(slips), { minLength: 10, maxLength: 40, size: 'max' })

/** A hall of four tablets and a server that passes events on; each counter obeys the commands with its own contact. */
function createTown() {
  const server: HallEvent[] = [...opening]
  const opened = foldAll(opening)
  const tablets = new Map(
    COUNTERS.map((id) => [
      id,
      {
        known: [...opening],
        hall: opened,
        heard: server.length,
        unsent: [] as HallEvent[],
        apart: false,
        asOf: opened,
        leftTo: none,
      },
    ]),
  )
  let now = START

  const at = (id: string) => {
    const tablet = tablets.get(id)
    if (!tablet) throw new Error(`no counter ${id}`)
    return tablet
  }
  const hallAt = (id: string): Hall => at(id).hall

  function take(tablet: ReturnType<typeof at>, events: readonly HallEvent[]): void {
    if (events.length === 0) return
    tablet.known.push(...events)
    const late = events.some((event) => compareEvents(event, tablet.hall.at ?? event) <= 0)
    tablet.hall = late ? foldAll(tablet.known) : foldEvents(tablet.hall, [...events].sort(compareEvents))
  }

  /** Tickets that this counter leaves to those it knows to be apart. */
  function leftBy(id: string): ReadonlyMap<string, string> {
    const hall = hallAt(id)
    const leftTo = new Map<string, string>()
    for (const [other, { apart, asOf }] of tablets) {
      if (!apart || other === id || hall.counters.get(other)?.lost) continue
      for (const ticket of shareOf(asOf, other)) leftTo.set(ticket, other)
    }
    return leftTo
  }

  /** In touch: everything but what is left to those who are apart. Alone: the share of the last contact, less that. */
  function contactOf(id: string): Contact {
    const { apart, asOf, leftTo } = at(id)
    return apart ? { share: new Set(shareOf(asOf, id)), leftTo } : { share: null, leftTo: leftBy(id) }
  }

  /** Everybody in touch hears what is new at the server; what came from a tablet it has already. */
  function spread(): void {
    for (const [id, tablet] of tablets) {
      if (tablet.apart) continue
      const fresh = server.slice(tablet.heard).filter(({ journal }) => journal !== journalOf(tabletAt(id)))
      tablet.heard = server.length
      take(tablet, fresh)
    }
  }

  function add(id: string, events: readonly HallEvent[]): void {
    take(at(id), events)
    if (at(id).apart) at(id).unsent.push(...events)
    else server.push(...events)
    spread()
  }

  return {
    hallAt,
    apart: (id: string) => at(id).apart,
    pass(ms: number) {
      now += ms
    },
    perform<Ask>(id: string, command: HallCommand<Ask>, ask: Ask): readonly HallEvent[] {
      now += 1000
      const hall = hallAt(id)
      const given = { ...situation('09:00', { on: tabletAt(id), contact: contactOf(id) }), now }
      const decision = when(hall, command, ask, given)
      if (!decision.ok) return []
      const time = new Date(now + 8 * 3_600_000).toISOString().slice(11, 19)
      const events = eventsOf(
        decision.events.map((draft) => told({ at: time, on: tabletAt(id) }, draft)),
        at(id).known,
      )
      add(id, events)
      return events
    },
    declareLost(id: string) {
      now += 1000
      const time = new Date(now + 8 * 3_600_000).toISOString().slice(11, 19)
      server.push(...eventsOf([told({ at: time }, counterDeclaredLost(id))], server))
      spread()
    },
    cut(id: string) {
      if (at(id).apart) return
      at(id).asOf = hallAt(id)
      at(id).leftTo = leftBy(id)
      at(id).apart = true
    },
    join(id: string) {
      const tablet = at(id)
      if (!tablet.apart) return
      tablet.apart = false
      server.push(...tablet.unsent.splice(0))
      spread()
    },
    everything: () => foldAll(server),
    events: () => server,
  }
}

/** Lives a morning; which counters took a customer up, by ticket, and who presented a slip or was called by a lost one. */
function live(steps: readonly Step[]) {
  const town = createTown()
  const served = new Map<string, Set<string>>()
  const called = new Map<string, Set<string>>()
  const excused = new Set<string>()
  const note = (into: Map<string, Set<string>>, ticket: string, id: string) =>
    into.set(ticket, (into.get(ticket) ?? new Set()).add(id))
  const watch = (id: string, events: readonly HallEvent[]) => {
    for (const { kind, subject } of events) {
      if (kind === 'TicketCalled') note(called, subject, id)
      if (kind === 'CustomerArrived' || kind === 'TicketResumed') note(served, subject, id)
      // Whoever is set aside is served once more: there, by whoever takes them up from a lost counter, or by whoever is free.
      if (kind === 'TicketHeld') served.delete(subject)
      if (kind === 'TicketPutBack') called.delete(subject)
    }
  }
  for (const each of steps) {
    const id = each.counter
    const here = currentTicket(town.hallAt(id), id)
    if (each.do === 'cut') town.cut(id)
    else if (each.do === 'join') town.join(id)
    else if (each.do === 'lost') {
      for (const ticket of town.hallAt(id).tickets.keys()) excused.add(ticket)
      town.declareLost(id)
    } else if (each.do === 'slip') {
      excused.add(t(each.label))
      watch(id, town.perform(id, serveSlip, { counter: id, ticket: t(each.label) }))
    } else if (each.do === 'call') {
      watch(id, town.perform(id, callNextTicket, { counter: id }))
    } else if (each.do === 'hold' && here?.status === 'serving') {
      watch(id, town.perform(id, holdTicket, { counter: id, reason: 'copying', minutes: 10 }))
    } else if (each.do === 'putBack' || each.do === 'resume') {
      const [held] = heldAt(town.hallAt(id), id)
      const ask = { counter: id, ticket: held?.id ?? '' }
      watch(id, each.do === 'resume' ? town.perform(id, resumeTicket, ask) : town.perform(id, putBackTicket, ask))
    } else if (each.do === 'miss' && here?.status === 'called') {
      town.pass(120_000)
      town.perform(id, missCustomer, { counter: id, reason: 'did-not-come' })
    } else if (each.do === 'finish' && here) {
      if (here.status === 'called') watch(id, town.perform(id, greetCustomer, { counter: id }))
      watch(id, town.perform(id, callNextTicket, { counter: id, finish: 'done' }))
    }
  }
  for (const id of COUNTERS) town.join(id)
  return { hall: town.everything(), served, called, excused, events: town.events() }
}

describe('counters that lose each other', () => {
  it('never serve one customer at two counters, as long as nobody shows a slip or is declared lost (Q14, Q19)', () => {
    fc.assert(
      fc.property(manySteps(false), (steps) => {
        for (const [, counters] of live(steps).served) expect(counters.size).toBe(1)
      }),
      { numRuns: rounds(90, 1000, 40) },
    )
  }, 120_000)

  it('serve everybody once, whatever happens, and tell whoever called or greeted in vain', () => {
    fc.assert(
      fc.property(manySteps(true), (steps) => {
        const { hall, served, excused } = live(steps)
        for (const [ticket, counters] of served) {
          if (counters.size > 1) expect(excused).toContain(ticket)
          const kept = hall.tickets.get(ticket)
          expect(['serving', 'held', 'done']).toContain(kept?.status)
          for (const counter of counters) {
            if (counter === kept?.counter) continue
            const told = calledInVain(hall, counter, 0).map((each) => each.ticket.id)
            expect(told).toContain(ticket)
          }
        }
      }),
      { numRuns: rounds(90, 1000, 40) },
    )
  }, 120_000)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callNextTicket, greetCustomer } from '#domain/calls/commands.ts'
import { openCounter, resumeCounter } from '#domain/counters/commands.ts'
import { currentTicket } from '#domain/counters/queries.ts'
import { overflows } from '#domain/waits/overflow.ts'
import { foldEvents, type Hall, type HallCommand, type HallEvent } from '#domain/whole.ts'
import { rounds } from '#support/endure.ts'
import {
  counterOpened,
  counterPaused,
  eventsOf,
  foldAll,
  type Happening,
  setUp,
  situation,
  tabletAt,
  ticketIssued,
  told,
  when,
} from '#support/hallAfter.ts'

const COUNTERS = ['1', '2', '3', '4', '5']

/** A morning: counters that are open, pause or stay closed, and who comes to which queue. */
const anyMorning = fc.record({
  counters: fc.array(fc.constantFrom('open', 'paused', 'closed'), { minLength: 5, maxLength: 5 }),
  line: fc.array(fc.constantFrom('A', 'B'), { minLength: 1, maxLength: 40 }),
})

function morning({ counters, line }: { counters: string[]; line: string[] }): HallEvent[] {
  const stand = counters.flatMap((status, i): Happening[] => {
    const id = String(i + 1)
    if (status === 'closed') return []
    const open = told({ at: '08:50' }, counterOpened(id, id === '1' ? ['A'] : ['A', 'B']))
    return status === 'open' ? [open] : [open, told({ at: '08:55' }, counterPaused(id))]
  })
  const taken = line.map((queue, i) => told({ at: '09:00' }, ticketIssued(`${queue}${String(i + 1).padStart(3, '0')}`)))
  return eventsOf([...setUp, ...stand, ...taken])
}

describe('a hall that does what the overflow asks for', () => {
  it('makes nobody wait for ever, and no two counters call one customer (Q33)', () => {
    fc.assert(
      fc.property(anyMorning, (asked) => {
        let events = morning(asked)
        let hall: Hall = foldAll(events)
        const called = new Map<string, string[]>()
        const act = <Ask>(counter: string, command: HallCommand<Ask>, ask: Ask, time: string): boolean => {
          const decision = when(hall, command, ask, situation(time, { on: tabletAt(counter) }))
          if (!decision.ok) return false
          const drafts = decision.events.map((draft) => told({ at: time, on: tabletAt(counter) }, draft))
          const fresh = eventsOf(drafts, events)
          events = [...events, ...fresh]
          hall = foldEvents(hall, fresh)
          for (const event of fresh) {
            if (event.kind === 'TicketCalled')
              called.set(event.subject, [...(called.get(event.subject) ?? []), event.body.counter])
          }
          return true
        }
        // Every minute the counter that is named opens or goes on, and every counter takes who comes next.
        for (let minute = 0; minute < 100; minute++) {
          const time = `${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:30`
          const now = Date.parse(`2026-11-23T${time}+08:00`)
          for (const { relief } of overflows(hall, now)) {
            if (relief === null) continue
            const { counter } = relief
            const done =
              relief.act === 'open'
                ? act(counter, openCounter, { counter }, time)
                : act(counter, resumeCounter, { counter }, time)
            // What it names can be done.
            expect(done).toBe(true)
          }
          for (const counter of COUNTERS) {
            if (hall.counters.get(counter)?.status !== 'open') continue
            if (currentTicket(hall, counter)?.status === 'called') act(counter, greetCustomer, { counter }, time)
            act(counter, callNextTicket, { counter, finish: 'done' }, time)
          }
        }
        expect([...hall.tickets.values()].filter(({ status }) => status === 'waiting')).toEqual([])
        expect([...called.values()].filter((counters) => counters.length !== 1)).toEqual([])
        expect(called.size).toBe(asked.line.length)
      }),
      { numRuns: rounds(40, 1000, 15) },
    )
  }, 60_000)

  it('calls in the same order whether it is told or not', () => {
    const order = (rules: Happening[]) => {
      const hall = foldAll([
        ...eventsOf([
          ...setUp,
          ...rules,
          told({ at: '08:50' }, counterOpened('2')),
          ...Array.from({ length: 30 }, (_, i) =>
            told({ at: '09:00' }, ticketIssued(`${i % 2 ? 'A' : 'B'}${String(i + 1).padStart(3, '0')}`)),
          ),
        ]),
      ])
      const decision = when(hall, callNextTicket, { counter: '2' }, situation('09:40', { on: tabletAt('2') }))
      return decision.ok ? decision.events.map(({ subject }) => subject) : decision.why
    }
    const off: Happening = {
      kind: 'HallConfigured',
      subject: 'h_test',
      at: '08:30',
      on: 'manager',
      by: 's_li',
      body: { rules: { overflowPerCounter: 0, overflowMinutes: 0, nudgeAfterSeconds: 0 } },
    }
    expect(order([off])).toEqual(order([]))
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { issueTicket } from '#domain/tickets/commands.ts'
import type { HallEvent } from '#domain/whole.ts'
import { foldEvents } from '#domain/whole.ts'
import { compareEvents, NO_PREVIOUS } from '#log/event.ts'
import { createStampClock } from '#log/stamp.ts'
import { rounds } from '#support/endure.ts'
import { eventsOf, foldAll, journalOf, setUp, situation, when } from '#support/hallAfter.ts'

const BLOCK = 20
const NINE = Date.parse('2026-11-23T01:00:00.000Z')
const DEVICES = ['reception', 'counter1', 'counter2', 'counter3', 'counter4']

const envelope = (journal: string) => ({
  hall: 'h_test',
  journal,
  prev: NO_PREVIOUS,
  by: null,
  papers: [],
  drill: null,
})

/** A tablet with its own journal that hears the others only when told to. */
function createDevice(name: string, opened: readonly HallEvent[], wrongBy: number) {
  const journal = journalOf(name)
  const clock = createStampClock(journal, null)
  const own: HallEvent[] = []
  const known = new Map<string, HallEvent>()
  let hall = foldAll(opened)
  let ids = 0
  function fold(events: readonly HallEvent[]): void {
    const late = events.some((event) => compareEvents(event, hall.at ?? event) < 0)
    for (const event of events) known.set(`${event.journal}:${event.n}`, event)
    hall = late ? foldAll([...opened, ...known.values()]) : foldEvents(hall, [...events].sort(compareEvents))
  }

  return {
    name,
    own,
    hear: fold,
    /** Takes one ticket; its printed label. */
    take(queue: string, time: number): string {
      const now = time + wrongBy
      const decision = when(
        hall,
        issueTicket,
        { queue, service: null, priority: null },
        {
          ...situation('09:00', { on: name }),
          now,
          newId: (prefix) => `${prefix}_${name}${++ids}`,
        },
      )
      if (!decision.ok) throw new Error(decision.why)
      const [draft] = decision.events
      if (draft?.kind !== 'TicketIssued') throw new Error('no ticket')
      const base = envelope(journal)
      const event: HallEvent = { ...base, n: own.length + 1, stamp: clock.next(now), ...draft }
      own.push(event)
      fold([event])
      return draft.body.label
    },
  }
}

/** The hall server's leases: each block once. */
function createLeases() {
  const journal = 'j_5e57e75e57e75e57'
  const clock = createStampClock(journal, null)
  const next = new Map<string, number>()
  let n = 0
  return (tablet: string, queue: string, now: number): HallEvent => {
    const from = next.get(queue) ?? 1
    next.set(queue, from + BLOCK)
    const body = { queue, day: '2026-11-23', from, to: from + BLOCK - 1, tablet }
    const base = envelope(journal)
    return { ...base, n: ++n, stamp: clock.next(now), kind: 'NumbersLeased', subject: `r_${n}`, body }
  }
}

/** A day: who takes how many, whether a lease reaches the tablet or is lost on the way, who hears whom. */
const anyPartition = (tickets: number) =>
  fc.array(
    fc.record({
      device: fc.nat({ max: DEVICES.length - 1 }),
      queue: fc.constantFrom('A', 'B'),
      lease: fc.constantFrom('none', 'arrives', 'lost'),
      hears: fc.option(fc.nat({ max: DEVICES.length - 1 }), { freq: 3 }),
    }),
    { minLength: tickets, maxLength: tickets },
  )

/** Minutes by which each tablet's clock is wrong. */
const anyClocks = fc.array(fc.integer({ min: -120, max: 120 }), {
  minLength: DEVICES.length,
  maxLength: DEVICES.length,
})

function printedLabels(
  day: readonly { device: number; queue: string; lease: string; hears: number | null }[],
  wrong: readonly number[],
): string[] {
  const opened = eventsOf(setUp)
  const devices = DEVICES.map((name, i) => createDevice(name, opened, (wrong[i] ?? 0) * 60_000))
  const lease = createLeases()
  let now = NINE
  const labels: string[] = []
  for (const { device, queue, lease: granted, hears } of day) {
    now += 1000
    const one = devices[device]
    if (!one) continue
    if (granted !== 'none' && one.own.length % 10 === 0) {
      const event = lease(one.name, queue, now)
      if (granted === 'arrives') one.hear([event])
    }
    if (hears !== null && hears !== device) one.hear(devices[hears]?.own ?? [])
    labels.push(one.take(queue, now))
  }
  return labels
}

describe('printed numbers', () => {
  it('are never the same on two tickets of a day, whoever hears whom and whatever lease is lost', () => {
    fc.assert(
      fc.property(anyPartition(30), anyClocks, (day, wrong) => {
        const labels = printedLabels(day, wrong)
        expect(new Set(labels).size).toBe(labels.length)
      }),
      { numRuns: rounds(60, 1000, 40) },
    )
  }, 120_000)

  it('are never the same on five tablets with 500 tickets each', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.tuple(fc.constantFrom('A', 'B'), fc.constantFrom('none', 'arrives', 'lost'))),
        (choices) => {
          const day = Array.from({ length: 2500 }, (_, i) => {
            const [queue, lease] = choices.next().value
            return { device: i % DEVICES.length, queue, lease, hears: null }
          })
          const labels = printedLabels(day, [0, 0, 0, 0, 0])
          expect(labels).toHaveLength(2500)
          expect(new Set(labels).size).toBe(2500)
        },
      ),
      { numRuns: rounds(1, 5) },
    )
  }, 120_000)
})

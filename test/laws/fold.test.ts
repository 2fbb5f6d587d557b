import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkEvent } from '#domain/kind.ts'
import { emptyHall, foldEvents, type Hall, type HallEvent, kinds } from '#domain/whole.ts'
import { compareEvents, type LogEvent, NO_PREVIOUS } from '#log/event.ts'
import { readLine, writeLine } from '#log/lines.ts'
import { createStampClock, stampTime } from '#log/stamp.ts'
import { rounds } from '#support/endure.ts'
import { eventsOf, foldAll, setUp } from '#support/hallAfter.ts'
import { anyDay } from './anyDay.ts'

const RUNS = { numRuns: rounds(90, 5_000, 40) }
const sorted = (events: readonly HallEvent[]) => [...events].sort(compareEvents)

/** An order, a split into batches and repetitions in which the same events may arrive. */
const arrivals = anyDay.chain((happenings) => {
  const events = eventsOf([...setUp, ...happenings])
  return fc.record({
    events: fc.constant(events),
    order: fc.shuffledSubarray(events, { minLength: events.length }),
    again: fc.subarray(events, { maxLength: Math.min(12, events.length) }),
    cuts: fc.array(fc.nat({ max: events.length }), { maxLength: 6 }),
  })
})

/** A tablet that receives batches, keeps each event once and refolds from its set. */
function received(batches: readonly (readonly HallEvent[])[]): Hall {
  const kept = new Map<string, HallEvent>()
  let hall = emptyHall('h_test')
  for (const batch of batches) {
    for (const event of batch) kept.set(`${event.journal}:${event.n}`, event)
    hall = foldEvents(emptyHall('h_test'), sorted([...kept.values()]))
  }
  return hall
}

function cut<T>(all: readonly T[], at: readonly number[]): T[][] {
  const places = [0, ...[...at].sort((a, b) => a - b), all.length]
  return places.slice(1).map((end, i) => all.slice(places[i], end))
}

describe('for any events of a hall', () => {
  it(
    'the same set in any order, split and repetition is the same hall',
    () => {
      fc.assert(
        fc.property(arrivals, ({ events, order, again, cuts }) => {
          expect(received(cut([...order, ...again], cuts))).toEqual(foldAll(events))
        }),
        RUNS,
      )
    },
    rounds(60_000, 600_000),
  )

  it(
    'folding on from any checkpoint is the same as folding everything',
    () => {
      fc.assert(
        fc.property(anyDay, fc.nat(), (happenings, place) => {
          const events = sorted(eventsOf([...setUp, ...happenings]))
          const at = place % (events.length + 1)
          // A checkpoint is saved as plain data and read back.
          const checkpoint = structuredClone(foldEvents(emptyHall('h_test'), events.slice(0, at)))
          expect(foldEvents(checkpoint, events.slice(at))).toEqual(foldAll(events))
        }),
        RUNS,
      )
    },
    rounds(60_000, 600_000),
  )

  it(
    'an older hall stays as it was when more is folded',
    () => {
      fc.assert(
        fc.property(anyDay, fc.nat(), (happenings, place) => {
          const events = sorted(eventsOf([...setUp, ...happenings]))
          const before = foldEvents(emptyHall('h_test'), events.slice(0, place % (events.length + 1)))
          const copy = structuredClone(before)
          foldEvents(before, events.slice(place % (events.length + 1)))
          expect(before).toEqual(copy)
        }),
        { numRuns: rounds(40, 300, 30) },
      )
    },
    rounds(60_000, 600_000),
  )

  it(
    'whoever waits has no call, and whoever is called or served is at a counter',
    () => {
      fc.assert(
        fc.property(anyDay, (happenings) => {
          const hall = foldAll(eventsOf([...setUp, ...happenings]))
          for (const ticket of hall.tickets.values()) {
            if (ticket.status === 'waiting') expect(ticket.call).toBeNull()
            if (ticket.status === 'called' || ticket.status === 'serving') expect(ticket.counter).not.toBeNull()
            if (ticket.status === 'serving' || ticket.status === 'done') expect(ticket.arrivedAt).not.toBeNull()
          }
        }),
        RUNS,
      )
    },
    rounds(60_000, 600_000),
  )
})

describe('events from a newer tablet', () => {
  const unknown = fc.record({
    kind: fc.constantFrom('RobotGreeted', 'TicketTeleported', 'ToString', 'Constructor'),
    body: fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
    stamp: fc.constantFrom('2026-11-23T01:00:00.000Z-0000-ffffffff', '2026-11-23T02:10:00.000Z-0003-ffffffff'),
  })

  it(
    'go through byte for byte, and change nothing until the tablet knows them',
    () => {
      fc.assert(
        fc.property(unknown, ({ kind, body, stamp }) => {
          const event: LogEvent = {
            hall: 'h_test',
            journal: 'j_ffffffffffffffff',
            n: 1,
            stamp,
            prev: NO_PREVIOUS,
            kind,
            by: null,
            subject: 'r_1',
            body,
            papers: [],
            drill: null,
          }
          const written = writeLine(event, new Uint8Array(16))
          if (!written.ok) throw new Error(written.why)
          const read = readLine(written.line)
          if (!read.ok) throw new Error(read.why)
          if (!read.event) throw new Error('it has no body')
          expect(writeLine(read.event, new Uint8Array(16))).toEqual(written)
          expect(checkEvent(event, kinds)).toBe('unknown-kind')
        }),
        RUNS,
      )
    },
    rounds(60_000, 600_000),
  )
})

describe('clocks that are wrong by up to ten years', () => {
  const TEN_YEARS_MS = 10 * 365 * 86_400_000
  const noon = Date.UTC(2026, 10, 23, 4)
  const tablets = fc.array(fc.integer({ min: -TEN_YEARS_MS, max: TEN_YEARS_MS }), { minLength: 2, maxLength: 5 })
  const steps = fc.array(fc.record({ who: fc.nat({ max: 4 }), waits: fc.nat({ max: 600_000 }), hears: fc.boolean() }), {
    maxLength: 60,
  })

  it(
    'keep every journal in its own order, and put what happens behind all that was known',
    () => {
      fc.assert(
        fc.property(tablets, steps, (wrong, happen) => {
          const clocks = wrong.map((off, i) => {
            const journal = `j_${String(i).padStart(8, '0')}00000000`
            return { off, clock: createStampClock(journal, null), last: '', known: '' }
          })
          let now = noon
          for (const { who, waits, hears } of happen) {
            now += waits
            const writer = clocks[who % clocks.length]
            if (!writer) continue
            const stamp = writer.clock.next(now + writer.off)
            expect(stamp > writer.last && stamp > writer.known).toBe(true)
            writer.last = stamp
            if (!hears) continue
            for (const other of clocks) {
              other.clock.witness(stamp)
              if (stamp > other.known) other.known = stamp
            }
          }
        }),
        RUNS,
      )
    },
    rounds(60_000, 600_000),
  )

  it(
    'fold the same hall on every tablet, whatever the clocks said',
    () => {
      fc.assert(
        fc.property(anyDay, tablets, fc.nat(), (happenings, wrong, turn) => {
          const events = eventsOf([...setUp, ...happenings]).map((event) => {
            const off = wrong[event.journal.charCodeAt(event.journal.length - 1) % wrong.length] ?? 0
            const time = new Date(stampTime(event.stamp) + off).toISOString()
            return { ...event, stamp: `${time}${event.stamp.slice(24)}` }
          })
          const at = turn % (events.length + 1)
          expect(foldAll([...events.slice(at), ...events.slice(0, at)])).toEqual(foldAll(events))
        }),
        { numRuns: rounds(60, 500, 30) },
      )
    },
    rounds(60_000, 600_000),
  )
})

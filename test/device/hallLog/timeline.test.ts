import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHECKPOINT_EVERY, createTimeline } from '#device/hallLog/timeline.ts'
import type { HallEvent, NewHallEvent } from '#domain/whole.ts'
import { emptyHall, foldEvents, type Hall } from '#domain/whole.ts'
import { compareEvents, eventId } from '#log/event.ts'
import { asText, busyMorning } from '#support/busyMorning.ts'

const start = emptyHall('h_test')
const morning = busyMorning({ tickets: 450 })
const whole = foldEvents(start, morning)
const wholeText = asText(whole)

const labels = (hall: Hall) => [...hall.tickets.values()].map(({ label, status }) => `${label} ${status}`).sort()

describe('events that come in order', () => {
  it('add up to the same hall as folding them at once', () => {
    const timeline = createTimeline(start, { fold: foldEvents })
    for (const event of morning) {
      timeline.insert([event])
      timeline.settle()
    }
    expect(asText(timeline.hall)).toBe(wholeText)
  })

  it('are shown only when the folding is complete', () => {
    const timeline = createTimeline(start, { fold: foldEvents })
    timeline.insert(morning)
    expect(morning.length).toBeGreaterThan(2 * CHECKPOINT_EVERY)
    expect(timeline.work()).toBe(false)
    expect(timeline.hall).toBe(start)
    while (!timeline.work()) {}
    expect(asText(timeline.hall)).toBe(wholeText)
  })
})

describe('events that come late', () => {
  it('add up to the same hall, in any order, split and repetition', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(), take: fc.integer({ min: 1, max: 900 }), fold: fc.nat(3) }), {
          maxLength: 12,
        }),
        (batches) => {
          const timeline = createTimeline(start, { fold: foldEvents })
          for (const { at, take, fold } of batches) {
            const from = at % morning.length
            timeline.insert(morning.slice(from, from + take).reverse())
            for (let i = 0; i < fold; i++) timeline.work()
          }
          timeline.insert(morning)
          expect(asText(timeline.settle())).toBe(wholeText)
          expect(timeline.size).toBe(morning.length)
        },
      ),
      { numRuns: 8 },
    )
  })

  it('are handed back when they lie before the base', () => {
    const middle = 1_500
    const timeline = createTimeline(foldEvents(start, morning.slice(0, middle)), { fold: foldEvents })
    const { added, early } = timeline.insert([morning[middle - 1]!, morning[middle]!])
    expect(early).toEqual([morning[middle - 1]])
    expect(added).toEqual([morning[middle]])
  })
})

describe('an event that must not count', () => {
  it('is taken out as if it had never come', () => {
    const gone = morning.find(({ kind }) => kind === 'TicketIssued')!
    const timeline = createTimeline(start, { fold: foldEvents })
    timeline.insert(morning)
    timeline.settle()
    expect(timeline.remove(new Set([eventId(gone)]))).toBe(true)
    expect(asText(timeline.settle())).toBe(
      asText(
        foldEvents(
          start,
          morning.filter((event) => event !== gone),
        ),
      ),
    )
  })
})

describe('the hall of only some events', () => {
  it('is what folding only those gives', () => {
    const counts = (event: HallEvent) => event.n % 7 !== 3 || event.kind === 'HallConfigured'
    const timeline = createTimeline(start, { fold: foldEvents })
    timeline.insert(morning)
    timeline.settle()
    expect(asText(timeline.foldOnly(counts))).toBe(asText(foldEvents(start, morning.filter(counts))))
  })
})

describe('old events leaving memory', () => {
  it('leave the hall as it is, and what comes later still counts', () => {
    const [before, after] = [morning.slice(0, 2_000), morning.slice(2_000)]
    const timeline = createTimeline(start, { fold: foldEvents })
    timeline.insert(before)
    timeline.settle()
    const { hall } = timeline
    const forgotten = timeline.forget(500, () => true)
    expect(forgotten.length).toBeGreaterThan(400)
    expect(timeline.size).toBe(before.length - forgotten.length)
    expect(timeline.hall).toBe(hall)
    timeline.insert(after)
    expect(labels(timeline.settle())).toEqual(labels(whole))
  })
})

describe('an event that must stay', () => {
  it('keeps the hall of then exact, whatever else leaves memory', () => {
    const timeline = createTimeline(start, { fold: foldEvents })
    timeline.insert(morning)
    timeline.settle()
    const counts = (event: HallEvent) => compareEvents(event, morning[1_500]!) < 0
    const then = asText(timeline.foldOnly(counts))
    expect(timeline.forget(100, counts).length).toBeLessThanOrEqual(1_500)
    expect(asText(timeline.foldOnly(counts))).toBe(then)
  })
})

describe('a checkpoint for a snapshot', () => {
  it('lies behind the newest events and holds none that fail', () => {
    const timeline = createTimeline(start, { fold: foldEvents })
    timeline.insert(morning)
    timeline.settle()
    const behind = timeline.checkpoint(300, () => true)
    expect(compareEvents(behind!.at!, morning.at(-300)!)).toBeLessThanOrEqual(0)
    const odd = morning[1_200]!
    const held = timeline.checkpoint(300, (event) => event !== odd)
    expect(compareEvents(held!.at!, odd)).toBeLessThan(0)
  })
})

describe('the busy morning of these tests', () => {
  it('is made of events that really happen', () => {
    const kinds = new Set(morning.map(({ kind }): NewHallEvent['kind'] => kind))
    expect([...kinds]).toEqual(
      expect.arrayContaining(['TicketIssued', 'TicketCalled', 'CustomerArrived', 'ServiceFinished']),
    )
    expect(whole.tickets.size).toBe(450)
  })
})

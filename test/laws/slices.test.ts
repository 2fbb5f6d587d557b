import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { slice } from '#domain/daily.ts'
import { createFold } from '#domain/fold.ts'
import { kind } from '#domain/kind.ts'
import { papersSlice } from '#domain/papers/fold.ts'
import { TicketId } from '#domain/shapes.ts'
import { always, foldWith } from '#domain/shelf.ts'
import type { Slice } from '#domain/slice.ts'
import { emptyHall, foldEvents, type Hall, type HallEvent, kinds, slices } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { asText } from '#support/busyMorning.ts'
import { rounds } from '#support/endure.ts'
import { eventsOf, setUp } from '#support/hallAfter.ts'
import { anyDayOf, anyDayOfAny, inOrder } from './anyDay.ts'

const RUNS = { numRuns: rounds(20, 1000, 20) }
const days = inOrder(anyDayOfAny)
const daysOf = (each: Slice) => inOrder(anyDayOf(each))
const each = slices.map((one) => [one.name, one] as const)
/** The list of authority is folded as a whole, before everything else: in their turn its events change nothing. */
const isListed = ({ folds }: Slice) => folds.every(([name]) => kinds.get(name)?.listed)

/** The fields of a hall that these slices own. */
const fieldsOf = (hall: object, of: readonly { readonly start: object }[]) =>
  Object.fromEntries(of.flatMap(({ start }) => Object.keys(start)).map((field) => [field, Reflect.get(hall, field)]))

describe('a slice and those it needs', () => {
  it.each(each.filter(([, one]) => !isListed(one)))(
    '%s changes on many of the days on which it is held to its laws',
    (_, each) => {
      const looks = (events: readonly HallEvent[]) => asText(fieldsOf(foldEvents(emptyHall('h_test'), events), [each]))
      const before = looks(eventsOf(setUp))
      const changed = fc.sample(daysOf(each), { numRuns: 40, seed: 1 }).filter((events) => looks(events) !== before)
      expect(changed.length).toBeGreaterThan(10)
    },
  )

  it.each(each)('%s folds alone to the same fields', (_, each) => {
    fc.assert(
      fc.property(daysOf(each), (events) => {
        const alone = createFold<Hall>([each])
        expect(fieldsOf(alone.fold(alone.empty('h_test'), events), alone.slices)).toEqual(
          fieldsOf(foldEvents(emptyHall('h_test'), events), alone.slices),
        )
      }),
      RUNS,
    )
  })

  it('fold to the same hall in whatever order they are opened', () => {
    fc.assert(
      fc.property(days, fc.shuffledSubarray([...slices], { minLength: slices.length }), (events, order) => {
        const fold = createFold<Hall>(order)
        expect(fold.fold(fold.empty('h_test'), events)).toEqual(foldEvents(emptyHall('h_test'), events))
      }),
      RUNS,
    )
  })

  it('stand before what they read, so that each sees the others as they were', () => {
    for (const fold of [foldWith(), foldWith(papersSlice), createFold<Hall>(slices)]) {
      const place = new Map(fold.slices.map((each, i) => [each, i]))
      for (const each of fold.slices)
        for (const needed of each.needs) expect(place.get(needed)).toBeGreaterThan(place.get(each)!)
    }
  })
})

describe('a subject that nobody knew yesterday', () => {
  const noted = slice<{ readonly notes: ReadonlyMap<string, number> }>()('notes', {
    start: { notes: new Map() },
    needs: [],
    kinds: { TicketIssued: kind({ body: v.looseObject({}), subject: TicketId, writers: ['reception'] }) },
    folds: { TicketIssued: (hall, { subject }) => void hall.notes.set(subject, (hall.notes.get(subject) ?? 0) + 1) },
    forgets: { notes: 'it is a test' },
  })

  it('is its slice and nothing else: it folds beside the others and changes none of them', () => {
    fc.assert(
      fc.property(days, (events) => {
        const fold = foldWith(noted)
        const hall = fold.fold(fold.empty('h_test'), events)
        expect(hall.notes.size).toBe(
          new Set(events.filter((e) => e.kind === 'TicketIssued').map((e) => e.subject)).size,
        )
        expect(fieldsOf(hall, always)).toEqual(fieldsOf(foldEvents(emptyHall('h_test'), events), always))
      }),
      RUNS,
    )
  })
})

describe('what a slice forgets', () => {
  const start = { notes: new Map<string, string>(), marks: new Map<string, string>() }
  const given = { start, needs: [], kinds: {}, folds: {} } as const
  const dayClosed = eventsOf([
    { kind: 'DayClosed', subject: '2026-11-23', body: { open: 'void', next: '2026-11-24', known: {} } },
  ])
  const hall = { id: 'h_test', at: null, unfolded: [], notes: new Map([['n_1', 'a']]), marks: new Map([['m_1', 'b']]) }

  it('is answered for every field, or it does not compile', () => {
    // @ts-expect-error Nothing is said of the marks.
    const silent = slice<typeof start>()('silent', { ...given, forgets: { notes: 'they are few' } })
    expect(silent.kinds).toEqual({})
  })

  it('goes when a day is closed, seen as it was before, and nothing else does', () => {
    const forgetful = slice<typeof start>()('forgetful', {
      ...given,
      forgets: {
        notes: (before, closed) => new Map([...before.marks.keys()].map((mark) => [mark, closed])),
        marks: () => new Map(),
      },
    })
    const keeping = slice<typeof start>()('keeping', { ...given, forgets: { notes: 'few', marks: 'few' } })
    const closed = createFold<typeof hall>([forgetful]).fold(hall, dayClosed)
    expect([...closed.notes, ...closed.marks]).toEqual([['m_1', '2026-11-23']])
    expect(createFold<typeof hall>([keeping]).fold(hall, dayClosed)).toMatchObject({
      notes: hall.notes,
      marks: hall.marks,
    })
    expect([...hall.notes]).toEqual([['n_1', 'a']])
  })
})

describe('an event that a fold breaks on', () => {
  /** Every seventh line of each tablet, of whatever kind: one that several slices fold as well as one that is of one alone. */
  const isBad = ({ n }: { readonly n: number }) => n % 7 === 0
  /** A slice with a mistake in it: it writes, and then breaks. */
  const broken = slice<{ readonly seen: ReadonlyMap<string, number> }>()('broken', {
    start: { seen: new Map() },
    needs: [],
    kinds: Object.fromEntries(kinds),
    folds: Object.fromEntries(
      [...kinds.keys()].map((name) => [
        name,
        (hall: { readonly seen: Map<string, number> }, event: LogEvent) => {
          hall.seen.set(event.subject, event.n)
          if (isBad(event)) throw new Error('our own mistake')
        },
      ]),
    ),
    forgets: { seen: 'it is a test' },
  })
  const namesOf = (events: readonly LogEvent[]) => events.map(({ journal, n }) => `${journal}:${n}`)

  it('counts nowhere when every tablet has that slice open, on none of them, however the events arrive', () => {
    /** How often it would have said something to a slice that has no mistake in it. */
    let missed = 0
    fc.assert(
      fc.property(days, fc.nat(), (events, at) => {
        const fold = createFold<Hall>([...slices, broken], [...always, broken])
        const sound = events.filter((event) => !isBad(event))
        const cut = at % (events.length + 1)
        const whole = fold.fold(fold.empty('h_test'), events)
        expect(fold.fold(fold.fold(fold.empty('h_test'), events.slice(0, cut)), events.slice(cut))).toEqual(whole)
        const without = fold.fold(fold.empty('h_test'), sound)
        expect(fieldsOf(whole, fold.slices)).toEqual(fieldsOf(without, fold.slices))
        expect(whole.unfolded.map(({ event }) => event)).toEqual(namesOf(events.filter(isBad)))
        if (asText(fieldsOf(whole, slices)) !== asText(fieldsOf(foldEvents(emptyHall('h_test'), events), slices)))
          missed++
      }),
      RUNS,
    )
    expect(missed).toBeGreaterThan(RUNS.numRuns / 2)
  })

  it('counts in every slice but the one that it breaks, if that is on the shelf elsewhere, and is named, however the events arrive', () => {
    fc.assert(
      fc.property(days, fc.nat(), (events, at) => {
        const fold = foldWith(broken)
        const cut = at % (events.length + 1)
        const whole = fold.fold(fold.empty('h_test'), events)
        const inParts = fold.fold(
          structuredClone(fold.fold(fold.empty('h_test'), events.slice(0, cut))),
          events.slice(cut),
        )
        expect(inParts).toEqual(whole)
        expect(whole.unfolded.map(({ event }) => event)).toEqual(namesOf(events.filter(isBad)))
        const without = fold.fold(
          fold.empty('h_test'),
          events.filter((event) => !isBad(event)),
        )
        expect(whole.seen).toEqual(without.seen)
        expect(fieldsOf(whole, always)).toEqual(fieldsOf(foldEvents(emptyHall('h_test'), events), always))
        // So a tablet that has not opened it has the same of everything else, also from a snapshot that has it.
        expect(foldWith().only(whole)).toEqual(foldWith().fold(foldWith().empty('h_test'), events))
      }),
      RUNS,
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leftBehind, mayLeave } from '#domain/leaving.ts'
import { foldEvents, type Hall, type HallEvent } from '#domain/whole.ts'
import { compareEvents } from '#log/event.ts'
import { asText } from '#support/busyMorning.ts'
import { rounds } from '#support/endure.ts'
import {
  counterOpened,
  customerArrived,
  eventsOf,
  foldAll,
  type Happening,
  serviceFinished,
  setUp,
  ticketCalled,
  ticketIssued,
  told,
} from '#support/hallAfter.ts'
import { anyDay } from './anyDay.ts'
import { dayOn, daysLater } from './manyDays.ts'

const RUNS = { numRuns: rounds(150, 3_000, 40) }
/** Longer than anything finished is remembered. */
const LATER = 61

/** A day is closed late in the evening as the hall then stands: the closing says what goes on from it. */
function closed(hall: Hall, days: number): HallEvent[] {
  const body = { open: 'carry-over', next: dayOn(days + 1), known: {}, paces: Object.fromEntries(hall.paces) } as const
  return daysLater(days, [{ kind: 'DayClosed', subject: dayOn(days), on: 'manager', by: 's_li', at: '23:00', body }])
}

/** Everything but who wrote what is in the hall, by field. */
const looks = (hall: Hall): Record<string, string> =>
  Object.fromEntries(Object.entries(hall).map(([field, value]) => [field, asText(value)]))

/** A day, two months, and another day in which more comes, some of it long after it was written. */
const anySeason = fc.tuple(anyDay, anyDay, fc.array(anyDay, { maxLength: 1 }))

/** Somebody is served, so that something is measured before the day begins. */
const served = [
  counterOpened('1', ['A']),
  told({ at: '08:50' }, ticketIssued('A009')),
  told({ at: '08:51' }, ticketCalled('A009', '1')),
  told({ at: '08:52' }, customerArrived('A009', '1')),
  told({ at: '08:58' }, serviceFinished('A009', '1')),
]

function season([first, second, late]: [Happening[], Happening[], Happening[][]]) {
  const before = eventsOf([...setUp, ...served, ...first])
  const then = closed(foldAll(before), LATER + 1)
  const next = closed(foldEvents(foldAll(before), then), LATER + 2)
  const after = [...daysLater(LATER + 3, second), ...daysLater(LATER + 30, late.flat())]
  return { all: [...before, ...then, ...next, ...after].sort(compareEvents) }
}

describe('when days were closed long ago', () => {
  it('a hall folds to the same without the lines of tickets that may leave', () => {
    let left = 0
    fc.assert(
      fc.property(anySeason, (days) => {
        const { all } = season(days)
        const whole = foldAll(all)
        const before = leftBehind(whole)
        if (before === null) return
        const rest = all.filter((event) => !mayLeave(whole, event, before))
        left += all.length - rest.length
        expect(looks(foldAll(rest))).toEqual(looks(whole))
      }),
      RUNS,
    )
    expect(left).toBeGreaterThan(0)
  })
})

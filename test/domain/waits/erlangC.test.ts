import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calledWithin, countersNeeded, erlangC } from '#domain/waits/erlangC.ts'

describe('a hall as a waiting line', () => {
  it.each([
    { counters: 4, perHour: 24, within: 0.78, mean: 6.0 },
    { counters: 6, perHour: 36, within: 0.88, mean: 3.5 },
    { counters: 6, perHour: 40, within: 0.69, mean: 8.6 },
    { counters: 8, perHour: 50, within: 0.9, mean: 3.2 },
  ])('waits $mean minutes at $counters counters with $perHour customers an hour', ({ within, mean, ...rest }) => {
    const load = { ...rest, minutes: 8 }
    expect(Math.abs(calledWithin(load, 10) - within)).toBeLessThan(0.0051)
    expect(Math.abs((erlangC(load)?.mean ?? 0) - mean)).toBeLessThan(0.051)
  })

  it('grows without end when everything is written by hand', () => {
    expect(erlangC({ counters: 6, perHour: 36, minutes: 12 })).toBeNull()
    expect(calledWithin({ counters: 6, perHour: 36, minutes: 12 }, 10)).toBe(0)
    expect(erlangC({ counters: 0, perHour: 1, minutes: 8 })).toBeNull()
  })

  it('says how many counters keep the promise', () => {
    expect(countersNeeded({ perHour: 36, minutes: 12 }, { share: 0.8, within: 10 })).toBe(9)
    expect(countersNeeded({ perHour: 0, minutes: 8 }, { share: 0.8, within: 10 })).toBe(1)
  })

  it('never waits longer with one counter more', () => {
    const load = fc.record({
      counters: fc.integer({ min: 1, max: 60 }),
      perHour: fc.integer({ min: 0, max: 400 }),
      minutes: fc.double({ min: 1, max: 60, noNaN: true }),
    })
    fc.assert(
      fc.property(load, (now) => {
        const share = calledWithin(now, 10)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
        expect(calledWithin({ ...now, counters: now.counters + 1 }, 10)).toBeGreaterThanOrEqual(share - 1e-12)
      }),
    )
  })
})

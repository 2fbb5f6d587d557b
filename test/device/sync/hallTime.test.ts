import { describe, expect, it } from 'vitest'
import { createBackOff } from '#device/basics/backOff.ts'
import { createHallTime } from '#device/sync/hallTime.ts'

const NINE = Date.parse('2026-11-23T01:00:00.000Z')

function wrongBy(ms: number, offset: number | null = null) {
  const learnt: number[] = []
  const time = createHallTime({
    clock: { now: () => NINE + ms, after: () => () => {} },
    offset,
    onLearnt: (each) => learnt.push(each),
  })
  return { time, learnt }
}

describe('the time on a tablet', () => {
  it('is the device’s own until a hall server was heard once', () => {
    const { time } = wrongBy(3_600_000)
    expect([time.clock, time.now()]).toEqual(['not-set', NINE + 3_600_000])
  })

  it('is corrected by half the round trip, and remembered', () => {
    const { time, learnt } = wrongBy(3_600_000)
    time.learn(NINE, NINE + 3_600_000 - 100, NINE + 3_600_000 + 100)
    expect([time.clock, time.now()]).toEqual(['set', NINE])
    expect(learnt).toEqual([-3_600_000])
  })

  it('does not jitter with every answer', () => {
    const { time, learnt } = wrongBy(0, 0)
    time.learn(NINE + 120, NINE - 100, NINE + 100)
    expect(time.now()).toBe(NINE)
    expect(learnt).toEqual([])
  })

  it('learns nothing from an answer that took too long, or during which the clock was set', () => {
    const { time, learnt } = wrongBy(0, 0)
    time.learn(NINE + 60_000, NINE, NINE + 20_000)
    time.learn(NINE + 60_000, NINE, NINE - 5_000)
    expect(learnt).toEqual([])
  })
})

describe('trying again', () => {
  it('waits up to 1, 2, 4 … and never more than 30 seconds, each time somewhere in between', () => {
    const most = createBackOff({ bytes: () => new Uint8Array([255, 255]) })
    expect([1, 2, 3, 4, 5, 6, 7].map(() => most.next())).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
    const least = createBackOff({ bytes: () => new Uint8Array([0, 0]) })
    expect(least.next()).toBe(100)
    most.reset()
    expect(most.next()).toBe(1_000)
  })
})

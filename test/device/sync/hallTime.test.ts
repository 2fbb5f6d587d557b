import { describe, expect, it } from 'vitest'
import { createBackOff } from '#device/basics/backOff.ts'
import { createHallTime, type Offset } from '#device/sync/hallTime.ts'

const NINE = Date.parse('2026-11-23T01:00:00.000Z')

function wrongBy(ms: number, offset: number | null = null) {
  const learnt: Offset[] = []
  const time = createHallTime({
    clock: { now: () => NINE + ms, after: () => () => {} },
    learnt: offset === null ? null : { offset, isChecked: true },
    onLearnt: (each) => learnt.push(each),
  })
  return { time, learnt }
}

describe('the time on a tablet', () => {
  it('is the device’s own until a hall server was heard once', () => {
    const { time } = wrongBy(3_600_000)
    expect([time.clock, time.now()]).toEqual(['not-set', NINE + 3_600_000])
  })

  it('is corrected by half the round trip, and remembered (Q76)', () => {
    const { time, learnt } = wrongBy(3_600_000)
    time.learn(NINE, NINE + 3_600_000 - 100, NINE + 3_600_000 + 100)
    expect([time.clock, time.now()]).toEqual(['set', NINE])
    expect(learnt).toEqual([{ offset: -3_600_000, isChecked: false }])
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

describe('a hall server whose time leaps', () => {
  /** A tablet that has met its hall server at nine, its own clock an hour ahead. */
  function metAtNine(ahead = 3_600_000) {
    const device = { passed: 0, ahead }
    const raw = () => NINE + device.passed + device.ahead
    const time = createHallTime({
      clock: { now: raw, after: () => () => {} },
      elapsed: () => device.passed,
      learnt: null,
      onLearnt: () => {},
    })
    /** What it hears of a server whose clock is so far from what has passed. */
    const hear = (off: number, agreed = false) => time.learn(NINE + device.passed + off, raw(), raw(), agreed)
    hear(0)
    return { time, device, hear, off: () => time.now() - NINE - device.passed }
  }
  const TEN_YEARS = 3_653 * 86_400_000

  it.each([TEN_YEARS, -TEN_YEARS, 900_000])('is not followed by %d ms, and both times are told', (leap) => {
    const { time, device, hear, off } = metAtNine()
    device.passed = 4_000
    hear(leap)
    expect(off()).toBe(0)
    expect(time.apart).toEqual({ server: NINE + 4_000 + leap, other: NINE + 4_000 })
    device.passed = 8_000
    hear(0)
    expect([off(), time.apart]).toEqual([0, null])
  })

  it('is followed at once where this device says the same', () => {
    const { time, hear, off } = metAtNine()
    hear(3_600_000)
    expect([off(), time.apart]).toEqual([3_600_000, null])
  })

  it('is followed when it comes again and two other tablets say the same', () => {
    const { time, hear, off } = metAtNine()
    hear(TEN_YEARS, true)
    expect(off()).toBe(0)
    hear(-TEN_YEARS, true)
    expect(off()).toBe(0)
    hear(-TEN_YEARS)
    expect(off()).toBe(0)
    hear(-TEN_YEARS, true)
    expect([off(), time.apart]).toEqual([-TEN_YEARS, null])
  })

  it('is nothing but this device’s own leap where it says what has run', () => {
    const { time, device, hear, off } = metAtNine()
    device.ahead = TEN_YEARS
    hear(0)
    expect([off(), time.apart]).toEqual([0, null])
  })

  it('goes by running time meanwhile, whatever this device’s clock does', () => {
    const { device, hear, off } = metAtNine()
    hear(TEN_YEARS)
    device.ahead = -TEN_YEARS
    expect(off()).toBe(0)
  })

  it('is none when the device slept and its running time stood still', () => {
    const { time, device, hear } = metAtNine()
    device.ahead += 8 * 3_600_000
    hear(8 * 3_600_000)
    expect([time.now(), time.apart]).toEqual([NINE + 8 * 3_600_000, null])
  })
})

describe('whether two clocks say what time it is', () => {
  /** A tablet that starts with its own clock so far ahead; `learnt`: what it knew from an earlier start. */
  function starts(ahead: number, learnt: Offset | null = null) {
    const device = { passed: 0, ahead }
    const raw = () => NINE + device.passed + device.ahead
    const remembered: Offset[] = []
    const time = createHallTime({
      clock: { now: raw, after: () => () => {} },
      elapsed: () => device.passed,
      learnt,
      onLearnt: (each) => remembered.push(each),
    })
    const hear = (off = 0, agreed = false) => time.learn(NINE + device.passed + off, raw(), raw(), agreed)
    return { time, device, hear, remembered }
  }
  const HOUR = 3_600_000

  it('is so as soon as this device and the hall server say the same', () => {
    const { time, hear } = starts(540_000)
    expect(time.isChecked).toBe(false)
    hear()
    expect(time.isChecked).toBe(true)
  })

  it('is not so where the hall server alone says it, until other tablets do', () => {
    const { time, hear } = starts(HOUR)
    hear()
    expect([time.now(), time.isChecked]).toEqual([NINE, false])
    hear(0, true)
    expect(time.isChecked).toBe(true)
  })

  it('is so again after a start where this device is as far ahead as when two said so, and not where one did', () => {
    const sure = starts(HOUR, { offset: -HOUR, isChecked: true })
    expect(sure.time.isChecked).toBe(false)
    sure.hear()
    expect(sure.time.isChecked).toBe(true)
    const unsure = starts(HOUR, { offset: -HOUR, isChecked: false })
    unsure.hear()
    expect(unsure.time.isChecked).toBe(false)
  })

  it('is so where somebody says it, now and on the next start', () => {
    const { time, device, hear, remembered } = starts(HOUR)
    time.take(NINE)
    expect([time.now(), time.isChecked]).toEqual([NINE, true])
    expect(remembered).toEqual([{ offset: -HOUR, isChecked: true }])
    device.passed = HOUR
    hear()
    expect([time.now(), time.isChecked]).toEqual([NINE + HOUR, true])
  })

  it('is not so after this device has leapt, until somebody else is heard', () => {
    const { time, device, hear } = starts(0)
    hear()
    device.ahead = 48 * HOUR
    expect(time.isChecked).toBe(false)
    hear()
    expect([time.now(), time.isChecked]).toEqual([NINE, true])
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

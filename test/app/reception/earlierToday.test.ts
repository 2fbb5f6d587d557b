import { describe, expect, it } from 'vitest'
import { earlierToday } from '#app/reception/earlierToday.ts'

const now = Date.parse('2026-11-23T02:15:00.000Z')

describe('a time that is typed afterwards', () => {
  it('is the last time the clock showed it', () => {
    expect(earlierToday(now, '09:40', '10:15')).toBe(now - 35 * 60_000)
    expect(earlierToday(now, '9：40', '10:15')).toBe(now - 35 * 60_000)
    expect(earlierToday(now, '23:50', '00:10')).toBe(now - 20 * 60_000)
  })

  it('is never later than now', () => {
    expect(earlierToday(now, '10:16', '10:15')).toBeLessThan(now)
  })

  it.each(['', '9', '25:00', '10:60', 'gleich'])('is not taken from %j', (typed) => {
    expect(earlierToday(now, typed, '10:15')).toBeUndefined()
  })
})

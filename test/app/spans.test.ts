import { describe, expect, it } from 'vitest'
import { inSteps, minutesLeft, secondsLeft, stopwatch, stopwatchOf, wholeMinutes, wholeSeconds } from '#app/spans.ts'

describe('how long something lasts', () => {
  it('is read off like a stopwatch, with hours from the first one on', () => {
    expect([stopwatch(250_999), stopwatch(3_850_000), stopwatch(-5), stopwatchOf(90)]).toEqual([
      '04:10',
      '1:04:10',
      '00:00',
      '01:30',
    ])
  })

  it('counts what is over in whole minutes and seconds, and what is to come with the one that has begun', () => {
    expect([wholeMinutes(119_999), wholeMinutes(-1)]).toEqual([1, 0])
    expect([minutesLeft(60_001), minutesLeft(60_000), minutesLeft(-1)]).toEqual([2, 1, 0])
    expect([wholeSeconds(1_999), secondsLeft(1_001), secondsLeft(-1)]).toEqual([1, 2, 0])
  })

  it('is held for some seconds where it must not flicker', () => {
    expect([inSteps(19_999, 10), inSteps(20_000, 10)]).toEqual([10_000, 20_000])
  })
})

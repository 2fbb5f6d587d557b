import { expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { useShown } from '#app/useShown.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountScreen } from '#support/mountScreen.ts'

/** What a screen writes of a moment, at another moment (both as ISO 8601). */
function written(at: string, now: string): readonly string[] {
  const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
  const screen = mountScreen(
    defineComponent(() => {
      const { dayAndTime, moment } = useShown()
      return () => h('p', [dayAndTime(Date.parse(at)), moment(Date.parse(at))].join('|'))
    }),
    { tablet: Object.assign(tablet, { now: () => Date.parse(now) }) },
  )
  const text = screen.text()
  screen.unmount()
  return text.split('|')
}

// The hall is in Shanghai, eight hours ahead, and its day of business turns at four in the morning.
it('writes after midnight the day of the calendar, and not the day of business, beside the time', () => {
  const afterMidnight = '2026-11-30T17:42:00.000Z'
  expect(written(afterMidnight, '2026-11-30T18:00:00.000Z')).toEqual(['2026-12-01 01:42', '01:42'])
  expect(written(afterMidnight, '2026-12-02T02:00:00.000Z')).toEqual(['2026-12-01 01:42', '12-01 01:42'])
  expect(written('2026-12-31T17:42:00.000Z', '2027-02-01T02:00:00.000Z')).toEqual(['2027-01-01 01:42', '01-01 01:42'])
  expect(written('2026-12-30T17:42:00.000Z', '2027-02-01T02:00:00.000Z')).toEqual([
    '2026-12-31 01:42',
    '2026-12-31 01:42',
  ])
})

/**
 * @module What the clock and the calendar on the wall of a hall show. Read from numbers: what a browser prints for
 * people differs between browsers (`2026-11-28` in one, `11/28/26` in the next) and is never taken apart again.
 */

/** The calendar day there, `2026-11-28`, at a moment (ms since 1970). */
export const localDay = (ms: number, timeZone: string): string => onTheWall(ms, timeZone).day

/** The time of day there: `09:42`, or `09:41:50` with seconds. The same in every language. */
export const localTime = (ms: number, timeZone: string, precision: 'minutes' | 'seconds' = 'minutes'): string =>
  onTheWall(ms, timeZone).time.slice(0, precision === 'seconds' ? 8 : 5)

/** Day and time of day there: `2026-12-01T18:00`. */
export const localMoment = (ms: number, timeZone: string): string =>
  `${localDay(ms, timeZone)}T${localTime(ms, timeZone)}`

/** Minutes since midnight of a time of day: `13:30` → 810. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Of a day, `2026-11-30`: Monday is 1, Sunday 7. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/**
 * When a clock there shows this time (`23:30`) on this day (`2026-11-30`). Ms since 1970. Shown twice, as when summer
 * time ends, it is the first of them; never shown, it is as long after the leap as it would have been.
 */
export function momentThere(day: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T${time}:00.000Z`)
  const before = aheadOfUtc(asUtc - DAY_MS, timeZone)
  const after = aheadOfUtc(asUtc + DAY_MS, timeZone)
  const fits = [before, after].find((ahead) => aheadOfUtc(asUtc - ahead, timeZone) === ahead)
  return asUtc - (fits ?? before)
}

const DAY_MS = 86_400_000

function onTheWall(ms: number, timeZone: string): { readonly day: string; readonly time: string } {
  const [day = '', time = ''] = new Date(ms + aheadOfUtc(ms, timeZone)).toISOString().split('T')
  return { day, time }
}

/** By how many ms the clocks there are ahead of UTC at a moment. */
function aheadOfUtc(ms: number, timeZone: string): number {
  const parts = formatFor(timeZone).formatToParts(ms)
  const shown = (part: Intl.DateTimeFormatPartTypes) => Number(parts.find(({ type }) => type === part)?.value)
  const there = new Date(ms)
  // No clock is a full day from UTC. So the year is not asked for, nor in which era: it is ours, or the one beside it.
  const turns = shown('month') - 1 - there.getUTCMonth()
  const year = there.getUTCFullYear() + (turns === 11 ? -1 : turns === -11 ? 1 : 0)
  there.setUTCFullYear(year, shown('month') - 1, shown('day'))
  // Some browsers write midnight as 24:00 of the day that begins.
  there.setUTCHours(shown('hour') % 24, shown('minute'), shown('second'))
  return there.getTime() - ms
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  formats.set(timeZone, format)
  return format
}

/** Making a format is a hundred times the cost of using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

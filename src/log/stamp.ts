/**
 * Hybrid logical clock as sortable text: corrected time, counter, first 8 characters of the journal's random part.
 * Example: `2026-11-23T01:15:02.123Z-0004-9f3c21a7`
 */

/** Farther apart (ms) two clocks do not agree: one of them is wrong. */
const APART_MS = 600_000

/** Whether two clocks (ms since 1970) say the same, as far as clocks do. */
export const clocksAgree = (one: number, other: number): boolean => Math.abs(one - other) <= APART_MS

const LAST_COUNTER = 0xffff
const EARLIEST_MS = Date.UTC(1, 0, 1)
const LATEST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** Milliseconds since 1970 of a stamp, e.g. for shown times. */
export const stampTime = (stamp: string): number => Date.parse(stamp.slice(0, 24))

/** Whether a stamp lies farther ahead of a time (ms since 1970) than two clocks that are right can be apart. */
export const isFarAhead = (stamp: string, time: number): boolean => stampTime(stamp) > time + APART_MS

/** Sorts where a time (ms since 1970) begins. */
export const stampAt = (time: number): string => formatStamp(time, 0, 'j_00000000')

/** The latest place that a journal's line may have by this time (ms since 1970), whatever its own stamp says. */
export const latestStamp = (time: number, journal: string): string =>
  formatStamp(time + APART_MS, LAST_COUNTER, journal)

/** Writes a stamp; a counter that overflows spills into the next millisecond. */
function formatStamp(ms: number, counter: number, journal: string): string {
  const spilled = ms + Math.floor(counter / (LAST_COUNTER + 1))
  const clamped = Math.min(Math.max(spilled, EARLIEST_MS), LATEST_MS)
  const iso = new Date(clamped).toISOString()
  return `${iso}-${(counter % (LAST_COUNTER + 1)).toString(16).padStart(4, '0')}-${journal.slice(2, 10)}`
}

/** The clock of one journal: hands out strictly rising stamps and learns from foreign ones. */
export interface StampClock {
  /** A stamp later than every stamp given or witnessed, at or after the corrected time `now` (ms since 1970). */
  next(now: number): string
  /** Learns a stamp of something that is known, whatever any clock says: what comes next lies above it. */
  witness(stamp: string): void
}

/** Makes the clock of one journal; `last` is its newest own stamp when the journal is reopened. */
export function createStampClock(journal: string, last: string | null): StampClock {
  let highest = last === null ? { ms: EARLIEST_MS, counter: -1 } : readStamp(last)
  return {
    next(now) {
      const ms = Math.max(Math.floor(now), highest.ms)
      const counter = ms === highest.ms ? highest.counter + 1 : 0
      const stamp = formatStamp(ms, counter, journal)
      highest = readStamp(stamp)
      return stamp
    },
    witness(stamp) {
      const seen = readStamp(stamp)
      if (seen.ms > highest.ms || (seen.ms === highest.ms && seen.counter > highest.counter)) highest = seen
    },
  }
}

const readStamp = (stamp: string) => ({ ms: stampTime(stamp), counter: Number.parseInt(stamp.slice(25, 29), 16) })

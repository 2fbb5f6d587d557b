/** Lengths of time as people read them. Ms go in; nothing is ever less than nothing. */

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** How long something has lasted: 04:10, or 1:04:10 from an hour on. */
export function stopwatch(ms: number): string {
  const seconds = wholeSeconds(ms)
  const two = (number: number) => String(number).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** … when it is known in seconds. */
export const stopwatchOf = (seconds: number): string => stopwatch(seconds * SECOND)

/** Minutes that are over. */
export const wholeMinutes = (ms: number): number => Math.max(0, Math.floor(ms / MINUTE))

/** Minutes that are still to be waited for: one that has begun counts. */
export const minutesLeft = (ms: number): number => Math.max(0, Math.ceil(ms / MINUTE))

/** Seconds that are over. */
export const wholeSeconds = (ms: number): number => Math.max(0, Math.floor(ms / SECOND))

/** Seconds that are still to be waited for: one that has begun counts. */
export const secondsLeft = (ms: number): number => Math.max(0, Math.ceil(ms / SECOND))

/** A moment held for so many seconds, so that what is told by it does not flicker. */
export const inSteps = (now: number, seconds: number): number => Math.floor(now / (seconds * SECOND)) * seconds * SECOND

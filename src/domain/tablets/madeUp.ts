/** A clock that was set badly is ahead by minutes, and is named as that elsewhere. */
const BADLY_SET_MS = 3_600_000

/** Whether a time that a line names lies so far ahead of `now` (both in ms since 1970) that somebody made it up. */
export const isMadeUp = (at: number, now: number): boolean => at > now + BADLY_SET_MS

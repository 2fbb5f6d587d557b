/** A queue at the limit goes over it again and again: for so long (ms) having seen it holds. */
const SEEN_MS = 10 * 60_000

/** Whether somebody who saw at that moment that a queue is too long still knows (both in ms since 1970). */
export const isSeenStill = (seenAt: number, now: number): boolean => now - seenAt < SEEN_MS

/** A hall server that is there has answered by then (ms). */
const ANSWERS_WITHIN_MS = 10_000

/** Whether a hall server that was asked at that moment may still answer (both in ms since 1970). */
export const mayStillAnswer = (asked: number, now: number): boolean => now - asked < ANSWERS_WITHIN_MS

/** After an act a button counts nothing for so long (ms): the second half of a double tap, or what was meant for its face before. */
const SETTLES_AFTER_MS = 600

/** Lets one tap count once. A tap is judged by when the finger made it, however late it is heard. */
export function createSettling() {
  let settlesAt = Number.NEGATIVE_INFINITY
  return {
    settle(): void {
      settlesAt = performance.now() + SETTLES_AFTER_MS
    },
    isTooSoon: ({ timeStamp }: Event): boolean => timeStamp < settlesAt,
  }
}

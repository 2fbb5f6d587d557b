/** Eight places around the middle. */
const SHIFTS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
] as const
const EACH_MS = 60_000

/** By how much what the wall shows is moved, in steps: another place each minute, so that nothing burns in. */
export const shiftAt = (now: number): readonly [x: number, y: number] =>
  SHIFTS[Math.floor(now / EACH_MS) % SHIFTS.length] ?? SHIFTS[0]

import type { LineSetAside } from '#log/notTaken.ts'

/** The run is not what follows the cursor, or is not readable: nothing of it was stored. */
export class BadRun extends Error {}

/** What stands at this seq is no line. It is asked for once more; then it is passed over, for no line holds up all others. */
export class UnreadableLine extends BadRun {
  readonly seq: number
  constructor(seq: number, why: string) {
    super(`seq ${seq} is not a line: ${why}`)
    this.seq = seq
  }
}

/** The code under which it is noted that a line could not be read. */
export const NOT_READABLE = 'not-readable' satisfies LineSetAside

/** The code under which a line with other bytes than ours is stored. */
export const OTHER_BYTES = 'other-bytes' satisfies LineSetAside

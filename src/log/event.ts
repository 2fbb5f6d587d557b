/**
 * @module log
 * The diary: what an event is, how it is stamped, ordered, written as a line and read back.
 * Pure code shared by tablet and server. Nothing here knows what a hall is.
 */

/** Highest size of one line in bytes, UTF-8, without the newline. Append refuses a longer one. */
export const MAX_LINE_BYTES = 64 * 1024

/** The head of a line, version 2: all that is known of an event once its text is taken off. The envelope never changes; kinds only grow. */
export interface EventHead {
  /** Hall id: `h_7Q2M…` */
  readonly hall: string
  /** Journal id: `j_9f3c21a7b0d84e55` */
  readonly journal: string
  /** 1, 2, 3 … without gaps within the journal. */
  readonly n: number
  /** Where it belongs in the order of all events, see `stamp.ts`. */
  readonly stamp: string
  /** SHA-256 (hex) of the head before this one in the journal; 64 zeros for line 1. */
  readonly prev: string
  /** Subject + past verb: `TicketCalled`. */
  readonly kind: string
  /** Who was signed in, or null on a locked tablet: `s_0012`. */
  readonly by: string | null
  /** What it is about: `t_01JD…`. */
  readonly subject: string
  /** The drill incident it belongs to, or null. */
  readonly drill: string | null
  /**
   * Where the kind needs somebody: a person's public key (65 bytes, uncompressed point of P-256), a dot, and their
   * signature (64 bytes, r and s) over the head without this field; both in base64url.
   */
  readonly proof?: string
}

/** One thing that happened, as written by one device. Immutable. */
export interface LogEvent extends EventHead {
  readonly body: Record<string, unknown>
  /** Names of sealed papers: SHA-256 (hex) of their ciphertext. */
  readonly papers: readonly string[]
}

/** Identity of an event: its journal and number, `j_9f3c21a7b0d84e55:4211`. */
export const eventId = (event: Pick<LogEvent, 'journal' | 'n'>): string => `${event.journal}:${event.n}`

/** Fold order: stamp, then journal, then n. Reads only the events, so it is the same on every device. */
export function compareEvents(a: Position, b: Position): number {
  if (a.stamp !== b.stamp) return a.stamp < b.stamp ? -1 : 1
  if (a.journal !== b.journal) return a.journal < b.journal ? -1 : 1
  return a.n - b.n
}

/** The place of an event in the fold order. */
export type Position = Pick<LogEvent, 'stamp' | 'journal' | 'n'>

/** The `prev` of line 1. */
export const NO_PREVIOUS = '0'.repeat(64)

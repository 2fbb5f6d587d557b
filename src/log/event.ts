/**
 * @module log
 * The diary: what an event is, how it is stamped, ordered, written as a line and read back.
 * Pure code shared by tablet and server. Nothing here knows what a hall is.
 */
import * as v from 'valibot'

/** Highest size of one line in bytes, UTF-8, without the newline. Append refuses a longer one. */
export const MAX_LINE_BYTES = 64 * 1024

const Sum = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const word = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max), v.regex(/^[\w.:~-]+$/))

/**
 * The head of a line, version 2: all that is known of an event once its text is taken off. The envelope never changes;
 * kinds only grow.
 */
export const HeadShape = v.strictObject({
  v: v.literal(2),
  /** Hall id: `h_7Q2M…` */
  hall: word(64),
  /** Journal id: `j_9f3c21a7b0d84e55` */
  journal: v.pipe(v.string(), v.regex(/^j_[0-9a-f]{16}$/)),
  /** 1, 2, 3 … without gaps within the journal. */
  n: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  stamp: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-[0-9a-f]{8}$/),
    v.check((stamp) => !Number.isNaN(Date.parse(stamp.slice(0, 24)))),
  ),
  /** SHA-256 (hex) of the head before this one in the journal; 64 zeros for line 1. */
  prev: Sum,
  /** Subject + past verb: `TicketCalled`. */
  kind: v.pipe(v.string(), v.maxLength(64), v.regex(/^[A-Z][A-Za-z0-9]*$/)),
  /** Who was signed in, or null on a locked tablet: `s_0012`. */
  by: v.nullable(word(64)),
  /** What it is about: `t_01JD…`. */
  subject: word(96),
  /** The drill incident it belongs to, or null. */
  drill: v.nullable(word(96)),
  /** SHA-256 (hex) of the rest of the line. */
  sum: Sum,
  /**
   * Where the kind needs somebody: a person's public key (65 bytes, uncompressed point of P-256), a dot, and their
   * signature (64 bytes, r and s) over the head without this field; both in base64url.
   */
  proof: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{87}\.[\w-]{86}$/))),
})

/** The rest of a line: what it says, and enough chance that nobody can guess it from the head's sum. */
export const RestShape = v.strictObject({
  /** 16 random bytes, hex. */
  salt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  body: v.record(v.string(), v.unknown()),
  /** Names of sealed papers: SHA-256 (hex) of their ciphertext. */
  papers: v.pipe(v.array(Sum), v.maxLength(64), v.readonly()),
})

/** What the head of a line says of an event: everything but its body and its papers. */
export type EventHead = Readonly<Omit<v.InferOutput<typeof HeadShape>, 'v' | 'sum'>>

/** One thing that happened, as written by one device. Immutable. */
export type LogEvent = EventHead & Readonly<Pick<v.InferOutput<typeof RestShape>, 'body' | 'papers'>>

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

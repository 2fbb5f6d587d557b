import * as v from 'valibot'
import { baseOf } from './journalName.ts'
import type { JournalHead } from './lines.ts'
import { type SignedText, signedFor } from './signed.ts'

/**
 * The end of a journal as its tablet once pushed it, with the tablet's signature. The chain carries the signature down:
 * whoever holds the lines below it without a gap can prove to anybody that this tablet wrote every one of them.
 */
export interface SignedHead extends JournalHead {
  /** As the hall calls it; a branch has a name of its own. */
  readonly journal: string
  /** Raw r‖s (64 bytes), base64 or base64url. */
  readonly signature: string
}

/** A signed head as it comes from outside. */
export const SignedHeadShape = v.object({
  journal: v.pipe(v.string(), v.regex(/^j_[0-9a-f]{16}(~[0-9a-f]{8})?$/)),
  n: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  signature: v.pipe(v.string(), v.maxLength(100)),
})

/**
 * What a tablet signs of its journal: the last n and the hash of that line. The journal is named as its own lines name
 * it: whether the hall knows it as a branch follows from the bytes, and the tablet may learn it later.
 */
export const signedHead = (journal: string, { n, hash }: JournalHead): SignedText =>
  signedFor('head', `${baseOf(journal)}\n${n}\n${hash}`)

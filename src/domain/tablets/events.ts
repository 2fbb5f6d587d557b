import * as v from 'valibot'
import { casePlaces, kind, MANAGER, PLACES } from '../kind.ts'
import { Count, Id } from '../shapes.ts'

/** Public half of a tablet's ECDSA P-256 signing key, SPKI in base64. */
const PublicKey = v.pipe(v.string(), v.maxLength(200), v.regex(/^[A-Za-z0-9+/]+=*$/))

/** Chance in the name of a journal. */
const Nonce = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/))
/** SHA-256 (hex) of the head of a line. */
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
/** A stretch of the hall server's history: `e_1f0c2d3e4b5a6978`. */
const EpochId = v.pipe(v.string(), v.regex(/^e_[0-9a-z]{1,32}$/))
/** Why words are taken out: chosen, since a reason in somebody's own words could not be taken out again. */
export const REDACTION_REASONS = ['names-somebody', 'private', 'mistaken'] as const
export type RedactionReason = (typeof REDACTION_REASONS)[number]
const ofTablets = { subject: Id, keeps: 'lasting' } as const

/** What can happen to tablets and journals. The subject is the tablet: `d_…`, or the journal. */
export const tabletKinds = {
  /** Line 1 of every journal. Key and nonce make its name. */
  JournalOpened: kind({
    body: v.object({ tablet: Id, key: PublicKey, nonce: Nonce, lane: Count, continues: v.optional(Id) }),
    ...ofTablets,
    writers: [...PLACES, 'server'],
  }),
  /** The hall server has given a tablet its token, and a lane for numbers while it is alone: no other tablet ever has that one. */
  LaneGiven: kind({ body: v.object({ lane: v.pipe(Count, v.minValue(1)) }), ...ofTablets, writers: ['server'] }),
  /**
   * The hall server's store is not what it was: put back, cut off or copied. Its history goes on behind `seq`, under another
   * name (the subject), and tablets bring back what they hold. `tip`: what the history came to there.
   */
  EpochOpened: kind({
    body: v.object({ before: EpochId, seq: Count, tip: Hash, why: v.picklist(['moved', 'witness', 'receipt']) }),
    ...ofTablets,
    writers: ['server'],
  }),
  /** A manager does not wait any longer for those who have not brought back what they hold. The subject is the epoch. */
  GatheringEnded: kind({ body: v.object({}), ...ofTablets, subject: EpochId, writers: casePlaces, needs: MANAGER }),
  /**
   * Lines of another tablet's journal that nobody has any more: a manager declares them, so that what lies behind them can
   * come in. Nothing is missing in the hall server's own.
   */
  JournalHole: kind({
    body: v.object({ from: Count, to: Count }),
    ...ofTablets,
    writers: casePlaces,
    needs: MANAGER,
  }),
  /**
   * Every holder leaves of the line its head, whenever the line comes. Its hash says which it is: a line that another
   * device wrote under the same number stays. Of a line that is not in somebody's own words it takes nothing.
   */
  LineRedacted: kind({
    body: v.object({
      n: v.pipe(Count, v.minValue(2)),
      hash: Hash,
      why: v.optional(v.picklist(REDACTION_REASONS)),
    }),
    ...ofTablets,
    carried: 'always',
    writers: casePlaces,
    needs: MANAGER,
  }),
  /** A manager stops a destroying before it is carried out; the act is its event. The subject is that of the act. */
  DestroyingStopped: kind({
    body: v.object({ act: v.pipe(v.string(), v.regex(/^j_[0-9a-f]{16}(~[0-9a-f]{8})?:\d+$/)) }),
    ...ofTablets,
    writers: casePlaces,
    needs: MANAGER,
  }),
}

import * as v from 'valibot'
import { casePlaces, kind, MANAGER, PLACES } from '../kind.ts'
import { Count, Day, Id, Instant, LaneName, Sub, TabletName } from '../shapes.ts'

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
const Number1 = v.pipe(Count, v.minValue(1))

/** So many lost lines are told of one by one. */
export const MOST_SEEN = 100
/** What is still to be seen of a line that cannot be read. */
export const SeenLine = v.object({
  n: Number1,
  at: v.nullable(Instant),
  kind: v.nullable(v.pipe(v.string(), v.maxLength(64), v.regex(/^[A-Z][A-Za-z0-9]*$/))),
  /** The number that it put on paper. */
  ticket: v.nullable(
    v.object({
      label: v.pipe(v.string(), v.maxLength(20), v.regex(/^[\w-]+$/)),
      number: Number1,
      queue: Id,
      day: Day,
      /** The lane or sub-lane it came from. */
      lane: v.nullable(LaneName),
    }),
  ),
})
export type SeenLine = Readonly<v.InferOutput<typeof SeenLine>>

const ofTablets = { subject: Id, keeps: 'lasting', readers: PLACES } as const

/** What can happen to tablets and journals. The subject is the tablet: `d_…`, or the journal. */
export const tabletKinds = {
  /** Line 1 of every journal. Key and nonce make its name. */
  JournalOpened: kind({
    body: v.object({
      tablet: Id,
      key: PublicKey,
      nonce: Nonce,
      lane: Count,
      continues: v.optional(Id),
      /** There are two copies of the tablet: this one prints from a sub-lane of its own. */
      sub: v.optional(Sub),
    }),
    ...ofTablets,
    writers: [...PLACES, 'server'],
  }),
  /**
   * What people call a tablet. Who may do what is read on walls, too, and stands without it in the list of authority: only
   * desk places read this.
   */
  TabletDescribed: kind({
    body: v.object({ name: TabletName }),
    ...ofTablets,
    readers: casePlaces,
    carried: 'never',
    needs: MANAGER,
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
  GatheringEnded: kind({ body: v.object({}), ...ofTablets, subject: EpochId, needs: MANAGER }),
  /**
   * A tablet cannot read these lines of a journal of its own any more, so that what lies behind them can come in; for its
   * own it needs nobody's leave, and of another's it says nothing. What it still sees of them stands in `seen`: a label in
   * it may be on paper. A line that comes all the same counts.
   */
  LinesLost: kind({
    body: v.object({
      from: Number1,
      to: Number1,
      seen: v.pipe(v.array(SeenLine), v.maxLength(MOST_SEEN), v.readonly()),
    }),
    ...ofTablets,
    readers: casePlaces,
  }),
  /**
   * This tablet has got the desk secret that came with a turn of the hall key after a theft: PINs chosen since can be
   * checked on it. The subject is the version of the key.
   */
  DeskSecretTaken: kind({ body: v.object({}), ...ofTablets, readers: casePlaces }),
  /**
   * The clock of these lines ran far ahead: they are folded in their order at the place of this event. A tablet says it of
   * its own journals as soon as it learns the time; of a tablet that does not come back a manager says it and signs.
   */
  StampsTaken: kind({
    body: v.object({ from: Count, to: Count }),
    ...ofTablets,
    carried: 'always',
    writers: [...PLACES.filter((place) => place !== 'wall'), 'server'],
    needs: 'offered',
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
    needs: MANAGER,
  }),
  /** A manager stops a destroying before it is carried out; the act is its event. The subject is that of the act. */
  DestroyingStopped: kind({
    body: v.object({ act: v.pipe(v.string(), v.regex(/^j_[0-9a-f]{16}(~[0-9a-f]{8})?:\d+$/)) }),
    ...ofTablets,
    needs: MANAGER,
  }),
}

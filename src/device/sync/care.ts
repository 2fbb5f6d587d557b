import * as v from 'valibot'
import { type Answer, judge } from './answers.ts'
import type { HallServer } from './hallServer.ts'

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Time = v.pipe(v.string(), v.isoTimestamp())

/** How a tablet is, as it says itself; `battery` null: its browser does not tell. */
const Wellbeing = v.object({
  app: v.string(),
  persisted: v.nullable(v.boolean()),
  usedBytes: Whole,
  quotaBytes: Whole,
  battery: v.nullable(v.object({ percent: Whole, charging: v.boolean() })),
  /** A newer version lies on it and starts as soon as nobody is in the middle of anything. */
  updateWaits: v.exactOptional(v.boolean()),
  /** What its own clock says, uncorrected. */
  clock: v.exactOptional(Time),
  /** A wall that hung and opened itself again: what of it, and when. */
  hung: v.exactOptional(v.object({ what: v.picklist(['picture', 'stream']), at: Time })),
})
export type Wellbeing = Readonly<v.InferOutput<typeof Wellbeing>>

const Care = v.object({
  release: v.string(),
  time: Time,
  /** Why the server's time is not believed; null: it is. */
  clock: v.nullable(v.string()),
  disk: v.object({ room: v.string(), freeBytes: Whole }),
  certificateEnds: v.nullable(Time),
  backups: v.object({
    isOn: v.boolean(),
    newest: v.nullable(v.object({ made: Time, seq: Whole, bytes: Whole })),
    count: Whole,
    isOnSameDisk: v.boolean(),
    trouble: v.nullable(v.object({ why: v.string(), since: Time })),
  }),
  /** Lines that the server's disk has changed and that have not come again. */
  damaged: Whole,
  tablets: v.array(
    v.object({
      tablet: v.string(),
      journal: v.nullable(v.object({ journal: v.string(), claimed: Whole, kept: Whole })),
      wellbeing: v.nullable(
        v.object({ ...Wellbeing.entries, at: Time, apart: v.optional(v.nullable(v.number()), null) }),
      ),
    }),
  ),
})
/** How the hall server and the tablets are, for whoever looks after them. */
export type Care = Readonly<v.InferOutput<typeof Care>>

const AS_JSON = { 'Content-Type': 'application/json' }

/** Asks the hall server how it is, and what it knows of the tablets. */
export const askCare = async ({ post }: Pick<HallServer, 'post'>): Promise<Answer<Care>> =>
  judge(await post('/api/care', AS_JSON, '{}'), Care)

/** Asks the hall server for the hall kit: only the recovery sheet opens it. */
export const askKit = async ({ post }: Pick<HallServer, 'post'>): Promise<Answer<{ readonly kit: string }>> =>
  judge(await post('/api/kit', AS_JSON, '{}'), v.object({ kit: v.string() }))

const HeldTwice = v.object({ journals: v.record(v.string(), Whole), papers: v.array(v.string()) })

/** Asks the hall server what both it and a backup have: of each journal up to which line, and which of these papers (200 at most). */
export const askHeldTwice = async (
  { post }: Pick<HallServer, 'post'>,
  papers: readonly string[],
): Promise<Answer<v.InferOutput<typeof HeldTwice>>> =>
  judge(await post('/api/held-twice', AS_JSON, JSON.stringify({ papers })), HeldTwice)

/** Tells the hall server how this tablet is; false: it was not heard. */
export async function tellWellbeing({ post }: Pick<HallServer, 'post'>, wellbeing: Wellbeing): Promise<boolean> {
  const answer = await post('/api/wellbeing', AS_JSON, JSON.stringify(wellbeing))
  return answer !== null && answer.status < 300
}

import { randomBytes } from 'node:crypto'
import type { EventStore, PairedTablet, Run } from './eventStore.ts'
import type { OwnJournal } from './ownJournal.ts'
import { sha256Hex } from './signing.ts'

/** A tablet with a token of its own, and what is to be stored for it. */
export interface TokenGiven {
  readonly runs: readonly Run[]
  readonly tablet: PairedTablet
  readonly token: string
}

const newToken = () => {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: sha256Hex(token) }
}

/**
 * A tablet of the books gets another token: the answer with the one before may have been lost, or its time has come. What
 * it has is good until it uses the new one.
 */
export async function giveAgain(
  { store, now }: { readonly store: EventStore; readonly now: () => number },
  tablet: PairedTablet,
): Promise<TokenGiven> {
  const { token, tokenHash } = newToken()
  await store.giveNextToken(tablet.id, { tokenHash, given: now() })
  return { runs: [], tablet, token }
}

/** A store that lost something may have given this many lanes more than it knows of: they are their tablets' alone. */
const SPARED = 20

/**
 * A tablet that is new in the books gets the next lane with its token; the line that gives it is the server's own. Called
 * while nobody else is writing to the server's journal: so no lane is given twice. `code`: the first
 * tablet's, spent by it. `had`: the lane that a tablet has had of this hall, if the store has forgotten it.
 */
export async function giveLane(
  {
    own,
    store,
    tablets,
    now,
  }: {
    readonly own: OwnJournal
    readonly store: EventStore
    readonly tablets: readonly PairedTablet[]
    readonly now: () => number
  },
  newcomer: (lane: number) => Omit<PairedTablet, 'lane'>,
  { code = null, had = null }: { readonly code?: string | null; readonly had?: number | null } = {},
): Promise<TokenGiven> {
  const { token, tokenHash } = newToken()
  const { lane: closedAt } = await store.closedEpochs()
  const spared = closedAt === 0 ? 0 : closedAt + SPARED
  const taken = new Set(tablets.map((each) => each.lane))
  const isTheirs = had !== null && had <= spared && !taken.has(had)
  const lane = isTheirs ? had : 1 + Math.max(spared, ...taken)
  const tablet: PairedTablet = { ...newcomer(lane), lane }
  const effects = [{ kind: 'pairs-tablet', tablet, tokenHash, given: now(), code } as const]
  const runs = await own.record({ kind: 'LaneGiven', subject: tablet.id, body: { lane }, effects })
  return { runs, tablet, token }
}

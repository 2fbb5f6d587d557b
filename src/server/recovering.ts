import { randomBytes } from 'node:crypto'
import { signedRecovery } from '#log/signed.ts'
import type { AuthorityList } from './authorityList.ts'
import type { Challenges } from './challenges.ts'
import type { CommitQueue } from './commitQueue.ts'
import type { EventStore, PairedTablet } from './eventStore.ts'
import { giveAgain, giveLane, type TokenGiven } from './lanes.ts'
import type { OwnJournal } from './ownJournal.ts'
import { isSignedBy, isSignedByPerson, readPublicKey } from './signing.ts'

/** A tablet on which somebody has typed in the recovery sheet. */
interface RecoveryAsk {
  readonly name: string
  /** Public half of its key, SPKI in base64. */
  readonly key: string
  readonly challenge: string
  /** Where the tablet believes the hall server to be: `https://hall.example`. */
  readonly origin: string
  /** By the tablet's key. */
  readonly signature: string
  /** By the hall's root key, over the same. */
  readonly rootSignature: string
}

type Refused = 'not-founded' | 'wrong-origin' | 'challenge-failed' | 'bad-key' | 'wrong-sheet' | 'key-already-paired'

type RecoveryAnswer =
  | { readonly status: 'given'; readonly tablet: PairedTablet; readonly token: string }
  | { readonly status: 'refused'; readonly code: Refused }

/** Gives a tablet its token because the root key wants it in: the line that says so, only this tablet can bring. */
export interface Recovering {
  give(ask: RecoveryAsk): Promise<RecoveryAnswer>
}

export function createRecovering(options: {
  readonly hall: string
  readonly store: EventStore
  readonly queue: CommitQueue
  readonly own: OwnJournal
  readonly list: AuthorityList
  readonly challenges: Challenges
  /** Whether tablets reach this server under an origin: what another place passes on was signed for that place. */
  readonly isOrigin: (origin: string) => boolean
  readonly now: () => number
}): Recovering {
  const { hall, store, queue, own, list, challenges, isOrigin, now } = options

  function whyNot(ask: RecoveryAsk): Refused | null {
    const root = list.root()
    if (root === null) return 'not-founded'
    if (!isOrigin(ask.origin)) return 'wrong-origin'
    // What somebody has recorded was signed for a challenge that is used up.
    if (!challenges.use(ask.challenge, ask.key)) return 'challenge-failed'
    const text = signedRecovery({ hall, ...ask })
    const key = readPublicKey(ask.key)
    if (!key || !isSignedBy(key, text, ask.signature)) return 'bad-key'
    return isSignedByPerson(root, text, ask.rootSignature) ? null : 'wrong-sheet'
  }

  /** Decides while nobody else is writing to the server's journal: no lane is given twice. */
  async function decide(ask: RecoveryAsk) {
    const refuse = (code: Refused) => ({ runs: [], answer: (): RecoveryAnswer => ({ status: 'refused', code }) })
    const given = ({ runs, tablet, token }: TokenGiven) => ({
      runs,
      answer: (): RecoveryAnswer => ({ status: 'given', tablet, token }),
    })
    const why = whyNot(ask)
    if (why !== null) return refuse(why)
    const tablets = await store.tablets()
    const known = tablets.find(({ key }) => key === ask.key)
    if (known) {
      // Whoever was sent away comes back as another tablet. The answer to an earlier call may have been lost.
      if (known.status === 'revoked') return refuse('key-already-paired')
      return given(await giveAgain({ store, now }, known))
    }
    const place = 'manager' as const
    const id = `d_${randomBytes(8).toString('hex')}`
    const newcomer = (lane: number) =>
      ({ id, name: ask.name.trim() || `${place} ${lane}`, place, key: ask.key, status: 'vouched' }) as const
    return given(await giveLane({ own, store, tablets, now }, newcomer))
  }

  return {
    async give(ask) {
      // The founding may have been stored this moment.
      await list.catchUp()
      return queue.write({ journal: own.name, prepare: () => decide(ask) })
    },
  }
}

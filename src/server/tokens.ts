import type { AdmittedTablet } from '#domain/authority/tabletsOf.ts'
import type { Place } from '#domain/kind.ts'
import { isHallEvent } from '#domain/whole.ts'
import { readLine } from '#log/lines.ts'
import { signedChallenge } from '#log/signed.ts'
import type { AuthorityList } from './authorityList.ts'
import type { Challenges } from './challenges.ts'
import type { CommitQueue } from './commitQueue.ts'
import type { EventStore, PairedTablet } from './eventStore.ts'
import { giveAgain, giveLane } from './lanes.ts'
import type { OwnJournal } from './ownJournal.ts'
import { isProven, isSignedBy, readPublicKey } from './signing.ts'

const DAY_MS = 24 * 60 * 60_000
/** An older token than this (ms) is to be exchanged. */
export const TOKEN_RENEWED_MS = 7 * DAY_MS
/** An older one than this (ms) opens nothing any more: with its key the tablet gets another. */
export const TOKEN_LASTS_MS = 14 * DAY_MS

/** A tablet that asks for a token. */
interface TokenAsk {
  readonly tablet: string
  readonly challenge: string
  /** Where the tablet believes the hall server to be: `https://hall.example`. */
  readonly origin: string
  readonly signature: string
  /** The lines of the list of authority, or the one that let it in, from a tablet that the store has forgotten, and the lane that it had. */
  readonly admission?: string | undefined
  readonly lane?: number | undefined
}

type TokenAnswer =
  | { readonly status: 'given'; readonly tablet: PairedTablet; readonly token: string }
  | { readonly status: 'refused'; readonly code: 'challenge-failed' | 'not-admitted' | 'revoked' }
  /** It has never had one here, and the time is doubted: little is written then. */
  | { readonly status: 'not-now' }

/** Gives a tablet of the hall its token, once it has shown that it has its key. Tokens are kept only as hashes. */
export interface Tokens {
  /**
   * `isTimeDoubted`: only whom the store knows already gets one, and managers; otherwise nobody could say what the time is to
   * a server of which the store was put back on another machine, or that began with a kit.
   */
  give(ask: TokenAsk, isTimeDoubted: boolean): Promise<TokenAnswer>
}

export function createTokens(options: {
  readonly hall: string
  readonly store: EventStore
  readonly queue: CommitQueue
  readonly own: OwnJournal
  readonly list: AuthorityList
  readonly challenges: Challenges
  /** Whether tablets reach this server under an origin: what another place passes on was signed for that place. */
  readonly isOrigin: (origin: string) => boolean
  readonly now: () => number
}): Tokens {
  const { hall, store, queue, own, list, challenges, isOrigin, now } = options

  function isAnswered({ tablet, challenge, origin, signature }: TokenAsk, key: string): boolean {
    if (!challenges.use(challenge, tablet) || !isOrigin(origin)) return false
    const read = readPublicKey(key)
    return read !== null && isSignedBy(read, signedChallenge({ hall, origin, tablet, challenge }), signature)
  }

  /** The store may be older than the line that let this tablet in: the tablet shows it, and the manager's proof stands on it. */
  function admittedBy({ admission, tablet }: TokenAsk): Pick<AdmittedTablet, 'place' | 'key'> | null {
    const lines = admission?.split('\n') ?? []
    const shown = list.shown(lines, tablet)
    if (shown || list.everAdmitted(tablet)) return shown
    for (const line of lines) {
      const read = readLine(line)
      const event = read.ok ? read.event : null
      if (!event || event.hall !== hall || !isHallEvent(event)) continue
      if (event.kind !== 'TabletAdmitted' || event.subject !== tablet) continue
      if (isProven(line) && list.isSignedNow(event)) return event.body
    }
    return null
  }

  /** Decides while nobody else is writing to the server's journal: no lane is given twice. */
  async function decide(ask: TokenAsk, isTimeDoubted: boolean) {
    const refuse = (code: Extract<TokenAnswer, { status: 'refused' }>['code']) => ({
      runs: [],
      answer: (): TokenAnswer => ({ status: 'refused', code }),
    })
    const tablets = await store.tablets()
    const known = tablets.find(({ id }) => id === ask.tablet)
    const listed = known ?? list.tablet(ask.tablet)
    const named = listed ?? admittedBy(ask)
    // Not yet: the line that lets it in may still be on its way.
    if (!named || named.place === 'server') return refuse('not-admitted')
    if (!isAnswered(ask, named.key)) return refuse('challenge-failed')
    if (known?.status === 'revoked') return refuse('revoked')
    if (!known && isTimeDoubted && named.place !== 'manager')
      return { runs: [], answer: (): TokenAnswer => ({ status: 'not-now' }) }
    const { key } = named
    const place: Place = named.place
    const { runs, tablet, token } = known
      ? await giveAgain({ store, now }, known)
      : await giveLane(
          { own, store, tablets, now },
          // What lets it in is on its way, with whatever else the store has forgotten.
          () => ({ id: ask.tablet, name: '', place, key, status: listed ? 'paired' : 'vouched' }),
          { had: ask.lane ?? null },
        )
    return { runs, answer: (): TokenAnswer => ({ status: 'given', tablet, token }) }
  }

  return {
    async give(ask, isTimeDoubted) {
      const answer = await queue.write({ journal: own.name, prepare: () => decide(ask, isTimeDoubted) })
      // A manager may have sent it away at this very moment.
      await list.catchUp()
      return answer
    },
  }
}

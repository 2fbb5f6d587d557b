import { randomBytes, randomInt } from 'node:crypto'
import { plainCode } from '#domain/tablets/pairingLink.ts'
import { signedFirst } from '#log/signed.ts'
import type { AuthorityList } from './authorityList.ts'
import type { Challenges } from './challenges.ts'
import type { CommitQueue } from './commitQueue.ts'
import type { EventStore, PairedTablet } from './eventStore.ts'
import { giveAgain, giveLane, type TokenGiven } from './lanes.ts'
import type { OwnJournal } from './ownJournal.ts'
import { isSignedBy, readPublicKey, sha256Hex } from './signing.ts'

/** 32 characters that nobody mistakes for one another when reading them out. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const CODE_LENGTH = 8
const CODE_LASTS_MS = 10 * 60_000
const WRONG_TRIES = 5
const LOCKED_MS = 60_000

/** A code as shown: `A7K2-9QXD`. */
export interface ShownCode {
  readonly code: string
  /** ISO 8601. */
  readonly expires: string
}

/** The first tablet of a hall. */
interface First {
  readonly code: string
  readonly name: string
  /** Public half of its key, SPKI in base64. */
  readonly key: string
  readonly challenge: string
  /** Where the tablet believes the hall server to be: `https://hall.example`. */
  readonly origin: string
  /** By that key, so that nobody comes in with the key of another. */
  readonly signature: string
}

type Refused = 'code-wrong' | 'bad-key' | 'key-already-paired' | 'challenge-failed' | 'wrong-origin'

/** How a try to pair ended. */
type PairingAnswer =
  | { readonly status: 'paired'; readonly tablet: PairedTablet; readonly token: string }
  | { readonly status: 'refused'; readonly code: Refused }
  | { readonly status: 'locked'; readonly seconds: number }

/** Lets the first tablet in, by a code that the terminal prints. Codes and tokens are kept only as hashes. */
export interface Pairing {
  /** A code for the first tablet, which becomes a manager's. */
  makeCode(): Promise<ShownCode>
  pair(ask: First, address: string): Promise<PairingAnswer>
}

export function createPairing(options: {
  hall: string
  store: EventStore
  queue: CommitQueue
  own: OwnJournal
  list: AuthorityList
  challenges: Challenges
  /** Whether tablets reach this server under an origin: what another place passes on was signed for that place. */
  isOrigin: (origin: string) => boolean
  now: () => number
}): Pairing {
  const { hall, store, queue, own, list, challenges, isOrigin, now } = options
  /** Wrong tries by address: whoever guesses locks out nobody else. */
  const tries = new Map<string, { readonly wrong: number; readonly last: number }>()

  function wrong(address: string): PairingAnswer {
    for (const [known, { last }] of tries) if (last + LOCKED_MS <= now()) tries.delete(known)
    tries.set(address, { wrong: (tries.get(address)?.wrong ?? 0) + 1, last: now() })
    return { status: 'refused', code: 'code-wrong' }
  }

  /** For how long still (ms) nobody at this address is heard. */
  function lockedFor(address: string): number {
    const tried = tries.get(address)
    return tried && tried.wrong >= WRONG_TRIES ? Math.max(0, tried.last + LOCKED_MS - now()) : 0
  }

  /** Decides while nobody else is writing to the server's journal, so two tablets cannot spend one code. */
  async function decide(ask: First, address: string) {
    const answer = (answered: PairingAnswer) => ({ runs: [], answer: () => answered })
    const given = ({ runs, tablet, token }: TokenGiven) => ({
      runs,
      answer: (): PairingAnswer => ({ status: 'paired', tablet, token }),
    })
    const code = await store.code(sha256Hex(plainCode(ask.code)))
    if (!code || code.expires <= now()) return answer(wrong(address))
    const refuse = (code: Refused) => answer({ status: 'refused', code })
    if (!isOrigin(ask.origin)) return refuse('wrong-origin')
    // What somebody has recorded was signed for a challenge that is used up.
    if (!challenges.use(ask.challenge, ask.key)) return refuse('challenge-failed')
    const key = readPublicKey(ask.key)
    if (!key || !isSignedBy(key, signedFirst({ hall, ...ask }), ask.signature)) return refuse('bad-key')
    const tablets = await store.tablets()
    if (code.usedBy !== null) {
      // The answer to the first call may have been lost: the same key gets its tablet again, with a new token.
      const tablet = tablets.find(({ id, key, status }) => id === code.usedBy && key === ask.key && status === 'paired')
      if (!tablet) return answer(wrong(address))
      return given(await giveAgain({ store, now }, tablet))
    }
    // From the founding on managers let tablets in, and no code of this server does.
    if (list.isFounded()) return answer(wrong(address))
    if (tablets.some(({ key }) => key === ask.key)) return refuse('key-already-paired')
    const place = 'manager' as const
    const id = `d_${randomBytes(6).toString('hex')}`
    const newcomer = (lane: number) =>
      ({ id, name: ask.name.trim() || `${place} ${lane}`, place, key: ask.key, status: 'paired' }) as const
    return given(await giveLane({ own, store, tablets, now }, newcomer, { code: code.hash }))
  }

  return {
    async makeCode() {
      const letters = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
      const code = letters.join('')
      const expires = now() + CODE_LASTS_MS
      await store.saveCode({ hash: sha256Hex(code), place: 'manager', name: '', expires, usedBy: null })
      return { code: `${code.slice(0, 4)}-${code.slice(4)}`, expires: new Date(expires).toISOString() }
    },

    async pair(ask, address) {
      const seconds = Math.ceil(lockedFor(address) / 1_000)
      if (seconds > 0) return { status: 'locked', seconds }
      return queue.write({ journal: own.name, prepare: () => decide(ask, address) })
    },
  }
}

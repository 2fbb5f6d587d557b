import type { Place } from '#domain/kind.ts'

/** A place in the hall that a manager's tablet offers to whoever knocks with its code. */
interface Offer {
  /** Made of the code: `o_9f3c21a7…`. */
  readonly id: string
  readonly place: Place
  readonly name: string
  /** Milliseconds since 1970. */
  readonly ends: number
  /** The tablet that made the code. */
  readonly tablet: string
}

/** A tablet that wants in. Whether it has the code, only the tablet that made it can tell by the mac. */
export interface Knock {
  readonly key: string
  readonly sealKey: string | null
  readonly mac: string
  /** What people there call the tablet; may be empty. */
  readonly name: string
}

/** What the manager's tablet answers. The hall server understands nothing of it. */
export interface Answer {
  /** The line that lets the tablet in. */
  readonly line: string
  /** The hall's root key. */
  readonly root: string | null
  readonly mac: string
  /** What the tablet is called. */
  readonly name?: string | undefined
}

/** How it stands with an offer. `waiting`: for a knock, or for the manager's word. */
type OfferStatus =
  | { readonly status: 'waiting' }
  | { readonly status: 'refused' }
  | { readonly status: 'admitted'; readonly answer: Answer; readonly key: string }

/** What a knock is told. `heardMs`: the tablet that made the code was last heard so long ago. */
export type Heard =
  | { readonly status: 'waiting'; readonly heardMs: number }
  | { readonly status: 'refused' }
  | { readonly status: 'admitted'; readonly answer: Answer }
  | { readonly status: 'unknown' | 'ended' | 'spent' }
  | { readonly status: 'locked'; readonly seconds: number }

/** What the tablet that made a code hears. */
type Told =
  | { readonly status: 'told'; readonly knock: Knock | null }
  | { readonly status: 'not-yours' }
  | { readonly status: 'too-many' }

/**
 * Tablets that knock, and what they are answered. The hall server only carries between the two of them. All of it lies
 * in memory: the tablet that made a code tells of its offer again and again while it is open, and so does who knocks.
 *
 * Walk of an offer: told → knocked at, by one key and by no other from then on → answered or refused → forgotten an hour
 * after its end, so that the same key gets a lost answer again.
 */
export interface Offers {
  /** The tablet that made the code tells of its offer, and hears who has knocked. */
  tell(offer: Offer): Told
  /** What a tablet may know of an offer before it knocks; null when there is none. */
  look(id: string): Pick<Offer, 'place' | 'name'> | null
  knock(id: string, knock: Knock, address: string): Heard
  /** Who waits at a door, at which tablet the code was made, and where the new one is to stand. */
  knocking(): readonly { readonly tablet: string; readonly name: string; readonly place: Place }[]
  /** The manager's word; false when the tablet has made no such offer. */
  settle(id: string, tablet: string, standing: Exclude<OfferStatus, { status: 'waiting' }>): boolean
}

/** Longer than this (ms) no offer stands open. */
const LONGEST_MS = 10 * 60_000
const REMEMBERED_MS = 60 * 60_000
/** Nobody is sent to a tablet that has not asked for so long (ms): it is off, or nobody is signed in there. */
const HEARD_WITHIN_MS = 30_000
/** So many one tablet may have open. */
const OPEN_AT_ONCE = 8
/** After so many knocks with other keys than the first, one address is not heard for a while. For nobody else it changes anything. */
const WRONG_KNOCKS = 5
const LOCKED_MS = 60_000

interface Kept {
  readonly offer: Offer
  knock: Knock | null
  standing: OfferStatus
  heard: number
  readonly wrong: Map<string, { count: number; since: number }>
}

export function createOffers(now: () => number): Offers {
  const kept = new Map<string, Kept>()

  const isOpen = ({ offer, standing }: Kept) => standing.status === 'waiting' && offer.ends > now()

  function forget(): void {
    for (const [id, { offer }] of kept) if (offer.ends + REMEMBERED_MS <= now()) kept.delete(id)
  }

  function lockedFor({ wrong }: Kept, address: string): number {
    const tried = wrong.get(address)
    if (!tried || tried.count < WRONG_KNOCKS) return 0
    const left = tried.since + LOCKED_MS - now()
    if (left <= 0) wrong.delete(address)
    return Math.max(0, Math.ceil(left / 1_000))
  }

  return {
    tell(offer) {
      forget()
      const known = kept.get(offer.id)
      if (known) {
        if (known.offer.tablet !== offer.tablet) return { status: 'not-yours' }
        known.heard = now()
        return { status: 'told', knock: known.knock }
      }
      const open = [...kept.values()].filter((each) => each.offer.tablet === offer.tablet && isOpen(each))
      if (open.length >= OPEN_AT_ONCE) return { status: 'too-many' }
      const ends = Math.min(offer.ends, now() + LONGEST_MS)
      kept.set(offer.id, {
        offer: { ...offer, ends },
        knock: null,
        standing: { status: 'waiting' },
        heard: now(),
        wrong: new Map(),
      })
      return { status: 'told', knock: null }
    },

    look(id) {
      const known = kept.get(id)
      return known ? { place: known.offer.place, name: known.offer.name } : null
    },

    knock(id, knock, address) {
      const known = kept.get(id)
      if (!known) return { status: 'unknown' }
      const seconds = lockedFor(known, address)
      if (seconds > 0) return { status: 'locked', seconds }
      const { standing } = known
      if (known.knock === null && standing.status !== 'admitted') {
        if (!isOpen(known)) return { status: standing.status === 'refused' ? 'refused' : 'ended' }
        known.knock = knock
      }
      // After a restart somebody else may have knocked first; whoever was let in is the one who was named.
      if (knock.key !== (standing.status === 'admitted' ? standing.key : known.knock?.key)) {
        const tried = known.wrong.get(address)
        known.wrong.set(address, { count: (tried?.count ?? 0) + 1, since: now() })
        return { status: 'spent' }
      }
      if (standing.status === 'admitted') return { status: 'admitted', answer: standing.answer }
      if (standing.status === 'refused') return { status: 'refused' }
      return isOpen(known) ? { status: 'waiting', heardMs: now() - known.heard } : { status: 'ended' }
    },

    knocking: () =>
      [...kept.values()].flatMap((each) => {
        const { offer, knock } = each
        return isOpen(each) && knock && now() - each.heard < HEARD_WITHIN_MS
          ? [{ tablet: offer.tablet, name: knock.name || offer.name, place: offer.place }]
          : []
      }),

    settle(id, tablet, standing) {
      const known = kept.get(id)
      if (known?.offer.tablet !== tablet) return false
      // What was answered stands: a tablet that is in the hall is sent away by revoking it.
      if (known.standing.status !== 'admitted') known.standing = standing
      return true
    },
  }
}

import * as v from 'valibot'
import { PLACES, type Place } from '#domain/kind.ts'
import { type Answer, judge } from './answers.ts'
import type { AskJson } from './hallServer.ts'

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Time = v.pipe(v.string(), v.isoTimestamp())

/** What the hall server says to whoever asks. */
const Welcome = v.object({
  hall: v.string(),
  server: v.string(),
  time: Time,
  founded: v.boolean(),
  /** What it says is the hall's root key: nobody believes it for that. */
  root: v.optional(v.nullable(v.string()), null),
})
/** A hall as its server introduces it. */
export type Welcome = Readonly<v.InferOutput<typeof Welcome>>

const Paired = v.object({
  hall: v.string(),
  tablet: v.string(),
  token: v.pipe(v.string(), v.minLength(20)),
  lane: Whole,
  place: v.picklist(PLACES),
  name: v.string(),
  server: v.string(),
  time: Time,
})
/** A tablet of the hall with its token. */
export type Paired = Readonly<v.InferOutput<typeof Paired>>

const Knock = v.object({
  key: v.string(),
  sealKey: v.nullable(v.string()),
  mac: v.string(),
  name: v.string(),
})
/** A tablet that wants in, as it shows itself; nobody has judged it. */
export type Knock = Readonly<v.InferOutput<typeof Knock>>

export const AnswerToKnock = v.object({
  line: v.string(),
  root: v.nullable(v.string()),
  mac: v.string(),
  /** What the new tablet is called. A tablet of an earlier version says it in the line. */
  name: v.optional(v.string()),
})
/** What the manager's tablet answers: the line that lets in, the hall's root key, its name, and what vouches for all. */
export type AnswerToKnock = Readonly<v.InferOutput<typeof AnswerToKnock>>

const OfferSeen = v.object({ place: v.picklist(PLACES), name: v.string() })
const OfferTold = v.object({ knock: v.nullable(Knock) })
const KnockHeard = v.variant('status', [
  v.object({ status: v.literal('waiting'), heardMs: Whole }),
  v.object({ status: v.literal('refused') }),
  v.object({ status: v.literal('admitted'), answer: AnswerToKnock }),
])
const Challenge = v.object({ hall: v.string(), challenge: v.string() })
const Settled = v.object({ status: v.string() })

/** The calls by which tablets are let in. */
export interface DoorCalls {
  /** Which hall this is, asked by a tablet that belongs to none. */
  welcome(): Promise<Answer<Welcome>>
  /** The first tablet of a hall, with the code that the terminal printed. */
  pairFirst(ask: {
    code: string
    name: string
    key: string
    challenge: string
    origin: string
    signature: string
  }): Promise<Answer<Paired>>
  /** Tells of an offer that is open at this tablet, and hears who has knocked. */
  tellOffer(
    offer: string,
    told: { place: Place; name: string; ends: string },
  ): Promise<Answer<v.InferOutput<typeof OfferTold>>>
  settleKnock(
    offer: string,
    word: { status: 'refused' } | { status: 'admitted'; key: string; answer: AnswerToKnock },
  ): Promise<Answer<unknown>>
  lookAtOffer(offer: string): Promise<Answer<v.InferOutput<typeof OfferSeen>>>
  knock(
    ask: Knock & { offer: string; origin: string; signature: string },
  ): Promise<Answer<v.InferOutput<typeof KnockHeard>>>
  /** Something to sign, for a tablet of the hall or for the first one's key. */
  challenge(about: { tablet: string } | { key: string }): Promise<Answer<v.InferOutput<typeof Challenge>>>
  token(ask: {
    tablet: string
    challenge: string
    origin: string
    signature: string
    /** For a hall server that has lost the line that let this tablet in. */
    admission?: string
    /** The lane that it has, for one that has lost which. */
    lane?: number
  }): Promise<Answer<Paired>>
  /** A tablet that the root key wants in. */
  recover(ask: {
    name: string
    key: string
    challenge: string
    origin: string
    signature: string
    rootSignature: string
  }): Promise<Answer<Paired>>
}

/** Makes them out of calls that carry JSON. Loaded where a tablet is let in. */
export function createDoorCalls(ask: AskJson): DoorCalls {
  return {
    welcome: async () => judge(await ask('GET', '/api/hello'), Welcome),
    pairFirst: async (first) => judge(await ask('POST', '/api/pair', first), Paired),
    tellOffer: async (offer, told) => judge(await ask('PUT', `/api/offers/${offer}`, told), OfferTold),
    settleKnock: async (offer, word) => judge(await ask('PUT', `/api/offers/${offer}/word`, word), Settled),
    lookAtOffer: async (offer) => judge(await ask('GET', `/api/offers/${offer}`), OfferSeen),
    knock: async (knock) => judge(await ask('POST', '/api/knocks', knock), KnockHeard),
    challenge: async (about) => judge(await ask('POST', '/api/challenges', about), Challenge),
    token: async (answered) => judge(await ask('POST', '/api/tokens', answered), Paired),
    recover: async (asked) => judge(await ask('POST', '/api/recoveries', asked), Paired),
  }
}

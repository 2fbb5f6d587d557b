import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { PLACES } from '#domain/kind.ts'
import { Instant, ShownText, TabletId } from '#domain/shapes.ts'
import { signedKnock } from '#log/signed.ts'
import type { PairedTablet } from '../eventStore.ts'
import { isSignedBy, readPublicKey } from '../signing.ts'
import { BEHIND_THE_DESK, type Guard } from './access.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'
import { createStrangers } from './strangers.ts'

/** The list of authority of a hall of forty tablets and hundreds of people. */
const MAX_ADMISSION_BYTES = 1024 * 1024
const OfferId = v.pipe(v.string(), v.regex(/^o_[0-9a-f]{32}$/))
const Key = v.pipe(v.string(), v.maxLength(200), v.regex(/^[A-Za-z0-9+/]+=*$/))
const Mac = v.pipe(v.string(), v.regex(/^[\w-]{43}$/))
const Signature = v.pipe(v.string(), v.maxLength(200))

const OfferTold = v.object({ place: v.picklist(PLACES), name: ShownText, ends: Instant })
const Word = v.variant('status', [
  v.object({ status: v.literal('refused') }),
  v.object({
    status: v.literal('admitted'),
    key: Key,
    answer: v.object({
      line: v.pipe(v.string(), v.maxLength(64 * 1024)),
      root: v.nullable(v.pipe(v.string(), v.maxLength(200))),
      mac: Mac,
      name: v.optional(v.pipe(v.string(), v.maxLength(200))),
    }),
  }),
])
const KnockAsk = v.object({
  offer: OfferId,
  key: Key,
  sealKey: v.nullable(Key),
  mac: Mac,
  name: v.optional(ShownText, ''),
  origin: v.pipe(v.string(), v.maxLength(300)),
  signature: Signature,
})
/** A tablet of the hall, or the first one, which has a key and no name yet. */
const ChallengeAsk = v.union([v.object({ tablet: TabletId }), v.object({ key: Key })])
const TokenAsk = v.object({
  tablet: TabletId,
  challenge: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
  origin: v.pipe(v.string(), v.maxLength(300)),
  signature: Signature,
  admission: v.optional(v.pipe(v.string(), v.maxLength(MAX_ADMISSION_BYTES))),
  lane: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
})
const RecoveryAsk = v.object({
  name: v.optional(ShownText, ''),
  key: Key,
  challenge: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
  origin: v.pipe(v.string(), v.maxLength(300)),
  signature: Signature,
  rootSignature: Signature,
})
/** An answer holds a line of 64 KiB, escaped once more. */
const MAX_WORD_BYTES = 256 * 1024

/**
 * Letting tablets in: offers, knocks and their answers, and tokens for whoever was let in. Every desk may make an offer: it
 * lets nobody in, only the line that a manager signs does.
 */
export function doorRoutes(app: FastifyInstance, house: House, guard: Guard, problem: AnswerProblem): void {
  const { challenges, clock, epochs, hall, log, offers, recovering, tokens } = house
  const rateLimit = { max: house.limits.knocksPerMinute, timeWindow: '1 minute' }
  const strangers = { config: { rateLimit } }

  app.put<{ Params: { offer: string } }>(
    '/api/offers/:offer',
    guard(BEHIND_THE_DESK, async (request, reply, tablet) => {
      const offer = v.safeParse(v.object({ offer: OfferId }), request.params)
      const told = v.safeParse(OfferTold, request.body)
      if (!offer.success || !told.success) return problem(request, reply, 'bad-request')
      const { place, name, ends } = told.output
      const heard = offers.tell({ id: offer.output.offer, place, name, ends: Date.parse(ends), tablet: tablet.id })
      if (heard.status === 'not-yours') return problem(request, reply, 'offer-unknown')
      if (heard.status === 'too-many') return problem(request, reply, 'too-many-offers')
      return reply.send({ knock: heard.knock })
    }),
  )

  app.put('/api/offers/:offer/word', {
    bodyLimit: MAX_WORD_BYTES,
    ...guard(BEHIND_THE_DESK, async (request, reply, tablet) => {
      const offer = v.safeParse(v.object({ offer: OfferId }), request.params)
      const word = v.safeParse(Word, request.body)
      if (!offer.success || !word.success) return problem(request, reply, 'bad-request')
      if (!offers.settle(offer.output.offer, tablet.id, word.output)) return problem(request, reply, 'offer-unknown')
      log.info({ tablet: tablet.id, status: word.output.status }, 'a knock was answered')
      return reply.send({ status: word.output.status })
    }),
  })

  app.get('/api/offers/:offer', strangers, async (request, reply) => {
    const offer = v.safeParse(v.object({ offer: OfferId }), request.params)
    const seen = offer.success ? offers.look(offer.output.offer) : null
    return seen ? reply.send(seen) : problem(request, reply, 'offer-unknown')
  })

  app.post('/api/knocks', strangers, async (request, reply) => {
    const ask = v.safeParse(KnockAsk, request.body)
    if (!ask.success) return problem(request, reply, 'bad-request')
    const { offer, origin, signature, ...knock } = ask.output
    if (!house.origins().isOrigin(origin))
      return problem(request, reply, 'wrong-origin', { origin: house.origins().origin })
    const key = readPublicKey(knock.key)
    // Nobody comes in with the key of another.
    if (!key || !isSignedBy(key, signedKnock({ offer, origin, ...knock }), signature))
      return problem(request, reply, 'bad-key')
    const heard = offers.knock(offer, knock, request.ip)
    switch (heard.status) {
      case 'waiting':
      case 'admitted':
      case 'refused':
        return reply.send(heard)
      case 'locked':
        reply.header('Retry-After', String(heard.seconds))
        return problem(request, reply, 'pairing-locked')
      case 'ended':
        return problem(request, reply, 'offer-ended')
      case 'spent':
        return problem(request, reply, 'offer-spent')
      case 'unknown':
        return problem(request, reply, 'offer-unknown')
    }
  })

  app.post('/api/challenges', strangers, async (request, reply) => {
    const ask = v.safeParse(ChallengeAsk, request.body)
    if (!ask.success) return problem(request, reply, 'bad-request')
    const about = 'tablet' in ask.output ? ask.output.tablet : ask.output.key
    return reply.send({ hall, challenge: challenges.make(about) })
  })

  const long = { ...strangers, bodyLimit: 2 * MAX_ADMISSION_BYTES, preParsing: createStrangers() }
  app.post('/api/tokens', long, async (request, reply) => {
    const ask = v.safeParse(TokenAsk, request.body)
    if (!ask.success) return problem(request, reply, 'bad-request')
    const wrong = clock.trouble()
    const answer = await tokens.give(ask.output, wrong !== null)
    if (answer.status === 'refused') return problem(request, reply, answer.code)
    if (answer.status === 'not-now') return problem(request, reply, wrong?.code ?? 'store-unavailable', wrong?.facts)
    log.info({ tablet: answer.tablet.id, place: answer.tablet.place }, 'tablet given its token')
    return reply.send(given(answer))
  })

  app.post(
    '/api/recoveries',
    { config: { rateLimit: { max: house.limits.pairingsPerMinute, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const ask = v.safeParse(RecoveryAsk, request.body)
      if (!ask.success) return problem(request, reply, 'bad-request')
      const wrong = clock.trouble()
      if (wrong) return problem(request, reply, wrong.code, wrong.facts)
      const answer = await recovering.give(ask.output)
      if (answer.status === 'refused') return problem(request, reply, answer.code, { origin: house.origins().origin })
      log.info({ tablet: answer.tablet.id }, 'tablet given its token for the recovery sheet')
      return reply.send(given(answer))
    },
  )

  function given({ tablet, token }: { readonly tablet: PairedTablet; readonly token: string }) {
    const { id, lane, name, place } = tablet
    return { hall, tablet: id, token, lane, place, name, server: epochs.now, time: new Date(clock.now()).toISOString() }
  }
}

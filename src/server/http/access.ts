import type { FastifyReply, FastifyRequest } from 'fastify'
import { PLACES, type Place } from '#domain/kind.ts'
import type { PairedTablet } from '../eventStore.ts'
import type { ProblemCode } from '../problems.ts'
import { sha256Hex } from '../signing.ts'
import { TOKEN_LASTS_MS, TOKEN_RENEWED_MS } from '../tokens.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'

/** Who calls, by the token. */
export type Caller =
  /** `renew`: its token is old enough to be exchanged. */
  | { readonly status: 'known'; readonly tablet: PairedTablet; readonly renew: boolean }
  | { readonly status: 'revoked'; readonly tablet: PairedTablet }
  | { readonly status: 'token-missing' }
  /** `expired`: whose it was, as far as this server's clock is right. */
  | { readonly status: 'token-unknown'; readonly expired?: string }

/** The bearer token of a request, or null. */
export function tokenOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization
  const token = header === undefined ? null : /^Bearer ([A-Za-z0-9_-]{20,128})$/i.exec(header)?.[1]
  return token ?? null
}

const callers = new WeakMap<FastifyRequest, Promise<Caller>>()
/** Tablets that have been found out. */
const tablets = new WeakMap<FastifyRequest, string>()

/** The tablet that calls; null while nobody has asked, and for whoever is no tablet. */
export const tabletOf = (request: FastifyRequest): string | null => tablets.get(request) ?? null

/** Finds out who calls, once per request. The token itself is nowhere: not in the store, not in a log. */
export function callerOf(request: FastifyRequest, house: Books): Promise<Caller> {
  const known = callers.get(request)
  if (known) return known
  const caller = lookUp(request, house)
  callers.set(request, caller)
  return caller
}

/** Where callers are looked up. */
type Books = Pick<House, 'store' | 'clock'>

async function lookUp(request: FastifyRequest, { store, clock }: Books): Promise<Caller> {
  if (request.headers.authorization === undefined) return { status: 'token-missing' }
  const token = tokenOf(request)
  const hash = token === null ? null : sha256Hex(token)
  const found = hash === null ? null : await store.tabletByToken(hash)
  if (!found || hash === null) return { status: 'token-unknown' }
  const { tablet, given, isNext } = found
  tablets.set(request, tablet.id)
  // Who has been sent away is told so, for ever.
  if (tablet.status === 'revoked') return { status: 'revoked', tablet }
  const age = clock.now() - given
  // A clock that nobody believes sends nobody away: one of them is to say what is right.
  if (age >= TOKEN_LASTS_MS && clock.trouble() === null) return { status: 'token-unknown', expired: tablet.id }
  // A disk that is full does not keep anybody out: it is noted the next time.
  if (isNext) await store.confirmToken(hash).catch(() => {})
  return { status: 'known', tablet, renew: age >= TOKEN_RENEWED_MS }
}

/** What a route takes to answer tablets alone. */
export interface Guarded {
  readonly preParsing: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
}

/** So much one tablet may be sending at once: what has not arrived whole lies in memory. */
const SENDS_AT_ONCE = 6
/** What takes longer than this (ms) to arrive, somebody should know of. */
const SLOW_MS = 20_000

const sendsBody = ({ headers }: FastifyRequest) =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined

/**
 * Wraps a route so that only tablets at these places get through. They are told apart before a body is read: whoever has
 * no token fills no memory.
 */
export const createGuard =
  (house: Books & Pick<House, 'troubles'>, problem: AnswerProblem, sending = new Map<string, number>()) =>
  (
    places: readonly Place[],
    route: (request: FastifyRequest, reply: FastifyReply, tablet: PairedTablet) => Promise<unknown>,
  ): Guarded => {
    const refuse = (request: FastifyRequest, reply: FastifyReply, code: ProblemCode) => {
      // The rest of what was to be sent is not waited for.
      if (sendsBody(request)) reply.header('Connection', 'close')
      return problem(request, reply, code)
    }
    /** False when a tablet already sends so much that no more is read from it. */
    const mayItSend = (request: FastifyRequest, reply: FastifyReply, tablet: string): boolean => {
      const under = sending.get(tablet) ?? 0
      if (under >= SENDS_AT_ONCE) {
        house.troubles.note('flood', tablet)
        return false
      }
      sending.set(tablet, under + 1)
      const began = performance.now()
      const looked = () => {
        if (performance.now() - began > SLOW_MS) house.troubles.note('slow', tablet)
      }
      request.raw.once('end', looked)
      reply.raw.once('close', () => {
        sending.set(tablet, (sending.get(tablet) ?? 1) - 1)
        if (!request.raw.complete) looked()
      })
      return true
    }
    return {
      // After they were counted, and before anything of the body is read.
      async preParsing(request, reply) {
        const caller = await callerOf(request, house)
        if (caller.status !== 'known') return refuse(request, reply, caller.status)
        if (!places.includes(caller.tablet.place)) return refuse(request, reply, 'not-allowed-here')
        if (sendsBody(request) && !mayItSend(request, reply, caller.tablet.id))
          return refuse(request, reply, 'too-many-requests')
        return undefined
      },
      async handler(request, reply) {
        const caller = await callerOf(request, house)
        // It was known when the request began.
        if (caller.status !== 'known') return problem(request, reply, caller.status)
        return route(request, reply, caller.tablet)
      },
    }
  }

/** A wrapped route. */
export type Guard = ReturnType<typeof createGuard>

/** Every place. */
export const ANYWHERE = PLACES
/** Places that do not show to the public: these alone may touch papers and numbers. */
export const BEHIND_THE_DESK: readonly Place[] = PLACES.filter((place) => place !== 'wall')

import type { FastifyReply, FastifyRequest } from 'fastify'
import { PLACES, type Place } from '#domain/kind.ts'
import type { EventStore, PairedTablet } from '../eventStore.ts'
import type { ProblemCode } from '../problems.ts'
import { sha256Hex } from '../signing.ts'
import type { AnswerProblem } from './answers.ts'

/** Who calls, by the token. */
export type Caller =
  | { readonly status: 'known'; readonly tablet: PairedTablet }
  | { readonly status: 'revoked'; readonly tablet: PairedTablet }
  | { readonly status: 'token-missing' }
  | { readonly status: 'token-unknown' }

/** The bearer token of a request, or null. */
export function tokenOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization
  const token = header === undefined ? null : /^Bearer ([A-Za-z0-9_-]{20,128})$/i.exec(header)?.[1]
  return token ?? null
}

const callers = new WeakMap<FastifyRequest, Promise<Caller>>()

/** Finds out who calls, once per request. The token itself is nowhere: not in the store, not in a log. */
export function callerOf(request: FastifyRequest, store: EventStore): Promise<Caller> {
  const known = callers.get(request)
  if (known) return known
  const caller = lookUp(request, store)
  callers.set(request, caller)
  return caller
}

async function lookUp(request: FastifyRequest, store: EventStore): Promise<Caller> {
  if (request.headers.authorization === undefined) return { status: 'token-missing' }
  const token = tokenOf(request)
  const tablet = token === null ? null : await store.tabletByToken(sha256Hex(token))
  if (!tablet) return { status: 'token-unknown' }
  return tablet.status === 'revoked' ? { status: 'revoked', tablet } : { status: 'known', tablet }
}

/** What a route takes to answer tablets alone. */
export interface Guarded {
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
}

/**
 * Wraps a route so that only tablets at these places get through. They are told apart before a body is read: whoever has
 * no token fills no memory.
 */
export const createGuard =
  (store: EventStore, problem: AnswerProblem) =>
  (
    places: readonly Place[],
    route: (request: FastifyRequest, reply: FastifyReply, tablet: PairedTablet) => Promise<unknown>,
  ): Guarded => {
    const refuse = (request: FastifyRequest, reply: FastifyReply, code: ProblemCode) => {
      // The rest of what was to be sent is not waited for.
      if (request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined)
        reply.header('Connection', 'close')
      return problem(request, reply, code)
    }
    return {
      async onRequest(request, reply) {
        const caller = await callerOf(request, store)
        if (caller.status !== 'known') return refuse(request, reply, caller.status)
        if (!places.includes(caller.tablet.place)) return refuse(request, reply, 'not-allowed-here')
        return undefined
      },
      async handler(request, reply) {
        const caller = await callerOf(request, store)
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

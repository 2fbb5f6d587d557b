import type { FastifyReply, FastifyRequest } from 'fastify'
import { PLACES, type Place } from '#domain/kind.ts'
import type { EventStore, PairedTablet } from '../eventStore.ts'
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

/** Finds out who calls. The token itself is nowhere: not in the store, not in a log. */
export async function callerOf(request: FastifyRequest, store: EventStore): Promise<Caller> {
  if (request.headers.authorization === undefined) return { status: 'token-missing' }
  const token = tokenOf(request)
  const tablet = token === null ? null : await store.tabletByToken(sha256Hex(token))
  if (!tablet) return { status: 'token-unknown' }
  return tablet.status === 'revoked' ? { status: 'revoked', tablet } : { status: 'known', tablet }
}

/** Wraps a route so that only tablets at these places get through. */
export const createGuard =
  (store: EventStore, problem: AnswerProblem) =>
  (
    places: readonly Place[],
    route: (request: FastifyRequest, reply: FastifyReply, tablet: PairedTablet) => Promise<unknown>,
  ) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const caller = await callerOf(request, store)
    if (caller.status !== 'known') return problem(request, reply, caller.status)
    if (!places.includes(caller.tablet.place)) return problem(request, reply, 'not-allowed-here')
    return route(request, reply, caller.tablet)
  }

/** A wrapped route. */
export type Guard = ReturnType<typeof createGuard>

/** Every place. */
export const ANYWHERE = PLACES
/** Places that do not show to the public: these alone may touch papers and numbers. */
export const BEHIND_THE_DESK: readonly Place[] = PLACES.filter((place) => place !== 'wall')

import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { Day, Id } from '#domain/shapes.ts'
import { SignedHeadShape } from '#log/signedHead.ts'
import { ANYWHERE, type Guard } from './access.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'
import { MAX_PUSH_BYTES, unpack } from './unpack.ts'

/** More journals than a hall of forty tablets opens in years. */
const MOST_JOURNALS = 5_000
/** What a number weighs (bytes) of what a tablet may bring in a day: it is kept for its queue and day, whatever they are called. */
const NUMBER_WEIGHS = 4 * 1024
const Held = v.object({
  heads: v.pipe(v.array(SignedHeadShape), v.maxLength(MOST_JOURNALS)),
  /** Up to where numbers were given, as far as the tablet knows. */
  numbers: v.pipe(
    v.array(v.object({ queue: Id, day: Day, number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) })),
    v.maxLength(MOST_JOURNALS),
  ),
})

/**
 * What the store does not have comes in from whoever holds it: it has lost it, or whoever wrote it does not come back.
 * Tablets say how far they hold each journal, and bring what is asked of them.
 */
export function salvageRoutes(app: FastifyInstance, house: House, guard: Guard, problem: AnswerProblem): void {
  const { clock, disk, gathering, log, quotas, salvage, store } = house

  app.post('/api/salvage/lacks', {
    bodyLimit: MAX_PUSH_BYTES,
    config: { rateLimit: { max: house.limits.lacksPerMinute, timeWindow: '1 minute' } },
    ...guard(ANYWHERE, async (request, reply, tablet) => {
      const held = v.safeParse(Held, request.body)
      if (!held.success) return problem(request, reply, 'bad-request')
      const { numbers } = held.output
      // A store that has never forgotten anything knows itself which numbers it gave.
      if (numbers.length > 0 && tablet.place !== 'wall' && (await house.wants()) !== null) {
        const weight = numbers.length * NUMBER_WEIGHS
        if (disk.room === 'reserve') return problem(request, reply, 'disk-full')
        if (!quotas.allows(tablet.id, weight, 'day')) return problem(request, reply, 'too-much-today')
        quotas.note(tablet.id, weight, 'day')
        await store.carryOut(numbers.map((each) => ({ kind: 'names-number', ...each }) as const))
      }
      const { from, holes } = await salvage.lacks(held.output.heads)
      gathering.knows(
        tablet.id,
        held.output.heads.filter(({ journal }) => from.has(journal)),
      )
      return reply.send({ lacks: Object.fromEntries(from), holes: Object.fromEntries(holes) })
    }),
  })

  app.post('/api/salvage', {
    bodyLimit: MAX_PUSH_BYTES,
    ...guard(ANYWHERE, async (request, reply, tablet) => {
      const wrong = clock.trouble()
      if (wrong) return problem(request, reply, wrong.code, wrong.facts)
      const bytes = await unpack(request.body, request.headers['content-encoding'])
      if (bytes.status === 'refused') return problem(request, reply, bytes.code)
      if (disk.room === 'reserve') return problem(request, reply, 'disk-full')
      const { length } = bytes.bytes
      if (!quotas.allows(tablet.id, length, 'day')) return problem(request, reply, 'too-much-today')
      quotas.note(tablet.id, length, 'day')
      const taken = await salvage.takeIn(new TextDecoder().decode(bytes.bytes), tablet)
      if (!taken.ok) return problem(request, reply, 'bad-salvage')
      const { stored, whole } = taken
      gathering.brought(tablet.id, { lines: stored })
      if (stored > 0) log.info({ tablet: tablet.id, stored }, 'lines came back')
      return reply.send({ stored, whole })
    }),
  })
}

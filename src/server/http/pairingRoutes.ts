import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { ShownText } from '#domain/shapes.ts'
import { BEHIND_THE_DESK, type Guard } from './access.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'

const Ask = v.object({
  code: v.pipe(v.string(), v.maxLength(32)),
  name: v.optional(ShownText, ''),
  key: v.pipe(v.string(), v.maxLength(200)),
  challenge: v.pipe(v.string(), v.maxLength(100)),
  origin: v.pipe(v.string(), v.maxLength(300)),
  signature: v.pipe(v.string(), v.maxLength(200)),
})
const Confirmation = v.object({ confirm: v.literal(true) })

/** Letting the first tablet in, and a manager's word about the time. */
export function pairingRoutes(app: FastifyInstance, house: House, guard: Guard, problem: AnswerProblem): void {
  const { clock, epochs, hall, log, pairing } = house

  app.post(
    '/api/pair',
    { config: { rateLimit: { max: house.limits.pairingsPerMinute, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const ask = v.safeParse(Ask, request.body)
      if (!ask.success) return problem(request, reply, 'bad-request')
      const wrong = clock.trouble()
      if (wrong) return problem(request, reply, wrong.code, wrong.facts)
      const answer = await pairing.pair(ask.output, request.ip)
      if (answer.status === 'locked') {
        reply.header('Retry-After', String(answer.seconds))
        return problem(request, reply, 'pairing-locked')
      }
      if (answer.status === 'refused') return problem(request, reply, answer.code, { origin: house.origins().origin })
      const { id, lane, name, place } = answer.tablet
      log.info({ tablet: id, place }, 'tablet paired')
      const time = new Date(clock.now()).toISOString()
      return reply.send({ hall, tablet: id, token: answer.token, lane, place, name, server: epochs.now, time })
    },
  )

  app.post(
    '/api/time',
    guard(BEHIND_THE_DESK, async (request, reply, tablet) => {
      if (!v.is(Confirmation, request.body)) return problem(request, reply, 'bad-request')
      const wrong = clock.trouble()
      if (wrong) log.info({ tablet: tablet.id, ...wrong }, 'time confirmed by a manager')
      clock.confirm()
      return reply.send({ time: new Date(clock.now()).toISOString() })
    }),
  )
}

import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { Day, Id } from '#domain/shapes.ts'
import { BEHIND_THE_DESK, type Guard } from './access.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'

const Ask = v.object({
  request: Id,
  queue: Id,
  day: Day,
  count: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(200)),
})

/** What a block weighs (bytes) of what a tablet may bring in a day: the hall's server writes it down, and everybody is told. */
const BLOCK_WEIGHS = 32 * 1024

/** Blocks of ticket numbers. */
export function numberRoutes(app: FastifyInstance, house: House, guard: Guard, problem: AnswerProblem): void {
  app.post(
    '/api/numbers',
    guard(BEHIND_THE_DESK, async (request, reply, tablet) => {
      const ask = v.safeParse(Ask, request.body)
      if (!ask.success) return problem(request, reply, 'bad-request')
      const wrong = house.clock.trouble()
      if (wrong) return problem(request, reply, wrong.code, wrong.facts)
      // Whoever gets none prints from a lane of its own.
      if (house.disk.room === 'reserve') return problem(request, reply, 'disk-full')
      if (!house.quotas.allows(tablet.id, BLOCK_WEIGHS, 'day')) return problem(request, reply, 'too-much-today')
      const answer = await house.numbers.lease({ ...ask.output, tablet: tablet.id })
      if (answer.status === 'refused') return problem(request, reply, answer.code)
      house.quotas.note(tablet.id, BLOCK_WEIGHS, 'day')
      const { day, from, queue, to } = answer.lease
      return reply.send({ queue, day, from, to })
    }),
  )
}

import type { FastifyInstance } from 'fastify'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'

/** Whether the process lives, whether it may be used, and its figures. */
export function healthRoutes(app: FastifyInstance, house: House, problem: AnswerProblem): void {
  app.get('/healthz', async (_request, reply) => reply.header('Cache-Control', 'no-store').send({ status: 'ok' }))

  app.get('/readyz', async (request, reply) => {
    if (house.stop.aborted) return problem(request, reply, 'stopping')
    if (!house.clock.isReady()) return problem(request, reply, 'clock-behind')
    return reply.header('Cache-Control', 'no-store').send({ status: 'ready', head: await house.store.head() })
  })

  app.get('/metrics', async (_request, reply) =>
    reply
      .header('Cache-Control', 'no-store')
      .type(house.metrics.contentType)
      .send(await house.metrics.text()),
  )
}

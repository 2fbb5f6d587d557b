import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sha256Hex } from '../signing.ts'
import { tokenOf } from './access.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'

/** Whether the process lives, whether it may be used, and its figures. */
export function healthRoutes(app: FastifyInstance, house: House, problem: AnswerProblem): void {
  app.get('/healthz', async (_request, reply) => reply.header('Cache-Control', 'no-store').send({ status: 'ok' }))

  app.get('/readyz', async (request, reply) => {
    if (house.stop.aborted) return problem(request, reply, 'stopping')
    const wrong = house.clock.trouble()
    if (wrong) return problem(request, reply, wrong.code, wrong.facts)
    const troubles = house.troubles.lately()
    // Which tablets these are concerns whoever runs the server.
    const told = mayReadFigures(request) ? troubles : troubles.map(({ kind }) => ({ kind }))
    if (house.disk.room === 'reserve') return problem(request, reply, 'disk-full', { troubles: told })
    const head = await house.store.head()
    return reply.header('Cache-Control', 'no-store').send({ status: 'ready', head, troubles: told })
  })

  /** How busy a hall is concerns whoever runs the server. */
  function mayReadFigures(request: FastifyRequest): boolean {
    const token = tokenOf(request)
    if (token === null || house.metricsToken === null)
      return house.origins().isHere(request.socket.remoteAddress ?? '', request.headers.host)
    return timingSafeEqual(Buffer.from(sha256Hex(token)), Buffer.from(sha256Hex(house.metricsToken)))
  }

  app.get('/metrics', async (request, reply) => {
    if (!mayReadFigures(request)) return problem(request, reply, 'token-missing')
    return reply
      .header('Cache-Control', 'no-store')
      .type(house.metrics.contentType)
      .send(await house.metrics.text())
  })
}

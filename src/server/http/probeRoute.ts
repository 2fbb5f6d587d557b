import type { FastifyInstance } from 'fastify'
import { BEHIND_THE_DESK, type Guard } from './access.ts'
import type { House } from './house.ts'

/** What the hall server reaches beyond the hall. Takes no address: it tries the two that the manager has set. */
export function probeRoute(app: FastifyInstance, house: House, guard: Guard): void {
  app.get(
    '/api/probes',
    guard(BEHIND_THE_DESK, async (_request, reply) => reply.send(await house.probes.look())),
  )
}

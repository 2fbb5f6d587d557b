import type { FastifyInstance } from 'fastify'
import { DOTS, MOST_ROWS } from '#domain/settings/printing.ts'
import { BEHIND_THE_DESK, type Guard } from './access.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'

/** Most bytes of one slip: the widest paper, as long as a slip may be. */
const MAX_SLIP_BYTES = (DOTS[80] / 8) * MOST_ROWS

/** Prints a slip, rows of dots, on one of the printers that a manager has set. Takes its id, never an address. */
export function printerRoute(app: FastifyInstance, house: House, guard: Guard, problem: AnswerProblem): void {
  app.post('/api/printers/:printer/slips', {
    bodyLimit: MAX_SLIP_BYTES,
    config: { rateLimit: { max: house.limits.slipsPerMinute, timeWindow: '1 minute' } },
    ...guard(BEHIND_THE_DESK, async (request, reply) => {
      const { body, params } = request
      if (!Buffer.isBuffer(body)) return problem(request, reply, 'wrong-media-type')
      if (request.headers['content-encoding'] !== undefined) return problem(request, reply, 'wrong-encoding')
      const id = typeof params === 'object' && params !== null && 'printer' in params ? String(params.printer) : ''
      const said = await house.printers.print(id, body)
      if (said === 'paper-low') return reply.send({ said: 'printed', paperIsLow: true })
      return said === 'printed' || said === 'unsaid' ? reply.send({ said }) : problem(request, reply, said)
    }),
  })
}

import type { FastifyInstance } from 'fastify'
import { sha256Hex } from '../signing.ts'
import { BEHIND_THE_DESK, type Guard } from './access.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'

/** Most bytes of one sealed paper. */
const MAX_PAPER_BYTES = 2 * 1024 * 1024

/** Sealed papers: bytes the server cannot read, in and out under the name of their hash. */
export function paperRoutes(app: FastifyInstance, house: House, guard: Guard, problem: AnswerProblem): void {
  const { papers } = house.store
  const nameOf = (params: unknown): string | null => {
    const name = typeof params === 'object' && params !== null && 'name' in params ? String(params.name) : ''
    return /^[0-9a-f]{64}$/.test(name) ? name : null
  }

  app.put('/api/papers/:name', {
    bodyLimit: MAX_PAPER_BYTES,
    ...guard(BEHIND_THE_DESK, async (request, reply, tablet) => {
      const name = nameOf(request.params)
      const { body } = request
      if (!Buffer.isBuffer(body)) return problem(request, reply, 'wrong-media-type')
      if (request.headers['content-encoding'] !== undefined) return problem(request, reply, 'wrong-encoding')
      if (name === null || sha256Hex(body) !== name) return problem(request, reply, 'bad-paper-name')
      if (house.disk.room !== 'enough') return problem(request, reply, 'disk-full')
      const waits = (await papers.isNamed(name)) ? 0 : await papers.unnamedBytes(tablet.id)
      if (waits + body.length > house.limits.unnamedBytes && waits > 0)
        return problem(request, reply, 'too-many-papers')
      const isNew = (await papers.size(name)).status !== 'kept' && (await house.gathering.isOver())
      if (isNew && !house.quotas.allows(tablet.id, body.length, 'papers'))
        return problem(request, reply, 'too-much-today')
      const outcome = await papers.put(name, body, tablet.id)
      if (isNew && outcome === 'stored') house.quotas.note(tablet.id, body.length, 'papers')
      if (outcome === 'stored') house.gathering.brought(tablet.id, { papers: 1 })
      if (outcome === 'shredded') return problem(request, reply, 'shredded')
      return reply.code(outcome === 'stored' ? 201 : 200).send({ name, bytes: body.length })
    }),
  })

  app.get('/api/papers/:name', {
    compress: false,
    exposeHeadRoute: false,
    ...guard(BEHIND_THE_DESK, async (request, reply) => {
      const name = nameOf(request.params)
      const paper = name === null ? { status: 'unknown' as const } : await papers.get(name)
      if (paper.status !== 'kept')
        return problem(request, reply, paper.status === 'shredded' ? 'shredded' : 'paper-unknown')
      return reply.type('application/octet-stream').send(Buffer.from(paper.bytes))
    }),
  })

  app.head('/api/papers/:name', {
    compress: false,
    ...guard(BEHIND_THE_DESK, async (request, reply) => {
      const name = nameOf(request.params)
      const paper = name === null ? { status: 'unknown' as const } : await papers.size(name)
      if (paper.status !== 'kept')
        return problem(request, reply, paper.status === 'shredded' ? 'shredded' : 'paper-unknown')
      return reply.type('application/octet-stream').header('Content-Length', String(paper.bytes)).send()
    }),
  })
}

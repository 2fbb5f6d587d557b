import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { release } from '../release.ts'
import { Wellbeing } from '../wellbeing.ts'
import { ANYWHERE, BEHIND_THE_DESK, type Guard } from './access.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'

const Asked = v.object({ papers: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))), v.maxLength(200)) })

/** What whoever looks after the hall sees of its server and tablets; and each tablet says how it is. */
export function careRoutes(app: FastifyInstance, house: House, guard: Guard, problem: AnswerProblem): void {
  const { backups, clock, disk, presence, store, wellbeing } = house

  app.post(
    '/api/wellbeing',
    guard(ANYWHERE, async (request, reply, tablet) => {
      const said = v.safeParse(Wellbeing, request.body)
      if (!said.success) return problem(request, reply, 'bad-request')
      wellbeing.says(tablet.id, said.output)
      return reply.code(204).send()
    }),
  )

  /** Of the journal that a tablet writes now: how far it says that it has come, and how far it is kept here. */
  async function journalOf(tablet: string) {
    const claimed = presence.claimed(tablet)
    if (!claimed) return null
    const kept = (await store.journal(claimed.journal))?.head.n ?? 0
    return { journal: claimed.journal, claimed: Math.max(claimed.n, kept), kept }
  }

  app.post(
    '/api/kit',
    guard(BEHIND_THE_DESK, async (request, reply) => {
      const kit = await house.kit()
      return kit === null ? problem(request, reply, 'not-founded') : reply.send({ kit })
    }),
  )

  /** What a tablet may let go: it is here, and in a backup. */
  app.post(
    '/api/held-twice',
    guard(ANYWHERE, async (request, reply) => {
      const asked = v.safeParse(Asked, request.body)
      if (!asked.success) return problem(request, reply, 'bad-request')
      return reply.send(await backups.holds(asked.output.papers))
    }),
  )

  app.post(
    '/api/care',
    guard(BEHIND_THE_DESK, async (_request, reply) => {
      const tablets = (await store.tablets()).filter(({ status }) => status !== 'revoked')
      return reply.send({
        release,
        time: new Date(clock.now()).toISOString(),
        clock: clock.trouble()?.code ?? null,
        disk: { room: disk.room, freeBytes: disk.freeBytes },
        certificateEnds: house.certificateEnds(),
        backups: await backups.seen(),
        damaged: (await store.damaged()).length,
        tablets: await Promise.all(
          tablets.map(async ({ id }) => ({ tablet: id, journal: await journalOf(id), wellbeing: wellbeing.of(id) })),
        ),
      })
    }),
  )
}

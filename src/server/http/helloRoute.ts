import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { MOST_JOURNALS } from '../admission/admission.ts'
import { BEHIND_THE_DESK, callerOf } from './access.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'

const Whole = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))
const Ask = v.object({
  seq: v.optional(Whole),
  journal: v.optional(v.pipe(v.string(), v.regex(/^j_[0-9a-f]{16}(~[0-9a-f]{8})?$/))),
  n: v.optional(Whole),
  hash: v.optional(v.string()),
  /** What this store once had, as it was told. */
  receipt: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** What was wanted when the tablet last brought back all that it holds. */
  offered: v.optional(v.pipe(v.string(), v.maxLength(64))),
  /** Which start of the app it is, and in which row of them. */
  start: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[0-9a-f]{8}[a-z]{0,4}\.\d{1,9}\.[0-9a-f]{8}$/),
      v.transform((text) => {
        const [row = '', number = '', id = ''] = text.split('.')
        return { row, number: Number(number), id }
      }),
    ),
  ),
  /** What its device says, uncorrected (ms since 1970). */
  clock: v.optional(Whole),
})

/** The oldest app that this server can work with. */
const MIN_APP = '0.1.0'

/** The probe of reachability, by which a tablet also says that it is there and how far it has read. */
export function helloRoute(app: FastifyInstance, house: House, problem: AnswerProblem): void {
  const { clock, epochs, gathering, hall, offers, presence, store } = house

  app.get('/api/hello', async (request, reply) => {
    const caller = await callerOf(request, house)
    const ask = v.safeParse(Ask, request.query)
    // A clock that is years ahead takes every token for old: those who could say so are heard all the same.
    const teller = caller.status === 'known' ? caller.tablet.id : 'expired' in caller ? caller.expired : undefined
    if (teller !== undefined && ask.success && ask.output.clock !== undefined) clock.hear(teller, ask.output.clock)
    const wrong = clock.trouble()
    if (wrong && (caller.status !== 'token-unknown' || teller !== undefined))
      return problem(request, reply, wrong.code, wrong.facts)
    if (caller.status === 'token-unknown') return problem(request, reply, caller.status)
    const time = new Date(clock.now()).toISOString()
    if (caller.status === 'token-missing') {
      return reply.send({
        v: 1,
        server: epochs.now,
        hall,
        time,
        founded: house.list.isFounded(),
        root: house.list.root(),
      })
    }
    if (!ask.success) return problem(request, reply, 'bad-request')

    if (ask.output.receipt !== undefined) await epochs.show(ask.output.receipt)
    const { seq, journal, n, start } = ask.output
    const asked = journal === undefined ? null : await store.journal(journal)
    const own = [...(await store.journalsOf(caller.tablet.id, MOST_JOURNALS))]
    if (asked?.tablet === caller.tablet.id) own.push(asked)
    const journals = Object.fromEntries(
      own.map(({ journal, head }) => [journal, { kept: head.n, headHash: head.hash }]),
    )
    const head = await store.head()
    const agreed = clock.isAgreed()
    const facts = { v: 1, server: epochs.now, hall, head, time, agreed, journals, minApp: MIN_APP }
    if (caller.status === 'revoked') return reply.send({ ...facts, revoked: true, silent: [], missing: [] })

    // A disk that takes nothing knows of no copy.
    const copied = start ? await store.hearStart(caller.tablet.id, start).catch(() => false) : false
    presence.heard(caller.tablet.id, seq === undefined ? null : Math.min(seq, head))
    // A claim counts for the caller's own journals, and for one that it has not yet begun to send.
    if (journal !== undefined && n !== undefined && (asked === null || asked.tablet === caller.tablet.id))
      presence.claims(caller.tablet.id, journal, n, ask.output.hash)
    // Who knocks concerns managers, and they are at desks.
    const isDesk = BEHIND_THE_DESK.includes(caller.tablet.place)
    const knocks = isDesk ? offers.knocking() : []
    const troubles = isDesk ? house.troubles.lately() : []
    const damaged = (await store.damaged()).map(({ journal, n }) => ({ journal, from: n, to: n }))
    const missing = [...(await presence.missing()), ...damaged]
    await gathering.heard(caller.tablet.id, ask.output.offered ?? null)
    const gathers = isDesk ? await gathering.seen() : null
    return reply.send({
      ...facts,
      revoked: false,
      renew: caller.renew,
      silent: presence.silent(),
      missing,
      receipt: await epochs.receipt(),
      wants: await house.wants(),
      copied,
      gathers,
      knocks,
      troubles,
    })
  })
}

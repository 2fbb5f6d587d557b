import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { baseOf } from '#log/journalName.ts'
import { signedHead } from '#log/signedHead.ts'
import { type Admission, admit } from '../admission/admission.ts'
import { type CheckedLine, headOf, lookedAt, type Push, readPush } from '../admission/push.ts'
import { isDiskFull } from '../disk.ts'
import type { PairedTablet, Run } from '../eventStore.ts'
import { headStartOf, headStartText } from '../headStart.ts'
import { streamEvents } from '../liveStream.ts'
import { withPrinted } from '../numbers.ts'
import { isUrgent, waitsForNoClock, weightOf } from '../quotas.ts'
import { isSignedBy, readPublicKey } from '../signing.ts'
import { createWire } from '../wire.ts'
import { ANYWHERE, type Guard } from './access.ts'
import type { AnswerProblem } from './answers.ts'
import type { House } from './house.ts'
import { openOutlet } from './outlet.ts'
import { MAX_PUSH_BYTES, unpack } from './unpack.ts'

/** Streams that one tablet may have open: its tabs, and a connection that nobody has missed yet. */
const STREAMS_OF_A_TABLET = 4

const Cursor = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))
const Follow = v.object({
  after: v.optional(Cursor, '0'),
  live: v.optional(v.picklist(['0', '1']), '0'),
  page: v.optional(v.picklist(['0', '1']), '0'),
  mine: v.optional(v.pipe(v.string(), v.regex(/^j_[0-9a-f]{16}(~[0-9a-f]{8})?$/))),
})
const Tag = /^"e_\w+-s(\d{1,15})-(\d{1,15})-r(\d{1,15})"$/

/** Events in, events out. */
export function eventRoutes(app: FastifyInstance, house: House, guard: Guard, problem: AnswerProblem): void {
  const {
    clock,
    disk,
    epochs,
    gathering,
    hall,
    headStarts,
    journals,
    list,
    log,
    metrics,
    presence,
    queue,
    quotas,
    store,
    troubles,
    turns,
  } = house
  const wire = createWire()
  /** Open streams by tablet. */
  const streams = new Map<string, Set<AbortController>>()
  /** Tablets for which a head start is being written: one at a time. */
  const building = new Set<string>()
  // What a tablet has read of another epoch ends here; its next hello says which one it is.
  epochs.follow(() => {
    for (const own of streams.values()) for (const stop of own) stop.abort()
  })

  app.post('/api/events', {
    bodyLimit: MAX_PUSH_BYTES,
    ...guard(ANYWHERE, async (request, reply, tablet) => {
      const wrong = clock.trouble()
      if (wrong) return problem(request, reply, wrong.code, wrong.facts)
      const bytes = await unpack(request.body, request.headers['content-encoding'])
      if (bytes.status === 'refused') return problem(request, reply, bytes.code)
      const header = (name: string) => String(request.headers[name] ?? '')
      const signature = header('stayopen-signature')
      const read = readPush({
        hall,
        journal: header('stayopen-journal'),
        from: header('stayopen-from'),
        bytes: bytes.bytes,
      })
      if (read.status === 'refused') return problem(request, reply, read.code, factsOf(read.n))
      const { push } = read
      const key = readPublicKey(tablet.key)
      if (!key || !isSignedBy(key, signedHead(push.journal, headOf(push)), signature))
        return problem(request, reply, 'bad-signature', { n: headOf(push).n })
      // A wall says nothing that is folded.
      const events = tablet.place === 'wall' ? [] : push.lines.map(({ event }) => event)
      const time = clock.now()
      const ahead = waitsForNoClock(push, list, clock) ? null : list.firstAhead(events, time)
      if (ahead) return problem(request, reply, 'clock-ahead', { n: ahead.n, time: new Date(time).toISOString() })
      const weight = await weightOf(push, bytes.bytes.length, { list, gathering })
      const urgent = disk.room === 'reserve' && isUrgent(push, list)
      const room = urgent ? 'reserve' : 'day'
      if (disk.room === 'reserve' && !(urgent && quotas.allows(tablet.id, weight, room)))
        return problem(request, reply, 'disk-full')
      if (!quotas.allows(tablet.id, weight, 'day')) return problem(request, reply, 'too-much-today')
      quotas.note(tablet.id, weight, room)
      const lines = await lookedAt(push.lines)
      return answerPush(request, reply, push, await takeInSomehow({ ...push, lines }, tablet, signature))
    }),
  })

  /** Somebody else may have filled the disk to the last byte: what was kept back is there for this. */
  async function takeInSomehow(push: Push<CheckedLine>, tablet: PairedTablet, signature: string): Promise<Admission> {
    try {
      return await takeIn(push, tablet, signature)
    } catch (fault) {
      if (!isDiskFull(fault) || !isUrgent(push, list) || !(await disk.giveUpReserve())) throw fault
      log.error({ room: disk.room }, 'the disk is full, and what was kept back is in use')
      return takeIn(push, tablet, signature)
    }
  }

  /** Admits and stores; what is answered afterwards is on disk, and in the books where it counts. */
  async function takeIn(push: Push<CheckedLine>, tablet: PairedTablet, signature: string): Promise<Admission> {
    const admission = await queue.write({
      journal: baseOf(push.journal),
      async prepare() {
        const admission = await admit(push, tablet, signature, journals)
        const admitted = admission.status === 'admitted' || admission.status === 'fork' ? admission.runs : []
        // What was printed before the store lost something is given to nobody else.
        const runs = epochs.isLater ? admitted.map(withPrinted) : admitted
        return {
          runs,
          answer() {
            note(runs, tablet)
            return admission
          },
        }
      },
    })
    // Also after a repetition: the books may have failed to follow the first time.
    await list.catchUp()
    return admission
  }

  list.follow((change) => {
    log.info(change, 'books changed')
    // A revoked tablet hears nothing more; its next hello says why.
    if (change.kind === 'changes-tablet' && change.tablet.status === 'revoked')
      for (const stop of streams.get(change.tablet.id) ?? []) stop.abort()
  })

  function note(runs: readonly Run[], tablet: PairedTablet): void {
    for (const { journal, quarantined } of runs) {
      if (quarantined.length === 0) continue
      metrics.quarantined.inc(quarantined.length)
      log.info({ tablet: tablet.id, journal, quarantined }, 'events quarantined')
    }
  }

  async function answerPush(request: FastifyRequest, reply: FastifyReply, push: Push, admission: Admission) {
    switch (admission.status) {
      case 'refused':
        return problem(request, reply, admission.code, factsOf(admission.n))
      case 'gap':
        return problem(request, reply, 'gap', { expected: admission.expected })
      case 'fork': {
        metrics.forks.inc()
        const { branch, n } = admission
        log.info({ journal: push.journal, n, branch }, 'journal forked')
        const facts = branch ? { n, branch: branch.journal, kept: branch.kept } : { n }
        return problem(request, reply, 'fork', facts)
      }
      case 'admitted': {
        const quarantined = admission.runs.flatMap((run) => run.quarantined)
        const received = new Date(clock.now()).toISOString()
        return reply.send({ kept: admission.kept, head: await store.head(), received, quarantined })
      }
    }
  }

  app.get('/api/events', {
    config: { rateLimit: { max: house.limits.streamsPerMinute, timeWindow: '1 minute' } },
    ...guard(ANYWHERE, async (request, reply, tablet) => {
      const ask = v.safeParse(Follow, request.query)
      if (!ask.success) return problem(request, reply, 'bad-request')
      const wrong = clock.trouble()
      if (wrong) return problem(request, reply, wrong.code, wrong.facts)
      const { after, live, mine, page } = ask.output
      const owner = mine === undefined ? null : await store.journal(mine)
      const reader = { place: tablet.place, mine: owner?.tablet === tablet.id ? owner.journal : null }
      const { close, out, stop } = openOutlet(request, reply, {
        serverStops: house.stop,
        onSlow: () => troubles.note('slow', tablet.id),
      })
      const own = streams.get(tablet.id) ?? new Set()
      // A tablet listens once; what is left of lost connections makes way.
      for (const oldest of [...own].slice(0, Math.max(0, own.size + 1 - STREAMS_OF_A_TABLET))) oldest.abort()
      streams.set(tablet.id, own.add(stop))
      metrics.listeners.inc()
      try {
        const stopped = stop.signal
        await streamEvents({
          store,
          presence,
          wire,
          turns,
          reader,
          after,
          live: live === '1',
          page: page === '1',
          out,
          now: clock.now,
          stop: stopped,
        })
      } finally {
        metrics.listeners.dec()
        own.delete(stop)
        close()
      }
    }),
  })

  app.get('/api/head-start', {
    compress: false,
    config: { rateLimit: { max: house.limits.headStartsPerMinute, timeWindow: '1 minute' } },
    ...guard(ANYWHERE, async (request, reply, tablet) => {
      const wrong = clock.trouble()
      if (wrong) return problem(request, reply, wrong.code, wrong.facts)
      const reader = { place: tablet.place, mine: null }
      const redactions = await store.redactions()
      const asked = Tag.exec(String(request.headers['if-range'] ?? ''))
      const resumed = asked && Number(asked[3]) === redactions && Number(asked[2]) <= (await store.head())
      const range = resumed ? { since: Number(asked[1]), head: Number(asked[2]) } : await headStartOf(store, list)
      const tag = `"${epochs.now}-s${range.since}-${range.head}-r${redactions}"`
      if (building.has(tablet.id)) return problem(request, reply, 'too-many-requests')
      building.add(tablet.id)
      const ready = await headStarts
        .open(tablet.place, tag, () => headStartText(house, range, reader))
        .finally(() => building.delete(tablet.id))
      reply.header('ETag', tag).header('Accept-Ranges', 'bytes').type('application/x-ndjson')
      const from = /^bytes=(\d{1,15})-$/.exec(String(request.headers.range ?? ''))?.[1]
      const start = resumed && from !== undefined ? Number(from) : null
      if (start !== null && start >= ready.bytes) {
        ready.leave()
        reply.header('Content-Range', `bytes */${ready.bytes}`)
        return problem(request, reply, 'range-not-satisfiable')
      }
      if (start !== null) reply.code(206).header('Content-Range', `bytes ${start}-${ready.bytes - 1}/${ready.bytes}`)
      reply.header('Content-Length', ready.bytes - (start ?? 0))
      return reply.send(ready.read(start ?? 0))
    }),
  })
}

const factsOf = (n: number | undefined) => (n === undefined ? {} : { n })

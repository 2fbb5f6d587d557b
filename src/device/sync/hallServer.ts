import * as v from 'valibot'
import type { Outgoing } from '#device/hallLog/hallLog.ts'
import { PLACES } from '#domain/kind.ts'
import { type Answer, judge, type RawAnswer } from './answers.ts'
import { type Calling, type CallingOptions, createCalling, epochOf } from './calling.ts'
import { type PushBody, packLines } from './pushBody.ts'

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Time = v.pipe(v.string(), v.isoTimestamp())

/** A tablet the hall server has not heard: its last confirmed cursor and since when. */
export const Silent = v.object({ tablet: v.string(), seq: Whole, since: Time })
export type Silent = Readonly<v.InferOutput<typeof Silent>>

/** Lines of journals, from … to, both included. */
const Ranges = v.optional(v.array(v.object({ journal: v.string(), from: Whole, to: Whole })), [])

/** What comes back to a hall server that has lost something: who is waited for, and who has brought what. `ms`: for how long. */
const Gathers = v.object({
  epoch: v.string(),
  isOver: v.boolean(),
  untilTold: v.optional(v.boolean(), false),
  waitsFor: v.array(v.string()),
  brought: v.array(v.object({ tablet: v.string(), lines: Whole, papers: Whole })),
  lacking: Ranges,
  lackingPapers: v.optional(Whole, 0),
  ms: v.optional(Whole, 0),
})

/** What `hello` says to a tablet it knows. */
const Hello = v.object({
  v: v.literal(1),
  server: v.pipe(v.string(), v.minLength(1)),
  hall: v.string(),
  head: Whole,
  time: Time,
  /** Two tablets' own clocks say the same as the server's. */
  agreed: v.optional(v.boolean(), false),
  journals: v.record(v.string(), v.object({ kept: Whole, headHash: v.nullish(v.string()) })),
  minApp: v.nullish(v.string()),
  revoked: v.optional(v.boolean(), false),
  /** This tablet's token is to be exchanged. */
  renew: v.optional(v.boolean(), false),
  /** Another start on the same storage was heard that stands no lower: there is a second copy of this tablet. */
  copied: v.optional(v.boolean(), false),
  /** What the store of the hall server has on its disk, said so that it knows it again. */
  receipt: v.optional(v.nullable(v.string()), null),
  /** Something was lost in the store: what others wrote is wanted, too. Each time in other words when it is more. */
  wants: v.optional(v.nullable(v.string()), null),
  /** What comes back since, told at desks. */
  gathers: v.optional(v.nullable(Gathers), null),
  silent: v.optional(v.array(Silent), []),
  missing: Ranges,
  /** What the hall server is short of (`disk`), who asks too much of it (`flood`) and who is too slow for it (`slow`). */
  troubles: v.optional(v.array(v.record(v.string(), v.nullable(v.string()))), []),
  /** Tablets that want in, and the tablet at which each can be let in. */
  knocks: v.optional(v.array(v.object({ tablet: v.string(), name: v.string(), place: v.picklist(PLACES) })), []),
})
export type Hello = Readonly<v.InferOutput<typeof Hello>>

/** A call whose question and answer are JSON. */
export type AskJson = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<RawAnswer | null>

/** What a tablet says of itself with each hello. */
export interface HelloAsk {
  readonly seq: number
  readonly journal: string
  readonly n: number
  readonly hash: string
  /** What this hall server last said that it has on its disk. */
  readonly receipt: string | null
  /** What was wanted when this tablet last brought back all that it holds. */
  readonly offered: string | null
  /** Which start of the app this is; null: it could not be counted. */
  readonly start: string | null
  /** What this device says, uncorrected (ms since 1970). */
  readonly clock: number
}

/** The hall server's calls as a tablet makes them. None throws; every one ends in bounded time. */
export interface HallServer {
  /** Any call that carries JSON; null when nobody answers. */
  ask: AskJson
  hello(ask: HelloAsk): Promise<Answer<Hello>>
  /** Brings lines, packed before or now; what the answer means is judged where they are sent from. */
  push(outgoing: Outgoing, signature: string, packed?: PushBody | null): Promise<RawAnswer | null>
  /** Opens the event stream, or asks for the next page of it; the answer's body is read by the caller, who also watches its progress. */
  follow(ask: {
    after: number
    mine: string | null
    server: string | null
    as: 'stream' | 'page'
    stop: AbortSignal
  }): Promise<Response | null>
  /** Opens the lines of today's work, or takes them up where they broke off. */
  headStart(ask: {
    server: string | null
    resume: { readonly tag: string; readonly from: number } | null
    stop: AbortSignal
  }): Promise<Response | null>
  /** Any call at all, such as for a paper, within so many ms. */
  call: Calling['call']
  /** Sends what is no JSON; null when nobody answers while it may be on its way, 20 s and more for what is large. */
  post(path: string, headers: Record<string, string>, body: PushBody): Promise<RawAnswer | null>
}

/** A hello that takes longer (ms) is no contact: two in a row stay below the silence others notice. */
const HELLO_MS = 4_000
const CALL_MS = 10_000
/** A push may take this long, and 1 ms more for every 32 bytes (256 kbit/s). */
export const PUSH_MS = 20_000
export const BYTES_PER_MS = 32

/** Makes the calls over a fetch restricted to the hall server's origin. */
export function createHallServer(
  options: CallingOptions & {
    /** Pushes longer than this many characters go gzipped. */
    readonly gzipAbove?: number
  },
): HallServer {
  const { gzipAbove } = options
  const { headers, once, call } = createCalling(options)

  const post: HallServer['post'] = (path, more, body) =>
    call({ path, method: 'POST', more, body }, PUSH_MS + body.length / BYTES_PER_MS)

  /** Opens an answer that is read piece by piece; null unless it is the NDJSON of the server we believe to hear. */
  async function openStream(
    path: string,
    more: Record<string, string>,
    server: string | null,
    stop: AbortSignal,
  ): Promise<Response | null> {
    try {
      const response = await options.fetch(path, {
        headers: headers(more),
        cache: 'no-store',
        redirect: 'manual',
        signal: stop,
      })
      const ndjson = response.headers.get('Content-Type')?.includes('ndjson') ?? false
      const epoch = epochOf(response)
      if ((response.status === 200 || response.status === 206) && ndjson && (epoch === null || epoch === server))
        return response
      await response.body?.cancel()
      return null
    } catch {
      return null
    }
  }

  const askJson: AskJson = (method, path, body) => {
    if (body === undefined) return call({ path, method }, CALL_MS)
    const more = { 'Content-Type': 'application/json' }
    return call({ path, method, more, body: JSON.stringify(body) }, CALL_MS)
  }

  return {
    ask: askJson,

    async hello({ seq, journal, n, hash, receipt, offered, start, clock: device }) {
      const query = new URLSearchParams({
        seq: String(seq),
        journal,
        n: String(n),
        hash,
        clock: String(Math.round(device)),
      })
      if (receipt !== null) query.set('receipt', receipt)
      if (offered !== null) query.set('offered', offered)
      if (start !== null) query.set('start', start)
      // Who hears that its token is not known, or that it is to have another one, sees to it by itself.
      return judge(await once({ path: `/api/hello?${query}` }, HELLO_MS), Hello)
    },

    async push({ name, from, lines }, signature, packed = null) {
      const body = packed ?? (await packLines(lines, gzipAbove))
      const more = {
        'Content-Type': 'application/x-ndjson',
        'StayOpen-Journal': name,
        'StayOpen-From': String(from),
        'StayOpen-Signature': signature,
        ...(typeof body === 'string' ? {} : { 'Content-Encoding': 'gzip' }),
      }
      return post('/api/events', more, body)
    },

    call,
    post,

    follow({ after, mine, server, as, stop }) {
      const how = as === 'stream' ? { live: '1' } : { page: '1' }
      const query = new URLSearchParams({ after: String(after), ...how, ...(mine === null ? {} : { mine }) })
      return openStream(`/api/events?${query}`, {}, server, stop)
    },

    headStart({ server, resume, stop }) {
      const more = resume ? { Range: `bytes=${resume.from}-`, 'If-Range': resume.tag } : {}
      return openStream('/api/head-start', more, server, stop)
    },
  }
}

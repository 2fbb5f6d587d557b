import * as v from 'valibot'
import { createBackOff } from '#device/basics/backOff.ts'
import { toBase64Url } from '#device/basics/base64.ts'
import { compressText } from '#device/basics/compressing.ts'
import type { Chance, Clock, OnFault } from '#device/basics/ports.ts'
import { createPump, type Pump } from '#device/basics/pump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { judge } from '#device/sync/answers.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import type { NumbersPart } from '#domain/numbers/numbers.ts'
import { writeCarried } from '#log/carried.ts'
import type { CarriedRun } from '#log/carriedRuns.ts'
import { baseOf } from '#log/journalName.ts'
import type { SignedHead } from '#log/signedHead.ts'
import { chooseRuns, signRun } from './choosing.ts'

const LineNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const Lacks = v.object({
  lacks: v.record(v.string(), LineNumber),
  /** Lines that their tablet has said are lost; a server before this one asks for none of them. */
  holes: v.optional(v.record(v.string(), v.array(v.tuple([LineNumber, LineNumber]))), {}),
})
const Taken = v.object({ stored: v.number(), whole: v.array(v.string()) })
const GZIPPED_LINES = { 'Content-Type': 'application/x-ndjson', 'Content-Encoding': 'gzip' }

/** So much (bytes) goes in one piece; the hall server takes twice as much. */
const PIECE_BYTES = 1024 * 1024
/** What could not be taken yet, because nobody has brought who let its writer in, is offered again so often (ms). */
const AGAIN_MS = 30_000
const TIMES = 60

/** What is to be brought, under a name by which it is known again. */
export interface ToBring {
  readonly name: string
  /** What the hall server wants that has lost something: all that is held here. Null: it has lost nothing. */
  readonly wants: string | null
  /** Journals, under the names of their own lines, of which something is held here that the hall server has never had. */
  readonly journals: ReadonlySet<string>
}

/**
 * Brings to the hall server what it lacks and nobody else may bring: where it has lost something, all that this tablet holds
 * of others and of the server that was; otherwise what a tablet wrote that does not come back, or has lost its key. The very
 * lines, under the signatures of those who wrote them. Its own lines go the usual way.
 */
export function openSalvage(options: {
  readonly log: SyncedLog
  readonly key: SigningKey
  readonly identity: { readonly hall: string; readonly tablet: string }
  readonly server: Pick<HallServer, 'ask' | 'post'>
  readonly clock: Clock
  readonly chance: Chance
  /** What the hall server that is heard now lacks, as far as is known; null: nothing. */
  readonly toBring: () => ToBring | null
  /** Own lines are left that go the usual way. */
  readonly maySend: () => Promise<boolean>
  /** Corrected time. */
  readonly now: () => number
  /** Everything was offered; `wants`: what the hall server asked for that has lost something. */
  readonly onOffered: (wants: string | null) => void
  readonly onFault: OnFault
}): Pump {
  const { log, key, identity, server } = options
  const backOff = createBackOff(options.chance)
  let looked: { readonly name: string; times: number } | null = null

  async function run(): Promise<number | null> {
    const ask = options.toBring()
    if (ask === null) return null
    if (looked?.name !== ask.name) looked = { name: ask.name, times: 0 }
    // Its own lines and what it still has to hear come first: they are most of what is missing.
    if (looked.times >= TIMES || (await options.maySend())) return null
    const brought = await bring(ask)
    if (brought === 'not-now' || (ask.wants !== null && options.toBring()?.wants !== ask.wants)) return backOff.next()
    backOff.reset()
    looked.times += 1
    if (looked.times === 1) options.onOffered(ask.wants)
    if (brought === 'all') looked.times = TIMES
    return brought === 'all' ? null : AGAIN_MS
  }

  /** `all`: the hall server lacks nothing that can be shown from here; `some`: it could not take everything yet. */
  async function bring({ wants, journals }: ToBring): Promise<'all' | 'some' | 'not-now'> {
    const isLeft = ({ journal }: SignedHead) => journals.has(baseOf(journal))
    const heads = newestOf(await log.signedHeads()).filter((head) => wants !== null || isLeft(head))
    const signed = new Set(heads.map(({ journal }) => baseOf(journal)))
    const whole = new Map<string, number>()
    for (;;) {
      const answer = judge(
        await server.ask('POST', '/api/salvage/lacks', { heads, numbers: numbersOf(log.hall) }),
        Lacks,
      )
      if (answer.kind !== 'ok') return 'not-now'
      const { lacks } = answer.value
      const holes = new Map(Object.entries(answer.value.holes))
      // What this tablet wrote under another key and the hall server has now waits no longer.
      for (const head of heads.filter(isLeft)) {
        if (lacks[head.journal] === undefined) await log.kept(baseOf(head.journal), head.n)
      }
      const from = new Map([...Object.entries(lacks), ...whole])
      const end = [...journals].every((journal) => signed.has(journal)) ? 'all' : 'some'
      if (from.size === 0 && holes.size === 0) return end
      const { runs } = await chooseRuns(log, key, { from, holes })
      let stored = 0
      let more = false
      for (const piece of pieces(await Promise.all(runs.map((run) => signRun(run, key))))) {
        const text = await writeCarried(cover(), piece, async (signed) => toBase64Url(await key.sign(signed)))
        const bytes = await compressText(text, 'gzip')
        const taken = judge(await server.post('/api/salvage', GZIPPED_LINES, bytes), Taken)
        if (taken.kind !== 'ok') return 'not-now'
        stored += taken.value.stored
        for (const journal of taken.value.whole) {
          more ||= !whole.has(journal)
          whole.set(journal, 1)
        }
      }
      // What is lost everywhere as far as is known here is offered by whoever finds it.
      if (stored === 0 && !more) return from.size === 0 ? end : 'some'
    }
  }

  const cover = () => {
    const { hall, tablet } = identity
    return { hall, tablet, at: new Date(options.now()).toISOString(), what: 'all', leftOut: 0 } as const
  }

  return createPump(options.clock, run, options.onFault)
}

/** The newest head of each journal. */
function newestOf(heads: readonly SignedHead[]): readonly SignedHead[] {
  const newest = new Map<string, SignedHead>()
  for (const head of heads) if (head.n > (newest.get(head.journal)?.n ?? 0)) newest.set(head.journal, head)
  return [...newest.values()]
}

/** Up to where numbers are given, as far as is known here: who gave them may not be able to show it. */
const numbersOf = (hall: NumbersPart) =>
  [...hall.numbers].flatMap(([key, { blocks }]) => {
    const [day = '', queue = ''] = key.split('/')
    const number = blocks.reduce((highest, { to }) => Math.max(highest, to), 0)
    return number === 0 ? [] : [{ queue, day, number }]
  })

/** Runs that travel together. */
function pieces(runs: readonly CarriedRun[]): readonly (readonly CarriedRun[])[] {
  const all: CarriedRun[][] = []
  let size = 0
  for (const run of runs) {
    const bytes = run.lines.reduce((sum, line) => sum + new TextEncoder().encode(line).length, 0)
    if (all.length === 0 || size + bytes > PIECE_BYTES) {
      all.push([])
      size = 0
    }
    all.at(-1)!.push(run)
    size += bytes
  }
  return all
}

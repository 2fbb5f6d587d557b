import { randomBytes } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bench, describe } from 'vitest'
import { EMPTY_HEAD, hashOfLine, type JournalHead, writeLine } from '#log/lines.ts'
import { createCommitQueue } from '#server/commitQueue.ts'
import type { EventStore, Run } from '#server/eventStore.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { builtProgram, type ServerProcess } from '#support/serverProcess.ts'
import { call, pairAnother, pairTablet, type SigningTablet } from '#support/signingTablet.ts'
import { measure, once, print } from './report.ts'

/*
 * Durable appends of the embedded store beside raw append + fdatasync of the same lines, on the same disk, in turns, and
 * the built server as a process of its own. Durability: both sides flush before they answer.
 */
const ROUNDS = 9
const ROUND_MS = 250
const MILLION = 1_000_000
const LISTENERS = 50

describe('the embedded store', () => {
  for (const { batch, least } of [
    { batch: 500, least: 0.8 },
    { batch: 50, least: 0.6 },
  ]) {
    bench(
      `durable append, ${batch} lines a batch`,
      async () => {
        const { ours, raw } = await appendInTurns(batch)
        const what = `durable append, ${batch} lines a batch`
        print({ what, unit: 'lines/s', measured: ours, raw, target: { least, of: 'raw' } })
      },
      once,
    )
  }

  bench(
    'twenty tablets, one event at a time',
    async () => {
      const together: number[] = []
      const apart: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        together.push(await singles(true))
        apart.push(await singles(false))
      }
      print({
        what: 'lines of twenty tablets, each waiting for its answer, with one commit for all that wait',
        unit: 'lines/s',
        measured: together,
        raw: apart,
        rawIs: 'with one commit each',
        target: { least: 5, of: 'raw' },
      })
    },
    once,
  )
})

describe('the whole server over HTTP', () => {
  bench(
    'takes in 50,000 lines that nobody has closed, and gives them to six new tablets at once',
    async () => {
      await onServer(async ({ server, manager, hall, listen }) => {
        await listen(0)
        const rates: number[] = []
        for (let i = 0; i < 100; i++) {
          manager.writeSome(i === 0 ? 499 : 500)
          const started = performance.now()
          await manager.push(i * 500 + 1)
          rates.push(500_000 / (performance.now() - started))
        }
        print({ what: `lines pushed while ${LISTENERS} listen`, unit: 'lines/s', measured: rates, target: null })
        const fresh = await Promise.all(
          Array.from({ length: 6 }, () => pairAnother({ origin: server.origin, hall }, manager, 'counter')),
        )
        const headStart = async ({ bearer }: SigningTablet) => {
          const answer = await fetch(`${server.origin}/api/head-start`, { headers: bearer })
          await answer.body?.pipeTo(new WritableStream())
        }
        await headStart(manager)
        const one = await residentMiB(server.origin)
        let begun = true
        const greeted = greetings(server.origin, () => begun)
        await Promise.all(fresh.map(headStart))
        begun = false
        const six = await residentMiB(server.origin)
        const what = 'memory after six head starts at once'
        print({ what, unit: 'MiB', measured: [six], raw: [one], rawIs: 'after one', target: { most: 1.2, of: 'raw' } })
        const slowest = Math.max(...(await greeted))
        print({ what: 'the longest hello meanwhile', unit: 'ms', measured: [slowest], target: { most: 100 } })
      })
    },
    once,
  )

  bench(
    'holds a million lines: it is killed, comes back, and tells fifty listeners of a day',
    async () => {
      await onServer(async (on) => {
        await on.server.stop()
        await fillWith(MILLION, on.data)
        const readies: number[] = []
        await on.restart()
        for (let round = 0; round < 3; round++) {
          await on.server.kill()
          const [ms = 0] = await measure(1, () => on.restart())
          readies.push(ms)
        }
        print({
          what: 'ready after a kill with a million lines',
          unit: 'ms',
          measured: readies,
          target: { most: 2_000 },
        })
        const { head } = (await call(on.server.origin, '/readyz')).body
        const idle = await residentMiB(on.server.origin)
        await on.listen(head)
        const waits: number[] = []
        for (let i = 0; i < 1_000; i++) {
          on.manager.writeSome(1)
          const [ms = 0] = await measure(1, () => on.manager.push(on.manager.notebook.head.n))
          waits.push(ms)
        }
        print({ what: `a push of one line to ${LISTENERS} listeners`, unit: 'ms', measured: waits, target: null })
        const busy = await residentMiB(on.server.origin)
        const what = `memory with a million lines and ${LISTENERS} listeners, after a day of single pushes`
        print({ what, unit: 'MiB', measured: [busy], raw: [idle], rawIs: 'before them', target: { most: 150 } })
      })
    },
    once,
  )
})

const NOW = '2026-11-23T09:00:00.000Z'

async function appendInTurns(batch: number): Promise<{ ours: number[]; raw: number[] }> {
  const ours: number[] = []
  const raw: number[] = []
  await inStore(async (store, folder) => {
    const book = createBook(1)
    const file = openSync(join(folder, 'raw.ndjson'), 'a')
    for (let round = 0; round < ROUNDS; round++) {
      // The lines exist beforehand on both sides: what is measured is keeping them.
      const runs = Array.from({ length: 40 }, () => book.run(batch))
      ours.push(await rate(batch, runs, async (run) => void (await store.append([run], NOW))))
      raw.push(
        await rate(batch, runs, async ({ lines }) => {
          writeSync(file, `${lines.join('\n')}\n`)
          fdatasyncSync(file)
        }),
      )
    }
    closeSync(file)
  })
  return { ours, raw }
}

async function rate(batch: number, runs: readonly Run[], keep: (run: Run) => Promise<void>): Promise<number> {
  const started = performance.now()
  for (const run of runs) await keep(run)
  return (runs.length * batch * 1_000) / (performance.now() - started)
}

/** Lines per second that twenty tablets get acknowledged, each waiting for its answer before the next. */
async function singles(coalesce: boolean): Promise<number> {
  let rate = 0
  await inStore(async (store) => {
    const queue = createCommitQueue(store, { now: () => 0, coalesce })
    const started = performance.now()
    let acknowledged = 0
    const tablets = Array.from({ length: 20 }, async (_, i) => {
      const book = createBook(i + 1)
      while (performance.now() - started < ROUND_MS) {
        const runs = [book.run(1)]
        await queue.write({ journal: runs[0]!.journal, prepare: async () => ({ runs, answer: () => null }) })
        acknowledged += 1
      }
    })
    await Promise.all(tablets)
    rate = (acknowledged * 1_000) / (performance.now() - started)
    await queue.finish()
  })
  return rate
}

async function inStore(work: (store: EventStore, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const store = openSqliteStore(folder)
  await store.found({ hall: 'h_1', server: 'e_1', journal: 'j_5e5e5e5e5e5e5e5e', signingKey: 'k' })
  await work(store, folder)
  await store.close()
  await rm(folder, { recursive: true, force: true })
}

/** Writes runs of one journal, lines of about 600 bytes as the workloads have them. */
function createBook(tablet: number) {
  const journal = `j_${tablet.toString(16).padStart(16, '0')}`
  let head: JournalHead = EMPTY_HEAD
  return {
    run(count: number): Run {
      const before = head
      const lines: string[] = []
      for (let i = 0; i < count; i++) {
        const n = head.n + 1
        const stamp = `${NOW}-${(n % 65_536).toString(16).padStart(4, '0')}-${journal.slice(2, 10)}`
        const body = { counter: '3', note: `${n}`.repeat(60).slice(0, 220) }
        const envelope = { hall: 'h_1', journal, n, stamp, prev: head.hash, kind: 'TicketCalled' }
        const written = writeLine(
          { ...envelope, by: 's_0012', subject: `t_${n}`, body, papers: [], drill: null },
          randomBytes(16),
        )
        if (!written.ok) throw new Error(written.why)
        lines.push(written.line)
        head = { n, hash: hashOfLine(written.line) }
      }
      const effects = before.n === 0 ? [{ kind: 'opens-journal', tablet: `d_${tablet}` } as const] : []
      const kinds = lines.map(() => 'TicketCalled')
      const moves = { before, after: head }
      return {
        journal,
        from: before.n + 1,
        lines,
        kinds,
        papers: [],
        quarantined: [],
        marks: [],
        signature: 's'.repeat(88),
        head: moves,
        effects,
      }
    },
  }
}

interface OnServer {
  readonly server: ServerProcess
  readonly hall: string
  readonly data: string
  readonly manager: SigningTablet
  /** Fifty streams that read on from this seq, for as long as the server lives. */
  listen(after: number): Promise<void>
  /** Starts it again at the same address. */
  restart(): Promise<void>
}

/** The built server on a disk of its own, with one manager. */
async function onServer(work: (on: OnServer) => Promise<void>): Promise<void> {
  const program = builtProgram()
  const data = await mkdtemp(join(tmpdir(), 'bench-'))
  let server = await program.start({ data, port: 0 })
  const port = Number(new URL(server.origin).port)
  const { hall } = (await call(server.origin, '/api/hello')).body
  const manager = await pairTablet({ origin: server.origin, hall }, server.firstCode)
  const streams: Promise<void>[] = []
  try {
    await work({
      get server() {
        return server
      },
      hall,
      data,
      manager,
      async listen(after) {
        const path = `/api/events?after=${after}&live=1`
        const heard = await Promise.all(
          Array.from({ length: LISTENERS }, () => fetch(`${server.origin}${path}`, { headers: manager.bearer })),
        )
        for (const each of heard)
          streams.push(each.body?.pipeTo(new WritableStream()).catch(() => {}) ?? Promise.resolve())
      },
      async restart() {
        server = await program.start({ data, port })
      },
    })
  } finally {
    await server.stop()
    await Promise.all(streams)
    await rm(data, { recursive: true, force: true })
  }
}

async function residentMiB(origin: string): Promise<number> {
  const figures: string = (await call(origin, '/metrics')).body
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(figures)?.[1]) / 1024 / 1024
}

/** Ms of one hello after the other, for as long as this holds. */
async function greetings(origin: string, goesOn: () => boolean): Promise<number[]> {
  const times: number[] = []
  while (goesOn()) times.push(...(await measure(1, () => call(origin, '/api/hello'))))
  return times
}

/** Puts so many lines of twenty tablets into the store of a server that is off. */
async function fillWith(count: number, data: string): Promise<void> {
  const store = openSqliteStore(data)
  const books = Array.from({ length: 20 }, (_, i) => createBook(i + 1))
  for (let lines = 0; lines < count; lines += 500) {
    const run = books[(lines / 500) % books.length]?.run(500)
    if (run) await store.append([run], NOW)
  }
  await store.close()
}

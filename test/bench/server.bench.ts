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
import { builtProgram } from '#support/serverProcess.ts'
import { call, pairAnother, pairTablet, type SigningTablet } from '#support/signingTablet.ts'

/*
 * Durable appends of the embedded store beside raw append + fdatasync of the same lines, on the same disk, in turns.
 * Every figure is a ratio of medians with its target beside it. Durability: both sides flush before they answer.
 */
const ROUNDS = 9
const ROUND_MS = 250
const once = { iterations: 1, warmupIterations: 0, time: 0, warmupTime: 0 }
const report = { push: (text: string) => console.info(text) }

describe('the embedded store', () => {
  for (const { batch, target } of [
    { batch: 500, target: 0.5 },
    { batch: 50, target: 0.25 },
  ]) {
    bench(
      `durable append, ${batch} lines a batch`,
      async () => {
        const { ours, raw } = await appendInTurns(batch)
        const ratio = median(ours) / median(raw)
        report.push(
          line(
            `append ${batch}`,
            `${events(ours)} ev/s, raw ${events(raw)} ev/s`,
            `${ratio.toFixed(2)} × raw`,
            `≥ ${target}`,
          ),
        )
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
      const ratio = median(together) / median(apart)
      report.push(
        line('20 × 1', `${events(together)} ev/s coalesced, ${events(apart)} alone`, `${ratio.toFixed(1)} ×`, '≥ 5'),
      )
    },
    once,
  )

  bench(
    'the whole server over HTTP: memory, and admission with signature, chain and envelope',
    async () => {
      const program = builtProgram()
      const data = await mkdtemp(join(tmpdir(), 'bench-'))
      const server = await program.start({ data, port: 0 })
      const { hall } = (await call(server.origin, '/api/hello')).body
      const manager = await pairTablet({ origin: server.origin, hall }, server.firstCode)
      const path = '/api/events?after=0&live=1'
      const listeners = await Promise.all(
        Array.from({ length: 50 }, () => fetch(`${server.origin}${path}`, { headers: manager.bearer })),
      )
      const drained = listeners.map((listener) => listener.body?.pipeTo(new WritableStream()).catch(() => {}))
      const rates: number[] = []
      for (let i = 0; i < 100; i++) {
        manager.writeSome(i === 0 ? 499 : 500)
        const started = performance.now()
        await manager.push(i * 500 + 1)
        rates.push(500_000 / (performance.now() - started))
      }
      const resident = async () => {
        const figures: string = (await call(server.origin, '/metrics')).body
        return Number(/^process_resident_memory_bytes (\S+)/m.exec(figures)?.[1]) / 1024 / 1024
      }
      const rss = await resident()
      report.push(line('HTTP push', `${events(rates)} ev/s acknowledged, 50 listeners`, '', 'none set'))
      report.push(
        line('memory', `${rss.toFixed(0)} MB RSS after 50,000 events to 50 listeners`, '', '≤ 150 MB at 1 M events'),
      )
      const fresh = await Promise.all(
        Array.from({ length: 6 }, () => pairAnother({ origin: server.origin, hall }, manager, 'counter')),
      )
      const headStart = async ({ bearer }: SigningTablet) => {
        const answer = await fetch(`${server.origin}/api/head-start`, { headers: bearer })
        await answer.body?.pipeTo(new WritableStream())
      }
      await headStart(manager)
      const one = await resident()
      await Promise.all(fresh.map(headStart))
      const six = await resident()
      report.push(
        line(
          'head starts',
          `${one.toFixed(0)} MB RSS after one of 50,000 open events, ${six.toFixed(0)} after six at once`,
          `${(six / one).toFixed(2)} ×`,
          '≤ 1.2',
        ),
      )
      await server.stop()
      await Promise.all(drained)
      await rm(data, { recursive: true, force: true })
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

/** Events per second that twenty tablets get acknowledged, each waiting for its answer before the next. */
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

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
const events = (values: readonly number[]): string => {
  const round = (value: number) => Math.round(value).toLocaleString('en')
  return `${round(median(values))} [${round(Math.min(...values))}–${round(Math.max(...values))}]`
}
const line = (what: string, figures: string, ratio: string, target: string): string =>
  `${what.padEnd(12)} ${figures}  ${ratio}  target ${target}`

import { afterAll, beforeAll, bench, describe } from 'vitest'
import { type BenchFiles, type BenchHall, buildBenchPage, openBenchHall } from './benchHall.ts'
import { once, print } from './report.ts'

/*
 * 10,000 events written while the network is away, then it returns: 1,000 of them tapped one by one, the rest in bulk.
 * Durability: ours flushes its journal to OPFS before a tap is answered, the database follows with strict commits, and the
 * server fsyncs before it acknowledges; raw commits IndexedDB relaxed and fdatasyncs once. Two tablets, one Chromium.
 */
const TAPPED = 1_000
const EVENTS = 10_000
const ROUNDS = 3

interface Round {
  readonly server: number
  readonly other: number
  readonly joined: number
}

let files: BenchFiles
beforeAll(async () => {
  files = await buildBenchPage()
}, 60_000)
afterAll(() => files.remove())

describe('the network comes back after 10,000 events', () => {
  bench(
    'ours beside raw',
    async () => {
      const ours: Round[] = []
      const raw: Round[] = []
      const stalls = { sending: [] as number[], receiving: [] as number[] }
      for (let round = 0; round < ROUNDS; round++) {
        const hall = await openBenchHall(files)
        ours.push(await oursOnce(hall, stalls))
        raw.push(await rawOnce(hall))
        await hall.close()
      }
      const figure = (what: string, part: keyof Round, target: string) =>
        print({ what, unit: 's', measured: ours.map((r) => r[part]), raw: raw.map((r) => r[part]), target })
      figure('the server has all', 'server', '≤ 0.4 × raw')
      figure('the second tablet has all', 'other', '≤ 0.3 × raw')
      figure('a new tablet has all', 'joined', '≤ 0.4 × raw')
      print({ what: 'longest task while sending', unit: 'ms', measured: stalls.sending, target: '≤ 50 ms' })
      print({ what: 'longest task while receiving', unit: 'ms', measured: stalls.receiving, target: '≤ 50 ms' })
    },
    once,
  )
})

async function oursOnce(hall: BenchHall, stalls: { sending: number[]; receiving: number[] }): Promise<Round> {
  const b = await hall.tablet('b', 'reception')
  const a = await hall.tablet('a', 'reception')
  await a.evaluate(() => window.bench.tablet.pullCable())
  await a.evaluate((count) => window.bench.tablet.tap(count), TAPPED)
  await a.evaluate((count) => window.bench.tablet.write(count), EVENTS - TAPPED)
  await Promise.all([a, b].map((page) => page.evaluate(() => window.bench.longestTask())))
  const arrived = b.evaluate((count) => window.bench.tablet.allHere(count), EVENTS)
  const begin = await a.evaluate(() => window.bench.tablet.plugIn())
  const server = await a.evaluate(() => window.bench.tablet.allSent())
  const other = await arrived
  stalls.sending.push(await a.evaluate(() => window.bench.longestTask()))
  stalls.receiving.push(await b.evaluate(() => window.bench.longestTask()))

  const code = await hall.founded.codeFor('reception', 'c')
  const c = await hall.tablets.page()
  await c.goto(`${hall.server.origin('c')}/bench/index.html`)
  await c.evaluate(() => window.bench.tablet.open())
  const joining = Date.now()
  await c.evaluate((code) => window.bench.tablet.pair(code), code)
  const joined = await c.evaluate((count) => window.bench.tablet.allHere(count), EVENTS)
  return { server: (server - begin) / 1_000, other: (other - begin) / 1_000, joined: (joined - joining) / 1_000 }
}

async function rawOnce(hall: BenchHall): Promise<Round> {
  const b = await hall.raw('rb')
  const a = await hall.raw('ra')
  await a.evaluate((count) => window.bench.raw.tap(count), TAPPED)
  await a.evaluate((count) => window.bench.raw.write(count), EVENTS - TAPPED)
  const arrived = b.evaluate((count) => window.bench.raw.allHere(count), EVENTS)
  await b.evaluate(() => void window.bench.raw.follow())
  const { begin, end } = await a.evaluate(() => window.bench.raw.send())
  const other = await arrived
  const c = await hall.raw('rc')
  const joining = Date.now()
  await c.evaluate(() => void window.bench.raw.follow())
  const joined = await c.evaluate((count) => window.bench.raw.allHere(count), EVENTS)
  return { server: (end - begin) / 1_000, other: (other - begin) / 1_000, joined: (joined - joining) / 1_000 }
}

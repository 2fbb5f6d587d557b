import { afterAll, beforeAll, bench, describe } from 'vitest'
import { type BenchFiles, type BenchHall, buildBenchPage, openBenchHall, throttle } from './benchHall.ts'
import { type Figure, once, print } from './report.ts'

/*
 * 10,000 events written while the network is away, then it returns: 1,000 of them tapped one by one, the rest in bulk.
 * Durability: ours flushes its journal to OPFS before a tap is answered, the database follows with strict commits, and the
 * server fsyncs before it acknowledges; raw commits IndexedDB relaxed and fdatasyncs once. Two tablets, one Chromium; in a
 * round of its own the one that receives is four times slower.
 */
const TAPPED = 1_000
const EVENTS = 10_000
const ROUNDS = 3

interface Round {
  readonly server: number
  readonly other: number
  readonly joined: number
}

/** Longest tasks of the main thread, ms. */
interface Stalls {
  readonly sending: number[]
  readonly receiving: number[]
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
      const stalls: Stalls = { sending: [], receiving: [] }
      const slow: Stalls = { sending: [], receiving: [] }
      for (let round = 0; round < ROUNDS; round++) {
        const hall = await openBenchHall(files)
        ours.push(await oursOnce(hall, stalls))
        raw.push(await rawOnce(hall))
        await hall.close()
        const slowed = await openBenchHall(files)
        await oursOnce(slowed, slow, 4)
        await slowed.close()
      }
      const figure = (what: string, part: keyof Round, target: Figure['target']) =>
        print({ what, unit: 's', measured: ours.map((r) => r[part]), raw: raw.map((r) => r[part]), target })
      figure('W1: the server has all', 'server', { most: 0.5, of: 'raw' })
      figure('W1: the second tablet has all', 'other', { most: 0.3, of: 'raw' })
      figure('W1: a new tablet has all', 'joined', { most: 0.4, of: 'raw' })
      print({ what: 'longest task while sending', unit: 'ms', measured: stalls.sending, target: { most: 50 } })
      print({ what: 'longest task while receiving', unit: 'ms', measured: stalls.receiving, target: { most: 50 } })
      print({ what: 'longest task while receiving at 4 ×', unit: 'ms', measured: slow.receiving, target: { most: 50 } })
    },
    once,
  )
})

async function oursOnce(hall: BenchHall, stalls: Stalls, slower = 1): Promise<Round> {
  const b = await hall.tablet('b', 'reception')
  const a = await hall.tablet('a', 'reception')
  await throttle(b, slower)
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

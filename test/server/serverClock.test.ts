import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { call, found, pairAnother, pairManager } from '#support/signingTablet.ts'

const MINUTE = 60_000
const TEN_YEARS = 3_653 * 24 * 60 * MINUTE
const NINE = Date.UTC(2026, 10, 23, 1, 0)
/** What really has passed, and how far the server's clock is set away from it. */
let passed = 0
let off = 0
let server: TestHallServer
beforeEach(async () => {
  passed = 0
  off = 0
  server = await openHallServer({ now: () => NINE + passed + off, elapsed: () => passed })
})
afterEach(() => server.close())

type Tablet = Awaited<ReturnType<typeof pairManager>>
const hello = (tablet: Tablet, clock = NINE + passed) => tablet.get(`/api/hello?clock=${clock}`)
const ready = async () => (await call(server.origin, '/readyz')).body
async function openTwo(): Promise<readonly [Tablet, Tablet]> {
  const manager = await pairManager(server)
  await found(manager)
  await manager.push()
  return [manager, await pairAnother(server, manager, 'reception')]
}
/** When the server says that it received what lies in its store. */
async function received(tablet: Tablet): Promise<readonly string[]> {
  const lines: { received: string }[] = (await tablet.get('/api/events?after=0')).body.slice(0, -1)
  return lines.map((line) => line.received.slice(0, 10))
}

describe('a server whose clock leaps while it runs', () => {
  it('keeps who was there and shuts down, also between two milliseconds', async () => {
    const tablets = await openTwo()
    off = TEN_YEARS
    passed += 1_000.25
    for (const tablet of [...tablets, ...tablets]) await hello(tablet, NINE + 1_000)
    for (const tablet of tablets) expect(await hello(tablet, NINE + 1_000)).toMatchObject({ status: 200 })
    await expect(server.close()).resolves.toBeUndefined()
  })

  it('sends nobody away for what it gave before, and hears the manager who says what the time is', async () => {
    const [manager] = await openTwo()
    passed += TEN_YEARS
    off = -TEN_YEARS
    expect(await hello(manager, NINE)).toMatchObject({ status: 503, body: { code: 'clock-leapt' } })
    expect(await manager.post('/api/time', { confirm: true })).toMatchObject({ status: 200 })
    expect(await hello(manager, NINE)).toMatchObject({ status: 200 })
  })

  it.each([
    ['ahead', TEN_YEARS],
    ['back', -TEN_YEARS],
    ['ahead by a quarter of an hour', 15 * MINUTE],
  ])('is not ready, says both times and stores nothing when it leapt %s', async (_way, by) => {
    const [manager] = await openTwo()
    off = by
    expect(await ready()).toMatchObject({
      code: 'clock-leapt',
      clock: new Date(NINE + by).toISOString(),
      other: new Date(NINE).toISOString(),
    })
    manager.writeSome(1)
    expect(await manager.push()).toMatchObject({ status: 503, body: { code: 'clock-leapt' } })
  })

  it('is ready by itself once the clock is put right, and has stored nothing under the wrong day (Q76)', async () => {
    const [manager] = await openTwo()
    off = TEN_YEARS
    expect(await hello(manager)).toMatchObject({ status: 503 })
    passed += 10_000
    off = 0
    expect(await ready()).toMatchObject({ status: 'ready' })
    manager.writeSome(1)
    expect((await manager.push()).status).toBe(200)
    expect(new Set(await received(manager))).toEqual(new Set(['2026-11-23']))
  })

  it('follows it where two tablets that are set by nobody say the same', async () => {
    const [manager, reception] = await openTwo()
    off = -60 * MINUTE
    expect((await hello(manager, NINE + off)).body.code).toBe('clock-leapt')
    expect(await hello(reception, NINE + off + 9 * MINUTE)).toMatchObject({
      status: 200,
      body: { time: new Date(NINE + off).toISOString() },
    })
    expect(await ready()).toMatchObject({ status: 'ready' })
  })

  it('goes on by running time where two tablets agree with each other and not with it', async () => {
    const [manager, reception] = await openTwo()
    manager.writeSome(1)
    off = TEN_YEARS
    await hello(manager)
    passed += 5_000
    expect(await hello(reception)).toMatchObject({ status: 200, body: { time: new Date(NINE + passed).toISOString() } })
    expect((await manager.push()).status).toBe(200)
    expect(new Set(await received(manager))).toEqual(new Set(['2026-11-23']))
    passed += 60 * MINUTE
    expect(await ready()).toMatchObject({ status: 'ready' })
  })

  it('takes the word of neither one tablet nor two that disagree, but that of a manager', async () => {
    const [manager, reception] = await openTwo()
    off = 60 * MINUTE
    await hello(manager, NINE + off)
    await hello(manager, NINE + off)
    expect((await hello(reception, NINE)).body.code).toBe('clock-leapt')
    expect((await manager.post('/api/time', { confirm: true })).status).toBe(200)
    expect((await hello(manager)).body.time).toBe(new Date(NINE + off).toISOString())
  })

  it('says in its hello whether two tablets say the same as it does', async () => {
    const [manager, reception] = await openTwo()
    expect((await hello(manager)).body.agreed).toBe(false)
    expect((await hello(reception, NINE + 20 * MINUTE)).body.agreed).toBe(false)
    expect((await hello(reception, NINE + 8 * MINUTE)).body.agreed).toBe(true)
  })

  it('says so as well once a manager has said that it is right, for whoever goes by another time', async () => {
    const [manager] = await openTwo()
    await manager.post('/api/time', { confirm: true })
    expect((await hello(manager, NINE + TEN_YEARS)).body.agreed).toBe(true)
    off = 60 * MINUTE
    await manager.post('/api/time', { confirm: true })
    passed += 2 * MINUTE
    expect((await hello(manager, NINE)).body.agreed).toBe(true)
  })

  it('forgets what a tablet said a minute ago', async () => {
    const [manager, reception] = await openTwo()
    await hello(manager)
    passed += 2 * MINUTE
    off = TEN_YEARS
    expect((await hello(reception)).body.code).toBe('clock-leapt')
  })
})

describe('a server that starts behind what it has stored', () => {
  /** Stops it and starts it again with its clock this far from what is right. */
  async function startAt(by: number): Promise<void> {
    off = by
    server = await server.restart()
  }

  it('says its time and that of its newest line, and is ready once two tablets say the same as its clock', async () => {
    const [manager, reception] = await openTwo()
    await startAt(-60 * MINUTE)
    expect((await hello(manager, NINE + off)).body).toMatchObject({
      code: 'clock-behind',
      clock: new Date(NINE + off).toISOString(),
      other: new Date(NINE).toISOString(),
    })
    expect((await hello(reception, NINE)).body.code).toBe('clock-behind')
    expect((await hello(reception, NINE + off)).status).toBe(200)
  })

  it.each([
    ['no token', "UPDATE tablets SET token_hash = 'none ' || tablet, next_hash = NULL"],
    ['no tablet', 'DELETE FROM tablets'],
  ])('is told what the time is by a manager though it knows %s: on a spare machine there is none', async (_, lost) => {
    const [manager, reception] = await openTwo()
    await server.stop()
    const db = new Database(join(server.data, 'hall.db'))
    db.exec(lost)
    db.close()
    await startAt(-TEN_YEARS)
    expect((await hello(manager)).body.code).toBe('token-unknown')
    const again = await manager.askForToken()
    expect((await hello(again)).body.code).toBe('clock-behind')
    expect((await again.post('/api/time', { confirm: true })).status).toBe(200)
    expect((await hello(again)).status).toBe(200)
    expect((await hello(await reception.askForToken())).status).toBe(200)
  })

  it('is ready by itself once its clock is put right, with nobody there', async () => {
    await openTwo()
    await startAt(-TEN_YEARS)
    expect(await ready()).toMatchObject({ code: 'clock-behind' })
    passed += 10_000
    off = 0
    expect(await ready()).toMatchObject({ status: 'ready' })
  })

  it('goes on by the time of two tablets that lies behind nothing that it has stored', async () => {
    const [manager, reception] = await openTwo()
    await startAt(-TEN_YEARS)
    passed += 5 * MINUTE
    expect((await hello(manager)).body.code).toBe('clock-behind')
    expect(await hello(reception)).toMatchObject({ status: 200, body: { time: new Date(NINE + passed).toISOString() } })
    manager.writeSome(1)
    expect((await manager.push()).status).toBe(200)
    expect(new Set(await received(manager))).toEqual(new Set(['2026-11-23']))
  })

  it('knows it also where the store was put back and only what lies beside it knows a later line', async () => {
    const [manager, reception] = await openTwo()
    await server.stop()
    const before = await readFile(join(server.data, 'hall.db'))
    server = await server.start()
    passed += 3 * 60 * MINUTE
    manager.writeSome(1)
    await manager.push()
    await server.stop()
    await writeFile(join(server.data, 'hall.db'), before)
    off = -60 * MINUTE
    server = await server.start()
    expect((await hello(reception, NINE)).body.code).toBe('clock-behind')
  })
})

describe('a server that starts with a clock that nobody else has', () => {
  it.each([
    ['ahead by three days', 3 * 24 * 60 * MINUTE],
    ['ahead by a quarter of an hour', 15 * MINUTE],
    ['back, with nothing stored later', -60 * MINUTE],
  ])(
    'is not ready as soon as two tablets say otherwise, and goes on by their time when they say it again: %s',
    async (_way, by) => {
      // What is stored is older than either time.
      const [manager, reception] = await openTwo()
      await server.stop()
      passed += 24 * 60 * MINUTE
      off = by
      server = await server.start()
      expect((await hello(manager)).status).toBe(200)
      const wrong = { clock: new Date(NINE + passed + by).toISOString(), other: new Date(NINE + passed).toISOString() }
      expect((await hello(reception)).body).toMatchObject({ code: 'clock-doubted', ...wrong })
      expect(await ready()).toMatchObject({ code: 'clock-doubted' })
      passed += 4_000
      expect((await hello(manager)).status).toBe(503)
      expect(await hello(reception)).toMatchObject({
        status: 200,
        body: { time: new Date(NINE + passed).toISOString() },
      })
    },
  )

  it('hears those who can say so when it is ten years ahead and takes every token for old, and lets them in again', async () => {
    const [manager, reception] = await openTwo()
    await server.stop()
    off = TEN_YEARS
    server = await server.start()
    expect((await hello(manager)).body.code).toBe('token-unknown')
    expect((await hello(reception)).body.code).toBe('clock-doubted')
    passed += 4_000
    await hello(manager)
    await hello(reception)
    for (const tablet of [manager, reception]) expect((await hello(tablet)).status).toBe(200)
    off = 0
    passed += 4_000
    for (const tablet of [manager, reception, manager]) await hello(tablet)
    for (const tablet of [manager, reception]) expect((await hello(tablet)).status).toBe(200)
  })

  it('waits for a manager where two tablets say a time before what is stored, and asks no more afterwards', async () => {
    const [manager, reception] = await openTwo()
    server = await server.restart()
    const factory = NINE - TEN_YEARS
    for (let i = 0; i < 3; i++) {
      passed += 4_000
      await hello(manager, factory + passed)
      expect((await hello(reception, factory + passed)).body.code).toBe('clock-doubted')
    }
    expect((await manager.post('/api/time', { confirm: true })).status).toBe(200)
    for (const tablet of [manager, reception]) expect((await hello(tablet, factory + passed)).status).toBe(200)
  })

  it('is ready by itself once its clock is put right', async () => {
    const [manager, reception] = await openTwo()
    server = await server.restart()
    const time = () => NINE - 30 * MINUTE + passed
    await hello(manager, time())
    expect((await hello(reception, time())).body.code).toBe('clock-doubted')
    off = -30 * MINUTE
    expect(await ready()).toMatchObject({ status: 'ready' })
  })

  it('believes it as long as one tablet says the same, and once two did whatever they say later', async () => {
    const [manager, reception] = await openTwo()
    const third = await pairAnother(server, manager, 'counter')
    const other = NINE + 60 * MINUTE
    expect((await hello(manager)).status).toBe(200)
    for (const tablet of [reception, third]) expect((await hello(tablet, other)).status).toBe(200)
    expect((await hello(reception)).status).toBe(200)
    for (const tablet of [manager, reception, third]) expect((await hello(tablet, other)).status).toBe(200)
  })

  it('founds a hall with one tablet, whatever its clock says', async () => {
    off = TEN_YEARS
    const fresh = await openHallServer({ now: () => NINE + off, elapsed: () => passed })
    const manager = await pairManager(fresh)
    await found(manager)
    expect((await manager.push()).status).toBe(200)
    expect((await hello(manager, NINE)).status).toBe(200)
    await fresh.close()
  })
})

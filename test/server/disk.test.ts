import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createQuotas } from '#server/quotas.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { createSweeping } from '#server/sweeping.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { call, found, pairAnother, pairManager, type SigningTablet } from '#support/signingTablet.ts'
import { until } from '#support/until.ts'

const MIB = 1024 * 1024
let server: TestHallServer
let manager: SigningTablet
let counter: SigningTablet
let free = 1_000 * MIB
let ran = 0
const options = { freeBytes: async () => free, elapsed: () => ran }
beforeEach(async () => {
  free = 1_000 * MIB
  ran = 0
  server = await openHallServer(options)
  manager = await pairManager(server)
  counter = await pairAnother(server, manager, 'counter')
  await counter.push()
})
afterEach(() => server.close())

/** The server looks at its disk every two seconds; a restart looks at once. */
async function diskHas(bytes: number): Promise<void> {
  free = bytes
  server = await server.restart()
}
const HEADERS = { 'Content-Type': 'application/octet-stream' }
async function putPaper(as: SigningTablet, bytes = randomBytes(1_000)) {
  const name = createHash('sha256').update(bytes).digest('hex')
  const answer = await as.request(`/api/papers/${name}`, { method: 'PUT', headers: HEADERS, body: bytes })
  return { ...answer, name }
}
async function pushOne(as: SigningTablet, happening: Parameters<SigningTablet['notebook']['write']>[0]) {
  as.notebook.write(happening)
  return as.push(as.notebook.head.n)
}
const small = { kind: 'CounterClosed', subject: '3', body: {} }
const alarm = { kind: 'IncidentDeclared', subject: 'e_1', body: { plan: 'P01', version: 1, level: 1 } }

describe('a server whose disk is nearly full', () => {
  it('takes no more papers, and every line', async () => {
    await diskHas(200 * MIB)
    expect(await putPaper(counter)).toMatchObject({ status: 503, body: { code: 'disk-full' } })
    expect((await pushOne(counter, small)).status).toBe(200)
    expect((await counter.get('/api/hello')).body.troubles).toEqual([{ kind: 'disk', room: 'no-papers' }])
    expect((await call(server.origin, '/readyz')).body).toMatchObject({ status: 'ready', troubles: [{ kind: 'disk' }] })
  })

  it('still takes an alarm, a manager’s settings and the revocation of a stolen tablet, and nothing else', async () => {
    await found(manager)
    await manager.push()
    await diskHas(20 * MIB)
    expect(await pushOne(counter, small)).toMatchObject({ status: 503, body: { code: 'disk-full' } })
    expect((await call(server.origin, '/readyz')).status).toBe(503)
    // The alarm comes with what was written before it.
    counter.notebook.write(alarm)
    expect((await counter.push(2)).status).toBe(200)
    manager.say({
      kind: 'TabletRevoked',
      subject: counter.tablet,
      body: { known: { [counter.notebook.journal]: counter.notebook.head.n } },
    })
    expect((await manager.push()).body).toMatchObject({ kept: manager.notebook.head.n, quarantined: [] })
    expect((await counter.get('/api/hello')).body.revoked).toBe(true)
    expect((await pushOne(manager, { kind: 'CounterClosed', subject: '3', body: {} })).status).toBe(503)
    await diskHas(500 * MIB)
    expect((await manager.push()).status).toBe(200)
  })

  it('lets nobody fill what is kept for alarms with alarms, and nobody pass off a drill as one', async () => {
    await diskHas(20 * MIB)
    let last = 200
    const long = 'x'.repeat(60_000)
    for (let i = 0; i < 100 && last === 200; i++) {
      counter.notebook.write({ kind: 'SomethingUnknown', body: { long } })
      counter.notebook.write(alarm)
      last = (await counter.push(counter.notebook.head.n - 1)).status
    }
    expect(last).toBe(503)
    const other = createQuotas(() => 0, 0)
    other.note('d_1', 4 * MIB, 'reserve')
    expect([other.allows('d_1', 1, 'reserve'), other.allows('d_2', 1, 'reserve')]).toEqual([false, true])
  })

  it('keeps a file back for the day on which somebody else fills the disk to the last byte', async () => {
    server = await server.restart({ reserve: 2 * MIB })
    expect(statSync(join(server.data, 'reserve')).size).toBe(2 * MIB)
    expect(statSync(join(server.data, 'reserve')).mode & 0o777).toBe(0o600)
  })
})

describe('a tablet in bad hands', () => {
  it('brings no more in a day than a year of its own lines, and others are not held up by it', () => {
    let at = 0
    const quotas = createQuotas(() => at, 0)
    quotas.note('d_1', 256 * MIB, 'day')
    expect([quotas.allows('d_1', 1, 'day'), quotas.allows('d_2', MIB, 'day')]).toEqual([false, true])
    at += 24 * 60 * 60_000
    expect(quotas.allows('d_1', MIB, 'day')).toBe(true)
  })

  it('brings so many papers that nobody has named and no more; named ones are not counted', async () => {
    server = await server.restart({ limits: { unnamedBytes: 4_000 } })
    const large = () => putPaper(counter, randomBytes(1_000))
    const names: string[] = []
    for (let i = 0; i < 4; i++) names.push((await large()).name)
    expect(await large()).toMatchObject({ status: 429, body: { code: 'too-many-papers' } })
    expect((await putPaper(manager)).status).toBe(201)
    counter.notebook.write({ kind: 'Named', papers: names.slice(0, 2) })
    expect((await counter.push(2)).status).toBe(200)
    expect((await large()).status).toBe(201)
  })

  it('may send a few things at once: more than that is not even read', async () => {
    let open = true
    const body = () =>
      new ReadableStream({
        async pull(controller) {
          controller.enqueue(new Uint8Array(10))
          await new Promise((resolve) => setTimeout(resolve, 100))
          if (!open) controller.close()
        },
      })
    const init = () => ({ method: 'PUT', headers: HEADERS, body: body(), duplex: 'half' }) as const
    let refused = 0
    const slow = Array.from({ length: 10 }, async () => {
      const status = await counter.request(`/api/papers/${'a'.repeat(64)}`, init()).then(
        (answer) => answer.status,
        () => 429,
      )
      if (status === 429) refused++
      return status
    })
    // What is too much is refused while the rest is still under way.
    await until(() => refused >= 4)
    open = false
    const statuses = await Promise.all(slow)
    expect(statuses.filter((status) => status === 422)).toHaveLength(6)
    expect((await manager.get('/api/hello')).body.troubles).toMatchObject([{ kind: 'flood', tablet: counter.tablet }])
    expect((await call(server.origin, '/readyz')).body.troubles).toMatchObject([{ kind: 'flood' }])
    expect((await pushOne(counter, small)).status).toBe(200)
  })
})

describe('a paper', () => {
  const HOUR = 60 * 60_000
  const onDisk = (name: string) =>
    readdirSync(join(server.data, 'papers'), { recursive: true, encoding: 'utf8' }).some((file) => file.endsWith(name))

  /** So many hours pass, in which a tablet is heard or not. */
  async function hoursPass(hours: number, isHeard: boolean): Promise<void> {
    await server.stop()
    const store = openSqliteStore(server.data)
    const sweeping = createSweeping({ store, isHeard: () => isHeard, elapsed: () => ran })
    for (let hour = 0; hour < hours; hour++) {
      ran += HOUR
      await sweeping.look()
    }
    await store.close()
    server = await server.start()
  }

  it('that no event names within a day goes away, and one that is named stays, whichever came first', async () => {
    const [nobodys, bytes] = [await putPaper(counter), randomBytes(500)]
    const later = createHash('sha256').update(bytes).digest('hex')
    const before = await putPaper(counter)
    counter.notebook.write({ kind: 'Named', papers: [before.name, later] })
    await counter.push(2)
    await putPaper(counter, bytes)
    await hoursPass(23, true)
    expect([nobodys.name, before.name, later].map(onDisk)).toEqual([true, true, true])
    await hoursPass(1, true)
    expect([nobodys.name, before.name, later].map(onDisk)).toEqual([false, true, true])
  })

  it('waits for its tablet when that was cut off before it could name it', async () => {
    const paper = await putPaper(counter)
    await hoursPass(100, false)
    expect(onDisk(paper.name)).toBe(true)
    counter.notebook.write({ kind: 'Named', papers: [paper.name] })
    await counter.push(2)
    await hoursPass(30, true)
    expect(onDisk(paper.name)).toBe(true)
  })
})

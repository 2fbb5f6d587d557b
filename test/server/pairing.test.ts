import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptEvent } from '#log/lines.ts'
import { signedFirst } from '#log/signed.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { call, createKey, firstKnock, found, pairAnother, pairManager, pairTablet } from '#support/signingTablet.ts'

const MINUTE = 60_000
let server: TestHallServer
let time = Date.UTC(2026, 10, 23, 1, 0)
beforeEach(async () => {
  time = Date.UTC(2026, 10, 23, 1, 0)
  server = await openHallServer({ now: () => time })
})
afterEach(() => server.close())

type Key = Pick<Awaited<ReturnType<typeof createKey>>, 'spki' | 'sign'>

async function tryToPair(code: string, by?: Key) {
  return send(await firstKnock(server.origin, code, by ?? (await createKey())))
}
const send = (knock: object) => {
  const headers = { 'Content-Type': 'application/json' }
  return call(server.origin, '/api/pair', { method: 'POST', headers, body: JSON.stringify({ ...knock, name: '平板' }) })
}

describe('pairing', () => {
  it('lets the first manager in by the code of the first start, however it is typed', async () => {
    const typed = server.firstCode.toLowerCase().replace('-', ' ')
    const manager = await pairTablet(server, typed)
    expect(manager.place).toBe('manager')
    expect((await manager.get('/api/events?after=0')).body[1].line).toContain('LaneGiven')
  })

  it('gives each tablet a lane of its own and never one that was given before', async () => {
    const manager = await pairManager(server)
    const first = await pairAnother(server, manager, 'reception')
    manager.say({ kind: 'TabletRevoked', subject: first.tablet, body: { known: {} } })
    await manager.push()
    const second = await pairAnother(server, manager, 'reception')
    expect([manager.lane, first.lane, second.lane]).toEqual([1, 2, 3])
  })

  it('spends a code once, but repeats its answer to the same key when the first was lost', async () => {
    const key = await createKey()
    const first = await tryToPair(server.firstCode, key)
    const again = await tryToPair(server.firstCode, key)
    expect(again.body).toMatchObject({ tablet: first.body.tablet, lane: 1, place: 'manager' })
    expect(await tryToPair(server.firstCode)).toMatchObject({ status: 403, body: { code: 'code-wrong' } })
    const hello = await call(server.origin, '/api/hello', { headers: { Authorization: `Bearer ${again.body.token}` } })
    expect(hello.body.head).toBe(2)
  })

  it('gives nothing to somebody who saw the code and knows the public key of the tablet that spent it', async () => {
    const key = await createKey()
    await tryToPair(server.firstCode, key)
    const other = await createKey()
    expect(await tryToPair(server.firstCode, { spki: key.spki, sign: other.sign })).toMatchObject({
      status: 422,
      body: { code: 'bad-key' },
    })
  })

  it('gives no token to whoever has recorded how a tablet came in, though the code still lasts', async () => {
    const key = await createKey()
    const recorded = await firstKnock(server.origin, server.firstCode, key)
    expect((await send(recorded)).status).toBe(200)
    expect(await send(recorded)).toMatchObject({ status: 422, body: { code: 'challenge-failed' } })
    // The tablet itself shows its key anew.
    expect((await tryToPair(server.firstCode, key)).status).toBe(200)
  })

  it('takes nothing that was signed too long ago, for another key or at another address', async () => {
    const key = await createKey()
    const old = await firstKnock(server.origin, server.firstCode, key)
    time += MINUTE
    expect((await send(old)).body.code).toBe('challenge-failed')
    const { challenge } = await firstKnock(server.origin, server.firstCode, await createKey())
    const fresh = await firstKnock(server.origin, server.firstCode, key)
    expect((await send({ ...fresh, challenge })).body.code).toBe('challenge-failed')
    const away = { ...(await firstKnock(server.origin, server.firstCode, key)), origin: 'https://hall.example.com' }
    expect(await send(away)).toMatchObject({ status: 421, body: { code: 'wrong-origin', origin: server.origin } })
    // Signed for another address, sent as if for ours.
    const relayed = await firstKnock(server.origin, server.firstCode, key)
    const signature = await key.sign(signedFirst({ ...relayed, hall: server.hall, origin: 'https://hall.example.com' }))
    expect((await send({ ...relayed, signature })).body.code).toBe('bad-key')
    expect((await tryToPair(server.firstCode, key)).status).toBe(200)
  })

  it('lets two tablets that use one code at the same moment in only once', async () => {
    const both = await Promise.all([tryToPair(server.firstCode), tryToPair(server.firstCode)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403])
  })

  it('refuses a code after ten minutes', async () => {
    time += 10 * MINUTE
    expect(await tryToPair(server.firstCode)).toMatchObject({ status: 403, body: { code: 'code-wrong' } })
  })

  it('locks for a minute after five wrong tries', async () => {
    for (let i = 0; i < 5; i++) expect((await tryToPair('2222-2222')).body.code).toBe('code-wrong')
    const locked = await tryToPair(server.firstCode)
    expect(locked).toMatchObject({ status: 429, body: { code: 'pairing-locked' } })
    expect(locked.headers.get('Retry-After')).toBe('60')
    time += MINUTE
    expect((await tryToPair(server.firstCode)).status).toBe(200)
  })

  it('refuses a key that is none, and one that is already paired', async () => {
    expect((await tryToPair(server.firstCode, { ...(await createKey()), spki: 'AAAA' })).body.code).toBe('bad-key')
    const manager = await pairManager(server)
    server = await server.restart({ now: () => time })
    expect(await tryToPair(server.firstCode, manager.key)).toMatchObject({
      status: 409,
      body: { code: 'key-already-paired' },
    })
  })

  it('offers a fresh code at each start until the hall is founded', async () => {
    const before = server.firstCode
    server = await server.restart({ now: () => time })
    expect(server.firstCode).not.toBe('')
    expect(server.firstCode).not.toBe(before)
    const manager = await pairManager(server)
    server = await server.restart({ now: () => time })
    const left = server.firstCode
    expect(left).not.toBe('')
    await found(manager)
    await manager.push()
    expect((await tryToPair(left)).body.code).toBe('code-wrong')
    server = await server.restart({ now: () => time })
    expect(server.firstCode).toBe('')
  })

  it('leaves out whoever came in by a code when another tablet founded the hall', async () => {
    const manager = await pairManager(server)
    server = await server.restart({ now: () => time })
    const other = await pairTablet(server, server.firstCode)
    await found(manager)
    expect((await manager.push()).status).toBe(200)
    expect(await other.push()).toMatchObject({ status: 403, body: { code: 'revoked' } })
    expect((await manager.get('/api/hello')).body.revoked).toBe(false)
  })

  it('keeps neither tokens nor codes in the store', async () => {
    const code = server.firstCode.replace('-', '')
    const manager = await pairManager(server)
    await server.stop()
    const stored = await readFile(join(server.data, 'hall.db'), 'latin1')
    expect(stored).toContain(manager.tablet)
    expect(stored).not.toContain(manager.token)
    expect(stored).not.toContain(code)
    server = await server.start({ now: () => time })
  })
})

describe('a server whose clock lies behind what it has stored', () => {
  it('is not ready until a manager confirms the time', async () => {
    const manager = await pairManager(server)
    await manager.push()
    time -= 5 * MINUTE
    expect(await call(server.origin, '/readyz')).toMatchObject({ status: 503, body: { code: 'clock-behind' } })
    manager.writeSome(1)
    const refused = await manager.push(2)
    expect(refused).toMatchObject({ status: 503, body: { code: 'clock-behind' } })
    expect(refused.headers.get('Retry-After')).toBe('10')
    server = await server.restart({ now: () => time })
    expect((await call(server.origin, '/readyz')).status).toBe(503)
    expect((await manager.post('/api/time', { confirm: true })).status).toBe(200)
    expect((await call(server.origin, '/readyz')).status).toBe(200)
    expect(await manager.push(2)).toMatchObject({ status: 200, body: { kept: 2 } })
  })

  it('goes on in its journal, in which the stamps rise all the same', async () => {
    const manager = await pairManager(server)
    time -= 5 * MINUTE
    const [first, lane, leased] = await leasedAfterAll(manager)
    expect(leased).toMatchObject({ kind: 'NumbersLeased', n: 3, journal: first.journal })
    expect(leased.stamp > lane.stamp).toBe(true)
  })

  it('says in a new journal where the lines belong that it wrote under a time far ahead', async () => {
    const manager = await pairManager(server)
    time += 60 * MINUTE
    await manager.post('/api/numbers', { request: 'r0', queue: 'A', day: '2026-11-23', count: 20 })
    time -= 60 * MINUTE
    const [first, lane, ahead, opened, taken, leased] = await leasedAfterAll(manager)
    expect(opened).toMatchObject({ kind: 'JournalOpened', n: 1, body: { tablet: 'server', continues: first.journal } })
    expect(taken).toMatchObject({ kind: 'StampsTaken', n: 2, subject: first.journal, body: { from: 3, to: 3 } })
    expect(leased).toMatchObject({ kind: 'NumbersLeased', n: 3, journal: opened.journal })
    expect([lane, opened, taken, leased, ahead].map(({ stamp }) => stamp)).toEqual(
      [lane, opened, taken, leased, ahead].map(({ stamp }) => stamp).sort(),
    )
  })

  /** What lies in the store once a manager has confirmed the time and asked for numbers. */
  async function leasedAfterAll(manager: Awaited<ReturnType<typeof pairManager>>) {
    await manager.post('/api/time', { confirm: true })
    await manager.post('/api/numbers', { request: 'r1', queue: 'A', day: '2026-11-23', count: 20 })
    const { body } = await manager.get('/api/events?after=0')
    return body.slice(0, -1).map(({ line }: { line: string }) => keptEvent(line))
  }
})

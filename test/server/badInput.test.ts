import { request as rawRequest } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problems } from '#server/problems.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { call, pairAnother, pairManager, type SigningTablet } from '#support/signingTablet.ts'

let server: TestHallServer
let manager: SigningTablet
let wall: SigningTablet
beforeAll(async () => {
  server = await openHallServer({ limits: { requestsPerMinute: 100_000, pairingsPerMinute: 100_000 } })
  manager = await pairManager(server)
  wall = await pairAnother(server, manager, 'wall')
  manager.writeSome(3)
  await manager.push()
})
afterAll(() => server.close())

const MIB = 1024 * 1024
const NDJSON = { 'Content-Type': 'application/x-ndjson' }
const pushHeaders = () => ({
  ...NDJSON,
  'StayOpen-Journal': manager.notebook.journal,
  'StayOpen-From': '5',
  'StayOpen-Signature': Buffer.alloc(64).toString('base64'),
})
const push = (body: BodyInit, headers: Record<string, string> = {}) =>
  manager.request('/api/events', { method: 'POST', headers: { ...pushHeaders(), ...headers }, body })

/** The process answers, and the store holds what it held. */
async function isUnharmed(head: number): Promise<void> {
  expect((await call(server.origin, '/healthz')).status).toBe(200)
  expect((await manager.get('/api/hello')).body.head).toBe(head)
}
const headNow = async (): Promise<number> => (await manager.get('/api/hello')).body.head

describe('a push that is no push', () => {
  it.each([
    ['nothing at all', '', {}, 422, 'no-lines'],
    ['too many bytes', 'x'.repeat(2 * MIB + 1), {}, 413, 'too-large'],
    ['too many lines', '{}\n'.repeat(2_001), {}, 413, 'too-many-lines'],
    ['a small bomb', gzipSync(Buffer.alloc(64 * MIB)), { 'Content-Encoding': 'gzip' }, 413, 'too-large'],
    ['gzip cut off', gzipSync('{}\n'.repeat(90)).subarray(0, 20), { 'Content-Encoding': 'gzip' }, 400, 'bad-gzip'],
    ['gzip that is none', 'hello', { 'Content-Encoding': 'gzip' }, 400, 'bad-gzip'],
    ['another encoding', 'hello', { 'Content-Encoding': 'br' }, 415, 'wrong-encoding'],
    ['another content type', '{}', { 'Content-Type': 'text/html' }, 415, 'wrong-media-type'],
    ['JSON instead of lines', '{}', { 'Content-Type': 'application/json' }, 415, 'wrong-media-type'],
    ['Latin-1', Buffer.from([0x7b, 0xe9, 0xff, 0x7d]), {}, 422, 'not-utf8'],
    ['a byte-order mark', '\ufeff{}', {}, 422, 'not-json'],
    ['no journal', '{}', { 'StayOpen-Journal': '' }, 422, 'bad-journal-header'],
    ['no number', '{}', { 'StayOpen-From': '0x1' }, 422, 'bad-from-header'],
  ] as const)('is refused: %s', async (_what, body, headers, status, code) => {
    const head = await headNow()
    const answer = await push(body, headers)
    expect(answer).toMatchObject({ status, body: { status, code, type: 'about:blank', title: expect.any(String) } })
    expect(answer.headers.get('Content-Type')).toContain('application/problem+json')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    await isUnharmed(head)
  })

  it('is refused without a signature and with a cut one', async () => {
    manager.writeSome(1)
    const line = manager.notebook.lines.at(-1) ?? ''
    for (const signature of ['', 'AAAA', 'not base64 at all'])
      expect(await push(line, { 'StayOpen-Signature': signature })).toMatchObject({
        body: { code: 'bad-signature', n: 5 },
      })
    expect(await manager.push(5)).toMatchObject({ status: 200, body: { kept: 5 } })
  })

  it('is a no-op when it is replayed', async () => {
    const head = await headNow()
    for (let i = 0; i < 3; i++) expect((await manager.push()).body.kept).toBe(manager.notebook.head.n)
    await isUnharmed(head)
  })

  it('leaves nothing behind when the connection breaks in the middle', async () => {
    const head = await headNow()
    const { hostname, port } = new URL(server.origin)
    await new Promise<void>((resolve) => {
      const headers = { ...manager.bearer, ...pushHeaders(), 'Content-Length': '5000' }
      const sending = rawRequest({ hostname, port, path: '/api/events', method: 'POST', headers })
      sending.on('error', () => resolve())
      sending.write('{"v":1', () => sending.destroy(new Error('cable pulled')))
    })
    await isUnharmed(head)
  })
})

describe('a caller whom the hall does not know', () => {
  const routes = [
    ['POST', '/api/events'],
    ['GET', '/api/events'],
    ['GET', '/api/head-start'],
    ['PUT', '/api/offers/o_00000000000000000000000000000000'],
    ['POST', '/api/time'],
    ['POST', '/api/numbers'],
    ['POST', '/api/care'],
    ['POST', '/api/wellbeing'],
    ['PUT', `/api/papers/${'0'.repeat(64)}`],
    ['GET', `/api/papers/${'0'.repeat(64)}`],
  ] as const
  it.each(routes)('is turned away: %s %s', async (method, path) => {
    const send = {
      method,
      ...(method === 'GET' ? {} : { body: '{}', headers: { 'Content-Type': 'application/json' } }),
    }
    const headers = method === 'PUT' ? { 'Content-Type': 'application/octet-stream' } : send.headers
    expect((await call(server.origin, path, { ...send, headers: { ...headers } })).body.code).toBe('token-missing')
    const forged = { ...headers, Authorization: `Bearer ${'A'.repeat(43)}` }
    expect(await call(server.origin, path, { ...send, headers: forged })).toMatchObject({
      status: 401,
      body: { code: 'token-unknown' },
    })
  })

  it('learns from hello no more than which hall this is, whether it has been founded, and its root’s public key', async () => {
    const { body } = await call(server.origin, '/api/hello')
    expect(Object.keys(body).sort()).toEqual(['founded', 'hall', 'root', 'server', 'time', 'v'])
    const forged = await call(server.origin, '/api/hello', { headers: { Authorization: 'Basic eHg6eHg=' } })
    expect(forged).toMatchObject({ status: 401, body: { code: 'token-unknown' } })
  })
})

describe('a wall', () => {
  it('gets neither papers nor numbers, and offers no place in the hall', async () => {
    const asked = { request: 'r1', queue: 'A', day: '2026-11-23', count: 1 }
    expect(await wall.post('/api/numbers', asked)).toMatchObject({ status: 403, body: { code: 'not-allowed-here' } })
    const offer = '/api/offers/o_00000000000000000000000000000000'
    expect((await wall.request(offer, { method: 'PUT' })).body.code).toBe('not-allowed-here')
    expect((await wall.get(`/api/papers/${'0'.repeat(64)}`)).body.code).toBe('not-allowed-here')
  })
})

describe('the other routes', () => {
  const JSON_TYPE = { 'Content-Type': 'application/json' }
  it.each([
    ['/api/pair', '{"code":', 400, 'body-not-json'],
    ['/api/pair', '[]', 400, 'bad-request'],
    ['/api/pair', '{"__proto__":{"code":"x"}}', 400, 'body-not-json'],
    ['/api/pair', `{"code":"${'A'.repeat(20_000)}"}`, 413, 'too-large'],
    ['/api/knocks', '{"offer":"roof"}', 400, 'bad-request'],
    ['/api/challenges', '{"tablet":"t_1"}', 400, 'bad-request'],
    ['/api/tokens', '{"tablet":"d_1"}', 400, 'bad-request'],
    ['/api/time', '{"confirm":false}', 400, 'bad-request'],
    ['/api/numbers', '{"request":"r","queue":"A","day":"2026-02-31x","count":1}', 400, 'bad-request'],
    ['/api/numbers', '{"request":"r","queue":"A","day":"2026-11-23","count":1e9}', 400, 'bad-request'],
    ['/api/nothing', '{}', 404, 'no-such-address'],
  ] as const)('answer %s %s with a code', async (path, body, status, code) => {
    const head = await headNow()
    const answer = await manager.request(path, { method: 'POST', headers: JSON_TYPE, body })
    expect(answer).toMatchObject({ status, body: { code } })
    await isUnharmed(head)
  })

  it.each(['/api/events?after=-1', '/api/events?after=9e9', '/api/events?live=yes', '/api/hello?seq=NaN'])(
    'answer %s with a code',
    async (path) => expect(await manager.get(path)).toMatchObject({ status: 400, body: { code: 'bad-request' } }),
  )

  it('never answer an address under /api with the page, and no path leads out of the app', async () => {
    for (const path of ['/api', '/api/', '/api/pair', '/api/x/y'])
      expect((await call(server.origin, path, { headers: { Accept: 'text/html' } })).body.code).toBe('no-such-address')
    for (const path of ['/..%2f..%2fetc/passwd', '/%2e%2e/package.json', '//etc/passwd'])
      expect((await call(server.origin, path)).status).toBeGreaterThanOrEqual(400)
  })

  it('say it in English to those who ask for English, else in Chinese', async () => {
    const english = await call(server.origin, '/api/nothing', { headers: { 'Accept-Language': 'en-GB,zh;q=0.5' } })
    expect(english.body.detail).toBe('There is nothing at this address.')
    expect((await call(server.origin, '/api/nothing')).body.detail).toBe('没有这个地址。')
  })
})

describe('the list of problems', () => {
  it('has a status, a Chinese and an English sentence for every code', () => {
    for (const [code, [status, zh, en]] of Object.entries(problems)) {
      expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(zh).toMatch(/[\u4e00-\u9fff].*。$/)
      expect(en).toMatch(/^[A-Z].*\.$/)
    }
  })
})

describe('noise', () => {
  it('is answered with a problem and changes nothing, whatever is pushed', async () => {
    const head = await headNow()
    const noise = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.uint8Array({ maxLength: 400 }))
    await fc.assert(
      fc.asyncProperty(noise, fc.boolean(), async (body, zipped) => {
        const bytes = Buffer.from(body)
        const answer = await push(zipped ? gzipSync(bytes) : bytes, zipped ? { 'Content-Encoding': 'gzip' } : {})
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
        expect(answer.body.code).toMatch(/^[a-z0-9-]+$/)
      }),
      { numRuns: 60 },
    )
    await isUnharmed(head)
  })

  it('in a line that was sound is found out', async () => {
    const head = await headNow()
    const [line = ''] = manager.notebook.lines.slice(-1)
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: line.length - 1 }),
        fc.string({ minLength: 1, maxLength: 3 }),
        async (at, text) => {
          const spoilt = line.slice(0, at) + text + line.slice(at + text.length)
          fc.pre(spoilt !== line)
          const answer = await push(spoilt, { 'StayOpen-From': String(manager.notebook.head.n) })
          expect(answer.status).toBeGreaterThanOrEqual(400)
          expect(answer.status).toBeLessThan(500)
        },
      ),
      { numRuns: 40 },
    )
    await isUnharmed(head)
  })

  it('in JSON bodies is answered with a problem', async () => {
    const paths = fc.constantFrom('/api/pair', '/api/knocks', '/api/tokens', '/api/time', '/api/numbers')
    const head = await headNow()
    await fc.assert(
      fc.asyncProperty(paths, fc.json(), async (path, body) => {
        const headers = { 'Content-Type': 'application/json' }
        const answer = await manager.request(path, { method: 'POST', headers, body })
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
      }),
      { numRuns: 60 },
    )
    await isUnharmed(head)
  })

  it('that is not even HTTP hurts nobody', async () => {
    const head = await headNow()
    const { hostname, port } = new URL(server.origin)
    for (const noise of [
      '\u0000\u0001\u0002',
      'GET / HTTP/9.9\r\n\r\n',
      `GET /${'a'.repeat(70_000)} HTTP/1.1\r\n\r\n`,
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => socket.write(noise))
        socket.on('data', () => socket.end())
        socket.on('close', () => resolve())
        socket.on('error', () => resolve())
        socket.setTimeout(2_000, () => socket.destroy())
      })
    }
    await isUnharmed(head)
  })
})

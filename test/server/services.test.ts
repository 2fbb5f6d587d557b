import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptHead } from '#log/lines.ts'
import { rounds } from '#support/endure.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import {
  call,
  createHand,
  found,
  openStream,
  pairAnother,
  pairManager,
  type SigningTablet,
} from '#support/signingTablet.ts'

let server: TestHallServer
let manager: SigningTablet
beforeEach(async () => {
  server = await openHallServer()
  manager = await pairManager(server)
})
afterEach(() => server.close())

describe('ticket numbers', () => {
  const ask = { request: 'r1', queue: 'A', day: '2026-11-23', count: 20 }

  it('come in blocks that follow each other, each written down as an event', async () => {
    const reception = await pairAnother(server, manager, 'reception')
    const many = await Promise.all(
      Array.from({ length: 10 }, (_, i) => reception.post('/api/numbers', { ...ask, request: `r${i}` })),
    )
    const blocks = many.map(({ body }) => body.from).sort((a, b) => a - b)
    expect(blocks).toEqual(Array.from({ length: 10 }, (_, i) => 1 + i * 20))
    const { body } = await manager.get('/api/events?after=3')
    expect(body.filter(({ line }: { line?: string }) => line?.includes('NumbersLeased'))).toHaveLength(10)
    expect((await reception.post('/api/numbers', { ...ask, request: 'x', queue: 'B' })).body).toMatchObject({
      from: 1,
      to: 20,
    })
    expect((await reception.post('/api/numbers', { ...ask, request: 'y', day: '2026-11-24' })).body.from).toBe(1)
  })

  it('are the same block for the same request, also after a restart', async () => {
    const first = await manager.post('/api/numbers', ask)
    server = await server.restart()
    expect((await manager.post('/api/numbers', ask)).body).toEqual(first.body)
    const other = await manager.post('/api/numbers', { ...ask, queue: 'B' })
    expect(other).toMatchObject({ status: 409, body: { code: 'request-reused' } })
    expect((await manager.post('/api/numbers', { ...ask, request: 'r2' })).body.from).toBe(21)
  })
})

describe('papers', () => {
  const bytes = Buffer.from('sealed bytes')
  const name = createHash('sha256').update(bytes).digest('hex')
  const put = (as: SigningTablet, path = name, body = bytes) =>
    as.request(`/api/papers/${path}`, { method: 'PUT', headers: { 'Content-Type': 'application/octet-stream' }, body })

  it('are stored once under the hash of their bytes and given back unchanged', async () => {
    expect((await put(manager)).status).toBe(201)
    expect((await put(manager)).status).toBe(200)
    const head = await manager.request(`/api/papers/${name}`, { method: 'HEAD' })
    expect([head.status, head.headers.get('Content-Length')]).toEqual([200, String(bytes.length)])
    server = await server.restart()
    expect(await manager.get(`/api/papers/${name}`)).toMatchObject({ status: 200, body: bytes.toString() })
  })

  it('are refused when the name is not the hash, when too large, and unknown ones are not there', async () => {
    expect(await put(manager, 'f'.repeat(64))).toMatchObject({ status: 422, body: { code: 'bad-paper-name' } })
    expect(await put(manager, '..%2fhall.db')).toMatchObject({ status: 422, body: { code: 'bad-paper-name' } })
    const large = Buffer.alloc(2 * 1024 * 1024 + 1)
    expect(await put(manager, createHash('sha256').update(large).digest('hex'), large)).toMatchObject({ status: 413 })
    expect(await manager.get(`/api/papers/${name}`)).toMatchObject({ status: 404, body: { code: 'paper-unknown' } })
  })
})

describe('destroying papers', () => {
  const HOUR = 3_600_000
  let ran = 0
  const bytes = Buffer.from('sealed bytes of somebody')
  const name = createHash('sha256').update(bytes).digest('hex')
  const headers = { 'Content-Type': 'application/octet-stream' }
  const put = () => manager.request(`/api/papers/${name}`, { method: 'PUT', headers, body: bytes })
  const lies = async () => (await manager.get(`/api/papers/${name}`)).status
  const destroys = { kind: 'PapersShredded', subject: 'c_1', body: { papers: [name] } }
  /** Time passes while the server runs, and then something happens. */
  async function later(hours: number): Promise<void> {
    ran += hours * HOUR
    manager.writeSome(1)
    await manager.push(manager.notebook.head.n)
  }

  beforeEach(async () => {
    server = await server.restart({ elapsed: () => ran })
    await found(manager)
    await manager.push()
    await put()
  })

  it('takes the bytes off the server’s disk after a day of its running time, and refuses them when they come again', async () => {
    manager.notebook.write({ ...destroys, ...manager.people.manager })
    expect(await manager.push()).toMatchObject({ status: 200, body: { quarantined: [] } })
    await later(23)
    expect(await lies()).toBe(200)
    server = await server.restart({ elapsed: () => ran, now: () => Date.now() + 90 * HOUR + ran })
    await later(0.5)
    expect(await lies()).toBe(200)
    await later(0.6)
    expect(await lies()).toBe(410)
    expect(await put()).toMatchObject({ status: 410, body: { code: 'shredded' } })
  })

  it('is stopped by a manager, and by nobody else', async () => {
    const { notebook, people } = manager
    const stops = (n: number) => ({
      kind: 'DestroyingStopped',
      subject: 'c_1',
      body: { act: `${notebook.journal}:${n}` },
    })
    notebook.write({ ...destroys, ...people.manager })
    const act = notebook.head.n
    notebook.write({ ...stops(act), ...people.manager })
    await manager.push()
    await later(30)
    expect(await lies()).toBe(200)
    notebook.write({ ...destroys, ...people.manager })
    const again = notebook.head.n
    notebook.write(stops(again))
    notebook.write({ ...stops(again), ...createHand('s_0001') })
    await manager.push()
    await later(25)
    expect(await lies()).toBe(410)
  })

  it('is nothing that somebody does who may not', async () => {
    manager.notebook.write(destroys)
    manager.notebook.write({ ...destroys, ...createHand('s_0001') })
    await manager.push()
    await later(25)
    await later(25)
    expect(await lies()).toBe(200)
  })
})

describe('the head start', () => {
  const close = (day: string, next: string, open: string) => ({
    kind: 'DayClosed',
    subject: day,
    body: { open, next, known: {} },
  })
  const happenings = async () => {
    const { body } = await manager.get('/api/head-start')
    return body.flatMap(({ line }: { line?: string }) =>
      line ? [`${keptHead(line).kind} ${keptHead(line).subject}`] : [],
    )
  }

  it('holds settings, staff and tablets of all time, the open day and the day closed last', async () => {
    const { notebook } = manager
    notebook.write({ kind: 'HallConfigured', subject: 'h_test', body: { name: '中山路营业厅' } })
    notebook.write({ kind: 'CounterClosed', subject: '1' })
    notebook.write(close('2026-11-21', '2026-11-22', 'void'))
    notebook.write({ kind: 'CounterClosed', subject: '2' })
    notebook.write(close('2026-11-22', '2026-11-23', 'void'))
    notebook.write({ kind: 'CounterClosed', subject: '3' })
    await manager.push()
    const seen = await happenings()
    expect(seen).toContain('HallConfigured h_test')
    expect(seen.filter((one: string) => one.startsWith('CounterClosed'))).toEqual([
      'CounterClosed 2',
      'CounterClosed 3',
    ])
  })

  it('begins where it did, whoever says that days are closed who may not', async () => {
    const { notebook, people } = manager
    await found(manager)
    notebook.write({ kind: 'CounterClosed', subject: '1' })
    notebook.write({ ...close('2026-11-21', '2026-11-22', 'void'), ...people.manager })
    notebook.write({ kind: 'CounterClosed', subject: '2' })
    notebook.write({ ...close('2026-11-22', '2026-11-23', 'void'), ...people.manager })
    const stranger = createHand('s_0001')
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
      notebook.write(close(day, '9999-01-01', 'void'))
      notebook.write({ ...close(day, '9999-01-01', 'void'), ...stranger })
    }
    notebook.write({ kind: 'CounterClosed', subject: '3' })
    await manager.push()
    expect((await happenings()).filter((one: string) => one.startsWith('CounterClosed'))).toEqual([
      'CounterClosed 2',
      'CounterClosed 3',
    ])
  })

  it('reaches further back while tickets were carried over', async () => {
    const { notebook } = manager
    notebook.write({ kind: 'CounterClosed', subject: '1' })
    notebook.write(close('2026-11-20', '2026-11-21', 'void'))
    notebook.write({ kind: 'CounterClosed', subject: '2' })
    notebook.write(close('2026-11-21', '2026-11-22', 'carry-over'))
    notebook.write(close('2026-11-22', '2026-11-23', 'void'))
    await manager.push()
    const seen = await happenings()
    expect(seen.filter((one: string) => one.startsWith('CounterClosed'))).toEqual(['CounterClosed 2'])
  })

  it('holds every line of a case that has not ended, whatever days were closed, and none of a case that has', async () => {
    const { notebook } = manager
    const opened = (subject: string) => ({
      kind: 'CaseOpened',
      subject,
      body: {
        service: 'SV05',
        version: 1,
        tier: 'T1',
        steps: [],
        priority: 'P2',
        promiseHours: 24,
        reach: 'in-reach',
        day: '2026-11-20',
        ticket: null,
        care: false,
      },
    })
    const ended = (subject: string, tell: boolean) => ({
      kind: 'CaseEnded',
      subject,
      body: { outcome: 'cancelled', reason: 'customer-gave-up', serial: null, tell },
    })
    for (const id of ['c_open', 'c_ended', 'c_untold']) notebook.write(opened(id))
    notebook.write(ended('c_ended', false))
    notebook.write(ended('c_untold', true))
    for (const day of ['20', '21', '22']) notebook.write(close(`2026-11-${day}`, `2026-11-${Number(day) + 1}`, 'void'))
    await manager.push()
    const seen = (await happenings()).filter((one: string) => one.startsWith('Case'))
    expect(seen).toEqual(['CaseOpened c_open', 'CaseOpened c_untold', 'CaseEnded c_untold'])
  })

  it('can be resumed in the middle and is then the same to the byte', async () => {
    manager.writeSome(50)
    await manager.push()
    const whole = await fetch(`${server.origin}/api/head-start`, { headers: manager.bearer })
    const tag = whole.headers.get('ETag') ?? ''
    const bytes = Buffer.from(await whole.arrayBuffer())
    manager.writeSome(1)
    await manager.push(52)
    const resume = (range: string, etag: string) =>
      fetch(`${server.origin}/api/head-start`, { headers: { ...manager.bearer, Range: range, 'If-Range': etag } })
    const rest = await resume('bytes=1000-', tag)
    expect([rest.status, rest.headers.get('Content-Range')]).toEqual([
      206,
      `bytes 1000-${bytes.length - 1}/${bytes.length}`,
    ])
    expect(Buffer.from(await rest.arrayBuffer()).equals(bytes.subarray(1000))).toBe(true)
    expect((await resume('bytes=1000-', '"other"')).status).toBe(200)
    expect((await resume('bytes=99999999-', tag)).status).toBe(416)
  })
})

describe('the live stream', () => {
  it('brings every event once and in order while five tablets push at the same time', async () => {
    const pushes = rounds(8, 20)
    // Before them stand the seven lines that founded the hall and let five counters in.
    const all = 7 + 5 * pushes
    const counters = await Promise.all(Array.from({ length: 5 }, () => pairAnother(server, manager, 'counter')))
    const live = await openStream(server.origin, '/api/events?after=0&live=1', manager.bearer)
    await Promise.all(
      counters.map(async (counter) => {
        for (let n = 1; n <= pushes; n++) {
          if (n > 1) counter.writeSome(1)
          expect((await counter.push(n)).status).toBe(200)
        }
      }),
    )
    const seqs: number[] = []
    while (seqs.length < all) {
      const entry = await live.next()
      if ('seq' in entry) seqs.push(entry.seq)
    }
    expect(seqs).toEqual(Array.from({ length: all }, (_, i) => i + 1))
    live.stop()
  })

  it('ends for a tablet that is revoked', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const live = await openStream(server.origin, '/api/events?after=4&live=1', counter.bearer)
    await live.next()
    manager.say({ kind: 'TabletRevoked', subject: counter.tablet, body: { known: {} } })
    await manager.push()
    // Its own revocation may still reach it; then nothing more does.
    const rest = []
    for (let entry = await live.next(); entry !== null; entry = await live.next()) if ('seq' in entry) rest.push(entry)
    expect(rest.length).toBeLessThanOrEqual(4)
    expect(await counter.get('/api/events?after=0')).toMatchObject({ status: 403, body: { code: 'revoked' } })
  })
})

describe('silence', () => {
  it('of a tablet is told to the others, with its cursor, and ends with its next hello', async () => {
    let time = Date.UTC(2026, 10, 23, 1, 0)
    await server.close()
    server = await openHallServer({ now: () => time })
    manager = await pairManager(server)
    const counter = await pairAnother(server, manager, 'counter')
    await counter.get('/api/hello?seq=2')
    await manager.get('/api/hello?seq=6')
    const live = await openStream(server.origin, '/api/events?after=6&live=1', manager.bearer)
    expect((await live.next()).silent).toEqual([])
    const since = new Date(time).toISOString()
    time += 9_000
    await manager.get('/api/hello?seq=5')
    let beat = await live.next()
    while (!beat.silent.some(({ tablet }: { tablet: string }) => tablet === counter.tablet)) beat = await live.next()
    expect(beat.silent).toContainEqual({ tablet: counter.tablet, seq: 2, since })
    await counter.get('/api/hello?seq=5')
    while (beat.silent.some(({ tablet }: { tablet: string }) => tablet === counter.tablet)) beat = await live.next()
    live.stop()
  })
})

describe('the app and the figures', () => {
  it('serves hashed files for ever, the page anew each time, and the page for deep links', async () => {
    const files = await mkdtemp(join(tmpdir(), 'app-'))
    await mkdir(join(files, 'assets'))
    await writeFile(join(files, 'index.html'), '<!doctype html><title>不打烊</title>')
    await writeFile(join(files, 'assets', 'main-3f2a.js'), 'export {}')
    server = await server.restart({ files })
    const page = await call(server.origin, '/pair', { headers: { Accept: 'text/html,*/*' } })
    expect(page.body).toContain('不打烊')
    expect(page.headers.get('Cache-Control')).toBe('no-cache')
    expect(page.headers.get('Content-Security-Policy')).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(page.headers.get('Content-Security-Policy')).not.toContain('unsafe-inline')
    const script = await call(server.origin, '/assets/main-3f2a.js')
    expect(script.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect((await call(server.origin, '/assets/gone.js')).status).toBe(404)
    expect((await call(server.origin, '/api/gone', { headers: { Accept: 'text/html' } })).status).toBe(404)
    await rm(files, { recursive: true })
  })

  it('sends what the build compressed as it lies there, with the same headers, to whoever takes it', async () => {
    const files = await mkdtemp(join(tmpdir(), 'app-'))
    await mkdir(join(files, 'assets'))
    await writeFile(join(files, 'index.html'), '<!doctype html><title>不打烊</title>')
    await writeFile(join(files, 'index.html.gz'), gzipSync('<!doctype html><title>压缩</title>'))
    await writeFile(join(files, 'serviceWorker.js'), 'self.plain = 1')
    await writeFile(join(files, 'serviceWorker.js.gz'), gzipSync('self.zipped = 1'))
    await writeFile(join(files, 'assets', 'main-3f2a.js'), 'export const plain = 1')
    await writeFile(join(files, 'assets', 'main-3f2a.js.gz'), gzipSync('export const zipped = 1'))
    server = await server.restart({ files })
    const load = async (address: string, encoding: string) => {
      const { body, headers } = await call(server.origin, address, {
        headers: { Accept: 'text/html,*/*', 'Accept-Encoding': encoding },
      })
      return {
        text: body,
        type: headers.get('Content-Type'),
        encoding: headers.get('Content-Encoding'),
        vary: headers.get('Vary')?.toLowerCase(),
        cache: headers.get('Cache-Control'),
        csp: headers.get('Content-Security-Policy')?.includes("script-src 'self'"),
      }
    }
    const js = { type: 'application/javascript; charset=utf-8', vary: 'accept-encoding', csp: true }
    const forEver = 'public, max-age=31536000, immutable'
    // Browsers offer more than gzip where the hall has a certificate.
    for (const offered of ['gzip, deflate', 'gzip, deflate, br, zstd']) {
      expect(await load('/assets/main-3f2a.js', offered)).toEqual({
        ...js,
        text: 'export const zipped = 1',
        encoding: 'gzip',
        cache: forEver,
      })
      expect(await load('/serviceWorker.js', offered)).toEqual({
        ...js,
        text: 'self.zipped = 1',
        encoding: 'gzip',
        cache: 'no-cache',
      })
      for (const page of ['/', '/pair', '/index.html']) {
        expect(await load(page, offered)).toMatchObject({
          text: '<!doctype html><title>压缩</title>',
          type: 'text/html; charset=utf-8',
          encoding: 'gzip',
          vary: 'accept-encoding',
          cache: 'no-cache',
          csp: true,
        })
      }
    }
    const plain = { ...js, text: 'export const plain = 1', encoding: null, cache: forEver }
    expect(await load('/assets/main-3f2a.js', 'identity')).toEqual(plain)
    await rm(files, { recursive: true })
  })

  it('asks whether a file that may change has changed, and is not sent it again when it has not', async () => {
    const files = await mkdtemp(join(tmpdir(), 'app-'))
    await writeFile(join(files, 'index.html'), 'plain')
    await writeFile(join(files, 'index.html.gz'), gzipSync('zipped'))
    server = await server.restart({ files })
    // A fetch that asks so itself would also say that it wants no stored answer.
    const ask = (headers: Record<string, string>) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        get(`${server.origin}/index.html`, { headers, agent: false }, (answer) => resolve(answer.resume())).on(
          'error',
          reject,
        )
      })
    const zipped = (await ask({ 'Accept-Encoding': 'gzip' })).headers.etag ?? ''
    const plain = (await ask({ 'Accept-Encoding': 'identity' })).headers.etag ?? ''
    expect(zipped).not.toBe(plain)
    expect((await ask({ 'Accept-Encoding': 'gzip', 'If-None-Match': zipped })).statusCode).toBe(304)
    expect((await ask({ 'Accept-Encoding': 'identity', 'If-None-Match': zipped })).statusCode).toBe(200)
    await rm(files, { recursive: true })
  })

  it('tells that it lives, that it is ready, and its figures without naming anyone', async () => {
    expect((await call(server.origin, '/healthz')).body).toEqual({ status: 'ok' })
    expect((await call(server.origin, '/readyz')).body).toMatchObject({ status: 'ready' })
    const figures = (await call(server.origin, '/metrics')).body
    expect(figures).toContain('stayopen_events_total 2')
    expect(figures).not.toContain(manager.tablet)
  })

  it('slows down a caller who asks too often', async () => {
    server = await server.restart({ limits: { requestsPerMinute: 5 } })
    const answers = []
    for (let i = 0; i < 6; i++) answers.push(await manager.get('/api/hello'))
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'too-many-requests' } })
    expect(answers.at(-1)?.headers.get('Retry-After')).toMatch(/^\d+$/)
  })
})

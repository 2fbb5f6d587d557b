import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { welcome } from '#server/welcome.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import {
  call,
  createHand,
  openStream,
  pairAnother,
  pairManager,
  randomJournal,
  type SigningTablet,
} from '#support/signingTablet.ts'
import { until } from '#support/until.ts'

let server: TestHallServer
let manager: SigningTablet
/** Where it listens, whatever it is called. */
let here: string
let passed = 0
const start = () => Date.now() + passed
beforeEach(async () => {
  passed = 0
  server = await openHallServer({ now: start })
  here = server.origin
  manager = await pairManager(server)
  await manager.push()
})
afterEach(() => server.close())

/** What a server answers to a request of which the body never comes. */
function headersOnly(lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(server.origin)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) })
    let heard = ''
    socket.on('data', (bytes) => {
      heard += bytes.toString()
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
    socket.write(`${[...lines, `Host: ${hostname}:${port}`].join('\r\n')}\r\n\r\n`)
  })
}

describe('somebody on the network without a token', () => {
  it('is answered before a byte of a body is waited for, and the connection ends', async () => {
    for (const path of ['POST /api/events', `PUT /api/papers/${'a'.repeat(64)}`, 'POST /api/numbers']) {
      const heard = await headersOnly([`${path} HTTP/1.1`, 'Content-Type: application/json', 'Content-Length: 2000000'])
      expect(heard).toMatch(/^HTTP\/1.1 401/)
      expect(heard.toLowerCase()).toContain('connection: close')
    }
  })

  it('is counted by where it comes from, whatever tokens it invents', async () => {
    server = await server.restart({ limits: { requestsPerMinute: 5 } })
    for (const path of ['/api/hello', '/api/probes']) {
      const codes: number[] = []
      for (let i = 0; i < 8; i++) {
        const headers = { Authorization: `Bearer ${`invented${i}`.padEnd(40, 'x')}` }
        codes.push((await call(server.origin, path, { headers })).status)
      }
      expect(codes.slice(-3)).toEqual([429, 429, 429])
    }
    // A tablet of the hall at the same address is another one.
    expect((await manager.get('/api/hello')).status).toBe(200)
  })

  it('fills no memory with long bodies: the one that has been there longest makes way, and a tablet of the hall gets through', async () => {
    const { hostname, port } = new URL(server.origin)
    const places = 16
    let gone = 0
    const sockets = Array.from({ length: 3 * places }, () => {
      const socket = connect({ host: hostname, port: Number(port) })
      socket.on('error', () => {})
      socket.on('close', () => {
        gone += 1
      })
      socket.write(`POST /api/tokens HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\n`)
      socket.write(`Content-Length: 2000000\r\n\r\n{"tablet":"${'x'.repeat(200_000)}`)
      return socket
    })
    await until(() => gone === 2 * places)
    expect((await manager.askForToken()).tablet).toBe(manager.tablet)
    for (const socket of sockets) socket.destroy()
  })

  it('gets a problem with a code for an address that cannot be read', async () => {
    const heard = await headersOnly(['GET /api/%zz HTTP/1.1', 'Connection: close'])
    expect(heard).toMatch(/^HTTP\/1.1 404/)
    expect(heard).toContain('"code":"no-such-address"')
    expect(heard.toLowerCase()).toContain('x-content-type-options: nosniff')
  })
})

/** What is answered to somebody who calls the server by another name. */
function calledBy(host: string, path = '/api/hello', headers: Record<string, string> = {}) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    get(`${here}${path}`, { headers: { Host: host, ...headers }, agent: false }, async (answer) => {
      let text = ''
      for await (const part of answer) text += part
      resolve({ status: answer.statusCode ?? 0, text })
    }).on('error', reject)
  })
}

describe('a page somewhere whose name leads a browser in the hall to this server', () => {
  it('is answered nothing, not even with a tablet’s token', async () => {
    const { port } = new URL(server.origin)
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1.evil.example',
      `localhost.evil.example:${port}`,
    ])
      for (const path of ['/api/hello', '/', '/metrics', '/api/head-start']) {
        const { status, text } = await calledBy(host, path, manager.bearer)
        expect([status, JSON.parse(text)]).toMatchObject([421, { code: 'wrong-origin', origin: server.origin }])
      }
    expect((await calledBy('evil.example', '/', { Accept: 'text/html' })).text).toContain(server.origin)
  })

  it('is told from the hall’s own name, however that is written, and from this machine', async () => {
    server = await server.restart({ origin: 'https://hall.example' })
    for (const host of [
      'hall.example',
      'HALL.example',
      'hall.example:443',
      'localhost',
      'counter.localhost:9',
      '[::1]:7316',
    ])
      expect((await calledBy(host)).status).toBe(200)
    for (const host of ['hall.example:7316', 'hall.example.', 'user@hall.example', 'hall.example/x'])
      expect((await calledBy(host)).status).toBe(421)
  })
})

describe('how busy the hall is', () => {
  it('is told on this machine, and elsewhere only to whoever shows the token for it', async () => {
    expect((await calledBy('localhost', '/metrics')).status).toBe(200)
    const metricsToken = 'figures-for-prometheus'
    // Behind a proxy everybody seems to sit at this machine.
    server = await server.restart({ origin: 'https://hall.example', metricsToken })
    expect((await calledBy('localhost', '/metrics')).status).toBe(401)
    expect((await calledBy('hall.example', '/metrics', manager.bearer)).status).toBe(401)
    const shown = await calledBy('hall.example', '/metrics', { Authorization: `Bearer ${metricsToken}` })
    expect(shown).toMatchObject({ status: 200, text: expect.stringContaining('stayopen_listeners') })
  })
})

describe('a tablet in bad hands', () => {
  it('makes nobody miss lines of journals that there are none of', async () => {
    const wall = await pairAnother(server, manager, 'wall')
    for (let i = 0; i < 20; i++)
      await wall.get(`/api/hello?seq=1&journal=${randomJournal()}&n=100&hash=${'a'.repeat(64)}`)
    await manager.get('/api/hello')
    passed += 60_000
    await manager.get('/api/hello')
    expect((await manager.get('/api/hello')).body.missing.length).toBeLessThan(2)
  })

  it('takes no more numbers of a queue than are ever called in a day', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const ask = { queue: 'A', day: '2026-11-23', count: 200 }
    for (let i = 0; i < 15; i++)
      expect((await counter.post('/api/numbers', { ...ask, request: `r${i}` })).status).toBe(200)
    const more = { ...ask, request: 'more' }
    expect((await counter.post('/api/numbers', more)).body).toMatchObject({ code: 'numbers-used-up' })
    // Nobody else is short of any, and the same name of a request is not the same request.
    expect((await manager.post('/api/numbers', { ...ask, request: 'r0' })).body).toMatchObject({ from: 3_001 })
  })

  it('says hundreds of times who may do what, and is heard no more that day: a manager who sends it away is', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const mallory = createHand('s_mallory')
    for (let i = 0; i < 300; i++)
      counter.notebook.write({
        kind: 'PersonRemoved',
        subject: 's_0001',
        body: { known: {}, after: [] },
        by: 's_mallory',
        prove: mallory.prove,
      })
    expect((await counter.push()).body).toMatchObject({ code: 'too-much-today' })
    const book = manager.openNotebook()
    manager.say({ kind: 'TabletRevoked', subject: counter.tablet, body: { known: {}, lost: true } }, book)
    expect((await manager.push(1, book)).status).toBe(200)
  })

  it.each([
    [
      'takes lines out of the log',
      { kind: 'LineRedacted', subject: 'j_00000000000000aa', body: { n: 2, hash: 'a'.repeat(64) } },
    ],
    ['destroys papers', { kind: 'PapersShredded', subject: 'c_1', body: { papers: ['a'.repeat(64)] } }],
    ['stops it', { kind: 'DestroyingStopped', subject: 'c_1', body: { act: 'j_00000000000000aa:1' } }],
    ['sets addresses', { kind: 'DesksConfigured', subject: 'h_1', body: { probed: { upstream: '', operator: '' } } }],
  ])(
    '%s hundreds of times in nobody’s name, and is heard no more that day: the server keeps none of it in mind',
    async (_, said) => {
      const counter = await pairAnother(server, manager, 'counter')
      counter.writeSome(300, said)
      expect((await counter.push()).body).toMatchObject({ code: 'too-much-today' })
      const other = counter.openNotebook()
      for (let i = 0; i < 5; i++) other.write(said)
      expect((await counter.push(1, other)).body).toMatchObject({ kept: 6, quarantined: [] })
    },
  )

  it('takes blocks of numbers out of what it may bring in a day, and none of a disk that is nearly full', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const ask = async (by: SigningTablet, at: number) => {
      const asked = { queue: `q${at}`, day: '2031-01-01', count: 1, request: `r${at}` }
      return (await by.post('/api/numbers', asked)).body.code ?? 'given'
    }
    // Of a day's weight little is left.
    counter.writeSome(255, { kind: 'PapersShredded', subject: 'c_1', body: { papers: ['a'.repeat(64)] } })
    expect((await counter.push()).status).toBe(200)
    let given = 0
    for (let last = 'given'; last === 'given' && given < 50; given++) last = await ask(counter, given)
    expect([await ask(counter, given), await ask(manager, given)]).toEqual(['too-much-today', 'given'])
    server = await server.restart({ freeBytes: async () => 20 * 1024 * 1024 })
    expect(await ask(manager, given + 1)).toBe('disk-full')
  })

  it('fills no disk with papers that its lines name: it may bring so many in a day, and nobody else waits for that', async () => {
    server = await server.restart({ limits: { papersADay: 3_000 } })
    const counter = await pairAnother(server, manager, 'counter')
    const papers = Array.from({ length: 8 }, () => randomBytes(1_000))
    const names = papers.map((paper) => createHash('sha256').update(paper).digest('hex'))
    counter.notebook.write({ kind: 'PaperLost', subject: 'c_1', papers: names })
    await counter.push()
    const put = async (by: SigningTablet, at: number) => {
      const headers = { 'Content-Type': 'application/octet-stream' }
      const body = new Uint8Array(papers[at]!)
      return (await by.request(`/api/papers/${names[at]}`, { method: 'PUT', headers, body })).body.code ?? 'kept'
    }
    expect([await put(counter, 0), await put(counter, 1), await put(counter, 2)]).toEqual(['kept', 'kept', 'kept'])
    // What is there already costs nobody anything.
    expect([await put(counter, 2), await put(counter, 3)]).toEqual(['kept', 'too-much-today'])
    expect(await put(manager, 3)).toBe('kept')
    passed += 25 * 3_600_000
    expect(await put(counter, 4)).toBe('kept')
  })

  it('names no papers without end: each weighs in what it may bring in a day', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const papers = Array.from({ length: 64 }, () => randomBytes(32).toString('hex'))
    counter.writeSome(300, { kind: 'PaperLost', subject: 'c_1', papers })
    const codes = [
      await counter.pushLines(counter.notebook.lines.slice(0, 150), 1),
      await counter.pushLines(counter.notebook.lines.slice(150), 151),
    ]
    expect(codes.map(({ body }) => body.code ?? 'kept')).toEqual(['kept', 'too-much-today'])
  })

  it('names numbers of queues that there are none of, to a store that was moved, out of what it may bring in a day', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    await server.stop()
    const data = mkdtempSync(join(tmpdir(), 'hall-'))
    cpSync(server.data, data, { recursive: true })
    const moved = await openHallServer({ data })
    const names = async (at: number) => {
      const numbers = Array.from({ length: 4_999 }, (_, i) => ({ queue: `q${at}.${i}`, day: '2031-01-01', number: 1 }))
      const headers = { ...counter.bearer, 'Content-Type': 'application/json' }
      const body = JSON.stringify({ heads: [], numbers })
      return (await call(moved.origin, '/api/salvage/lacks', { method: 'POST', headers, body })).body.code ?? 'kept'
    }
    const codes: string[] = []
    for (let i = 0; i < 14; i++) codes.push(await names(i))
    expect([codes[0], codes.at(-1)]).toEqual(['kept', 'too-much-today'])
    await moved.close()
    server = await server.start({ now: start })
  })

  it('opens no more journals in a week than anybody needs, goes on in those it has, and tires nobody with their number', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    await counter.push()
    const open = async () => (await counter.push(1, counter.openNotebook())).body.code ?? 'taken'
    const codes = new Set<string>()
    for (let i = 0; i < 210; i++) codes.add(await open())
    expect([...codes]).toEqual(['taken', 'too-many-journals'])
    counter.writeSome(1)
    expect((await counter.push(2)).status).toBe(200)
    passed += 8 * 86_400_000
    for (let i = 0; i < 3; i++) expect(await open()).toBe('taken')
    const { journal } = counter.notebook
    const { journals } = (await counter.get(`/api/hello?journal=${journal}`)).body
    expect(journals[journal].kept).toBe(2)
    expect(Object.keys(journals).length).toBeLessThanOrEqual(201)
  })

  it('takes no more head starts than a bad line needs, and goes on with everything else', async () => {
    const wall = await pairAnother(server, manager, 'wall')
    const codes: number[] = []
    for (let i = 0; i < 25; i++) codes.push((await wall.get('/api/head-start')).status)
    expect(codes.filter((code) => code === 200)).toHaveLength(20)
    expect(codes.at(-1)).toBe(429)
    expect((await wall.get('/api/hello')).status).toBe(200)
    expect((await manager.get('/api/head-start')).status).toBe(200)
  })

  it('listens a few times at once: the oldest connection makes way', async () => {
    const wall = await pairAnother(server, manager, 'wall')
    const streams = []
    for (let i = 0; i < 5; i++) {
      const stream = await openStream(server.origin, '/api/events?after=0&live=1', wall.bearer)
      await stream.next()
      streams.push(stream)
    }
    const [oldest, ...others] = streams
    // What was under way still comes, then the end.
    let last = await oldest?.next()
    while (last !== null) last = await oldest?.next()
    manager.writeSome(1)
    await manager.push(2)
    for (const stream of others) {
      let seen = await stream.next()
      while (!JSON.stringify(seen).includes('CounterClosed')) seen = await stream.next()
      stream.stop()
    }
  })
})

describe('a server that the whole network reaches without encryption', () => {
  it('says so when it starts, and what to do', async () => {
    expect(await welcome({ origin: 'http://0.0.0.0:7316', firstCode: null, isOpenToAll: true })).toContain('不加密')
    expect(await welcome({ origin: server.origin, firstCode: null, isOpenToAll: false })).not.toContain('不加密')
  })
})

describe('what lies on the disk', () => {
  it('is for whoever runs the server alone, also in a folder that was there before', async () => {
    const data = mkdtempSync(join(tmpdir(), 'hall-'))
    chmodSync(data, 0o755)
    const other = await openHallServer({ data })
    expect(statSync(data).mode & 0o777).toBe(0o700)
    expect(statSync(join(data, 'hall.db')).mode & 0o777).toBe(0o600)
    expect(statSync(join(data, 'hall.db-wal')).mode & 0o777).toBe(0o600)
    expect(statSync(join(data, 'papers')).mode & 0o777).toBe(0o700)
    await other.close()
  })
})

describe('the app’s files', () => {
  it('come with what a page may not do, and without what the build notes for itself', async () => {
    const files = mkdtempSync(join(tmpdir(), 'app-'))
    writeFileSync(join(files, 'index.html'), '<!doctype html>')
    mkdirSync(join(files, '.vite'))
    writeFileSync(join(files, '.vite', 'manifest.json'), '{}')
    server = await server.restart({ files })
    const page = await call(server.origin, '/')
    expect(page.headers.get('Content-Security-Policy')).toContain("form-action 'none'")
    expect(page.headers.get('Content-Security-Policy')).toContain("require-trusted-types-for 'script'")
    for (const may of ['camera=(self)', 'usb=(self)', 'bluetooth=(self)', 'serial=()'])
      expect(page.headers.get('Permissions-Policy')).toContain(may)
    expect((await call(server.origin, '/.vite/manifest.json')).status).toBe(404)
    rmSync(files, { recursive: true })
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHall, foldEvents, type HallEvent, isHallEvent } from '#domain/whole.ts'
import { hashOfLine, readLine } from '#log/lines.ts'
import { signedHead } from '#log/signedHead.ts'
import { type SeededChance, seededChance } from '#support/chance.ts'
import { rounds } from '#support/endure.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { pairAnother, pairManager, randomJournal, type SigningTablet } from '#support/signingTablet.ts'

/**
 * Requests made up by chance, from a seed that is printed when something breaks. `npm run fuzz` makes 100,000; `STAYOPEN_FUZZ=500
 * STAYOPEN_SEED=7` makes 500 that begin with seed 7.
 */
const COUNT = Number(process.env.STAYOPEN_FUZZ ?? rounds(1_000, 100_000))
const SEED = Number(process.env.STAYOPEN_SEED ?? 1)
/** What took longer (ms) is asked again, alone: a busy machine is slow once, a request that hangs is slow each time. */
const HANG_MS = 1_000
const ASKED_AGAIN = 5
const AT_ONCE = 12
const MIB = 1024 * 1024

const PAPER = 'a'.repeat(64)
const PRINTER = 'pr_1'
const ROUTES = [
  '/api/hello',
  '/api/pair',
  '/api/time',
  '/api/offers/o_0123456789abcdef0123456789abcdef',
  '/api/offers/o_0123456789abcdef0123456789abcdef/word',
  '/api/knocks',
  '/api/challenges',
  '/api/tokens',
  '/api/recoveries',
  '/api/events',
  '/api/head-start',
  '/api/numbers',
  '/api/salvage',
  '/api/salvage/lacks',
  '/api/probes',
  '/api/care',
  '/api/kit',
  '/api/held-twice',
  '/api/wellbeing',
  `/api/printers/${PRINTER}/slips`,
  `/api/papers/${PAPER}`,
  '/healthz',
  '/readyz',
  '/metrics',
]
const METHODS = ['GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']

let server: TestHallServer
let manager: SigningTablet
let tablets: SigningTablet[]
let agent: Agent
beforeAll(async () => {
  const limits = {
    requestsPerMinute: 1e9,
    pairingsPerMinute: 1e9,
    knocksPerMinute: 1e9,
    headStartsPerMinute: 1e9,
    lacksPerMinute: 1e9,
    streamsPerMinute: 1e9,
    unnamedBytes: 20 * MIB,
    slipsPerMinute: 1e9,
  }
  server = await openHallServer({ limits })
  manager = await pairManager(server)
  const others = []
  for (const place of ['reception', 'counter', 'backoffice', 'wall', 'counter'] as const)
    others.push(await pairAnother(server, manager, place))
  const gone = others.at(-1)
  manager.say({ kind: 'TabletRevoked', subject: gone?.tablet ?? '', body: { known: {} } })
  await manager.push()
  tablets = [manager, ...others]
  for (const tablet of tablets.slice(0, 4)) {
    tablet.writeSome(20)
    await tablet.push()
  }
  agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
}, 120_000)
afterAll(async () => {
  agent.destroy()
  await server.close()
})

interface Made {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string | string[]>
  readonly body: Buffer | null
  /** What is sent of the body before the connection is cut; null: all of it. */
  readonly cutAt: number | null
}

const JUNK = [
  '',
  '0',
  '-1',
  '1e999',
  '99999999999999999999',
  'NaN',
  'null',
  '%00',
  '%zz',
  '%c0%ae%c0%ae/',
  '😀',
  '..%2f..%2fhall.db',
  "' OR 1=1 --",
  '__proto__',
  'a'.repeat(9_000),
]
/** Strings that may stand in a header or a path as they are. */
const plain = (text: string) => encodeURI(text).replace(/%25/g, '%')

function anyValue(chance: SeededChance, depth = 0): unknown {
  const deep = depth < 4
  switch (chance.below(deep ? 9 : 7)) {
    case 0:
      return null
    case 1:
      return chance.often(0.5)
    case 2:
      return chance.oneOf([0, -1, 1.5, 2 ** 53, -(2 ** 63), 1e308, 5e-324])
    case 3:
      return chance.oneOf(JUNK)
    case 4:
      return chance.bytes(chance.below(80)).toString('base64')
    case 5:
      return new Date(chance.below(2 ** 31) * 1_000).toISOString()
    case 6:
      return chance.bytes(chance.below(40)).toString('latin1')
    case 7:
      return Array.from({ length: chance.below(6) }, () => anyValue(chance, depth + 1))
    default:
      return Object.fromEntries(
        Array.from({ length: chance.below(6) }, () => [chance.oneOf(FIELDS), anyValue(chance, depth + 1)]),
      )
  }
}
const FIELDS = [
  'code',
  'name',
  'key',
  'sealKey',
  'challenge',
  'origin',
  'signature',
  'rootSignature',
  'offer',
  'mac',
  'tablet',
  'place',
  'ends',
  'status',
  'answer',
  'line',
  'root',
  'request',
  'queue',
  'day',
  'count',
  'confirm',
  '__proto__',
  'constructor',
]

/** Bodies that each route nearly takes. */
function nearlyRight(chance: SeededChance): Record<string, unknown> {
  const tablet = chance.oneOf(tablets)
  return {
    code: 'A7K29QXD',
    name: '平板',
    key: tablet.key.spki,
    sealKey: null,
    challenge: 'c'.repeat(43),
    origin: server.origin,
    signature: chance.bytes(64).toString('base64'),
    rootSignature: chance.bytes(64).toString('base64'),
    offer: 'o_0123456789abcdef0123456789abcdef',
    mac: 'm'.repeat(43),
    ...(chance.often(0.5) ? { tablet: tablet.tablet } : {}),
    place: chance.oneOf(['wall', 'counter', 'manager']),
    ends: '2099-01-01T00:00:00.000Z',
    status: chance.oneOf(['refused', 'admitted']),
    answer: { line: '{}', root: null, mac: 'm'.repeat(43) },
    request: `r_${chance.below(50)}`,
    queue: chance.oneOf(['A', 'B']),
    day: '2026-11-23',
    count: chance.oneOf([1, 200, 201, 0]),
    ...(chance.often(0.1) ? { confirm: true } : {}),
  }
}

function lines(chance: SeededChance): { text: string; from: number; tablet: SigningTablet } {
  const tablet = chance.oneOf(tablets.slice(0, 4))
  const own = tablet.notebook.lines
  const from = 1 + chance.below(own.length)
  const part = own.slice(from - 1, from + chance.below(8))
  const text = `${part.join('\n')}\n`
  if (chance.often(0.4)) return { text, from, tablet }
  const at = chance.below(text.length)
  const torn = [
    text.slice(0, at),
    text.slice(0, at) + chance.oneOf(JUNK) + text.slice(at),
    text.replaceAll('"n":', '"n":9'),
    `${text}${'\n'.repeat(chance.below(600))}`,
    `\ufeff${text}`,
    '{"a":'.repeat(chance.below(3_000)),
  ]
  return { text: chance.oneOf(torn), from: chance.often(0.8) ? from : chance.below(2 ** 31), tablet }
}

async function makeRequest(chance: SeededChance): Promise<Made> {
  const route = chance.oneOf(ROUTES)
  const query = Array.from(
    { length: chance.often(0.5) ? chance.below(5) : 0 },
    () =>
      `${chance.oneOf(['after', 'live', 'mine', 'seq', 'journal', 'n', 'hash'])}=${plain(chance.oneOf([...JUNK, '0', '5', randomJournal()]))}`,
  ).join('&')
  const bent = chance.often(0.15) ? route.replace(/[^/]+$/, plain(chance.oneOf(JUNK))) : route
  const path = `${bent}${query ? `?${query}` : ''}`
  const headers: Record<string, string | string[]> = {}
  const who = chance.below(10)
  if (who < 7) headers.Authorization = `Bearer ${chance.oneOf(tablets).token}`
  else if (who < 8)
    headers.Authorization = chance.oneOf([
      'Bearer',
      'Basic eDp4',
      `Bearer ${'x'.repeat(40)}`,
      `Bearer ${'x'.repeat(5_000)}`,
    ])
  if (chance.often(0.3)) headers['Accept-Encoding'] = chance.oneOf(['gzip', 'gzip;q=0', 'br, *', '\u00ff'])
  if (chance.often(0.1)) headers.Range = chance.oneOf(['bytes=0-', 'bytes=99999999999999-', 'bytes=-1', 'lines=1-'])
  if (chance.often(0.1))
    headers['If-Range'] = chance.oneOf(['"e_1-s0-5-r0"', '"e_1-s999999999999999-1-r0"', '"e_1-s5-0-r0"', 'W/"x"'])
  if (chance.often(0.05)) headers['Accept-Language'] = chance.oneOf(JUNK.map(plain))
  if (chance.often(0.03)) headers.Host = chance.oneOf(['evil.example', '[::1', 'a b', '127.0.0.1:99999999'])
  if (chance.often(0.03)) headers['X-Many'] = Array.from({ length: 90 }, () => 'x')
  const method = chance.often(0.6)
    ? /\/api\/(papers|offers)/.test(route)
      ? 'PUT'
      : /hello|start|probes|z$|metrics/.test(route)
        ? 'GET'
        : 'POST'
    : chance.oneOf(METHODS)
  if (method === 'GET' || method === 'HEAD' || method === 'TRACE' || chance.often(0.05))
    return { method, path, headers, body: null, cutAt: null }

  let body: Buffer
  if (route === '/api/events' && chance.often(0.8)) {
    const { text, from, tablet } = lines(chance)
    const last = text.trimEnd().split('\n').at(-1) ?? ''
    const read = chance.often(0.5)
    headers.Authorization = `Bearer ${chance.often(0.9) ? tablet.token : chance.oneOf(tablets).token}`
    headers['Content-Type'] = chance.often(0.95) ? 'application/x-ndjson' : 'text/plain'
    headers['StayOpen-Journal'] = chance.often(0.9)
      ? tablet.notebook.journal
      : plain(chance.oneOf([...JUNK, randomJournal()]))
    headers['StayOpen-From'] = String(from)
    headers['StayOpen-Signature'] = read
      ? await signature(tablet, text, from, last)
      : chance.bytes(64).toString('base64')
    body = Buffer.from(text)
  } else if (chance.often(0.7)) {
    const right = nearlyRight(chance)
    for (let i = chance.below(3); i > 0; i--) right[chance.oneOf(FIELDS)] = anyValue(chance)
    headers['Content-Type'] = chance.often(0.9)
      ? 'application/json'
      : chance.oneOf(['text/html', 'application/octet-stream', '', 'multipart/form-data; boundary=x'])
    const text = JSON.stringify(chance.often(0.8) ? right : anyValue(chance)) ?? ''
    body = Buffer.from(chance.often(0.9) ? text : text.slice(0, chance.below(text.length + 1)))
  } else {
    headers['Content-Type'] = chance.oneOf(['application/octet-stream', 'application/x-ndjson', 'application/json'])
    body = chance.bytes(chance.below(2_000))
  }
  if (chance.often(0.2)) {
    headers['Content-Encoding'] = chance.oneOf(['gzip', 'gzip', 'br', 'deflate', 'gzip, gzip'])
    const packed = gzipSync(chance.often(0.03) ? Buffer.alloc(20 * MIB) : body)
    body = chance.often(0.5) ? packed.subarray(0, chance.below(packed.length)) : packed
  }
  if (chance.often(0.01)) body = Buffer.alloc(3 * MIB, 'x')
  if (chance.often(0.03)) headers['Content-Length'] = chance.oneOf(['-1', '99999999999', 'x', '1, 2'])
  return { method, path, headers, body, cutAt: chance.often(0.05) ? chance.below(body.length + 1) : null }
}

async function signature(tablet: SigningTablet, text: string, from: number, last: string): Promise<string> {
  const n = from + text.trimEnd().split('\n').length - 1
  const hash = readLine(last).ok ? hashOfLine(last) : '0'.repeat(64)
  return tablet.key.sign(signedHead(tablet.notebook.journal, { n, hash }))
}

/** What was answered: a status; `null` when the connection ended without one, as is right for what is no HTTP. */
function send(made: Made): Promise<number | null> {
  if (made.cutAt !== null || 'Content-Length' in made.headers || 'Host' in made.headers) return sendRaw(made)
  const { hostname, port } = new URL(server.origin)
  return new Promise((resolve) => {
    const { method, path, headers, body } = made
    const length = body === null ? {} : { 'Content-Length': String(body.length) }
    const asked = httpRequest({ hostname, port, agent, method, path, headers: { ...headers, ...length } }, (answer) => {
      const status = answer.statusCode ?? null
      const ends = () => resolve(status)
      answer.on('end', ends)
      answer.on('close', ends)
      answer.on('error', ends)
      answer.resume()
      // A live stream ends when its reader goes.
      if (String(answer.headers['content-type']).includes('ndjson')) setTimeout(() => answer.destroy(), 5)
    })
    asked.on('error', () => resolve(null))
    asked.end(body ?? undefined)
  })
}

function sendRaw({ method, path, headers, body, cutAt }: Made): Promise<number | null> {
  const { hostname, port } = new URL(server.origin)
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) })
    let heard = ''
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1')
      if (heard.includes('\r\n\r\n')) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1]) || null))
    const all = { Host: `${hostname}:${port}`, 'Content-Length': String(body?.length ?? 0), ...headers }
    const text = Object.entries(all).flatMap(([name, value]) => [value].flat().map((each) => `${name}: ${each}\r\n`))
    socket.write(Buffer.from(`${method} ${path} HTTP/1.1\r\n${text.join('')}\r\n`, 'latin1'))
    if (body) socket.write(cutAt === null ? body : body.subarray(0, cutAt))
    // Somebody has pulled the cable, or never lets go.
    setTimeout(() => socket.destroy(), cutAt === null ? 500 : 20)
  })
}

async function hangs(request: Made): Promise<boolean> {
  for (let i = 0; i < ASKED_AGAIN; i++) {
    const began = performance.now()
    await send(request)
    if (performance.now() - began <= HANG_MS) return false
  }
  return true
}

const collect = (): void => {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}
const heap = (): number => {
  collect()
  return process.memoryUsage().heapUsed + process.memoryUsage().external
}

/** What a tablet that is new makes of everything that the server has. */
async function hallSeenBy(tablet: SigningTablet) {
  const { body } = await tablet.get('/api/events?after=0')
  const told: { seq?: number; line?: string; quarantined?: string }[] = body.filter((each: object) => 'seq' in each)
  const events = told.flatMap(({ line, quarantined }): HallEvent[] => {
    const read = line === undefined || quarantined !== undefined ? null : readLine(line)
    return read?.ok && read.event && isHallEvent(read.event) ? [read.event] : []
  })
  return {
    seqs: told.map(({ seq }) => seq),
    lines: told.map(({ line }) => line),
    hall: foldEvents(emptyHall(server.hall), events),
  }
}

describe('a server that is sent whatever anybody can think of', () => {
  it('knows every route in this test', () => {
    const folder = join(import.meta.dirname, '../../src/server/http')
    const text = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('')
    const named = [...text.matchAll(/'(\/(?:api\/[\w:/-]+|healthz|readyz|metrics))'/g)].map(([, path = '']) => path)
    const asked = ROUTES.map((path) =>
      path
        .replace(PAPER, ':name')
        .replace(PRINTER, ':printer')
        .replace(/o_[0-9a-f]{32}/, ':offer'),
    )
    expect([...new Set(named)].sort()).toEqual([...asked].sort())
  })

  it(`answers ${COUNT} requests without an error of its own, without a hang, and holds what it held`, async () => {
    const bad: unknown[] = []
    const slow: { request: Made; said: unknown }[] = []
    const statuses = new Map<number | null, number>()
    let slowest = 0
    let made = 0
    let last = COUNT
    const one = async () => {
      while (made < last) {
        made++
        const n = made
        // The same number of the same seed is the same request, whatever else is under way.
        const request = await makeRequest(seededChance(SEED * 10_000_000 + n))
        const began = performance.now()
        const status = await send(request)
        const ms = performance.now() - began
        slowest = Math.max(slowest, ms)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        const said = { n, seed: SEED, status, ms: Math.round(ms), path: request.path }
        if (status !== null && status >= 500)
          bad.push({ ...said, ...request, body: request.body?.toString('latin1').slice(0, 300) })
        if (ms > HANG_MS) slow.push({ request, said })
      }
    }
    const early = Math.min(COUNT, 500)
    const run = () => Promise.all(Array.from({ length: AT_ONCE }, one))
    await run()
    expect(bad.slice(0, 5)).toEqual([])
    const before = heap()
    // Some more of the same: what stays in memory shows now.
    last += early
    await run()
    const grown = heap() - before
    expect(bad.slice(0, 5)).toEqual([])
    expect(grown / MIB).toBeLessThan(24)
    for (const { request, said } of slow.slice(0, 200)) if (await hangs(request)) bad.push(said)
    expect(bad.slice(0, 5)).toEqual([])
    if (process.env.STAYOPEN_FUZZ)
      console.info(
        `seed ${SEED}: ${COUNT} requests, slowest ${Math.round(slowest)} ms, ${slow.length} slow once, memory ${(grown / MIB).toFixed(1)} MiB`,
        Object.fromEntries(statuses),
      )

    const seen = await hallSeenBy(await pairAnother(server, manager, 'reception'))
    expect(seen.seqs).toEqual(seen.seqs.map((_, at) => at + 1))
    for (const tablet of tablets.slice(0, 4))
      expect(seen.lines.filter((line) => line !== undefined && tablet.notebook.lines.includes(line))).toEqual(
        tablet.notebook.lines,
      )
    await server.stop()
    const db = new Database(join(server.data, 'hall.db'))
    expect(db.prepare('PRAGMA integrity_check').raw().all()).toEqual([['ok']])
    db.close()
    server = await server.start()
    const again = await hallSeenBy(await pairAnother(server, manager, 'backoffice'))
    const alike = ({ hall }: typeof seen) =>
      JSON.stringify(
        [hall.tickets, hall.counters, hall.settings, hall.incidents].map((each) =>
          each instanceof Map ? [...each] : each,
        ),
      )
    expect(again.lines.slice(0, seen.lines.length)).toEqual(seen.lines)
    expect(alike(again)).toBe(alike(seen))
    expect(
      readdirSync(join(server.data, 'papers'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.part'),
      ),
    ).toEqual([])
  }, 1_800_000)
})

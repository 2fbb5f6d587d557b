import { mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { keptHead } from '#log/lines.ts'
import { rounds } from '#support/endure.ts'
import { openHallServer } from '#support/openHallServer.ts'
import { builtProgram } from '#support/serverProcess.ts'
import { call, openStream, pairAnother, pairManager, type SigningTablet } from '#support/signingTablet.ts'

/**
 * Twenty tablets work while others do their worst. `npm run load` measures in full and holds the server to its figures; in
 * the test command it is smaller and asks only that everybody is served.
 */
const FULL = process.env.STAYOPEN_LOAD === '1'
const IDLE = FULL ? 600 : rounds(100, 600)
const GREEDY = FULL ? 20 : rounds(4, 20)
const WORKERS = FULL ? 20 : rounds(4, 20)
const SECONDS = FULL ? 10 : rounds(1, 10)

let server: { readonly origin: string; readonly hall: string; readonly firstCode: string; close(): Promise<void> }
let manager: SigningTablet
let workers: SigningTablet[]
let greedy: SigningTablet[]
let watcher: SigningTablet
beforeAll(async () => {
  server = FULL ? await openOwnProcess() : await openHallServer({ limits: { requestsPerMinute: 3_000 } })
  manager = await pairManager(server)
  const pair = async (count: number) => {
    const paired: SigningTablet[] = []
    for (let i = 0; i < count; i++) paired.push(await pairAnother(server, manager, 'counter'))
    return paired
  }
  workers = await pair(WORKERS)
  greedy = await pair(GREEDY)
  watcher = (await pair(1))[0]!
  // A morning's worth of lines, so that a head start and a history cost something.
  for (let i = 0; i < 8; i++) {
    manager.writeSome(400)
    await manager.push(manager.notebook.head.n - 399 - (i === 0 ? 1 : 0))
  }
}, 120_000)
afterAll(() => server.close())

/** The server as it is shipped, with a processor of its own: whoever attacks it shares none with it. */
async function openOwnProcess() {
  const data = await mkdtemp(join(tmpdir(), 'hall-'))
  const started = await builtProgram().start({ data, port: 0 })
  const { hall } = (await call(started.origin, '/api/hello')).body
  return {
    ...started,
    hall,
    async close() {
      await started.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** What the server says it takes of memory, in MiB. */
async function memory(): Promise<number> {
  const figures = String((await call(server.origin, '/metrics')).body)
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(figures)?.[1]) / 1024 / 1024
}

/** How long it took: each hello, each tap until the server keeps it, and until another tablet has heard of it, in ms. */
interface Worked {
  readonly hellos: readonly number[]
  readonly taps: readonly number[]
  readonly heard: readonly number[]
}

/** Those who work say hello and tap until `until`; one of them, on whom nothing of this depends, listens to the others. */
async function work(until: number): Promise<Worked> {
  const hellos: number[] = []
  const taps: number[] = []
  const tapped = new Map<string, number>()
  const heard: number[] = []
  let hasStopped = false
  const listener = await openStream(server.origin, `/api/events?after=${await newestSeq()}&live=1`, watcher.bearer)
  const listening = (async () => {
    for (let entry = await listener.next(); entry; entry = await listener.next()) {
      const head = typeof entry.line === 'string' ? keptHead(entry.line) : null
      const began = head === null ? undefined : tapped.get(`${head.journal} ${head.n}`)
      if (began !== undefined) heard.push(performance.now() - began)
    }
  })().catch((fault: unknown) => {
    if (!hasStopped) throw fault
  })
  const timed = async (into: number[], act: () => Promise<{ status: number }>) => {
    const began = performance.now()
    expect((await act()).status).toBe(200)
    into.push(performance.now() - began)
  }
  await Promise.all(
    workers.map(async (tablet) => {
      while (performance.now() < until) {
        await timed(hellos, () => tablet.get('/api/hello?seq=1'))
        tablet.writeSome(1)
        const { head, journal } = tablet.notebook
        tapped.set(`${journal} ${head.n}`, performance.now())
        await timed(taps, () => tablet.push(head.n === 2 ? 1 : head.n))
        await new Promise((resolve) => setTimeout(resolve, 400 + Math.random() * 200))
      }
    }),
  )
  // Every tap that the server keeps arrives: this waits for the last of them, and for nothing else.
  await vi.waitFor(() => expect(heard).toHaveLength(tapped.size), { timeout: 30_000, interval: 20 })
  hasStopped = true
  listener.stop()
  await listening
  return { hellos, taps, heard }
}

const newestSeq = async (): Promise<number> => (await watcher.get('/api/hello')).body.head

/** Everything that can be done at once to tire the server. */
function attack(): () => void {
  const { hostname, port } = new URL(server.origin)
  const sockets: Socket[] = []
  const open = (text: string) => {
    const socket = connect({ host: hostname, port: Number(port) })
    socket.on('error', () => {})
    if (text) socket.write(text)
    sockets.push(socket)
    return socket
  }
  for (let i = 0; i < IDLE; i++) open(i % 2 === 0 ? '' : 'GET /api/hello HTTP/1.1\r\nHost: ')
  let goes = true
  const head = (tablet: SigningTablet, line: string, more = '') =>
    `${line} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${tablet.token}\r\n${more}\r\n`
  for (const tablet of greedy) {
    const ask = (path: string) =>
      new Promise<void>((resolve) => {
        const asked = httpRequest(`${server.origin}${path}`, { headers: tablet.bearer }, (answer) => {
          answer.resume()
          answer.on('close', resolve)
        })
        asked.on('error', () => resolve())
        asked.end()
      })
    const again = async (path: string) => {
      while (goes) await ask(path)
    }
    for (let i = 0; i < 2; i++) {
      void again('/api/head-start')
      void again('/api/events?after=0')
      void again('/api/hello')
    }
  }
  const [first, second] = greedy
  if (first && second) {
    // One that listens and never reads, and one that sends a byte now and then.
    open(head(first, 'GET /api/events?after=0&live=1')).pause()
    const trickle = open(
      head(second, 'POST /api/events', 'Content-Type: application/x-ndjson\r\nContent-Length: 2000000\r\n'),
    )
    const drip = setInterval(() => trickle.write('x'), 100)
    trickle.on('close', () => clearInterval(drip))
  }
  return () => {
    goes = false
    for (const socket of sockets) socket.destroy()
  }
}

const at = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
const told = ({ hellos, taps, heard }: Worked) =>
  [
    `hello ${at(hellos, 0.5).toFixed(1)} / ${at(hellos, 0.99).toFixed(1)} ms`,
    `tap kept ${at(taps, 0.5).toFixed(1)} / ${at(taps, 0.99).toFixed(1)} ms`,
    `heard on another tablet ${at(heard, 0.5).toFixed(1)} / ${at(heard, 0.99).toFixed(1)} ms (half / 99 of 100)`,
  ].join(', ')
/** The middle under load by the middle alone. */
const ratio = (busy: readonly number[], quiet: readonly number[]) => (at(busy, 0.5) / at(quiet, 0.5)).toFixed(2)

describe(`${IDLE} idle connections, ${GREEDY} greedy tablets, one that does not read and one that does not send`, () => {
  it('hold up nobody who works', async () => {
    const quiet = await work(performance.now() + SECONDS * 500)
    const before = await memory()
    const stop = attack()
    const busy = await work(performance.now() + SECONDS * 1_000)
    const grown = (await memory()) - before
    stop()
    if (FULL) {
      console.info(`alone: ${told(quiet)}\nunder load: ${told(busy)}\nmemory of the server: + ${grown.toFixed(0)} MiB`)
      const times = `${ratio(busy.taps, quiet.taps)} × kept, ${ratio(busy.heard, quiet.heard)} × heard`
      console.info(`taps under load, by the same taps alone: ${times}, load of the machine ${loadavg()[0]?.toFixed(1)}`)
      expect(at(busy.hellos, 0.99)).toBeLessThan(100)
      expect(at(busy.heard, 0.5)).toBeLessThan(500)
      expect(grown).toBeLessThan(300)
    }
    // Nobody's tap was lost or refused, and all of them arrived elsewhere while this went on.
    for (const { hellos, taps, heard } of [quiet, busy]) {
      expect(taps.length).toBeGreaterThanOrEqual(WORKERS)
      expect([hellos.length, heard.length]).toEqual([taps.length, taps.length])
    }
    expect((await manager.get('/api/hello')).status).toBe(200)
  }, 240_000)
})

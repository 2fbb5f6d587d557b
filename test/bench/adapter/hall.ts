import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type HallServer, openHallServer } from '#server/hallServer.ts'
import { type FoundedHall, foundHall, PIN } from '#support/foundHall.ts'

const LIMITS = {
  requestsPerMinute: 600_000,
  pairingsPerMinute: 6_000,
  knocksPerMinute: 60_000,
  streamsPerMinute: 6_000,
}

/** The real hall server behind somebody else's http server, which it shares with the page of the bench. */
export async function openPeerHall({
  data,
  server,
  workers,
}: {
  /** Folder of the store. */
  readonly data: string
  readonly server: Server
  /** Files of the page's workers by path. */
  readonly workers: ReadonlyMap<string, Uint8Array>
}) {
  /** How many lines of each journal say something of the tablet, and how far the hall has kept it. */
  const before = new Map<string, number>()
  const kept = new Map<string, number>()
  let inner: Server | null = null
  let founded: Promise<FoundedHall> | null = null
  let isFounded = false
  /** Streams of the manager's tablet, which runs in this process: they end once the hall is founded. */
  const streams = new Set<ServerResponse>()

  const opening = once(server, 'listening').then(
    (): Promise<HallServer> =>
      openHallServer({
        data,
        logLevel: 'warn',
        limits: LIMITS,
        async listen(own) {
          inner = own
          return portOf(server)
        },
      }),
  )
  opening.catch((fault: unknown) => console.error(fault))

  async function found(): Promise<FoundedHall> {
    const { firstCode } = await opening
    if (!firstCode) throw new Error('the hall was founded by a manager who is gone')
    const hall = await foundHall(`http://127.0.0.1:${portOf(server)}`, firstCode.code)
    isFounded = true
    for (const stream of streams) stream.destroy()
    return hall
  }

  /** What a manager does on their own tablet; its stream is left silent, so that it costs the bench nothing. */
  async function makeCode(name: string): Promise<string> {
    founded ??= found()
    const code = await (await founded).codeFor('reception', name)
    return `${code} ${count()}`
  }

  /** Records of tablets that the hall has on its disk. */
  const count = () => [...before].reduce((sum, [journal, n]) => sum + Math.max(0, (kept.get(journal) ?? n) - n), 0)

  /** Counts what is on the server's disk: what it answers that it has kept. */
  function watchKept(request: IncomingMessage, response: ServerResponse): void {
    const journal = String(request.headers['stayopen-journal'])
    const end = response.end.bind(response)
    response.end = ((chunk?: unknown, ...rest: never[]) => {
      const n = /"kept":(\d+)/.exec(String(chunk ?? ''))?.[1]
      if (response.statusCode === 200 && n !== undefined) kept.set(journal, Number(n))
      return end(chunk, ...rest)
    }) as typeof response.end
  }

  return {
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { url = '', method } = request
      const worker = workers.get(url)
      if (worker) {
        response.writeHead(200, { 'Content-Type': 'text/javascript', 'Cross-Origin-Embedder-Policy': 'require-corp' })
        response.end(worker)
        return
      }
      const [, , what = '', ...which] = url.startsWith('/stayopen/') ? url.split('/') : []
      if (what === 'code') {
        response.end(await makeCode(which[0] ?? ''))
        return
      }
      if (what === 'pin') {
        response.end(PIN)
        return
      }
      if (what === 'begins') {
        before.set(which[0] ?? '', Number(which[1]))
        response.end()
        return
      }
      await opening
      if (request.headers.host?.startsWith('127.0.0.1') && url.startsWith('/api/events?')) {
        if (isFounded) return
        streams.add(response)
      }
      if (method === 'POST' && url === '/api/events') watchKept(request, response)
      inner?.emit('request', request, response)
    },
    count,
    async close() {
      await (await founded?.catch(() => null))?.close()
      await (await opening).close()
    },
  }
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { type ClientRequest, type IncomingMessage, request, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Fetch } from '#device/basics/ports.ts'
import { makeBackup } from '#server/backup/makeBackup.ts'
import { restore } from '#server/backup/restore.ts'
import { type Backup, backupIn, KEPT, nameAt } from '#server/backup/shelf.ts'
import type { HallServer } from '#server/hallServer.ts'
import { heldInKit, putKit } from '#server/kit/hallKit.ts'
import { readKit } from '#server/kit/sealing.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { type Build, build } from './build.ts'
import { duplexPair } from './duplexPair.ts'
import type { OpenKit } from './founding.ts'
import { createLineReader, type StoredLine } from './linesIn.ts'
import type { DeviceClock, SimulatedTime } from './simulatedTime.ts'

/** Where tablets reach it. */
export const ORIGIN = 'https://hall.example'

/** The real hall server, reached over connections inside this process, on a folder that outlives its kills. */
export interface HallServerNearby {
  /** Where its store lies now. */
  readonly folder: string
  readonly isOn: boolean
  /** Whether it starts next as the program before this one. */
  isOlder: boolean
  readonly clock: DeviceClock
  readonly firstCode: string
  readonly fetch: Fetch
  start(): Promise<void>
  /** Pulls the plug: what it has on disk now is what is left. */
  kill(): void
  /** The same in the middle of the request after so many others, when so many turns of its program are over. */
  killIn(requests: number, turns: number): void
  /** Its lines as they lie on disk now. */
  lines(): readonly StoredLine[]
  /** A copy of its store as it lies on disk now. */
  copy(): string
  /** Shuts it down as somebody does in the evening, and answers with a copy of its store. */
  packUp(to: string): Promise<string>
  /** Pulls the plug and puts a copy in the place of its store. */
  putBack(copy: string): void
  /** It burns with all that lay on it; a spare machine takes its place with the kit and the recovery sheet. */
  replace(kit: OpenKit): void
  /** It burns as well; a backup of this copy of its store is put back on a spare machine, with the commands for it. */
  restoreElsewhere(copy: string): Promise<void>
  /** Every open connection breaks off; it goes on. */
  breakConnections(): void
  end(): Promise<void>
}

/** Makes a hall server that is off. */
export function createHallServerNearby({
  folder,
  time,
  wrongBy = 0,
  store,
  older = build,
}: {
  readonly folder: string
  readonly time: SimulatedTime
  readonly wrongBy?: number
  /** A copy of a store that it begins with; otherwise it founds a hall. */
  readonly store?: string
  /** The program before this one. */
  readonly older?: Build
}): HallServerNearby {
  mkdirSync(folder, { recursive: true })
  let stores = 0
  let data = `${folder}/store`
  if (store) cpSync(store, data, { recursive: true })
  let running: { readonly server: HallServer; readonly http: Server } | null = null
  let planned: { requests: number; readonly turns: number } | null = null
  const leaving: Promise<void>[] = []
  const open = new Set<Duplex>()
  const linesIn = createLineReader()
  const clock = time.device(wrongBy)

  function breakConnections(): void {
    for (const end of open) end.destroy()
    open.clear()
  }

  function copy(of = data): string {
    const to = `${folder}/copy-${++stores}`
    cpSync(of, to, { recursive: true })
    return to
  }

  /** From now on it works on this store. What the server before still does it does to one that nobody opens again. */
  function leave(next: string): void {
    const left = data
    const { server } = running ?? {}
    data = next
    running = null
    planned = null
    breakConnections()
    const gone = async () => {
      await server?.close()
      rmSync(left, { recursive: true, force: true })
    }
    leaving.push(gone())
  }

  async function killInTurns(turns: number): Promise<void> {
    const ended = time.begin()
    const present = running
    // Not before the request has a connection.
    for (let turn = 0; turn <= turns; turn++) await new Promise((next) => setImmediate(next))
    if (present === running) leave(copy())
    ended()
  }

  const nearby: HallServerNearby = {
    isOlder: false,
    get folder() {
      return data
    },
    get isOn() {
      return running !== null
    },
    clock,
    get firstCode() {
      return running?.server.firstCode?.code ?? ''
    },
    async fetch(path, init = {}) {
      if (!running) throw new TypeError('nobody listens there')
      const [ours, theirs] = duplexPair()
      open.add(ours)
      ours.on('close', () => open.delete(ours))
      running.http.emit('connection', theirs)
      const asked = ask(ours, path, init, time)
      if (planned && planned.requests-- === 0) void killInTurns(planned.turns)
      return asked
    },
    async start() {
      let http: Server | null = null
      const server = await (nearby.isOlder ? older : build).openHallServer({
        data,
        origin: ORIGIN,
        logLevel: 'silent',
        now: clock.now,
        elapsed: time.elapsed,
        freeBytes: async () => 1e12,
        async listen(made) {
          http = made
          return 443
        },
      })
      if (!http) throw new Error('it does not listen')
      running = { server, http }
    },
    kill: () => leave(copy()),
    killIn(requests, turns) {
      planned = { requests, turns }
    },
    lines: () => linesIn(data),
    copy: () => copy(),
    async packUp(to) {
      await running?.server.close()
      running = null
      cpSync(data, to, { recursive: true })
      return to
    },
    putBack: (kept) => leave(copy(kept)),
    replace({ sealed, rootKey }) {
      const spare = `${folder}/spare-${++stores}`
      const kit = readKit(sealed)
      const held = kit && heldInKit(kit, rootKey)
      if (!kit || !held) throw new Error('the kit does not open')
      putKit(spare, kit, held)
      leave(spare)
    },
    async restoreElsewhere(kept) {
      const [stick, spare] = [`${folder}/stick-${++stores}`, `${folder}/spare-${stores}`]
      mkdirSync(stick)
      const backup = await backUp(copy(kept), stick, clock.now())
      const put = await restore(backup, { data: spare, at: nameAt(clock.now()), anyway: false })
      if (!put.ok || put.hasKey) throw new Error('the backup does not come back as it does on a machine that is new')
      leave(spare)
    },
    breakConnections,
    async end() {
      leave('')
      await Promise.all(leaving)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return nearby
}

/** Makes a backup of a store on a stick. `at`: ms since 1970. */
async function backUp(data: string, stick: string, at: number): Promise<Backup> {
  const store = openSqliteStore(data)
  const stop = new AbortController().signal
  await makeBackup(store, { folder: stick, data, release: '0.1.0', at, keep: KEPT, isSound: true, stop })
  await store.close()
  const backup = await backupIn(stick)
  if (!backup) throw new Error('no backup was made')
  return backup
}

/** One request over a connection of its own, as HTTP. */
async function ask(connection: Duplex, path: string, init: RequestInit, time: SimulatedTime): Promise<Response> {
  const { signal } = init
  // What is not followed live ends by itself.
  const done = path.includes('live=1') ? () => {} : time.begin()
  const headers = Object.fromEntries(new Headers(init.headers ?? {}))
  const method = init.method ?? 'GET'
  const asking: ClientRequest = request({
    createConnection: () => connection,

    path,
    method,
    headers: { ...headers, host: new URL(ORIGIN).host, connection: 'close' },
  })
  const stop = () => asking.destroy(new DOMException('aborted', 'AbortError'))
  signal?.addEventListener('abort', stop)
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    asking.on('response', resolve)
    asking.on('error', (fault) => {
      done()
      reject(fault instanceof DOMException ? fault : new TypeError('fetch failed', { cause: fault }))
    })
    asking.on('close', done)
  })
  if (signal?.aborted) stop()
  const { body } = init
  asking.end(typeof body === 'string' ? body : body ? Buffer.from(body as Uint8Array) : undefined)
  return responseOf(await answered, done)
}

function responseOf(answer: IncomingMessage, done: () => void): Response {
  const status = answer.statusCode ?? 500
  const given = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) if (value !== undefined) given.set(name, String(value))
  if (status === 204 || status === 304) {
    answer.resume()
    done()
    return new Response(null, { status, headers: given })
  }
  return new Response(bodyOf(answer, done), { status, headers: given })
}

/** The body of an answer; what has come by the time somebody reads on comes as one piece, as over a cable. */
function bodyOf(answer: IncomingMessage, done: () => void): ReadableStream<Uint8Array> {
  const parts: Buffer[] = []
  let end: 'whole' | 'broken' | null = null
  let wake = () => {}
  const over = (how: 'whole' | 'broken') => {
    end ??= how
    done()
    wake()
  }
  answer.on('data', (part: Buffer) => {
    parts.push(part)
    wake()
  })
  answer.on('end', () => over('whole'))
  answer.on('error', () => over('broken'))
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (parts.length === 0 && end === null)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        if (parts.length > 0) controller.enqueue(new Uint8Array(Buffer.concat(parts.splice(0))))
        else if (end === 'whole') controller.close()
        else controller.error(new TypeError('the connection broke'))
      },
      cancel() {
        over('broken')
        answer.destroy()
      },
    },
    { highWaterMark: 0 },
  )
}

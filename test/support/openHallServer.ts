import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HallServer, type HallServerOptions, openHallServer as open } from '#server/hallServer.ts'

/** A real hall server on a free port, with its store in a folder of its own. */
export interface TestHallServer {
  readonly origin: string
  readonly hall: string
  /** Its clock: whoever speaks with it has learnt its time. */
  readonly now: () => number
  /** Pairs the first manager's tablet: `A7K2-9QXD`. */
  readonly firstCode: string
  readonly data: string
  /** Stops it and starts it again on the same store and the same port, as after a power cut on a quiet day. */
  restart(options?: Partial<HallServerOptions>): Promise<TestHallServer>
  /** Stops it and keeps its store, so that `start` finds everything again. */
  stop(): Promise<void>
  start(options?: Partial<HallServerOptions>): Promise<TestHallServer>
  /** Stops it and removes its store. */
  close(): Promise<void>
}

/** Opens a hall server for a test. Close it at the end. */
export async function openHallServer(options: Partial<HallServerOptions> = {}): Promise<TestHallServer> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'hall-')))
  const all = { ...running(options), data }
  return handle(await open({ logLevel: 'silent', ...all }), all)
}

/** Where only one of the two is given, time has passed: nobody has set a clock. */
function running(options: Partial<HallServerOptions>): Partial<HallServerOptions> {
  const { now, elapsed } = options
  if (now) return { elapsed: now, ...options }
  return elapsed ? { now: () => Date.now() + elapsed(), ...options } : options
}

function handle(server: HallServer, options: Partial<HallServerOptions> & { data: string }): TestHallServer {
  const { data } = options
  const port = Number(new URL(server.origin).port)
  const start = async (changed: Partial<HallServerOptions> = {}) => {
    const merged = { logLevel: 'silent', ...options, port, ...running(changed), data }
    return handle(await open(merged), merged)
  }
  return {
    origin: server.origin,
    hall: server.hall,
    now: options.now ?? Date.now,
    firstCode: server.firstCode?.code ?? '',
    data,
    stop: () => server.close(),
    start,
    async restart(changed) {
      await server.close()
      return start(changed)
    },
    async close() {
      await server.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'

/** The built hall server as its own process, on loopback, with a folder of its own. It can be killed and started again. */
export interface BuiltServer {
  readonly port: number
  readonly data: string
  /** Where it explains how to trust it, when it serves the hall's network. */
  readonly explains: string
  /** The address of one tablet: an origin of its own, so that it has its own storage. */
  origin(tablet: string): string
  /** Starts, or starts again on the same port and folder; answers when it is ready. */
  start(options?: { app?: string }): Promise<void>
  /** kill -9. */
  kill(): Promise<void>
  /** What it printed so far. */
  printed(): string
  /** The first pairing code that it printed. */
  firstCode(): string
  /** Ends it and removes its folder. */
  close(): Promise<void>
}

/** After this time it will not get ready any more; a starved machine needs a third of it. */
const GIVE_UP_MS = 60_000
const root = path.resolve(import.meta.dirname, '../..')

/**
 * Starts the server that `npm run build` made, or one from a folder of the same make; under this Node or another. It
 * serves the quick app where the run has made one, unless the app is asked for as it is shipped.
 */
export async function openBuiltServer({
  built = path.join(root, 'dist'),
  node = process.execPath,
  asShipped = false,
  lan = false,
}: {
  readonly built?: string
  readonly node?: string
  readonly asShipped?: boolean
  /** It serves the hall's network, by HTTPS, at an address of its own (127.0.0.2) under which all tablets come. */
  readonly lan?: boolean
} = {}): Promise<BuiltServer> {
  const main = path.join(built, 'server/main.js')
  if (!existsSync(main)) throw new Error('dist/server/main.js is missing: run `npm run build` first')
  const data = mkdtempSync(path.join(os.tmpdir(), 'stayopen-hall-'))
  const host = lan ? '127.0.0.2' : '127.0.0.1'
  const port = await freePort(host)
  const lanPort = lan ? await freePort(host) : 0
  const explains = `http://${host}:${lanPort}`
  let child: ChildProcess | null = null
  let output = ''

  async function kill(signal: NodeJS.Signals): Promise<void> {
    const running = child
    child = null
    if (!running || running.exitCode !== null) return
    const exited = once(running, 'exit')
    running.kill(signal)
    await exited
  }

  const server: BuiltServer = {
    port,
    data,
    explains,
    origin: (tablet) => (lan ? `https://${host}:${port}` : `http://${tablet}.localhost:${port}`),
    async start({ app = asShipped ? undefined : process.env.STAYOPEN_QUICK_APP } = {}) {
      const started = spawn(node, lan ? [main, '--lan'] : [main], {
        // Nothing of where it was started is needed.
        cwd: data,
        env: {
          ...process.env,
          STAYOPEN_DATA: data,
          STAYOPEN_PORT: String(port),
          STAYOPEN_HOST: host,
          ...(lan ? { STAYOPEN_LAN_PORT: String(lanPort) } : {}),
          ...(app ? { STAYOPEN_APP: app } : {}),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      const before = output.length
      started.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
      started.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
      const giveUp = performance.now() + GIVE_UP_MS
      while (performance.now() < giveUp) {
        if (started.exitCode !== null) throw new Error(`the hall server ended with ${started.exitCode}:\n${output}`)
        const ready = await fetch(lan ? explains : `http://${host}:${port}/readyz`).then(
          (answer) => answer.ok,
          () => false,
        )
        // It answers before it has said how one gets in.
        if (ready && /^StayOpen /m.test(output.slice(before))) return
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error(`the hall server did not get ready:\n${output}`)
    },
    kill: () => kill('SIGKILL'),
    printed: () => output,
    firstCode() {
      const code = output.match(/#code=([0-9A-Z]{8})/)?.[1]
      if (!code) throw new Error(`no pairing code was printed:\n${output}`)
      return code
    },
    async close() {
      await kill('SIGTERM')
      rmSync(data, { recursive: true, force: true })
    },
  }
  try {
    await server.start()
  } catch (fault) {
    // Nobody else could end it.
    await server.close()
    throw fault
  }
  return server
}

async function freePort(host: string): Promise<number> {
  const probe = createServer().listen(0, host)
  await once(probe, 'listening')
  const address = probe.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  probe.close()
  await once(probe, 'close')
  return address.port
}

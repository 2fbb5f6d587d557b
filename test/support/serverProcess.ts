import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'vite'

/** The hall server as its own process, as a hall runs it. */
export interface ServerProcess {
  readonly origin: string
  /** Printed while no manager is paired, else empty. */
  readonly firstCode: string
  /** SIGKILL: nothing in the process gets a chance to tidy up. */
  kill(): Promise<void>
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>
}

/** The program as it is shipped, built from the sources as they are now. */
export interface ServerProgram {
  start(options: { data: string; port: number }): Promise<ServerProcess>
  /** Starts it and waits for it to give up. */
  startInVain(options: { data: string; port: number }): Promise<{ code: number | null; said: string }>
  remove(): Promise<void>
}

/** Builds the server into a folder of its own, within the project so that its packages are found. */
export async function buildServer(): Promise<ServerProgram> {
  const folder = resolve('dist', `server-${process.pid}`)
  await build({ logLevel: 'error', build: { ssr: 'src/server/main.ts', outDir: folder } })
  const main = join(folder, 'main.js')
  const launch = ({ data, port }: { data: string; port: number }) =>
    spawn(process.execPath, [main], {
      env: { ...process.env, STAYOPEN_DATA: data, STAYOPEN_PORT: String(port), STAYOPEN_LOG: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })

  return {
    async start(options) {
      const child = launch(options)
      const said = await saidUntil(child, /StayOpen.*(http:\S+)\n/)
      const origin = /StayOpen.*?(http:\S+)\n/.exec(said)?.[1] ?? ''
      const exit = once(child, 'exit')
      return {
        origin,
        firstCode: /code: (\S{4}-\S{4})/.exec(said)?.[1] ?? '',
        async kill() {
          child.kill('SIGKILL')
          await exit
        },
        async stop() {
          child.kill('SIGTERM')
          const [code] = await exit
          return code
        },
      }
    },
    async startInVain(options) {
      const child = launch(options)
      let said = ''
      child.stderr.on('data', (text) => {
        said += text
      })
      const [code] = await once(child, 'exit')
      return { code, said }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

function saidUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (text: Buffer) => {
      said += text.toString()
      if (pattern.test(said)) resolve(said)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
}

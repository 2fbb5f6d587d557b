import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

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

/** The program as it is shipped. */
export interface ServerProgram {
  start(options: { data: string; port: number; args?: readonly string[] }): Promise<ServerProcess>
  /** Starts it and kills it again after so many ms, whether it was ready or not. */
  startAndKill(options: { data: string; port: number }, after: number): Promise<void>
  /** Starts it and waits for it to give up. */
  startInVain(options: { data: string; port: number }): Promise<{ code: number | null; said: string }>
}

/** The server that `npm run build` made. */
export function builtProgram(): ServerProgram {
  const main = resolve(import.meta.dirname, '../../dist/server/main.js')
  if (!existsSync(main)) throw new Error('dist/server/main.js is missing: run `npm run build` first')
  const launch = ({ data, port, args = [] }: { data: string; port: number; args?: readonly string[] }) =>
    spawn(process.execPath, [main, ...args], {
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
    async startAndKill(options, after) {
      const child = launch(options)
      const exit = once(child, 'exit')
      await new Promise((resolve) => setTimeout(resolve, after))
      child.kill('SIGKILL')
      await exit
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

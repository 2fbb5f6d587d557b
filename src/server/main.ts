import { readEnvironment } from './environment.ts'
import { openHallServer } from './hallServer.ts'
import { welcome } from './welcome.ts'

/** Starts the hall server and stops it in order when asked to. */
async function main(): Promise<void> {
  const server = await openHallServer(readEnvironment(process.env, import.meta.dirname, process.argv.slice(2)))
  process.stdout.write(await welcome(server))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close().then(() => process.exit(0), fail)
    })
  }
}

function fail(fault: unknown): void {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
}

main().catch(fail)

import { readEnvironment } from './environment.ts'
import { openHallServer } from './hallServer.ts'
import { askAtTerminal, choose } from './lan/choice.ts'
import { openOnLan } from './lan/openOnLan.ts'
import { calledBesides, welcome } from './welcome.ts'

/** Starts the hall server and stops it in order when asked to. */
async function main(): Promise<void> {
  const settings = readEnvironment(process.env, import.meta.dirname, process.argv.slice(2))
  const choice = await choose(settings, askAtTerminal())
  if (!choice.lan) {
    const server = await openHallServer(settings)
    process.stdout.write(await welcome(server))
    stopWhenAsked(server)
    return
  }
  const server = await openOnLan(settings, { choice })
  process.stdout.write(await welcome(server))
  stopWhenAsked(server)
  process.stdout.write(calledBesides(await server.lan.called, server.lan))
}

function stopWhenAsked(server: { close(): Promise<void> }): void {
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

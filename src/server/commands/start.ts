import { readEnvironment } from '../environment.ts'
import { openHallServer } from '../hallServer.ts'
import { askAtTerminal, choose } from '../lan/choice.ts'
import { calledBesides, welcome } from '../welcome.ts'
import type { Command } from './command.ts'

/** Starts the hall server and stops it in order when asked to. */
export const start: Command = {
  usage: 'start [--lan] [--backup FOLDER] [--here] …',
  what: ['启动门店服务器', 'starts the hall server'],
  async run(args, { env, home, print }) {
    const settings = readEnvironment(env, home, args)
    const choice = await choose(settings, askAtTerminal())
    if (!choice.lan) {
      const server = await openHallServer(settings)
      print(await welcome(server))
      stopWhenAsked(server)
      return null
    }
    // What makes certificates is large, and no other server needs it.
    const { openOnLan } = await import('../lan/openOnLan.ts')
    const server = await openOnLan(settings, { choice })
    print(await welcome(server))
    stopWhenAsked(server)
    print(calledBesides(await server.lan.called, server.lan))
    return null
  },
}

function stopWhenAsked(server: { close(): Promise<void> }): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      server.close().then(
        () => process.exit(0),
        (fault: unknown) => {
          process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
          process.exit(1)
        },
      )
    })
}

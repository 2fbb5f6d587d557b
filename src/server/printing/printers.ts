import { lookup } from 'node:dns/promises'
import { connect, type Socket } from 'node:net'
import { forgetSlip } from '#domain/settings/escPos.ts'
import { hearing, type PrinterLine, printOn } from '#domain/settings/printerLine.ts'
import { DOTS, MOST_ROWS, type PrinterFault } from '#domain/settings/printing.ts'
import type { StoredConfiguration } from '../configuration.ts'
import { isOutside } from '../probes.ts'

/**
 * What became of a slip: the printer said that it is out (`paper-low`: and that its roll is nearly used up), or took it and
 * never says anything; else why not.
 */
export type Printed = 'printed' | 'paper-low' | 'unsaid' | PrinterFault | 'bad-request'

/** The thermal printers of the hall. */
export interface Printers {
  /** Prints a slip, rows of dots as `SlipPicture` has them. Takes less than 20 s, which is as long as a tablet waits. */
  print(printer: string, bits: Uint8Array): Promise<Printed>
}

/** Where printers listen when their address names no port. */
const PORT = 9100
/** Nobody at its address within this time (ms) is nobody. */
const CONNECT_MS = 3_000
/** What the network holds back longer (ms) waits for the printer, which is asked meanwhile. */
const HELD_BACK_MS = 1_000
/**
 * Makes the printers. Only those that a manager has set are reached, at the very address that was looked up and judged:
 * no tablet names another one, and nothing is sent but pictures of the right width.
 */
export function createPrinters({
  configuration,
  mayReach = isOutside,
}: {
  readonly configuration: () => Promise<Pick<StoredConfiguration, 'printers'>>
  readonly mayReach?: ((ip: string) => boolean) | undefined
}): Printers {
  const busy = new Set<string>()
  return {
    async print(id, bits) {
      const printer = (await configuration()).printers.find((each) => each.id === id)
      if (!printer) return 'printer-unknown'
      const dots = DOTS[printer.paper]
      const rows = (bits.length * 8) / dots
      if (!Number.isInteger(rows) || rows < 1 || rows > MOST_ROWS) return 'bad-request'
      if (busy.has(printer.address)) return 'printer-busy'
      busy.add(printer.address)
      try {
        const found = await placeOf(printer.address, mayReach)
        const socket = found && (await connected(found))
        if (!socket) return 'printer-silent'
        try {
          return await printOn(lineTo(socket), { dots, rows, bits }, () => performance.now())
        } finally {
          socket.destroy()
        }
      } finally {
        busy.delete(printer.address)
      }
    },
  }
}

interface At {
  readonly host: string
  readonly port: number
}

/** Where a printer is, as a number: what was judged is what is reached. */
async function placeOf(address: string, mayReach: (ip: string) => boolean): Promise<At | null> {
  const [name = '', port] = address.split(':')
  const found = await lookup(name, { all: true }).catch(() => [])
  const [first] = found
  if (!first || !found.every((each) => mayReach(each.address))) return null
  return { host: first.address, port: port === undefined ? PORT : Number(port) }
}

const connected = (at: At): Promise<Socket | null> =>
  new Promise((resolve) => {
    const socket = connect({ ...at, timeout: CONNECT_MS })
    const giveUp = () => {
      socket.destroy()
      resolve(null)
    }
    socket.once('timeout', giveUp)
    socket.once('error', giveUp)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.removeListener('error', giveUp)
      resolve(socket)
    })
  })

/** The network takes a slip at once and keeps it until the printer has room: the questions after it are asked out of turn. */
function lineTo(socket: Socket): PrinterLine {
  const { hears, next, end } = hearing((ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  })
  socket.on('data', hears)
  socket.on('error', end)
  socket.on('close', end)
  const send: PrinterLine['send'] = (bytes) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), HELD_BACK_MS)
      socket.write(bytes, (fault) => {
        clearTimeout(timer)
        resolve(fault ? 'printer-silent' : null)
      })
    })
  return { bandRows: null, send, next, look: async () => null, forget: async () => void (await send(forgetSlip())) }
}

import { lookup } from 'node:dns/promises'
import { connect, type Socket } from 'node:net'
import { DOTS, MOST_ROWS, type PrinterFault, type SlipPicture } from '#domain/settings/printing.ts'
import type { StoredConfiguration } from '../configuration.ts'
import { isOutside } from '../probes.ts'
import {
  askStatus,
  faultIn,
  forgetSlip,
  isPaperLow,
  isPaperTold,
  isPaperToldLow,
  isStatus,
  type Question,
  slipBytes,
} from './escPos.ts'

/**
 * What became of a slip: the printer said that it is out (`paper-low`: and that its roll is nearly used up), or took it and
 * never says anything; else why not.
 */
export type Printed = 'printed' | 'paper-low' | 'unsaid' | Exclude<PrinterFault, 'no-server'> | 'bad-request'

/** The thermal printers of the hall. */
export interface Printers {
  /** Prints a slip, rows of dots as `SlipPicture` has them. Takes less than 20 s, which is as long as a tablet waits. */
  print(printer: string, bits: Uint8Array): Promise<Printed>
}

/** Where printers listen when their address names no port. */
const PORT = 9100
/** Nobody at its address within this time (ms) is nobody. */
const CONNECT_MS = 3_000
/** A printer answers a question within this time (ms), or never does. */
const ANSWER_MS = 1_500
/** While a slip comes out the printer is asked so often (ms) how it is. */
const LOOK_AGAIN_MS = 400
/** A slip is out within this time (ms), or the printer is asked no more. */
const PRINT_MS = 9_000

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
          return await printOn(socket, { dots, rows, bits })
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

/** Asks how it is → sends the slip → printed, when it says so; asked again all the while, since a roll ends in the middle. */
async function printOn(socket: Socket, picture: SlipPicture): Promise<Printed> {
  const hears = listenTo(socket)
  const roll = { isLow: false }
  const isOut = (): Printed => (roll.isLow ? 'paper-low' : 'printed')
  const before = await statusOf(socket, hears, roll)
  if (before === 'gone') return 'printer-silent'
  if (before === 'mute') {
    // It prints and never says anything: whoever stands before it does.
    await new Promise<void>((resolve) => socket.end(slipBytes(picture), resolve))
    return 'unsaid'
  }
  if (before !== null && before !== 'told') return before
  socket.write(slipBytes(picture))
  const until = performance.now() + PRINT_MS
  while (performance.now() < until) {
    const told = await hears.next(isPaperTold, LOOK_AGAIN_MS)
    if (told === 'gone') return 'printer-silent'
    if (told !== null) {
      roll.isLow ||= isPaperToldLow(told)
      return isOut()
    }
    const now = await statusOf(socket, hears, roll)
    if (now === 'gone') return 'printer-silent'
    if (now === 'told') return isOut()
    if (now === null || now === 'mute') continue
    await new Promise<void>((resolve) => socket.write(forgetSlip(), () => resolve()))
    return now
  }
  return 'unsaid'
}

/** Null: it can print. `told`: while it was asked it said that the slip is out. Notes what it says of its roll. */
async function statusOf(
  socket: Socket,
  hears: Hears,
  roll: { isLow: boolean },
): Promise<ReturnType<typeof faultIn> | 'mute' | 'gone' | 'told'> {
  const answers: Record<Question, number> = { 1: 0, 2: 0, 3: 0, 4: 0 }
  for (const question of [1, 2, 3, 4] as const) {
    socket.write(askStatus(question))
    const answer = await hears.next((byte) => isStatus(byte) || isPaperTold(byte), ANSWER_MS)
    if (answer === 'gone') return 'gone'
    if (answer === null) return 'mute'
    if (!isStatus(answer)) {
      roll.isLow ||= isPaperToldLow(answer)
      return 'told'
    }
    answers[question] = answer
  }
  roll.isLow ||= isPaperLow(answers[4])
  return faultIn(answers)
}

interface Hears {
  /** The next byte that is meant, what comes before it is let go; null: none within so many ms. */
  next(isMeant: (byte: number) => boolean, withinMs: number): Promise<number | 'gone' | null>
}

function listenTo(socket: Socket): Hears {
  const heard: number[] = []
  let gone = false
  let look = () => {}
  socket.on('data', (bytes) => {
    heard.push(...bytes)
    look()
  })
  const end = () => {
    gone = true
    look()
  }
  socket.on('error', end)
  socket.on('close', end)
  return {
    next: (isMeant, withinMs) =>
      new Promise((resolve) => {
        const settle = (answer: number | 'gone' | null) => {
          look = () => {}
          clearTimeout(timer)
          resolve(answer)
        }
        const timer = setTimeout(() => settle(null), withinMs)
        look = () => {
          for (let byte = heard.shift(); byte !== undefined; byte = heard.shift())
            if (isMeant(byte)) return settle(byte)
          if (gone) settle('gone')
        }
        look()
      }),
  }
}

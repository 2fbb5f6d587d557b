import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** A thermal printer that behaves: it reads ESC/POS, draws what it is sent, runs out of paper and says how it is. */
export interface ThermalPrinter {
  /** The slips that were cut, each as rows of `#` and blanks. */
  readonly slips: readonly (readonly string[])[]
  /** Bytes that are no command it knows. */
  readonly strange: readonly number[]
  /** So many rows of paper are left; it stops in the middle of a slip. */
  paperLeft(rows: number): void
  openCover(open: boolean): void
  /** Prints and says nothing, as cheap ones do. */
  keepSilent(): void
}

/** … as it stands at the end of a cable, whatever that is. */
export interface PrinterWorks extends ThermalPrinter {
  /** A message arrives; what it says to it goes to `say`, byte by byte. */
  take(message: Uint8Array, say: (byte: number) => void): void
  /** Whether it has room for more of a slip: one that is stopped fills up. */
  hasRoom(): boolean
  isOutOfPaper(): boolean
  /** What it has is gone, as when somebody else speaks to it. */
  empty(): void
}

/** Its sensor says so many rows before the end that the roll is nearly used up. */
const NEAR_END_ROWS = 400
/** Bytes of a slip that it keeps while it is stopped. */
const MEMORY_BYTES = 4096

type Say = (byte: number) => void

/** Switches the works of a printer on. */
export function createPrinterWorks(): PrinterWorks {
  const slips: string[][] = []
  const strange: number[] = []
  let [paper, cover, silent] = [Number.POSITIVE_INFINITY, false, false]
  let drawn: string[] = []
  let waiting = Buffer.alloc(0)

  const isLow = () => paper <= NEAR_END_ROWS
  const isStopped = () => cover || paper <= 0
  const status = (question: number): number => {
    const bits = {
      1: isStopped() ? 0x08 : 0,
      2: (cover ? 0x04 : 0) | (paper <= 0 ? 0x20 : 0),
      3: 0,
      4: (paper <= 0 ? 0x60 : 0) | (isLow() ? 0x0c : 0),
    }
    return 0x12 | (bits[question as 1 | 2 | 3 | 4] ?? 0)
  }

  /** Does at once what begins a message and is asked at once, whatever else waits; answers what is left of the message. */
  function takeAtOnce(say: Say, message: Buffer): Buffer {
    let left = message
    while (left[0] === 0x10) {
      if (left[1] === 0x04) {
        say(status(left[2] ?? 0))
        left = left.subarray(3)
      } else {
        drawn = []
        waiting = Buffer.alloc(0)
        left = left.subarray(10)
      }
    }
    return left
  }

  /** Does the next command; false: it waits for the rest of it, or for paper. */
  function takeCommand(say: Say): boolean {
    const [first, second] = waiting
    if (isStopped() || first === undefined || second === undefined) return false
    const isPicture = first === 0x1d && second === 0x76
    if (isPicture && waiting.length < 8) return false
    const across = isPicture ? waiting.readUInt16LE(4) : 0
    const rows = isPicture ? waiting.readUInt16LE(6) : 0
    const commands: Readonly<Record<string, readonly [bytes: number, act: () => void]>> = {
      '1b40': [2, begin],
      '1b4a': [3, () => undefined],
      '1d56': [4, cut],
      '1d72': [3, () => say(isLow() ? 0x03 : 0)],
      '1d76': [8 + across * rows, () => draw(across, rows)],
    }
    const [bytes, act] = commands[waiting.toString('hex', 0, 2)] ?? [1, () => strange.push(first)]
    if (waiting.length < bytes) return false
    act()
    waiting = waiting.subarray(bytes)
    return true
  }

  function begin(): void {
    drawn = []
  }

  function cut(): void {
    slips.push(drawn)
    drawn = []
  }

  function draw(across: number, rows: number): void {
    for (let row = 0; row < rows && paper > 0; row++, paper--) {
      const at = 8 + row * across
      const dots = [...waiting.subarray(at, at + across)].map((byte) => byte.toString(2).padStart(8, '0'))
      drawn.push(dots.join('').replaceAll('0', ' ').replaceAll('1', '#'))
    }
  }

  return {
    slips,
    strange,
    paperLeft(rows) {
      paper = rows
    },
    openCover(open) {
      cover = open
    },
    keepSilent() {
      silent = true
    },
    take(message, answer) {
      const say = silent ? () => undefined : answer
      waiting = Buffer.concat([waiting, takeAtOnce(say, Buffer.from(message))])
      while (takeCommand(say));
    },
    hasRoom: () => waiting.length <= MEMORY_BYTES,
    isOutOfPaper: () => paper <= 0,
    empty() {
      drawn = []
      waiting = Buffer.alloc(0)
    },
  }
}

/** Switches a printer on, at a port of its own; its address is e.g. `127.0.0.1:41234`. */
export async function openThermalPrinter(): Promise<
  ThermalPrinter & { readonly address: string; close(): Promise<void> }
> {
  const works = createPrinterWorks()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    works.empty()
    socket.on('data', (bytes) => works.take(bytes, (byte) => socket.write(Buffer.from([byte]))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    ...works,
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

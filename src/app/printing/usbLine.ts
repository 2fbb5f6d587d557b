import type { PrinterLine, SlipFault } from '#domain/settings/printerLine.ts'
import { hearing } from '#domain/settings/printerLine.ts'
import { after, BAND_ROWS, type OwnLine, STUCK_MS, within } from './ownLine.ts'

/** What of WebUSB a printer needs; browsers' own types do not know it. */
export interface Usb {
  /** Those that this page may use already. */
  getDevices(): Promise<UsbDevice[]>
  /** Lets somebody choose one, after a tap. */
  requestDevice(options: { readonly filters: readonly { readonly classCode: number }[] }): Promise<UsbDevice>
}
export interface UsbDevice {
  readonly vendorId: number
  readonly productId: number
  readonly productName?: string | undefined
  readonly serialNumber?: string | undefined
  readonly configuration?: UsbConfiguration | null
  open(): Promise<void>
  close(): Promise<void>
  selectConfiguration(value: number): Promise<void>
  claimInterface(number: number): Promise<void>
  selectAlternateInterface(number: number, alternate: number): Promise<void>
  transferOut(endpoint: number, bytes: Uint8Array<ArrayBuffer>): Promise<{ readonly status?: string }>
  transferIn(endpoint: number, length: number): Promise<{ readonly data?: DataView | undefined }>
  controlTransferIn(setup: UsbSetup, length: number): Promise<{ readonly data?: DataView | undefined }>
  controlTransferOut(setup: UsbSetup): Promise<unknown>
}
interface UsbConfiguration {
  readonly interfaces: readonly {
    readonly interfaceNumber: number
    readonly alternates: readonly {
      readonly alternateSetting: number
      readonly interfaceClass: number
      readonly endpoints: readonly {
        readonly endpointNumber: number
        readonly direction: 'in' | 'out'
        readonly type: 'bulk' | 'interrupt' | 'isochronous'
      }[]
    }[]
  }[]
}
interface UsbSetup {
  readonly requestType: 'class'
  readonly recipient: 'interface'
  readonly request: number
  readonly value: number
  readonly index: number
}

/** Printers, by the USB standard's class. */
export const PRINTER_CLASS = 7
/** Of that class: asks the port how it is, also while the printer takes nothing; lets it forget what it has. */
const [GET_PORT_STATUS, SOFT_RESET] = [1, 2]
/** Bit of the port's answer. */
const PAPER_EMPTY = 0x20
/** Most bytes of one answer. */
const ANSWER_BYTES = 64
/** A port that answers nothing in its own turn is heard again after so long (ms). */
const QUIET_MS = 50

/**
 * Opens a printer on this tablet's USB. `held`: the system's driver, or another program, does not let it go; `strange`:
 * it is no printer; `gone`: it is not plugged in, or off.
 */
export async function openUsb(device: UsbDevice): Promise<OwnLine | 'held' | 'strange' | 'gone'> {
  try {
    await device.open()
  } catch (fault) {
    return isNamed(fault, 'SecurityError') ? 'held' : 'gone'
  }
  const close = () => device.close().catch(() => undefined)
  try {
    if (!device.configuration) await device.selectConfiguration(1)
    const port = portOf(device)
    if (!port) {
      await close()
      return 'strange'
    }
    await device.claimInterface(port.number)
    if (port.alternate !== 0) await device.selectAlternateInterface(port.number, port.alternate)
    return lineTo(device, port, close)
  } catch (fault) {
    await close()
    return isNamed(fault, 'NotFoundError') ? 'gone' : 'held'
  }
}

interface Port {
  readonly number: number
  readonly alternate: number
  readonly out: number
  /** Null: it only takes, and never answers. */
  readonly back: number | null
}

function portOf({ configuration }: UsbDevice): Port | null {
  for (const { interfaceNumber, alternates } of configuration?.interfaces ?? []) {
    for (const { alternateSetting, interfaceClass, endpoints } of alternates) {
      const bulk = (way: 'in' | 'out') =>
        endpoints.find(({ direction, type }) => direction === way && type === 'bulk')?.endpointNumber ?? null
      const out = bulk('out')
      if (interfaceClass === PRINTER_CLASS && out !== null)
        return { number: interfaceNumber, alternate: alternateSetting, out, back: bulk('in') }
    }
  }
  return null
}

function lineTo(device: UsbDevice, port: Port, closeDevice: () => Promise<void>): OwnLine {
  const { hears, next, end } = hearing(after)
  const setup = (request: number) =>
    ({ requestType: 'class', recipient: 'interface', request, value: 0, index: port.number }) as const
  let closed = false

  async function hearAll(from: number): Promise<void> {
    while (!closed) {
      const { data } = await device.transferIn(from, ANSWER_BYTES)
      if (data && data.byteLength > 0) hears(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
      else await new Promise<void>((resolve) => after(QUIET_MS, resolve))
    }
  }
  // What ends it is that the printer is closed, or unplugged: then whoever listens hears that.
  if (port.back !== null) hearAll(port.back).catch(end)

  const look: PrinterLine['look'] = async () => {
    const answer = await within(STUCK_MS, device.controlTransferIn(setup(GET_PORT_STATUS), 1)).catch(() => null)
    return ((answer?.data?.getUint8(0) ?? 0) & PAPER_EMPTY) === 0 ? null : 'paper-out'
  }
  async function send(bytes: Uint8Array<ArrayBuffer>): Promise<SlipFault | null> {
    try {
      const sent = await within(STUCK_MS, device.transferOut(port.out, bytes))
      if (sent?.status === 'ok') return null
      return (await look()) ?? 'printer-stopped'
    } catch {
      return 'printer-silent'
    }
  }
  return {
    bandRows: BAND_ROWS,
    send,
    // Without a way back there is nothing to wait for.
    next: port.back === null ? async () => null : next,
    look,
    async forget() {
      await within(STUCK_MS, device.controlTransferOut(setup(SOFT_RESET))).catch(() => undefined)
    },
    async close() {
      closed = true
      await closeDevice()
    },
  }
}

const isNamed = (fault: unknown, name: string): boolean => fault instanceof DOMException && fault.name === name

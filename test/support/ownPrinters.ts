import type { Bluetooth, BluetoothDevice, Characteristic } from '#app/printing/bluetoothLine.ts'
import type { Usb, UsbDevice } from '#app/printing/usbLine.ts'
import { createPrinterWorks, type PrinterWorks } from './thermalPrinter.ts'

const broken = (name: string) => new DOMException('', name)

interface Cable {
  /** What somebody prints on. */
  readonly works: PrinterWorks
  /** After so many more bands of a slip the cable is out, or it went out of reach. */
  unplugAfter(bands: number): void
  plugIn(): void
}

/** Takes bytes of a slip until it is unplugged; what is asked in three bytes is no band. */
function cable(works: PrinterWorks, unplugged: () => void) {
  let bands = Number.POSITIVE_INFINITY
  return {
    isIn: () => bands > 0,
    count(bytes: Uint8Array) {
      if (bytes.length > 3 && --bands <= 0) unplugged()
    },
    works,
    unplugAfter(more: number) {
      bands = more
      if (more <= 0) unplugged()
    },
    plugIn() {
      bands = Number.POSITIVE_INFINITY
      works.empty()
    },
  }
}

/** A thermal printer on a tablet's USB, as a browser shows it; put it into `navigator.usb`. */
export function plugInUsb({
  answers = true,
  heldByDriver = false,
  interfaceClass = 7,
}: {
  readonly answers?: boolean
  readonly heldByDriver?: boolean
  readonly interfaceClass?: number
} = {}): Cable & { readonly usb: Usb; readonly isOpen: () => boolean } {
  const works = createPrinterWorks()
  const waiting = new Set<(fault: DOMException) => void>()
  const said: number[] = []
  let hear = () => {}
  let [open, claimed] = [false, false]
  const abort = (name: string) => {
    ;[open, claimed] = [false, false]
    for (const reject of waiting) reject(broken(name))
    waiting.clear()
  }
  const end = cable(works, () => abort('NetworkError'))
  /** A transfer ends when it can, or when the printer is closed or unplugged. */
  const transfer = <Answer>(isReady: () => boolean, answer: () => Answer): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (!claimed) return reject(broken('InvalidStateError'))
      waiting.add(reject)
      const look = () => {
        if (!waiting.has(reject) || !isReady()) return
        waiting.delete(reject)
        resolve(answer())
      }
      const before = hear
      hear = () => {
        before()
        look()
      }
      look()
    })
  const endpoints = [
    { endpointNumber: 1, direction: 'out', type: 'bulk' },
    ...(answers ? [{ endpointNumber: 2, direction: 'in', type: 'bulk' } as const] : []),
  ] as const
  const alternates = [{ alternateSetting: 0, interfaceClass, endpoints }]
  const device: UsbDevice = {
    vendorId: 0x0416,
    productId: 0x5011,
    productName: 'XP-58',
    serialNumber: 'S1',
    configuration: { interfaces: [{ interfaceNumber: 0, alternates }] },
    async open() {
      if (!end.isIn()) throw broken('NotFoundError')
      open = true
    },
    async close() {
      abort('AbortError')
    },
    async selectConfiguration() {},
    async claimInterface() {
      if (!open) throw broken('InvalidStateError')
      if (heldByDriver) throw broken('NetworkError')
      claimed = true
    },
    async selectAlternateInterface() {},
    async transferOut(_endpoint, bytes) {
      end.count(bytes)
      if (!end.isIn()) throw broken('NetworkError')
      await transfer(works.hasRoom, () => undefined)
      works.take(bytes, (byte) => {
        said.push(byte)
        hear()
      })
      return { status: 'ok' }
    },
    transferIn: () =>
      transfer(
        () => said.length > 0,
        () => ({ data: new DataView(Uint8Array.from(said.splice(0)).buffer) }),
      ),
    async controlTransferIn() {
      return { data: new DataView(Uint8Array.of(works.isOutOfPaper() ? 0x30 : 0x18).buffer) }
    },
    async controlTransferOut() {
      works.empty()
    },
  }
  const usb: Usb = {
    getDevices: async () => (end.isIn() ? [device] : []),
    requestDevice: async () => device,
  }
  return { ...end, usb, isOpen: () => open }
}

/** A thermal printer that a tablet reaches by Bluetooth; put it into `navigator.bluetooth`. */
export function switchOnBluetooth({
  service = '000018f0-0000-1000-8000-00805f9b34fb',
  takes = '00002af1-0000-1000-8000-00805f9b34fb',
  answers = '00002af0-0000-1000-8000-00805f9b34fb',
  most = 244,
  remembered = true,
}: {
  readonly service?: string
  readonly takes?: string
  readonly answers?: string
  /** Bytes of one write that it takes. */
  readonly most?: number
  /** Whether the browser finds it again. */
  readonly remembered?: boolean
} = {}): Cable & { readonly bluetooth: Bluetooth; readonly largest: () => number } {
  const works = createPrinterWorks()
  const device: BluetoothDevice & { gatt: NonNullable<BluetoothDevice['gatt']> } = Object.assign(new EventTarget(), {
    id: 'ble-1',
    name: 'MPT-II',
    gatt: {
      connected: false,
      async connect() {
        if (!end.isIn()) throw broken('NetworkError')
        this.connected = true
        return this
      },
      disconnect() {
        this.connected = false
      },
      async getPrimaryService(asked: string) {
        if (asked !== service) throw broken('NotFoundError')
        return {
          async getCharacteristic(uuid: string) {
            const found = uuid === takes ? out : uuid === answers ? back : null
            if (!found) throw broken('NotFoundError')
            return found
          },
        }
      },
    },
  })
  const end = cable(works, () => {
    device.gatt.disconnect()
    device.dispatchEvent(new Event('gattserverdisconnected'))
  })
  let largest = 0
  async function write(bytes: Uint8Array): Promise<void> {
    if (bytes.length > most) throw broken('NetworkError')
    end.count(bytes)
    if (!device.gatt.connected) throw broken('NetworkError')
    largest = Math.max(largest, bytes.length)
    works.take(bytes, (byte) => {
      back.value = new DataView(Uint8Array.of(byte).buffer)
      back.dispatchEvent(new Event('characteristicvaluechanged'))
    })
  }
  const characteristic = (properties: Characteristic['properties']) =>
    Object.assign(new EventTarget(), {
      value: undefined as DataView | undefined,
      properties,
      writeValueWithResponse: write,
      writeValueWithoutResponse: write,
      async startNotifications() {},
    })
  const out = characteristic({ write: true, notify: takes === answers })
  const back = takes === answers ? out : characteristic({ write: false, notify: true })
  const bluetooth: Bluetooth = {
    ...(remembered ? { getDevices: async () => [device] } : {}),
    requestDevice: async () => device,
  }
  return { ...end, bluetooth, largest: () => largest }
}

import { forgetSlip } from '#domain/settings/escPos.ts'
import type { PrinterLine } from '#domain/settings/printerLine.ts'
import { hearing } from '#domain/settings/printerLine.ts'
import { after, BAND_ROWS, type OwnLine, STUCK_MS, within } from './ownLine.ts'

/** What of Web Bluetooth a printer needs; browsers' own types do not know it. */
export interface Bluetooth {
  /** Those that this page may use already; not every browser keeps them. */
  getDevices?(): Promise<BluetoothDevice[]>
  /** Lets somebody choose one, after a tap. */
  requestDevice(options: {
    readonly acceptAllDevices: true
    readonly optionalServices: readonly string[]
  }): Promise<BluetoothDevice>
}
export interface BluetoothDevice extends EventTarget {
  readonly id: string
  readonly name?: string | undefined
  readonly gatt?: Gatt | undefined
}
interface Gatt {
  connect(): Promise<Gatt>
  disconnect(): void
  readonly connected: boolean
  getPrimaryService(service: string): Promise<{ getCharacteristic(uuid: string): Promise<Characteristic> }>
}
export interface Characteristic extends EventTarget {
  readonly value?: DataView | undefined
  readonly properties: { readonly write: boolean; readonly notify: boolean }
  writeValueWithResponse(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  writeValueWithoutResponse(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  startNotifications(): Promise<unknown>
}

const assigned = (short: string): string => `0000${short}-0000-1000-8000-00805f9b34fb`
/** As makers sell them: a service like a serial cable, where it takes bytes, and where it answers. */
const SERIALS = [
  { service: assigned('18f0'), takes: assigned('2af1'), answers: assigned('2af0') },
  {
    service: 'e7810a71-73ae-499d-8c15-faa9aef0c3f2',
    takes: 'bef8d6c9-9c21-4c9e-b632-bd58c1009f9f',
    answers: 'bef8d6c9-9c21-4c9e-b632-bd58c1009f9f',
  },
  {
    service: '49535343-fe7d-4ae5-8fa9-9fafd205e455',
    takes: '49535343-8841-43f4-a8d4-ecbe34729bb3',
    answers: '49535343-1e4d-4bd9-ba61-23c647249616',
  },
  { service: assigned('ff00'), takes: assigned('ff02'), answers: assigned('ff01') },
] as const
export const SERIAL_SERVICES: readonly string[] = SERIALS.map(({ service }) => service)

/**
 * Bytes of one write. No browser says how many the printer agreed to: more first, and fewer once that is refused; every
 * printer takes the last. A write that nobody answers is not refused but cut off, so that begins smaller.
 */
const CHUNKS = { answered: [244, 100, 20], unanswered: [100, 20] } as const
/** A printer that is on answers within this time (ms). */
const CONNECT_MS = 8_000

/** Opens a printer that this tablet reaches by Bluetooth. `strange`: it is no printer; `gone`: off, or too far away. */
export async function openBluetooth(device: BluetoothDevice): Promise<OwnLine | 'strange' | 'gone'> {
  const gatt = await within(CONNECT_MS, device.gatt?.connect() ?? Promise.resolve(null)).catch(() => null)
  if (!gatt) {
    device.gatt?.disconnect()
    return 'gone'
  }
  try {
    for (const { service, takes, answers } of SERIALS) {
      const found = await gatt.getPrimaryService(service).catch(() => null)
      if (!found) continue
      const back = await found.getCharacteristic(answers).catch(() => null)
      return await lineTo({ device, gatt, out: await found.getCharacteristic(takes), back })
    }
  } catch {
    // It went away, or has the service without what belongs to it.
  }
  const isThere = gatt.connected
  gatt.disconnect()
  return isThere ? 'strange' : 'gone'
}

async function lineTo({
  device,
  gatt,
  out,
  back,
}: {
  readonly device: BluetoothDevice
  readonly gatt: Gatt
  readonly out: Characteristic
  readonly back: Characteristic | null
}): Promise<OwnLine> {
  const { hears, next, end } = hearing(after)
  const chunks = CHUNKS[out.properties.write ? 'answered' : 'unanswered']
  let chunk = 0
  const hear = () => {
    if (back?.value) hears(new Uint8Array(back.value.buffer, back.value.byteOffset, back.value.byteLength))
  }
  const answers = back?.properties.notify === true
  if (back && answers) {
    back.addEventListener('characteristicvaluechanged', hear)
    await back.startNotifications()
  }
  device.addEventListener('gattserverdisconnected', end)

  const write = (bytes: Uint8Array<ArrayBuffer>) =>
    out.properties.write ? out.writeValueWithResponse(bytes) : out.writeValueWithoutResponse(bytes)
  const send: PrinterLine['send'] = async (bytes) => {
    let at = 0
    while (at < bytes.length) {
      const piece = bytes.slice(at, at + (chunks[chunk] ?? 20))
      const went = await within(
        STUCK_MS,
        write(piece).then(() => 'taken' as const),
      ).catch(() => 'refused' as const)
      if (!gatt.connected) return 'printer-silent'
      if (went === null) return 'printer-stopped'
      if (went === 'taken') at += piece.length
      else if (chunk < chunks.length - 1) chunk++
      else return 'printer-stopped'
    }
    return null
  }
  return {
    bandRows: BAND_ROWS,
    send,
    // Without a way back there is nothing to wait for.
    next: answers ? next : async () => null,
    look: async () => null,
    async forget() {
      // What it still expects of a band is nothing but paper: then it begins anew with the next slip.
      await send(forgetSlip())
    },
    async close() {
      back?.removeEventListener('characteristicvaluechanged', hear)
      device.removeEventListener('gattserverdisconnected', end)
      gatt.disconnect()
    },
  }
}

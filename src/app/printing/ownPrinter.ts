import { defineStore } from 'pinia'
import * as v from 'valibot'
import { shallowRef } from 'vue'
import { printOn, type SlipFault } from '#domain/settings/printerLine.ts'
import { DOTS, type SlipPicture } from '#domain/settings/printing.ts'
import { kept } from '../kept.ts'
import type { Bluetooth, BluetoothDevice } from './bluetoothLine.ts'
import { openBluetooth, SERIAL_SERVICES } from './bluetoothLine.ts'
import type { OwnLine } from './ownLine.ts'
import { openUsb, PRINTER_CLASS, type Usb, type UsbDevice } from './usbLine.ts'

declare global {
  interface Navigator {
    readonly usb?: Usb
    readonly bluetooth?: Bluetooth
  }
}

/** How a tablet reaches a printer of its own, as the browser calls it. */
export const printerLinks = ['usb', 'bluetooth'] as const
export type PrinterLink = (typeof printerLinks)[number]
export const isPrinterLink = (paper: string): paper is PrinterLink => paper === 'usb' || paper === 'bluetooth'

/**
 * Why nothing came out of it; `held`: the system's driver, or another program, does not let it go; `strange`: it is no
 * printer; `again`: this browser has to be shown it again; `printer-silent`: off, unplugged, too far away; `not-drawn`: this
 * tablet has no picture for it.
 */
export type OwnFault = SlipFault | 'printer-busy' | 'held' | 'strange' | 'again' | 'not-drawn'
export type OwnPrinted = 'printed' | 'paper-low' | 'unsaid' | OwnFault

const Printer = v.object({ name: v.string(), paper: v.picklist(['58', '80']), key: v.string() })
type OwnPrinter = v.InferOutput<typeof Printer>
type Device =
  | { readonly way: 'usb'; readonly usb: UsbDevice }
  | { readonly way: 'bluetooth'; readonly ble: BluetoothDevice }

const keptPrinters = kept('ownPrinters', v.partial(v.object({ usb: Printer, bluetooth: Printer })))

/** The printers of this tablet itself, one by each way: chosen once with a tap, found again when the page is opened again. */
export const useOwnPrinter = defineStore('ownPrinter', () => {
  const printers = shallowRef<{ usb?: OwnPrinter | undefined; bluetooth?: OwnPrinter | undefined }>(
    keptPrinters.read() ?? {},
  )
  /** Chosen since this page was opened: some browsers find a Bluetooth device again no other way. */
  const devices = new Map<PrinterLink, Device>()
  const busy = new Set<PrinterLink>()

  function keep(way: PrinterLink, printer: OwnPrinter): void {
    printers.value = { ...printers.value, [way]: printer }
    keptPrinters.keep(printers.value)
  }

  /** Lets somebody choose a printer, right after a tap. Null: it is there and can be used; `unchosen`: nobody chose. */
  async function choose(way: PrinterLink, paper: OwnPrinter['paper']): Promise<OwnFault | 'unchosen' | null> {
    const device = await request(way).catch(() => null)
    if (!device) return 'unchosen'
    const line = await lineTo(device)
    if (typeof line === 'string') return line
    await line.close()
    devices.set(way, device)
    keep(way, { name: nameOf(device), paper, key: keyOf(device) })
    return null
  }

  function changePaper(way: PrinterLink, paper: OwnPrinter['paper']): void {
    const printer = printers.value[way]
    if (printer) keep(way, { ...printer, paper })
  }

  /** Prints what is drawn for a paper of so many dots. */
  async function print(way: PrinterLink, draw: (dots: number) => Promise<SlipPicture>): Promise<OwnPrinted> {
    const printer = printers.value[way]
    if (!printer) return 'again'
    if (busy.has(way)) return 'printer-busy'
    busy.add(way)
    try {
      const picture = await draw(DOTS[printer.paper]).catch(() => null)
      if (!picture) return 'not-drawn'
      const known = devices.get(way)
      // What is plugged in again is another device to the browser.
      const device = (await foundAgain(way, printer.key)) ?? (known?.way === 'bluetooth' ? known : null)
      if (!device) return way === 'usb' ? 'printer-silent' : 'again'
      const line = await lineTo(device)
      if (typeof line === 'string') return line
      try {
        return await printOn(line, picture, () => performance.now())
      } finally {
        await line.close()
      }
    } finally {
      busy.delete(way)
    }
  }

  return { printers, choose, changePaper, print }
})

async function request(way: PrinterLink): Promise<Device | null> {
  if (way === 'usb') {
    const usb = await navigator.usb?.requestDevice({ filters: [{ classCode: PRINTER_CLASS }] })
    return usb ? { way, usb } : null
  }
  const asked = { acceptAllDevices: true, optionalServices: SERIAL_SERVICES } as const
  const ble = await navigator.bluetooth?.requestDevice(asked)
  return ble ? { way, ble } : null
}

async function foundAgain(way: PrinterLink, key: string): Promise<Device | null> {
  const devices: Device[] =
    way === 'usb'
      ? ((await navigator.usb?.getDevices()) ?? []).map((usb) => ({ way, usb }))
      : ((await navigator.bluetooth?.getDevices?.()) ?? []).map((ble) => ({ way, ble }))
  return devices.find((each) => keyOf(each) === key) ?? null
}

async function lineTo(device: Device): Promise<OwnLine | OwnFault> {
  const line = await (device.way === 'usb' ? openUsb(device.usb) : openBluetooth(device.ble))
  return line === 'gone' ? 'printer-silent' : line
}

const nameOf = (device: Device): string => (device.way === 'usb' ? device.usb.productName : device.ble.name) ?? ''
/** What the browser knows it by when the page is opened again. */
const keyOf = (device: Device): string =>
  device.way === 'usb'
    ? [device.usb.vendorId, device.usb.productId, device.usb.serialNumber ?? ''].join(' ')
    : device.ble.id

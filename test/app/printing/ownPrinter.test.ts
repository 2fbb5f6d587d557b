import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useOwnPrinter } from '#app/printing/ownPrinter.ts'
import { plugInUsb, switchOnBluetooth } from '#support/ownPrinters.ts'

/** A picture of so many rows for paper of 58 mm: a line at the left edge, and every eighth row all black. */
const picture = (rows: number) => async (dots: number) => {
  const bits = new Uint8Array((rows * dots) / 8)
  for (let row = 0; row < rows; row++) {
    if (row % 8 === 0) bits.fill(0xff, (row * dots) / 8, ((row + 1) * dots) / 8)
    else bits[(row * dots) / 8] = 0x80
  }
  return { dots, rows, bits }
}

const browserHas = (name: 'usb' | 'bluetooth', value: unknown) =>
  Object.defineProperty(navigator, name, { configurable: true, value })

/** The page is opened again: what was kept is there, and nothing else. */
function opened() {
  setActivePinia(createPinia())
  return useOwnPrinter()
}

beforeEach(() => localStorage.clear())
afterEach(() => {
  Reflect.deleteProperty(navigator, 'usb')
  Reflect.deleteProperty(navigator, 'bluetooth')
})

describe('a printer on the tablet’s USB', () => {
  it('is chosen once, found again when the page is opened again, and prints dot by dot what was drawn (Q72)', async () => {
    const { usb, works, isOpen } = plugInUsb()
    browserHas('usb', usb)
    expect(await opened().choose('usb', '58')).toBeNull()
    const own = opened()
    expect(own.printers.usb).toMatchObject({ name: 'XP-58', paper: '58' })
    expect(await own.print('usb', picture(300))).toBe('printed')
    expect(works.slips).toHaveLength(1)
    expect(works.slips[0]).toHaveLength(300)
    expect(works.slips[0]?.[296]).toBe('#'.repeat(384))
    expect(works.slips[0]?.[299]).toBe(`#${' '.repeat(383)}`)
    expect(works.strange).toEqual([])
    expect(isOpen()).toBe(false)
    own.changePaper('usb', '80')
    expect(await opened().print('usb', picture(8))).toBe('printed')
    expect(works.slips[1]?.[0]).toBe('#'.repeat(576))
  })

  it('says that it has no paper, little paper, or an open cover, also in the middle of a slip, whose rest never comes out (Q72)', async () => {
    const { usb, works } = plugInUsb()
    browserHas('usb', usb)
    const own = opened()
    await own.choose('usb', '58')
    works.openCover(true)
    expect(await own.print('usb', picture(16))).toBe('cover-open')
    works.openCover(false)
    works.paperLeft(100)
    expect(await own.print('usb', picture(300))).toBe('paper-out')
    expect(await own.print('usb', picture(16))).toBe('paper-out')
    works.paperLeft(416)
    expect(await own.print('usb', picture(16))).toBe('paper-low')
    works.paperLeft(9000)
    expect(await own.print('usb', picture(24))).toBe('printed')
    expect(works.slips.map((slip) => slip.length)).toEqual([16, 24])
  })

  it('has not printed when it is unplugged in the middle, and prints the slip whole when it is back (Q72)', async () => {
    const { usb, works, unplugAfter, plugIn } = plugInUsb()
    browserHas('usb', usb)
    const own = opened()
    await own.choose('usb', '58')
    unplugAfter(3)
    expect(await own.print('usb', picture(300))).toBe('printer-silent')
    expect(await own.print('usb', picture(300))).toBe('printer-silent')
    plugIn()
    expect(await own.print('usb', picture(300))).toBe('printed')
    expect(works.slips.map((slip) => slip.length)).toEqual([300])
  })

  it('that never answers says by its port that the paper is out, and else nothing (Q72)', async () => {
    const { usb, works } = plugInUsb({ answers: false })
    browserHas('usb', usb)
    const own = opened()
    await own.choose('usb', '58')
    expect(await own.print('usb', picture(40))).toBe('unsaid')
    expect(works.slips.map((slip) => slip.length)).toEqual([40])
    works.paperLeft(20)
    expect(await own.print('usb', picture(40))).toBe('paper-out')
    expect(await own.print('usb', picture(40))).toBe('paper-out')
    works.paperLeft(9000)
    expect(await own.print('usb', picture(8))).toBe('unsaid')
    expect(works.slips.map((slip) => slip.length)).toEqual([40, 8])
  })

  it('is not taken when the system’s driver holds it, or it is something else', async () => {
    browserHas('usb', plugInUsb({ heldByDriver: true }).usb)
    expect(await opened().choose('usb', '58')).toBe('held')
    browserHas('usb', plugInUsb({ interfaceClass: 8 }).usb)
    expect(await opened().choose('usb', '58')).toBe('strange')
    expect(opened().printers.usb).toBeUndefined()
    expect(await opened().print('usb', picture(8))).toBe('again')
  })

  it('prints one slip at a time', async () => {
    const { usb, works } = plugInUsb()
    browserHas('usb', usb)
    const own = opened()
    await own.choose('usb', '58')
    expect(await Promise.all([own.print('usb', picture(16)), own.print('usb', picture(24))])).toEqual([
      'printed',
      'printer-busy',
    ])
    expect(works.slips.map((slip) => slip.length)).toEqual([16])
  })
})

describe('a printer by Bluetooth', () => {
  const white = 'bef8d6c9-9c21-4c9e-b632-bd58c1009f9f'
  it.each([
    ['two ends', {}],
    ['one end for both', { service: 'e7810a71-73ae-499d-8c15-faa9aef0c3f2', takes: white, answers: white }],
    [
      'another maker’s ends',
      {
        service: '49535343-fe7d-4ae5-8fa9-9fafd205e455',
        takes: '49535343-8841-43f4-a8d4-ecbe34729bb3',
        answers: '49535343-1e4d-4bd9-ba61-23c647249616',
      },
    ],
    ['room for 20 bytes', { most: 20 }],
  ])('prints dot by dot what was drawn: %s (Q72)', async (_name, made) => {
    const { bluetooth, works, largest } = switchOnBluetooth(made)
    browserHas('bluetooth', bluetooth)
    expect(await opened().choose('bluetooth', '58')).toBeNull()
    expect(await opened().print('bluetooth', picture(100))).toBe('printed')
    expect(works.slips.map((slip) => slip.length)).toEqual([100])
    expect(works.slips[0]?.[96]).toBe('#'.repeat(384))
    expect(works.slips[0]?.[97]).toBe(`#${' '.repeat(383)}`)
    expect(works.strange).toEqual([])
    expect(largest()).toBe('most' in made ? made.most : 244)
  })

  it('says that it has no paper, and that it went out of reach in the middle; then the slip is printed whole (Q72)', async () => {
    const { bluetooth, works, unplugAfter, plugIn } = switchOnBluetooth()
    browserHas('bluetooth', bluetooth)
    const own = opened()
    await own.choose('bluetooth', '58')
    works.paperLeft(50)
    expect(await own.print('bluetooth', picture(300))).toBe('paper-out')
    works.paperLeft(9000)
    unplugAfter(20)
    expect(await own.print('bluetooth', picture(300))).toBe('printer-silent')
    expect(await own.print('bluetooth', picture(300))).toBe('printer-silent')
    plugIn()
    expect(await own.print('bluetooth', picture(300))).toBe('printed')
    expect(works.slips.map((slip) => slip.length)).toEqual([300])
  })

  it('has to be chosen again where the browser forgets it, and is not taken when it is something else', async () => {
    const { bluetooth } = switchOnBluetooth({ remembered: false })
    browserHas('bluetooth', bluetooth)
    const own = opened()
    await own.choose('bluetooth', '58')
    expect(await own.print('bluetooth', picture(8))).toBe('printed')
    expect(await opened().print('bluetooth', picture(8))).toBe('again')
    browserHas('bluetooth', switchOnBluetooth({ service: '0000180f-0000-1000-8000-00805f9b34fb' }).bluetooth)
    expect(await opened().choose('bluetooth', '58')).toBe('strange')
  })
})

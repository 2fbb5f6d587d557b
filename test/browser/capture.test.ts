import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf } from '#content/catalogue/catalogue.ts'
import { signIn } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { beginCase, doStep, fillIn, fillingNow, intakeWords } from '#support/intakeActs.ts'
import { wholeHall } from '#support/wholeHall.ts'

// A phone is taken in for repair: photographed, and signed for on a tablet that is turned round while somebody signs.
let hall: BrowserHall
let desk: Page
const repair = formOf('SV14')!
const words = intakeWords.zh
const look = process.env.STAYOPEN_SHOTS
const shot = async (name: string) => {
  if (look) await desk.screenshot({ path: `${look}/capture-${name}.png` })
}
beforeAll(async () => {
  hall = await openBrowserHall()
  desk = await hall.pair('reception', 'desk', { key: true })
  await desk.getByRole('button', { name: '登录' }).click()
  await signIn(desk, '小王')
})
afterAll(() => hall.close())

const WHERE = 'Exif\0\0taken at 31.2304 N 121.4737 E'

/** A picture of print as a camera writes it, with the place it was taken at: in focus, of 12 megapixels, or not, of 3. */
async function picture(blurred: boolean): Promise<Buffer> {
  const jpeg = await desk.evaluate((blurred) => {
    const drawn = (width: number, height: number) => {
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width, height })
      const pen = canvas.getContext('2d')
      if (!pen) throw new Error('no pen')
      return { canvas, pen }
    }
    // Out of focus as a small picture of it is: a filter over all of it takes half a minute.
    const print = blurred ? drawn(400, 300) : drawn(4000, 3000)
    if (blurred) print.pen.filter = 'blur(4px)'
    print.pen.scale(print.canvas.width / 4000, print.canvas.height / 3000)
    print.pen.fillStyle = 'white'
    print.pen.fillRect(0, 0, 4000, 3000)
    print.pen.fillStyle = 'black'
    print.pen.font = '80px sans-serif'
    for (let line = 1; line < 30; line++)
      print.pen.fillText(`屏幕右下角有裂纹 ${line} · IMEI 490154203237518`, 80, line * 100)
    if (!blurred) return print.canvas.toDataURL('image/jpeg', 0.95)
    const taken = drawn(2000, 1500)
    taken.pen.drawImage(print.canvas, 0, 0, 2000, 1500)
    return taken.canvas.toDataURL('image/jpeg', 0.95)
  }, blurred)
  const bytes = Buffer.from(jpeg.slice(jpeg.indexOf(',') + 1), 'base64')
  const length = Buffer.from([(WHERE.length + 2) >> 8, (WHERE.length + 2) & 255])
  return Buffer.concat([bytes.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, Buffer.from(WHERE), bytes.subarray(2)])
}

const shoot = async (blurred: boolean) =>
  desk
    .locator('.photoField input[type="file"]')
    .setInputFiles({ name: 'camera.jpg', mimeType: 'image/jpeg', buffer: await picture(blurred) })

/** The one case, as the manager's tablet has it, and what lies in its newest paper of a kind. */
const found = () => [...wholeHall(hall.founded.manager).cases.values()][0]
async function opened(kind: 'photo' | 'signature'): Promise<Uint8Array> {
  await expect.poll(() => found()?.papers.some((paper) => paper.kind === kind)).toBe(true)
  const at = { subject: found()?.id ?? '', kind }
  const name = found()?.papers.find((paper) => paper.kind === kind)?.paper ?? ''
  const bytes = async () => {
    const paper = await hall.founded.manager.sealed?.papers.open(name, at)
    return paper?.ok ? paper.bytes : null
  }
  await expect.poll(bytes).not.toBeNull()
  return (await bytes()) ?? new Uint8Array()
}

describe('a photo', () => {
  it('is said to be blurred, and is taken again', async () => {
    await beginCase(desk, repair, '手机维修')
    await fillIn(desk, repair, fillingNow('in-reach'))
    await shoot(true)
    await desk.getByRole('alert').getByText(words.photoDoubts.blurred).waitFor()
    await desk.getByRole('button', { name: words.photoKeep }).scrollIntoViewIfNeeded()
    await shot('blurred')
    await shoot(false)
    await desk.getByRole('alert').getByText(words.photoDoubts.blurred).waitFor({ state: 'detached' })
    await shot('sharp')
    await desk.getByRole('button', { name: words.photoKeep }).click()
    await desk.getByText(words.photoCount({ count: 1, most: 4 })).waitFor()
  })

  it('is small, and nothing is left of where it was taken', async () => {
    const bytes = Buffer.from(await opened('photo'))
    expect([bytes.readUInt16BE(0), bytes.length <= 300_000, bytes.length > 50_000]).toEqual([0xffd8, true, true])
    expect([bytes.includes('Exif'), bytes.includes('31.2304')]).toEqual([false, false])
  })
})

describe('a signature', () => {
  it('is whole although the tablet was turned between two strokes', async () => {
    while ((await desk.locator('.signaturePad').count()) === 0) {
      if (!(await doStep(desk, repair, fillingNow('in-reach')))) throw new Error('nobody has to sign')
      await desk.getByRole('button', { name: words.finishStep }).waitFor()
    }
    await stroke(0.1, 0.9)
    await desk.setViewportSize({ width: 800, height: 1280 })
    await stroke(0.1, 0.9)
    await shot('turned')
    await desk.getByRole('button', { name: words.sign, exact: true }).click()
    await desk.locator('.stepPanel .confirmed').waitFor()
    const signed = JSON.parse(new TextDecoder().decode(await opened('signature')))
    const points = signed.strokes.flat() as { x: number; y: number }[]
    expect(signed.strokes.map((one: readonly unknown[]) => one.length)).toEqual([41, 41])
    expect(points.every(({ x, y }) => x > 0 && y > 0 && x < signed.width && y < signed.height)).toBe(true)
    expect(signed.image.startsWith('iVBORw0KGgo')).toBe(true)
    expect(hall.faults).toEqual([])
  })
})

/** One stroke across the pad, from and to a part of its width. */
async function stroke(from: number, to: number): Promise<void> {
  const pad = desk.locator('.signaturePad canvas')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is no pad to sign on')
  const at = (part: number) =>
    [box.x + box.width * (from + (to - from) * part), box.y + box.height * (0.3 + 0.2 * part)] as const
  await desk.mouse.move(...at(0))
  await desk.mouse.down()
  for (let step = 1; step <= 40; step++) await desk.mouse.move(...at(step / 40))
  await desk.mouse.up()
}

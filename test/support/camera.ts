/** @module A camera and a pen: pictures of print as a camera writes them, and strokes across the pad for signatures. */
import type { Page } from 'playwright-core'

/** What a camera says in a picture besides the picture: where it was taken. */
const WHERE = 'Exif\0\0taken at 31.2304 N 121.4737 E'

/** A picture of print as a camera writes it, with the place it was taken at: in focus, of 12 megapixels, or not, of 3. */
export async function cameraPicture(page: Page, blurred: boolean): Promise<Buffer> {
  const jpeg = await page.evaluate((blurred) => {
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

/** One stroke across the pad, from and to a part of its width. */
export async function stroke(page: Page, from: number, to: number): Promise<void> {
  const pad = page.locator('.signaturePad canvas')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is no pad to sign on')
  const at = (part: number) =>
    [box.x + box.width * (from + (to - from) * part), box.y + box.height * (0.3 + 0.2 * part)] as const
  await page.mouse.move(...at(0))
  await page.mouse.down()
  for (let step = 1; step <= 40; step++) await page.mouse.move(...at(step / 40))
  await page.mouse.up()
}

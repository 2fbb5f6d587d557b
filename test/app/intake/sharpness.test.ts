import { describe, expect, it } from 'vitest'
import { greyOf, sharpness } from '#app/intake/sharpness.ts'

const SIDE = 64
/** Black lines on white, as a page of text has them. */
const page = (at: (x: number, y: number) => number) => {
  const pixels = new Uint8Array(SIDE * SIDE)
  for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) pixels[y * SIDE + x] = at(x, y)
  return { width: SIDE, height: SIDE, pixels }
}
const text = (x: number, y: number) => ((x >> 2) % 2 === 0 && (y >> 2) % 2 === 0 ? 0 : 255)

describe('how sharp a photo is', () => {
  it('is high on a page in focus, low on the same page out of focus, and nothing on an empty one', () => {
    const sharp = sharpness(page(text))
    // Out of focus nothing is left but slow changes of light.
    const blurred = sharpness(page((x, y) => 128 + 60 * Math.sin(x / 6) * Math.sin(y / 6)))
    expect(sharp).toBeGreaterThan(1000)
    expect(blurred).toBeLessThan(60)
    expect(sharpness(page(() => 200))).toBe(0)
  })

  it('is judged on what the eye sees as light and dark', () => {
    const data = Uint8Array.of(255, 255, 255, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 255)
    expect([...Array.from(greyOf({ width: 4, height: 1, data }).pixels)]).toEqual([255, 149, 29, 0])
  })
})

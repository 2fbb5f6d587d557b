import { describe, expect, it } from 'vitest'
import { type Attempt, fitWithin, scaledTo } from '#app/intake/fitWithin.ts'
import { greyOf, sharpness } from '#app/intake/sharpness.ts'

const WIDTH = 64
const HEIGHT = 48

/** A grey picture: the lightness at each place. */
const picture = (light: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: WIDTH * HEIGHT }, (_, at) => light(at % WIDTH, Math.floor(at / WIDTH)))

/** The same picture out of focus: each pixel is the mean of what is around it, within so many pixels. */
function blurred(grey: Float32Array, within: number): Float32Array {
  return picture((x, y) => {
    const around: number[] = []
    for (let down = -within; down <= within; down++) {
      for (let across = -within; across <= within; across++) {
        const [atX, atY] = [x + across, y + down]
        if (atX >= 0 && atX < WIDTH && atY >= 0 && atY < HEIGHT) around.push(grey[atY * WIDTH + atX] ?? 0)
      }
    }
    return around.reduce((sum, each) => sum + each, 0) / around.length
  })
}

const print = picture((x, y) => (x % 8 < 3 && y % 6 < 3 ? 20 : 235))

describe('how sharp a picture is', () => {
  it('is nothing for an empty page and for light that only fades', () => {
    expect(
      sharpness(
        picture(() => 200),
        WIDTH,
      ),
    ).toBe(0)
    expect(
      sharpness(
        picture((x) => x * 3),
        WIDTH,
      ),
    ).toBeCloseTo(0)
  })

  it('is high for print in focus and falls with every pixel it is out of focus', () => {
    const [inFocus, slightly, badly] = [print, blurred(print, 1), blurred(blurred(print, 3), 3)].map((grey) =>
      sharpness(grey, WIDTH),
    ) as [number, number, number]
    expect(inFocus).toBeGreaterThan(1000)
    expect(slightly).toBeLessThan(inFocus / 2)
    expect(badly).toBeLessThan(60)
  })

  it('counts what is seen, not which colour it has', () => {
    expect([...greyOf([255, 255, 255, 255, 0, 0, 0, 255])].map(Math.round)).toEqual([255, 0])
  })

  it('says nothing about a picture too small to judge', () => {
    expect(sharpness([10, 20, 30, 40], 2)).toBe(0)
  })
})

describe('making a photo small enough', () => {
  const write = (bytes: (attempt: Attempt) => number) => {
    const tried: Attempt[] = []
    const fit = fitWithin(300, (attempt) => {
      tried.push(attempt)
      return { ...attempt, size: bytes(attempt) }
    })
    return { fit, tried }
  }

  it('keeps the best picture that fits', () => {
    expect(write(() => 299).fit).toMatchObject({ side: 2000, quality: 0.85 })
    expect(write(({ side, quality }) => (side * quality) / 3).fit).toMatchObject({ side: 1600, quality: 0.5 })
    expect(write(({ side }) => (side > 640 ? 301 : 300)).fit).toMatchObject({ side: 640 })
  })

  it('writes only a few pictures on the way', () => {
    expect(write(() => 299).tried.length).toBeLessThanOrEqual(2)
    expect(write(({ side }) => (side > 640 ? 301 : 300)).tried.length).toBeLessThanOrEqual(5)
  })

  it('says when no size is small enough', () => expect(write(() => 301).fit).toBeNull())

  it('keeps the shape, and never makes a picture larger', () => {
    expect(scaledTo(2000, { width: 4000, height: 3000 })).toEqual({ width: 2000, height: 1500 })
    expect(scaledTo(2000, { width: 480, height: 640 })).toEqual({ width: 480, height: 640 })
    expect(scaledTo(100, { width: 10_000, height: 10 })).toEqual({ width: 100, height: 1 })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBasin, createFountain } from '#device/carry/fountain.ts'

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 0xff)

describe('bytes that are shown frame by frame', () => {
  it('are caught whatever frames are missed, in whatever order, from whatever frame on', () => {
    const story = fc.record({
      bytes: fc.uint8Array({ minLength: 1, maxLength: 3_000 }),
      from: fc.integer({ min: 0, max: 5_000 }),
      seen: fc.array(fc.boolean(), { minLength: 400, maxLength: 400 }),
    })
    fc.assert(
      fc.property(story, ({ bytes, from, seen }) => {
        const fountain = createFountain(bytes, 64)
        const basin = createBasin()
        let caught: Uint8Array | null = null
        // At least every fourth frame is seen, in either order.
        for (let i = 0; i < 400 && !caught; i++)
          if (seen[i] || i % 4 === 0) caught = basin.take(fountain.frame(from + (i ^ 3)))?.bytes ?? null
        expect(caught).toEqual(bytes)
      }),
      { numRuns: 100 },
    )
  })

  it('need hardly more frames than there are blocks when a third is lost', () => {
    const bytes = bytesOf(20_000)
    const fountain = createFountain(bytes)
    const basin = createBasin()
    let number = 0
    let seen = 0
    for (let caught: Uint8Array | null = null; !caught; number++) {
      if (number % 3 === 1) continue
      seen += 1
      caught = basin.take(fountain.frame(number))?.bytes ?? null
    }
    expect(fountain.blocks).toBe(29)
    expect(seen).toBeLessThanOrEqual(fountain.blocks + 6)
    // At six frames a second.
    expect(number / 6).toBeLessThan(30)
  })

  it('begin anew when something else is shown, and pass over other codes', () => {
    const basin = createBasin()
    const first = createFountain(bytesOf(2_000))
    const second = createFountain(bytesOf(900))
    expect(basin.take(new TextEncoder().encode('stayopen:slip'))).toBeNull()
    basin.take(first.frame(0))
    basin.take(second.frame(0))
    expect(basin.take(second.frame(1))?.bytes).toEqual(bytesOf(900))
  })
})

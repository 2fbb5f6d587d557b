import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWriteAheadJournal } from '#device/journal/writeAheadJournal.ts'
import { decodeFrames, encodeFrame } from '#log/frames.ts'
import { memoryDisk } from '#support/memoryDisk.ts'

const payloads = fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 12 })

const join = (frames: readonly Uint8Array[]): Uint8Array => Uint8Array.from(frames.flatMap((frame) => [...frame]))

/** How many of the payloads lie wholly within the first `bytes` of the file. */
function wholeWithin(written: readonly Uint8Array[], bytes: number): number {
  let end = 0
  return written.filter((payload) => {
    end += encodeFrame(payload).length
    return end <= bytes
  }).length
}

describe('the journal decoder', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(payloads, (written) => {
        const file = join(written.map(encodeFrame))
        expect(decodeFrames(file)).toEqual({ payloads: written, validBytes: file.length })
      }),
    )
  })

  it('gives every whole frame of a file that was cut off anywhere', () => {
    fc.assert(
      fc.property(payloads, fc.double({ min: 0, max: 1, noNaN: true }), (written, share) => {
        const file = join(written.map(encodeFrame))
        const cut = Math.floor(share * file.length)
        const { payloads: read } = decodeFrames(file.subarray(0, cut))
        expect(read).toEqual(written.slice(0, wholeWithin(written, cut)))
      }),
    )
  })

  it('gives every frame before a flipped bit, and none from it on', () => {
    fc.assert(
      fc.property(payloads, fc.nat(), (written, chosen) => {
        const file = join(written.map(encodeFrame))
        const bit = chosen % (file.length * 8)
        file[bit >> 3]! ^= 1 << (bit & 7)
        const { payloads: read } = decodeFrames(file)
        expect(read).toEqual(written.slice(0, wholeWithin(written, bit >> 3)))
      }),
    )
  })

  it('never fails on bytes that are no journal at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(decodeFrames(noise).validBytes).toBeLessThanOrEqual(noise.length)
      }),
    )
  })
})

describe('a journal on a damaged disk', () => {
  it('is cut to its longest sound part, so that what is written next is read again', async () => {
    await fc.assert(
      fc.asyncProperty(payloads, fc.uint8Array({ maxLength: 40 }), async (written, tail) => {
        const sound = join(written.map(encodeFrame))
        const name = 'log2-h_test-00000001-00000001'
        const disk = memoryDisk(new Map([[name, join([sound, tail])]]))
        await readWriteAheadJournal(disk, 'h_test')
        const left = disk.files.get(name)!
        expect(left.length).toBeGreaterThanOrEqual(sound.length)
        expect(decodeFrames(left).validBytes).toBe(left.length)
      }),
    )
  })
})

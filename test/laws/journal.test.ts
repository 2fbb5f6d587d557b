import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWriteAheadJournal } from '#device/journal/foundJournal.ts'
import { decodeFrames, encodeFrame } from '#log/frames.ts'
import { memoryDisk } from '#support/memoryDisk.ts'

const payloads = fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 12 })

const join = (frames: readonly Uint8Array[]): Uint8Array => Uint8Array.from(frames.flatMap((frame) => [...frame]))

/** How many of the payloads lie wholly within the first `bytes` of the file. */
function wholeWithin(written: readonly Uint8Array[], bytes: number): number {
  let end = 0
  return written.filter((payload) => {
    end += encodeFrame(payload).length
    // A frame whose second length alone is cut off is whole.
    return end - 4 <= bytes
  }).length
}

describe('the journal decoder', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(payloads, (written) => {
        const file = join(written.map(encodeFrame))
        expect(decodeFrames(file)).toEqual({ payloads: written, damaged: [], writtenBytes: file.length })
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

  it('gives every other frame when any byte of one is changed, and the stretch that it cannot read', () => {
    fc.assert(
      fc.property(payloads, fc.integer({ min: 1, max: 255 }), (written, change) => {
        const frames = written.map(encodeFrame)
        const file = join(frames)
        let start = 0
        for (const [hit, frame] of frames.entries()) {
          for (let at = start; at < start + frame.length; at++) {
            const damaged = file.slice()
            damaged[at]! ^= change
            const found = decodeFrames(damaged)
            const isLastLength = at >= start + frame.length - 4
            // Nothing but the second length is damaged: what it says stands at the front as well.
            expect(found.payloads).toEqual(isLastLength ? written : written.filter((_, each) => each !== hit))
            expect(found.damaged.length).toBe(isLastLength ? 0 : 1)
            expect(found.writtenBytes).toBe(file.length)
          }
          start += frame.length
        }
      }),
      { numRuns: 15 },
    )
  })

  it('gives every frame that no damage has touched, wherever and however often a file was hit', () => {
    fc.assert(
      fc.property(payloads, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (written, chosen) => {
        const frames = written.map(encodeFrame)
        const file = join(frames)
        const hits = chosen.map((each) => each % file.length)
        for (const hit of new Set(hits)) file[hit]! ^= 0x55
        let end = 0
        const sound = written.filter((_, each) => {
          const start = end
          end += frames[each]!.length
          return !hits.some((hit) => hit >= start && hit < end - 4)
        })
        expect(decodeFrames(file).payloads).toEqual(sound)
      }),
    )
  })

  it('never fails on bytes that are no journal at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(decodeFrames(noise).writtenBytes).toBeLessThanOrEqual(noise.length)
      }),
    )
  })
})

describe('a journal on a damaged disk', () => {
  it('leaves a torn end where it lies, however often it is read: another tab may just be writing it', async () => {
    await fc.assert(
      fc.asyncProperty(payloads, fc.uint8Array({ maxLength: 40 }), async (written, last) => {
        const torn = encodeFrame(last).slice(0, last.length + 7)
        const name = 'log3-h_test-00000001-00000001'
        const file = join([...written.map(encodeFrame), torn])
        const disk = memoryDisk(new Map([[name, file]]))
        for (let start = 0; start < 2; start++)
          expect((await readWriteAheadJournal(disk, 'h_test')).fragments).toEqual([])
        expect(disk.files.get(name)).toEqual(file)
      }),
    )
  })

  it('leaves a damaged frame where it lies, also the last one', async () => {
    const name = 'log3-h_test-00000001-00000001'
    const file = join([encodeFrame(new Uint8Array(20)), encodeFrame(new Uint8Array(30).fill(7))])
    for (let at = 0; at < file.length - 4; at++) {
      const damaged = file.slice()
      damaged[at]! ^= 0x10
      const disk = memoryDisk(new Map([[name, damaged]]))
      await readWriteAheadJournal(disk, 'h_test')
      expect(disk.files.get(name)).toEqual(damaged)
    }
  })
})

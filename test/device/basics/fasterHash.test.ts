import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { beforeAll, expect, it, vi } from 'vitest'
import { hashFaster } from '#device/basics/fasterHash.ts'
import { hashOfLine } from '#log/lines.ts'

beforeAll(hashFaster)

it('hashes what is said as every device hashes it, however long it is and in whatever letters', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2_000 }),
    fc
      .tuple(fc.constantFrom('号', 'a', '😀'), fc.integer({ min: 20_000, max: 140_000 }))
      .map(([of, n]) => of.repeat(n)),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const head = text.replaceAll('\t', ' ')
      expect(hashOfLine(head)).toBe(bytesToHex(sha256(utf8ToBytes(head))))
    }),
    { numRuns: 200 },
  )
})

it('is what lines are hashed by from the first that comes on', async () => {
  vi.resetModules()
  const { hashBy, hashOfLine: hashed } = await import('#log/lines.ts')
  const { admission, issued, newStorage, openLog } = await import('#support/openLog.ts')
  const { signedHall } = await import('#support/signedHall.ts')
  let slow = 0
  hashBy((text) => {
    slow += 1
    return bytesToHex(sha256(utf8ToBytes(text)))
  })
  const hall = signedHall()
  const book = hall.admits('d_1', 'reception')
  const log = await openLog({ storage: newStorage(), root: hall.root })
  await log.startEpoch('e_1')
  await log.receive(admission()([...hall.lines, book.write(issued('t_1', 'A001'))]), 'history')
  slow = 0
  hashed('a head')
  expect(slow).toBe(0)
  await log.close()
})

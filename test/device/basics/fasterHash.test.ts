import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
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

import { describe, expect, it } from 'vitest'
import { createReceipts } from '#server/receipts.ts'

const place = { epoch: 'e_1f0c2d3e4b5a6978', seq: 90_123, tip: 'ab'.repeat(32) }

describe('what a hall server says that it has on its disk', () => {
  const receipts = createReceipts('h_1', 'secret')

  it('is known again by whoever serves the same store', () => {
    expect(createReceipts('h_1', 'secret').read(receipts.write(place))).toEqual(place)
  })

  it('cannot be invented, nor changed in a single letter, nor taken from another hall', () => {
    const text = receipts.write(place)
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === 'a' ? 'b' : 'a'
      // The last letter of the code has bits that say nothing.
      if (at < text.length - 1) expect(receipts.read(text.slice(0, at) + other + text.slice(at + 1))).toBeNull()
    }
    expect(receipts.read(createReceipts('h_1', 'guessed').write(place))).toBeNull()
    expect(receipts.read(createReceipts('h_2', 'secret').write(place))).toBeNull()
    for (const junk of ['', '....', 'x'.repeat(300), `${text}.`, ` ${text}`]) expect(receipts.read(junk)).toBeNull()
  })
})

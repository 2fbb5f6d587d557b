import { describe, expect, it } from 'vitest'
import { compressText, expandText } from '#device/basics/compressing.ts'

// Longer than one slice, and with characters of several bytes on its borders.
const long = '营业厅不打烊，'.repeat(40_000)

describe('compressed text', () => {
  it.each(['gzip', 'deflate-raw'] as const)('comes back as it was from %s', async (format) => {
    for (const text of ['', 'A001', '\ufeff{}', long]) {
      expect(await expandText(await compressText(text, format), format)).toBe(text)
    }
    expect((await compressText(long, format)).length).toBeLessThan(10_000)
  })

  it('is not expanded to more than may be', async () => {
    const bytes = await compressText(long, 'gzip')
    const size = new TextEncoder().encode(long).length
    await expect(expandText(bytes, 'gzip', size - 1)).rejects.toThrow(RangeError)
    expect(await expandText(bytes, 'gzip', size)).toBe(long)
  })

  it('is refused when it is cut off, damaged or never was any', async () => {
    const bytes = await compressText(long, 'gzip')
    await expect(expandText(bytes.slice(0, -9), 'gzip')).rejects.toThrow()
    const damaged = bytes.slice()
    damaged[bytes.length - 6]! ^= 1
    await expect(expandText(damaged, 'gzip')).rejects.toThrow()
    await expect(expandText(new TextEncoder().encode('A001'), 'gzip')).rejects.toThrow()
  })
})

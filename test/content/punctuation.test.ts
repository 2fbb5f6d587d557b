import { describe, expect, it } from 'vitest'
import { halfWidthIn } from '#support/halfWidth.ts'

/** All that stands in Chinese in this value, in its lists and in its records. */
function chineseIn(value: unknown): string[] {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => (name === 'en' ? [] : chineseIn(part)))
}

const modules = import.meta.glob('/src/content/**/*.ts', { eager: true })

describe('what a hall starts with, in Chinese', () => {
  it('has full-width signs beside Chinese characters (GB/T 15834)', () => {
    const texts = Object.values(modules).flatMap(chineseIn)
    expect(texts.length).toBeGreaterThan(1000)
    expect(texts.flatMap(halfWidthIn)).toEqual([])
  })
})

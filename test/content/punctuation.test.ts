import { describe, expect, it } from 'vitest'
import { plans } from '#content/plans/library.ts'
import { halfWidthIn } from '#support/halfWidth.ts'

/** All that stands in Chinese in this value, in its lists and in its records. */
function chineseIn(value: unknown): string[] {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => (name === 'en' ? [] : chineseIn(part)))
}

/** All that stands in either language in this value. */
function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) =>
    (name === 'zh' || name === 'en') && typeof part === 'string' ? [part] : textsIn(part),
  )
}

const modules = import.meta.glob('/src/content/**/*.ts', { eager: true })

describe('what a hall starts with, in Chinese', () => {
  it('has full-width signs beside Chinese characters (GB/T 15834)', () => {
    const texts = Object.values(modules).flatMap(chineseIn)
    expect(texts.length).toBeGreaterThan(1000)
    expect(texts.flatMap(halfWidthIn)).toEqual([])
  })
})

describe('what plans tell people to do', () => {
  it('is in words, without the codes of plans, tiers, teams or priorities', () => {
    const said = plans.flatMap(({ lines, levels, standDown, firstMinute }) =>
      [lines, levels, standDown, firstMinute].flatMap(textsIn),
    )
    expect(said.length).toBeGreaterThan(500)
    expect(said.filter((text) => /\b(P\d+|[DTE]\d|MGR|OSC|CMD|FD|BO|TS|SEC)\b|→/.test(text))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { compressions, firstAid } from '#content/plans/firstAid.ts'

describe('first-aid cards', () => {
  it('are ten, each at most seven short lines, in both languages', () => {
    expect(firstAid.map(({ id }) => id)).toEqual([
      'cpr',
      'aed',
      'bleeding',
      'burns',
      'electric',
      'choking',
      'seizure',
      'heat',
      'fainting',
      'crush',
    ])
    for (const { lines } of firstAid) {
      expect(lines.length).toBeGreaterThanOrEqual(5)
      expect(lines.length).toBeLessThanOrEqual(7)
      expect(lines.filter(({ zh, en }) => [...zh].length > 25 || en.trim() === '' || en.length > 80)).toEqual([])
    }
  })

  it('give the figures for compressions, and cool burns with water', () => {
    const text = (id: string) =>
      firstAid
        .find((card) => card.id === id)!
        .lines.map(({ zh }) => zh)
        .join('')
    expect(text('cpr')).toContain('100–120')
    expect(text('cpr')).toContain('5–6 厘米')
    expect(text('cpr')).toContain(`压 ${compressions.round} 次吹 2 口气`)
    expect(compressions.perMinute).toBeGreaterThanOrEqual(100)
    expect(compressions.perMinute).toBeLessThanOrEqual(120)
    expect(text('burns')).toContain('流动水')
    expect(firstAid.filter(({ beat }) => beat).map(({ id }) => id)).toEqual(['cpr'])
  })

  it('cut the power before anybody is touched', () => {
    expect(firstAid.find(({ id }) => id === 'electric')?.lines[0]?.zh).toContain('先断电')
  })
})

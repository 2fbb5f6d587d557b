import { describe, expect, it } from 'vitest'
import { momentThere } from '#domain/day/localTime.ts'
import { isBright, volumeAt } from '#domain/settings/hours.ts'
import { startSettings } from '#domain/settings/settings.ts'

const at = (time: string) => momentThere('2026-12-01', time, 'Asia/Shanghai')
const wall = (changed: Partial<typeof startSettings.wall>) => ({
  ...startSettings,
  wall: { ...startSettings.wall, ...changed },
})

describe('how loud the walls are', () => {
  it('goes by the hall’s clock, over midnight too, and by the quietest of what meets (Q43)', () => {
    const settings = wall({
      volume: 80,
      quieter: [
        { from: '12:00', to: '14:00', volume: 0 },
        { from: '21:30', to: '08:00', volume: 30 },
        { from: '21:00', to: '22:00', volume: 50 },
        { from: '16:00', to: '17:00', volume: 100 },
      ],
    })
    const loud = ['11:59', '12:00', '13:59', '14:00', '16:30', '21:15', '21:45', '23:59', '00:00', '07:59', '08:00']
    expect(loud.map((time) => volumeAt(settings, at(time)))).toEqual([80, 0, 0, 80, 80, 50, 30, 30, 30, 30, 80])
  })

  it('is full and the same all day while nobody has set it', () => {
    expect(volumeAt(startSettings, at('03:00'))).toBe(100)
  })
})

describe('when the walls are bright', () => {
  it('goes by the hall’s clock, and never where the hall does not want it', () => {
    const settings = wall({ bright: { from: '08:00', to: '18:00' } })
    expect(['07:59', '08:00', '17:59', '18:00'].map((time) => isBright(settings, at(time)))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(isBright(startSettings, at('12:00'))).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import {
  chunks,
  firstLoadBytes,
  firstLoadOf,
  limits,
  manifest,
  modules,
  modulesIn,
  places,
} from '#support/firstLoads.ts'
import { firstLoads } from '../../vite.chunks.ts'

describe('the first load of a tablet', () => {
  it.each(places)('stays small at the %s', (place) => {
    expect(firstLoadBytes(place) / 1024).toBeLessThanOrEqual(limits[place])
  })

  it.each(places)('brings the words of the %s in one language, and no others', (place) => {
    const books = modulesIn(firstLoadOf(place)).flatMap((module) => /words\/(\w+\/\w+)\.ts$/.exec(module)?.[1] ?? [])
    const everywhere = ['common', 'everywhere', 'list', 'problems', 'staff', 'status']
    const aloud = place === 'wall' ? ['en/aloud', 'zh/aloud'] : []
    /** What its book says as others do. */
    const shared = place === 'backoffice' ? ['zh/returns'] : []
    expect(books.sort()).toEqual(
      [...[...everywhere, ...firstLoads[place].books].map((book) => `zh/${book}`), ...aloud, ...shared].sort(),
    )
  })

  it('brings no sheet, popover, camera or QR code', () => {
    const begun = new Set([...modulesIn(firstLoadOf('reception')), ...modulesIn(firstLoadOf('counter'))])
    const later = ['src/app/ui/PopoverCard.vue', 'src/app/ui/SheetDialog.vue', 'src/app/counter/DeskSheets.vue']
    expect(begun.has('src/app/reception/ReceptionScreen.vue')).toBe(true)
    expect(later.filter((module) => begun.has(module) || !modules[module])).toEqual([])
  })
})

describe('the files of the app', () => {
  it('never import each other in a circle', () => {
    const within = (chunk: string, above: readonly string[] = []): readonly string[] => {
      if (above.includes(chunk)) return [...above, chunk]
      return (
        (manifest[chunk]?.imports ?? [])
          .map((next) => within(next, [...above, chunk]))
          .find((found) => found.length > 0) ?? []
      )
    }
    expect(chunks.size).toBeGreaterThan(50)
    expect([...chunks.values()].map((chunk) => within(chunk)).filter((circle) => circle.length > 0)).toEqual([])
  })
})

import type { Area } from '#domain/floorPlan/floorPlan.ts'

/** Places on the grid are whole or half cells, so a wall is made of pieces of half a cell. */
const PIECE = 0.5

/**
 * The outer wall of a zone as the path of an SVG: every piece of its rectangles' edges with the zone on one side only.
 * Where two pieces of an L meet there is no wall.
 */
export function wallPath(areas: readonly Area[]): string {
  const inside = (x: number, y: number) =>
    areas.some((area) => x > area.x && x < area.x + area.w && y > area.y && y < area.y + area.h)
  const pieces: string[] = []
  const off = PIECE / 2
  for (const { x, y, w, h } of areas) {
    for (let at = x; at < x + w; at += PIECE) {
      if (!inside(at + off, y - off)) pieces.push(`M${at} ${y}h${PIECE}`)
      if (!inside(at + off, y + h + off)) pieces.push(`M${at} ${y + h}h${PIECE}`)
    }
    for (let at = y; at < y + h; at += PIECE) {
      if (!inside(x - off, at + off)) pieces.push(`M${x} ${at}v${PIECE}`)
      if (!inside(x + w + off, at + off)) pieces.push(`M${x + w} ${at}v${PIECE}`)
    }
  }
  return pieces.join('')
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import type { FloorPlan } from '#domain/floorPlan/events.ts'
import { floorFaults } from '#domain/floorPlan/faults.ts'
import { asSeenOn, away, headingOf, wayOut, waysOut } from '#domain/floorPlan/ways.ts'

const out = (zone: string, ...blocked: string[]) => wayOut(exampleFloor, zone, new Set(blocked))

describe('the way out', () => {
  it('leads from a zone to its nearest exit', () => {
    expect(floorFaults(exampleFloor)).toEqual([])
    expect(out('z1')).toMatchObject({ exit: { id: 'x1' }, zones: ['z1'], metres: 5 })
    expect(out('z3')).toMatchObject({ exit: { id: 'x1' }, zones: ['z3', 'z1'] })
    expect(out('z2')).toMatchObject({ exit: { id: 'x2' }, zones: ['z2', 'z4'] })
    // Round the corner of the corridor, not through the wall.
    expect(out('z6', 'x1')?.points).toEqual([
      { x: 21, y: 4.75 },
      { x: 18, y: 4.5 },
      { x: 17, y: 1 },
      { x: 0, y: 1 },
    ])
  })

  it('goes another way when an exit, a door or a zone is blocked', () => {
    expect(out('z1', 'x1')).toMatchObject({ exit: { id: 'x2' } })
    expect(out('z3', 'x1', 'd1')?.zones).toEqual(['z3', 'z1', 'z4'])
    expect(out('z2', 'd4')).toMatchObject({ exit: { id: 'x1' }, zones: ['z2', 'z1'] })
    expect(out('z6', 'z1')).toMatchObject({ exit: { id: 'x2' }, zones: ['z6', 'z4'] })
  })

  it('leads out of a zone that is blocked itself, and is none where nothing is left', () => {
    expect(out('z3', 'z3')).toMatchObject({ exit: { id: 'x1' } })
    expect(out('z3', 'd2')).toBeNull()
    expect(out('z3', 'x1', 'x2')).toBeNull()
    expect(out('nowhere')).toBeNull()
  })

  it('says in which direction it starts, as somebody sees it who looks at a screen', () => {
    expect(headingOf(out('z3')!)).toBe(270)
    expect(headingOf(out('z5')!)).toBe(270)
    // The wall looks down the plan: who looks at it looks up, and left of the plan is left.
    expect(asSeenOn(270, 'down')).toBe(270)
    expect(asSeenOn(270, 'up')).toBe(90)
    // The wall looks to the left of the plan: who looks at it looks right, and left lies behind.
    expect(asSeenOn(270, 'left')).toBe(180)
    expect(asSeenOn(270, 'right')).toBe(0)
    expect(asSeenOn(0, 'left')).toBe(270)
  })
})

/** A house of rooms of 4 × 4 cells in rows, with any doors between neighbours and any exits on the outside. */
const anyHouse = fc
  .record({ across: fc.integer({ min: 1, max: 5 }), down: fc.integer({ min: 1, max: 4 }) })
  .chain(({ across, down }) => {
    const id = (x: number, y: number) => `z${x}-${y}`
    const rooms = Array.from({ length: across * down }, (_, n) => ({ x: n % across, y: Math.floor(n / across) }))
    const doors = rooms.flatMap(({ x, y }) => [
      ...(x + 1 < across
        ? [{ between: [id(x, y), id(x + 1, y)] as [string, string], x: x * 4 + 4, y: y * 4 + 2 }]
        : []),
      ...(y + 1 < down ? [{ between: [id(x, y), id(x, y + 1)] as [string, string], x: x * 4 + 2, y: y * 4 + 4 }] : []),
    ])
    const exits = rooms
      .filter(({ x }) => x === 0 || x === across - 1)
      .map(({ x, y }) => ({ zone: id(x, y), x: x === 0 ? 0 : across * 4, y: y * 4 + 1 }))
    return fc.record({ doors: fc.subarray(doors), exits: fc.subarray(exits) }).chain((kept) => {
      const plan: FloorPlan = {
        width: Math.max(4, across * 4),
        height: Math.max(4, down * 4),
        metresPerCell: 1,
        zones: rooms.map(({ x, y }) => ({ id: id(x, y), name: id(x, y), areas: [{ x: x * 4, y: y * 4, w: 4, h: 4 }] })),
        doors: kept.doors.map((door, n) => ({ ...door, id: `d${n}` })),
        exits: kept.exits.map((exit, n) => ({
          ...exit,
          id: `x${n}`,
          name: '',
          variable: null,
          turn: 'left',
          metres: 1,
        })),
        symbols: [],
        assembly: '东广场',
      }
      const ways = [...plan.zones, ...plan.doors, ...plan.exits].map((each) => each.id)
      return fc.record({ plan: fc.constant(plan), blocked: fc.subarray(ways).map((ids) => new Set(ids)) })
    })
  })

/** Zones from which one can get out, by walking from the exits backwards: another way to know it. */
function reachable({ doors, exits }: FloorPlan, zone: string, blocked: ReadonlySet<string>): boolean {
  const seen = new Set([zone])
  for (const at of seen) {
    for (const { id, between } of doors) {
      if (blocked.has(id) || !between.includes(at)) continue
      for (const next of between) if (!blocked.has(next)) seen.add(next)
    }
  }
  return exits.some((exit) => !blocked.has(exit.id) && seen.has(exit.zone))
}

describe('for any house and anything blocked in it', () => {
  it('every zone from which one can get out has a way, and no other has', () => {
    fc.assert(
      fc.property(anyHouse, ({ plan, blocked }) => {
        for (const [zone, way] of waysOut(plan, blocked)) expect(way !== null).toBe(reachable(plan, zone, blocked))
      }),
      { numRuns: 300 },
    )
  })

  it('no way passes an exit, a door or a zone that is blocked, or a wall', () => {
    fc.assert(
      fc.property(anyHouse, ({ plan, blocked }) => {
        for (const [zone, way] of waysOut(plan, blocked)) {
          if (!way) continue
          expect(blocked.has(way.exit.id)).toBe(false)
          expect(way.zones.slice(1).filter((each) => blocked.has(each))).toEqual([])
          expect(way.zones[0]).toBe(zone)
          for (const point of way.points.slice(1, -1)) {
            const door = plan.doors.find(({ x, y }) => x === point.x && y === point.y)
            expect(door && !blocked.has(door.id)).toBe(true)
          }
          for (const [at, point] of way.points.slice(1).entries()) {
            const from = way.points[at]!
            const area = plan.zones.some(({ areas: [one] }) => away(one!, from) === 0 && away(one!, point) === 0)
            expect(area).toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('what is freed never makes a way longer', () => {
    fc.assert(
      fc.property(anyHouse, ({ plan, blocked }) => {
        const free = waysOut(plan, new Set())
        for (const [zone, way] of waysOut(plan, blocked)) {
          if (way) expect(free.get(zone)?.metres).toBeLessThanOrEqual(way.metres)
        }
      }),
      { numRuns: 200 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import type { FloorPlan } from '#domain/floorPlan/events.ts'
import { floorFaults } from '#domain/floorPlan/faults.ts'
import {
  areaBetween,
  drawDoor,
  drawExit,
  drawSymbol,
  drawZone,
  growZone,
  moveThing,
  type Stroke,
  type Thing,
  thingAt,
  without,
} from '#domain/floorPlan/sketch.ts'
import { wayOut } from '#domain/floorPlan/ways.ts'

const paper: FloorPlan = {
  width: 20,
  height: 10,
  metresPerCell: 1,
  zones: [],
  doors: [],
  exits: [],
  symbols: [],
  assembly: '东广场',
}
const at = (x: number, y: number) => ({ x, y })
function drawn(stroke: Stroke): FloorPlan {
  if (!stroke) throw new Error('nothing was drawn')
  return stroke.plan
}
const room = (plan: FloorPlan, from: [number, number], to: [number, number]) =>
  drawn(drawZone(plan, areaBetween(at(...from), at(...to), plan)!, '区'))
/** Two rooms side by side: 0–8 and 8–16. */
const twoRooms = room(room(paper, [0, 0], [8, 8]), [8, 0], [16, 8])

describe('a floor plan drawn with a finger', () => {
  it('is whole after two rooms, a door between them and an exit: from each room there is a way out', () => {
    const door = drawn(drawDoor(twoRooms, at(8.6, 3.2)))
    const plan = drawn(drawExit(door, at(3, 8.7), '出口'))
    expect(floorFaults(plan)).toEqual([])
    expect(plan.doors).toEqual([{ id: 'd1', between: ['z1', 'z2'], x: 8, y: 3 }])
    expect(plan.exits).toMatchObject([{ id: 'x1', name: '出口 1', variable: '出口1', zone: 'z1', x: 3, y: 8 }])
    expect(wayOut(plan, 'z2', new Set())?.zones).toEqual(['z2', 'z1'])
  })

  it('takes a rectangle from any corner to any other, on half cells and within the grid; a tap is none', () => {
    expect(areaBetween(at(6.2, 4.3), at(1.1, -3), paper)).toEqual({ x: 1, y: 0, w: 5, h: 4.5 })
    expect(areaBetween(at(18, 8), at(99, 99), paper)).toEqual({ x: 18, y: 8, w: 2, h: 2 })
    expect(areaBetween(at(3, 3), at(3.4, 9), paper)).toBeNull()
  })

  it('gives no two things one name or one id, also after one was taken away', () => {
    const less = without(room(twoRooms, [0, 8], [4, 10]), { kind: 'zone', id: 'z2' })
    const again = room(less, [8, 0], [16, 8])
    expect(new Set(again.zones.map(({ id }) => id)).size).toBe(3)
    expect(new Set(again.zones.map(({ name }) => name)).size).toBe(3)
    const exits = [1, 3, 5].reduce((plan, x) => drawn(drawExit(plan, at(x, 0), '出口')), twoRooms)
    expect(exits.exits.map(({ variable }) => variable)).toEqual(['出口1', '出口2', null])
    expect(floorFaults(exits).filter(({ code }) => code === 'twice')).toEqual([])
  })

  it('makes an L of two rectangles', () => {
    const grown = drawn(growZone(twoRooms, 'z2', areaBetween(at(12, 8), at(16, 10), twoRooms)!))
    expect(grown.zones[1]?.areas).toHaveLength(2)
    expect(floorFaults(drawn(drawExit(drawn(drawDoor(grown, at(8, 4))), at(14, 10), '出口')))).toEqual([])
  })

  it('draws no door where no two zones meet, and no exit far from every zone', () => {
    expect(drawDoor(twoRooms, at(4, 4))).toBeNull()
    expect(drawDoor(room(paper, [0, 0], [8, 8]), at(8, 4))).toBeNull()
    expect(drawExit(twoRooms, at(19.9, 9.9), '出口')).toBeNull()
  })

  it('meets small things before the zone that they are in', () => {
    const plan = drawn(drawSymbol(drawn(drawDoor(twoRooms, at(8, 4))), at(4, 4), 'aed'))
    expect(thingAt(plan, at(4.4, 4.4))).toEqual({ kind: 'symbol', at: 0 })
    expect(thingAt(plan, at(8, 4.6))).toEqual({ kind: 'door', id: 'd1' })
    expect(thingAt(plan, at(2, 2))).toEqual({ kind: 'zone', id: 'z1' })
    expect(thingAt(plan, at(19, 9))).toBeNull()
  })

  it('moves a zone with its doors and exits, and none of it off the grid', () => {
    const plan = drawn(drawExit(drawn(drawDoor(twoRooms, at(8, 4))), at(12, 8), '出口'))
    const moved = moveThing(plan, { kind: 'zone', id: 'z2' }, at(50, 1.2))
    expect(moved.zones[1]?.areas).toEqual([{ x: 12, y: 1, w: 8, h: 8 }])
    expect(moved.exits[0]).toMatchObject({ x: 16, y: 9 })
    expect(moved.doors[0]).toMatchObject({ x: 12, y: 5 })
  })

  it('keeps an exit at the edge of a zone, of another one if it is moved there', () => {
    const plan = drawn(drawExit(twoRooms, at(3, 8), '出口'))
    expect(moveThing(plan, { kind: 'exit', id: 'x1' }, at(9, 1)).exits[0]).toMatchObject({ zone: 'z2', x: 12, y: 8 })
    expect(moveThing(plan, { kind: 'exit', id: 'x1' }, at(16.9, 1.9)).exits[0]).toMatchObject({
      zone: 'z1',
      x: 3,
      y: 8,
    })
  })

  it('takes away a zone with its doors and exits, and of anything else this one alone', () => {
    const plan = exampleFloor
    const less = without(plan, { kind: 'zone', id: 'z4' })
    expect(less.doors.map(({ id }) => id)).toEqual(['d1', 'd2'])
    expect(less.exits.map(({ id }) => id)).toEqual(['x1'])
    const things: readonly Thing[] = [
      { kind: 'door', id: 'd1' },
      { kind: 'exit', id: 'x2' },
      { kind: 'symbol', at: 3 },
    ]
    const count = ({ zones, doors, exits, symbols }: FloorPlan) =>
      [zones, doors, exits, symbols].map(({ length }) => length)
    expect(things.map((thing) => count(without(plan, thing)).join())).toEqual(['7,6,2,9', '7,7,1,9', '7,7,2,8'])
  })
})

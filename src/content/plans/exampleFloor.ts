import type { FloorPlan } from '#domain/floorPlan/events.ts'

/**
 * A hall that does not exist, to begin a floor plan from: a public hall with counters, a VIP room, a corridor to toilets,
 * repair room, store and back office. A cell is a metre. It is never shown as if it were this hall's.
 */
export const exampleFloor: FloorPlan = {
  width: 24,
  height: 16,
  metresPerCell: 1,
  zones: [
    { id: 'z1', name: '营业大厅', areas: [{ x: 0, y: 6, w: 16, h: 10 }] },
    { id: 'z2', name: '柜台内', areas: [{ x: 0, y: 2, w: 16, h: 4 }] },
    { id: 'z3', name: '贵宾室', areas: [{ x: 16, y: 10, w: 8, h: 6 }] },
    {
      id: 'z4',
      name: '走廊',
      areas: [
        { x: 0, y: 0, w: 18, h: 2 },
        { x: 16, y: 0, w: 2, h: 10 },
      ],
    },
    { id: 'z5', name: '卫生间', areas: [{ x: 18, y: 0, w: 6, h: 3 }] },
    { id: 'z6', name: '维修间', areas: [{ x: 18, y: 3, w: 6, h: 3.5 }] },
    { id: 'z7', name: '库房', areas: [{ x: 18, y: 6.5, w: 6, h: 3.5 }] },
  ],
  doors: [
    { id: 'd1', between: ['z1', 'z2'], x: 13, y: 6 },
    { id: 'd2', between: ['z1', 'z3'], x: 16, y: 13 },
    { id: 'd3', between: ['z1', 'z4'], x: 16, y: 8 },
    { id: 'd4', between: ['z2', 'z4'], x: 3, y: 2 },
    { id: 'd5', between: ['z4', 'z5'], x: 18, y: 1.5 },
    { id: 'd6', between: ['z4', 'z6'], x: 18, y: 4.5 },
    { id: 'd7', between: ['z4', 'z7'], x: 18, y: 8 },
  ],
  exits: [
    { id: 'x1', name: '正门', variable: '出口1', zone: 'z1', x: 7, y: 16, turn: 'left', metres: 60 },
    { id: 'x2', name: '后门', variable: '出口2', zone: 'z4', x: 0, y: 1, turn: 'right', metres: 90 },
  ],
  symbols: [
    { kind: 'extinguisher', x: 1, y: 15 },
    { kind: 'extinguisher', x: 15, y: 6.5 },
    { kind: 'extinguisher', x: 17, y: 5.5 },
    { kind: 'hydrant', x: 17, y: 9.5 },
    { kind: 'call-point', x: 9.5, y: 15.5 },
    { kind: 'call-point', x: 1, y: 0.5 },
    { kind: 'aed', x: 4.5, y: 15 },
    { kind: 'first-aid', x: 1, y: 3 },
    { kind: 'switch', x: 23, y: 9 },
  ],
  assembly: '东广场',
}

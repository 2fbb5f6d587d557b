import { describe, expect, it } from 'vitest'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import { drawFloorPlan, markWay, placeTablet, setFloorDrawing, takeSweepBack } from '#domain/floorPlan/commands.ts'
import { type FloorPlan, MOST_DRAWING_BYTES } from '#domain/floorPlan/events.ts'
import { floorFaults } from '#domain/floorPlan/faults.ts'
import { assemblyName, blockedWays, exitName, waysOf, zoneOfTablet, zonesToSweep } from '#domain/floorPlan/queries.ts'
import { momentsOf } from '#domain/incidents/progress.ts'
import { isHallEvent } from '#domain/whole.ts'
import { NO_PREVIOUS } from '#log/event.ts'
import { writeLine } from '#log/lines.ts'
import { answer, eventsOf, type Happening, hallAfter, journalOf, situation, when } from '#support/hallAfter.ts'

const drawn = (body: FloorPlan = exampleFloor): Happening => ({
  kind: 'FloorPlanDrawn',
  subject: 'h_test',
  on: 'manager',
  by: 's_li',
  body,
})
const fire: Happening = { kind: 'IncidentDeclared', subject: 'e_1', body: { plan: 'P01', version: 1, level: 3 } }
const way = (kind: 'WayBlocked' | 'WayFree', id: string, more: Partial<Happening> = {}): Happening =>
  ({ kind, subject: 'e_1', body: { way: id, name: id }, ...more }) as Happening
const atManager = situation('10:00', { on: 'manager', by: 's_li' })
const incidentOf = (hall: ReturnType<typeof hallAfter>) => hall.incidents.get('e_1')!
const blockedIn = (hall: ReturnType<typeof hallAfter>) => blockedWays(hall, incidentOf(hall))
const put = (more: Partial<FloorPlan>): FloorPlan => ({ ...exampleFloor, ...more })

describe('the floor plan', () => {
  it('is replaced as a whole, and says how often it was drawn', () => {
    const smaller = put({ assembly: '西广场' })
    const { floor } = hallAfter(drawn(), drawn(smaller))
    expect(floor.plan).toEqual(smaller)
    expect(floor.version).toBe(2)
  })

  it('says what is searched; without one it is the hall’s list', () => {
    const listed: Happening = {
      kind: 'HallConfigured',
      subject: 'h_test',
      on: 'manager',
      body: { zones: ['库房', '卫生间'] },
    }
    expect(zonesToSweep(hallAfter(listed))).toEqual(['库房', '卫生间'])
    expect(zonesToSweep(hallAfter(listed, drawn()))).toContain('营业大厅')
    expect(zonesToSweep(hallAfter(listed, drawn()))).toHaveLength(7)
  })

  it('calls exits and the assembly point what the announcements call them', () => {
    const [first, second] = exampleFloor.exits
    const hall = hallAfter(drawn(), {
      kind: 'HallConfigured',
      subject: 'h_test',
      on: 'manager',
      body: { planVariables: { 出口1: '南门', 出口2: ' ', 集合点: '邮局门前' } },
    })
    expect([exitName(hall, first!), exitName(hall, second!), assemblyName(hall)]).toEqual(['南门', '后门', '邮局门前'])
    expect(assemblyName(hallAfter(drawn()))).toBe('东广场')
    expect(waysOf(hall).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['南门', '营业大厅–柜台内', '营业大厅']),
    )
  })

  it('knows where a tablet stands until the zone is no longer there', () => {
    const stands: Happening = {
      kind: 'TabletStands',
      subject: 'd_wall',
      on: 'manager',
      body: { zone: 'z3', faces: 'down' },
    }
    expect(zoneOfTablet(hallAfter(drawn(), stands), 'd_wall')?.name).toBe('贵宾室')
    const without = put({ zones: exampleFloor.zones.filter(({ id }) => id !== 'z3') })
    expect(zoneOfTablet(hallAfter(drawn(), stands, drawn(without)), 'd_wall')).toBeUndefined()
    const taken = { ...stands, body: { zone: null, faces: 'down' as const } } as Happening
    expect(zoneOfTablet(hallAfter(drawn(), stands, taken), 'd_wall')).toBeUndefined()
  })

  it('fits one line, with its drawing in another', () => {
    const line = (kind: string, body: object) =>
      writeLine(
        {
          hall: 'h_test',
          journal: journalOf('manager'),
          n: 1,
          stamp: '2026-11-23T01:00:00.000Z-0000-6d616e61',
          prev: NO_PREVIOUS,
          kind,
          by: 's_li',
          subject: 'h_test',
          body: { ...body },
          papers: [],
          drill: null,
        },
        new Uint8Array(16),
      )
    const name = '一二三四五六七八九十一二三四五六七八九十'
    const areas = Array.from({ length: 6 }, () => ({ x: 10.5, y: 10.5, w: 10.5, h: 10.5 }))
    const full = put({
      zones: Array.from({ length: 40 }, (_, n) => ({ id: `zone-${n}`, name, areas })),
      doors: Array.from({ length: 60 }, (_, n) => ({
        id: `door-${n}`,
        between: ['zone-10', 'zone-11'],
        x: 9.5,
        y: 9.5,
      })),
      symbols: Array.from({ length: 120 }, () => ({ kind: 'extinguisher', x: 10.5, y: 10.5 })),
      exits: Array.from({ length: 20 }, (_, n) => ({ ...exampleFloor.exits[0]!, id: `exit-${n}`, name })),
    })
    expect(line('FloorPlanDrawn', full).ok).toBe(true)
    const base64 = 'A'.repeat(Math.ceil(MOST_DRAWING_BYTES / 3) * 4)
    expect(line('FloorDrawingSet', { drawing: { type: 'image/webp', base64 } }).ok).toBe(true)
  })
})

describe('drawing it', () => {
  it('is a manager’s, and takes what leads everybody out', () => {
    const hall = hallAfter()
    expect(answer(when(hall, drawFloorPlan, exampleFloor, atManager))).toBe('accepted')
    expect(answer(when(hall, drawFloorPlan, exampleFloor, situation('10:00')))).toBe('not-your-role')
    const closed = put({ doors: exampleFloor.doors.slice(1) })
    expect(answer(when(hall, drawFloorPlan, closed, atManager))).toBe('accepted')
    const walled = put({ doors: exampleFloor.doors.filter(({ id }) => id !== 'd7') })
    expect(answer(when(hall, drawFloorPlan, walled, atManager))).toBe('floor-plan-does-not-fit')
    expect(answer(when(hall, drawFloorPlan, put({ width: 4000 }), atManager))).toBe('floor-plan-does-not-fit')
  })

  it.each([
    ['no zone', put({ zones: [], doors: [], exits: [] }), ['no-zone', 'no-exit']],
    ['no exit', put({ exits: [] }), ['no-exit']],
    [
      'two zones of one name',
      put({
        zones: [
          ...exampleFloor.zones,
          { ...exampleFloor.zones[2]!, id: 'z9', areas: [{ x: 0, y: 0, w: 0.5, h: 0.5 }] },
        ],
      }),
      ['twice', 'overlap'],
    ],
    [
      'two exits that plans call the same',
      put({ exits: exampleFloor.exits.map((exit) => ({ ...exit, variable: '出口1' as const })) }),
      ['twice'],
    ],
    ['a zone beyond the grid', put({ width: 20 }), ['outside', 'outside', 'outside', 'outside', 'outside']],
    [
      'a door beside no zone',
      put({ doors: [{ id: 'd1', between: ['z1', 'z7'], x: 3, y: 12 }, ...exampleFloor.doors.slice(1)] }),
      ['door-beside-no-zone'],
    ],
    [
      'an exit in the middle of another zone',
      put({ exits: [{ ...exampleFloor.exits[0]!, zone: 'z7' }] }),
      ['exit-beside-no-zone'],
    ],
    [
      'a zone in two pieces',
      put({
        zones: [
          {
            id: 'z1',
            name: '营业大厅',
            areas: [
              { x: 0, y: 6, w: 2, h: 2 },
              { x: 6, y: 6, w: 10, h: 10 },
            ],
          },
          ...exampleFloor.zones.slice(1),
        ],
      }),
      ['in-pieces'],
    ],
    ['a room without a door', put({ doors: exampleFloor.doors.filter(({ id }) => id !== 'd5') }), ['no-way-out']],
  ] as const)('says what is wrong: %s', (_, plan, codes) => {
    expect(floorFaults(plan).map(({ code }) => code)).toEqual(codes)
  })

  it('takes a small picture or none, from a manager', () => {
    const hall = hallAfter()
    const ask = { drawing: { type: 'image/webp', base64: 'UklGRg==' } } as const
    expect(answer(when(hall, setFloorDrawing, ask, atManager))).toBe('accepted')
    expect(answer(when(hall, setFloorDrawing, { drawing: null }, atManager))).toBe('accepted')
    expect(answer(when(hall, setFloorDrawing, ask, situation('10:00')))).toBe('not-your-role')
    const big = { drawing: { type: 'image/webp', base64: 'A'.repeat(60_000) } } as const
    expect(answer(when(hall, setFloorDrawing, big, atManager))).toBe('drawing-does-not-fit')
    const set: Happening = { kind: 'FloorDrawingSet', subject: 'h_test', on: 'manager', body: ask }
    expect(hallAfter(set).floor.drawing).toEqual(ask.drawing)
    expect(hallAfter(set, { ...set, body: { drawing: null } } as Happening).floor.drawing).toBeNull()
  })

  it('places only tablets of the hall in zones of the plan', () => {
    const paired: Happening = {
      kind: 'TabletAdmitted',
      subject: 'd_wall',
      on: 'manager',
      body: { name: '大屏', place: 'wall', key: 'AAAA', sealKey: null, box: null, after: [] },
    }
    const hall = hallAfter(paired, drawn())
    const ask = { tablet: 'd_wall', zone: 'z1', faces: 'down' } as const
    expect(answer(when(hall, placeTablet, ask, atManager))).toBe('accepted')
    expect(answer(when(hall, placeTablet, { ...ask, zone: null }, atManager))).toBe('accepted')
    expect(answer(when(hall, placeTablet, { ...ask, tablet: 'd_none' }, atManager))).toBe('tablet-unknown')
    expect(answer(when(hall, placeTablet, { ...ask, zone: 'z99' }, atManager))).toBe('way-unknown')
  })
})

describe('a blocked way', () => {
  it('is said by anybody with one tap, and free again with another; the last word counts', () => {
    const locked = situation('10:00', { by: null })
    const hall = hallAfter(drawn(), fire)
    expect(answer(when(hall, markWay, { incident: 'e_1', way: 'x1', blocked: true }, locked))).toBe('accepted')
    expect(answer(when(hall, markWay, { incident: 'e_1', way: 'nowhere', blocked: true }, locked))).toBe('way-unknown')
    expect([...blockedIn(hallAfter(drawn(), fire, way('WayBlocked', 'x1')))]).toEqual(['x1'])
    const twice = hallAfter(drawn(), fire, way('WayBlocked', 'x1'), way('WayBlocked', 'z3'), way('WayFree', 'x1'))
    expect([...blockedIn(twice)]).toEqual(['z3'])
    expect(momentsOf(incidentOf(twice)).filter(({ kind }) => kind === 'WayBlocked' || kind === 'WayFree')).toHaveLength(
      3,
    )
  })

  it('is blocked whatever else goes on, and no longer once that is over', () => {
    const hurt: Happening = { kind: 'IncidentDeclared', subject: 'e_2', body: { plan: 'P06', version: 1, level: 3 } }
    const there = way('WayBlocked', 'x2', { subject: 'e_2' })
    const over: Happening = { kind: 'IncidentStoodDown', subject: 'e_2', body: { met: 1, of: 1, reason: null } }
    expect([...blockedIn(hallAfter(drawn(), fire, hurt, there))]).toEqual(['x2'])
    expect(blockedIn(hallAfter(drawn(), fire, hurt, there, way('WayFree', 'x2'))).size).toBe(0)
    expect(blockedIn(hallAfter(drawn(), fire, hurt, there, over)).size).toBe(0)
  })

  it('of a drill blocks nothing real', () => {
    const hall = hallAfter(drawn(), fire, way('WayBlocked', 'x1', { drill: 'e_1' }))
    expect(blockedIn(hall).size).toBe(0)
    expect(eventsOf([drawn(), { ...drawn(), drill: 'e_1' }]).map(isHallEvent)).toEqual([true, false])
  })

  it('is not marked any more when the incident is over', () => {
    const over: Happening = {
      kind: 'IncidentStoodDown',
      subject: 'e_1',
      body: { met: 1, of: 1, reason: null },
    }
    const hall = hallAfter(drawn(), fire, over)
    expect(answer(when(hall, markWay, { incident: 'e_1', way: 'x1', blocked: true }, situation('10:00')))).toBe(
      'incident-is-over',
    )
  })
})

describe('a zone that was ticked by mistake', () => {
  it('has to be searched again', () => {
    const swept: Happening = { kind: 'ZoneSwept', subject: 'e_1', body: { zone: '库房' } }
    const hall = hallAfter(drawn(), fire, swept)
    const decision = when(hall, takeSweepBack, { incident: 'e_1', zone: '库房' }, situation('10:00', { by: null }))
    expect(answer(decision)).toBe('accepted')
    const back: Happening = { kind: 'SweepTakenBack', subject: 'e_1', body: { zone: '库房' } }
    expect(incidentOf(hallAfter(drawn(), fire, swept, back)).zones.size).toBe(0)
    expect(incidentOf(hallAfter(drawn(), fire, swept, back, swept)).zones.has('库房')).toBe(true)
  })
})

import type { FloorPlan, SYMBOLS } from './events.ts'
import type { Area, Exit, Zone } from './floorPlan.ts'
import { away, type Point, REACH, seamOf } from './ways.ts'

/**
 * Drawing a floor plan by hand: each stroke gives another plan, so that undoing it is going back to the one before. What a
 * stroke means follows from where it is: an exit belongs to the zone that it is at, a door to the two zones between which it
 * is. Nothing is refused here that only a half-finished plan is; `floorFaults` judges the whole.
 */

/** Something on a plan. */
export type Thing =
  | { readonly kind: 'zone' | 'door' | 'exit'; readonly id: string }
  | { readonly kind: 'symbol'; readonly at: number }

/** What one stroke did: the plan after it and what was made or moved by it; null: there is nothing that it could mean. */
export type Stroke = { readonly plan: FloorPlan; readonly thing: Thing } | null

/** A finger meets a thing this far from it, in cells. */
const FINGER = 1
/** Less than this, in cells, is a tap and no rectangle. */
const LEAST = 1

/** The nearest place on the grid that something may have: half cells, within it. */
export const onGrid = ({ x, y }: Point, { width, height }: Pick<FloorPlan, 'width' | 'height'>): Point => ({
  x: half(Math.min(width, Math.max(0, x))),
  y: half(Math.min(height, Math.max(0, y))),
})

/** The rectangle between two corners, on the grid; null: it would be too small to be a room. */
export function areaBetween(from: Point, to: Point, plan: FloorPlan): Area | null {
  const [a, b] = [onGrid(from, plan), onGrid(to, plan)]
  const area = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) }
  return area.w >= LEAST && area.h >= LEAST ? area : null
}

/** A new zone of one rectangle, called what it is to be called until somebody says better. */
export function drawZone(plan: FloorPlan, area: Area, name: string): Stroke {
  const id = freeOf('z', plan.zones)
  const taken = new Set(plan.zones.map((zone) => zone.name))
  let called = `${name} ${plan.zones.length + 1}`
  for (let number = plan.zones.length + 2; taken.has(called); number++) called = `${name} ${number}`
  return { plan: { ...plan, zones: [...plan.zones, { id, name: called, areas: [area] }] }, thing: { kind: 'zone', id } }
}

/** Another rectangle of a zone: an L is two of them. */
export function growZone(plan: FloorPlan, id: string, area: Area): Stroke {
  const zone = plan.zones.find((each) => each.id === id)
  if (!zone || zone.areas.length >= 6) return null
  return {
    plan: changed(plan, id, { areas: [...zone.areas, area] }),
    thing: { kind: 'zone', id },
  }
}

/** A door where somebody has tapped: on the edge that two zones have in common, nearest to the finger. */
export function drawDoor(plan: FloorPlan, finger: Point): Stroke {
  const edges = plan.zones.flatMap((one, at) =>
    plan.zones.slice(at + 1).flatMap((other) =>
      one.areas.flatMap((a) =>
        other.areas.flatMap((b) => {
          const edge = edgeBetween(a, b)
          return edge ? [{ between: [one.id, other.id] as [string, string], point: nearestOn(edge, finger) }] : []
        }),
      ),
    ),
  )
  const [nearest] = edges.sort((a, b) => distance(a.point, finger) - distance(b.point, finger))
  if (!nearest || distance(nearest.point, finger) > 2 * FINGER) return null
  const id = freeOf('d', plan.doors)
  const door = { id, between: nearest.between, ...onGrid(nearest.point, plan) }
  return { plan: { ...plan, doors: [...plan.doors, door] }, thing: { kind: 'door', id } }
}

/** An exit where somebody has tapped: at the edge of the zone that is nearest. The first two have the names that plans use. */
export function drawExit(plan: FloorPlan, finger: Point, name: string): Stroke {
  const found = nearestEdge(plan.zones, finger)
  if (!found) return null
  const id = freeOf('x', plan.exits)
  const variable =
    (['出口1', '出口2'] as const).find((each) => plan.exits.every((exit) => exit.variable !== each)) ?? null
  const exit: Exit = {
    id,
    name: `${name} ${plan.exits.length + 1}`,
    variable,
    zone: found.zone,
    ...onGrid(found.point, plan),
    turn: 'ahead',
    metres: 50,
  }
  return { plan: { ...plan, exits: [...plan.exits, exit] }, thing: { kind: 'exit', id } }
}

/** Something that has to be found, where somebody has tapped. */
export const drawSymbol = (plan: FloorPlan, finger: Point, kind: (typeof SYMBOLS)[number]): Stroke => ({
  plan: { ...plan, symbols: [...plan.symbols, { kind, ...onGrid(finger, plan) }] },
  thing: { kind: 'symbol', at: plan.symbols.length },
})

/** What a finger meets: small things before the zones that they are in. */
export function thingAt(plan: FloorPlan, finger: Point): Thing | null {
  const near = [
    ...plan.symbols.map(({ x, y }, at) => ({
      thing: { kind: 'symbol', at } as Thing,
      far: distance({ x, y }, finger),
    })),
    ...plan.exits.map(({ id, x, y }) => ({ thing: { kind: 'exit', id } as Thing, far: distance({ x, y }, finger) })),
    ...plan.doors.map(({ id, x, y }) => ({ thing: { kind: 'door', id } as Thing, far: distance({ x, y }, finger) })),
  ].sort((a, b) => a.far - b.far)
  if (near[0] && near[0].far <= FINGER) return near[0].thing
  const zone = plan.zones.find(({ areas }) => areas.some((area) => away(area, finger) === 0))
  return zone ? { kind: 'zone', id: zone.id } : null
}

/** The same thing somewhere else. A zone takes its doors and exits along; an exit stays at the edge of a zone. */
export function moveThing(plan: FloorPlan, thing: Thing, by: Point): FloorPlan {
  const step = { x: half(by.x), y: half(by.y) }
  const to = (point: Point) => onGrid({ x: point.x + step.x, y: point.y + step.y }, plan)
  switch (thing.kind) {
    case 'symbol':
      return { ...plan, symbols: plan.symbols.map((each, at) => (at === thing.at ? { ...each, ...to(each) } : each)) }
    case 'door':
      return { ...plan, doors: plan.doors.map((each) => (each.id === thing.id ? { ...each, ...to(each) } : each)) }
    case 'exit':
      return {
        ...plan,
        exits: plan.exits.map((each) => {
          if (each.id !== thing.id) return each
          const found = nearestEdge(plan.zones, { x: each.x + step.x, y: each.y + step.y })
          return found ? { ...each, zone: found.zone, ...onGrid(found.point, plan) } : each
        }),
      }
    case 'zone': {
      const zone = plan.zones.find(({ id }) => id === thing.id)
      if (!zone) return plan
      const within = {
        x: clamp(step.x, zone.areas, 'x', 'w', plan.width),
        y: clamp(step.y, zone.areas, 'y', 'h', plan.height),
      }
      const along = <Placed extends Point>(placed: Placed): Placed => ({
        ...placed,
        ...onGrid({ x: placed.x + within.x, y: placed.y + within.y }, plan),
      })
      return {
        ...changed(plan, thing.id, {
          areas: zone.areas.map((area) => ({ ...area, x: area.x + within.x, y: area.y + within.y })),
        }),
        doors: plan.doors.map((door) => (door.between.includes(thing.id) ? along(door) : door)),
        exits: plan.exits.map((exit) => (exit.zone === thing.id ? along(exit) : exit)),
      }
    }
  }
}

/** Without this thing; a zone takes its doors and exits with it. */
export function without(plan: FloorPlan, thing: Thing): FloorPlan {
  switch (thing.kind) {
    case 'symbol':
      return { ...plan, symbols: plan.symbols.filter((_, at) => at !== thing.at) }
    case 'door':
      return { ...plan, doors: plan.doors.filter(({ id }) => id !== thing.id) }
    case 'exit':
      return { ...plan, exits: plan.exits.filter(({ id }) => id !== thing.id) }
    case 'zone':
      return {
        ...plan,
        zones: plan.zones.filter(({ id }) => id !== thing.id),
        doors: plan.doors.filter(({ between }) => !between.includes(thing.id)),
        exits: plan.exits.filter(({ zone }) => zone !== thing.id),
      }
  }
}

/** The edge that two rectangles have in common, as the points at its ends; null: they only touch in a corner, or not. */
function edgeBetween(a: Area, b: Area): readonly [Point, Point] | null {
  if (!seamOf(a, b)) return null
  const left = Math.max(a.x, b.x)
  const right = Math.min(a.x + a.w, b.x + b.w)
  const top = Math.max(a.y, b.y)
  const bottom = Math.min(a.y + a.h, b.y + b.h)
  return [
    { x: left, y: top },
    { x: right, y: bottom },
  ]
}

/** The nearest point of the outline of any zone, within a finger's reach or from inside of it. */
function nearestEdge(zones: readonly Zone[], finger: Point): { readonly zone: string; readonly point: Point } | null {
  const found = zones.flatMap(({ id, areas }) =>
    areas
      .filter((area) => away(area, finger) <= 2 * REACH)
      .map((area) => {
        const inside = {
          x: Math.min(area.x + area.w, Math.max(area.x, finger.x)),
          y: Math.min(area.y + area.h, Math.max(area.y, finger.y)),
        }
        const ends = [
          { ...inside, x: area.x },
          { ...inside, x: area.x + area.w },
          { ...inside, y: area.y },
          { ...inside, y: area.y + area.h },
        ]
        const point = ends.reduce((best, end) => (distance(end, finger) < distance(best, finger) ? end : best))
        return { zone: id, point, far: distance(point, finger) }
      }),
  )
  return found.sort((a, b) => a.far - b.far)[0] ?? null
}

const nearestOn = ([from, to]: readonly [Point, Point], finger: Point): Point => ({
  x: Math.min(to.x, Math.max(from.x, finger.x)),
  y: Math.min(to.y, Math.max(from.y, finger.y)),
})

/** How far all rectangles of a zone can go that way and stay on the grid. */
function clamp(step: number, areas: readonly Area[], at: 'x' | 'y', size: 'w' | 'h', most: number): number {
  const first = Math.min(...areas.map((area) => area[at]))
  const last = Math.max(...areas.map((area) => area[at] + area[size]))
  return Math.min(most - last, Math.max(-first, step))
}

const changed = (plan: FloorPlan, zone: string, to: Partial<Zone>): FloorPlan => ({
  ...plan,
  zones: plan.zones.map((each) => (each.id === zone ? { ...each, ...to } : each)),
})

function freeOf(prefix: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id))
  for (let number = 1; ; number++) if (!ids.has(`${prefix}${number}`)) return `${prefix}${number}`
}

const half = (cells: number): number => Math.round(cells * 2) / 2
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

import type { FloorPlan } from './events.ts'
import type { Area, Exit, Side, Zone } from './floorPlan.ts'

/** A place on the plan, in cells. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** The way out of the hall from one zone. */
export interface WayOut {
  readonly exit: Exit
  /** From where one stands to the exit; each stretch is straight and lies within one rectangle. */
  readonly points: readonly Point[]
  /** Zones in the order in which one walks through them. */
  readonly zones: readonly string[]
  /** How far it is to the exit. */
  readonly metres: number
}

/** A place where one steps from one rectangle into another, or out. */
interface Node extends Point {
  readonly areas: readonly number[]
  /** Id of the door or exit; null: the seam between two rectangles of one zone. */
  readonly way: string | null
  readonly exit: Exit | null
}

/** A door or an exit may be drawn this far, in cells, beside the edge of its zone. */
export const REACH = 1

/**
 * The shortest way from a zone to an exit that passes nothing that is blocked, or null when there is none. The zone one is
 * in may be blocked itself: whoever is there has to come out. The same on every tablet: of two ways equally long it is
 * the one whose doors and exit stand first in the plan.
 */
export function wayOut(plan: FloorPlan, zone: string, blocked: ReadonlySet<string>): WayOut | null {
  const start = plan.zones.find(({ id }) => id === zone)
  if (!start) return null
  const { areas, nodes } = graphOf(plan)
  const from = areas.findIndex((each) => each.zone === zone && each.area === largest(start.areas))
  const passable = (area: number) => areas[area]!.zone === zone || !blocked.has(areas[area]!.zone)
  const here: Node = { ...middleOf(start), areas: [from], way: null, exit: null }
  const all = [here, ...nodes.filter(({ way }) => way === null || !blocked.has(way))]
  const far = all.map((_, at) => (at === 0 ? 0 : Number.POSITIVE_INFINITY))
  const before = all.map(() => -1)
  const done = new Set<number>()
  for (;;) {
    const at = nearest(far, done)
    if (at === -1) return null
    done.add(at)
    const node = all[at]!
    if (node.exit) return wayTo(plan, { all, before, areas, at, far: far[at]! })
    for (const [next, other] of all.entries()) {
      if (done.has(next) || !node.areas.some((area) => other.areas.includes(area) && passable(area))) continue
      const length = far[at]! + distance(node, other)
      if (length < far[next]!) {
        far[next] = length
        before[next] = at
      }
    }
  }
}

/** The way out from every zone, by its id. */
export const waysOut = (plan: FloorPlan, blocked: ReadonlySet<string>): ReadonlyMap<string, WayOut | null> =>
  new Map(plan.zones.map(({ id }) => [id, wayOut(plan, id, blocked)]))

/** In which direction a way starts: degrees clockwise from the top of the plan, a multiple of 45. */
export function headingOf({ points }: WayOut): number {
  const [start, ...rest] = points
  // A first step of less than a cell says nothing of where it goes.
  const to = rest.find((point) => distance(start!, point) >= 1) ?? rest.at(-1)
  if (!start || !to) return 0
  const degrees = (Math.atan2(to.x - start.x, start.y - to.y) * 180) / Math.PI
  return (((Math.round(degrees / 45) * 45) % 360) + 360) % 360
}

/** The same direction for somebody who looks at a screen: 0 is up on it. `faces`: to which side of the plan it looks. */
export const asSeenOn = (heading: number, faces: Side): number => (heading - LOOKS[faces] + 360) % 360
/** Where somebody looks who looks at the screen. */
const LOOKS: Readonly<Record<Side, number>> = { down: 0, left: 90, up: 180, right: 270 }

interface ZoneArea {
  readonly zone: string
  readonly area: Area
}

function graphOf(plan: FloorPlan): { readonly areas: readonly ZoneArea[]; readonly nodes: readonly Node[] } {
  const areas = plan.zones.flatMap(({ id, areas }) => areas.map((area): ZoneArea => ({ zone: id, area })))
  const beside = (zone: string, point: Point): number[] => {
    const near = areas
      .map(({ zone: of, area }, at) => ({ at, away: of === zone ? away(area, point) : Number.POSITIVE_INFINITY }))
      .filter((each) => each.away <= REACH)
    const least = Math.min(...near.map((each) => each.away))
    return near.filter((each) => each.away === least).map(({ at }) => at)
  }
  const nodes: Node[] = []
  for (const { id, between, x, y } of plan.doors) {
    const [one, other] = between.map((zone) => beside(zone, { x, y })) as [number[], number[]]
    if (one.length > 0 && other.length > 0) nodes.push({ x, y, areas: [...one, ...other], way: id, exit: null })
  }
  for (const exit of plan.exits) {
    nodes.push({ x: exit.x, y: exit.y, areas: beside(exit.zone, exit), way: exit.id, exit })
  }
  for (const [at, { zone, area }] of areas.entries()) {
    for (let next = at + 1; next < areas.length && areas[next]!.zone === zone; next++) {
      const seam = seamOf(area, areas[next]!.area)
      if (seam) nodes.push({ ...seam, areas: [at, next], way: null, exit: null })
    }
  }
  return { areas, nodes }
}

/** The middle of what two rectangles have in common, an edge at least; null: they do not touch. */
export function seamOf(a: Area, b: Area): Point | null {
  const left = Math.max(a.x, b.x)
  const right = Math.min(a.x + a.w, b.x + b.w)
  const top = Math.max(a.y, b.y)
  const bottom = Math.min(a.y + a.h, b.y + b.h)
  if (right < left || bottom < top || (right === left && bottom === top)) return null
  return { x: (left + right) / 2, y: (top + bottom) / 2 }
}

/** How far a point lies outside a rectangle; 0: in it or on its edge. */
export const away = ({ x, y, w, h }: Area, point: Point): number =>
  Math.hypot(Math.max(x - point.x, 0, point.x - x - w), Math.max(y - point.y, 0, point.y - y - h))

/** The middle of a zone's largest rectangle: where its name stands and its way begins. */
export const middleOf = ({ areas }: Zone): Point => middle(largest(areas))

function wayTo(
  { metresPerCell }: FloorPlan,
  found: { all: readonly Node[]; before: readonly number[]; areas: readonly ZoneArea[]; at: number; far: number },
): WayOut {
  const steps: Node[] = []
  for (let at = found.at; at !== -1; at = found.before[at]!) steps.unshift(found.all[at]!)
  const zones = steps.slice(1).map((step, at) => {
    const area = step.areas.find((each) => steps[at]!.areas.includes(each))
    return area === undefined ? '' : found.areas[area]!.zone
  })
  return {
    exit: steps.at(-1)!.exit!,
    points: steps.map(({ x, y }) => ({ x, y })),
    zones: zones.filter((zone, at) => zone !== zones[at - 1]),
    metres: Math.round(found.far * metresPerCell),
  }
}

function nearest(far: readonly number[], done: ReadonlySet<number>): number {
  let best = -1
  for (const [at, length] of far.entries()) {
    if (!done.has(at) && length < (best === -1 ? Number.POSITIVE_INFINITY : far[best]!)) best = at
  }
  return best
}

const largest = (areas: readonly Area[]): Area =>
  areas.reduce((best, area) => (area.w * area.h > best.w * best.h ? area : best))
const middle = ({ x, y, w, h }: Area): Point => ({ x: x + w / 2, y: y + h / 2 })
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

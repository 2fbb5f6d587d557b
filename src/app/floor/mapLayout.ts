import type { FloorPlan } from '#domain/floorPlan/events.ts'
import type { Exit } from '#domain/floorPlan/floorPlan.ts'
import type { Point } from '#domain/floorPlan/ways.ts'

/** Where things of a plan stand on its drawing, which has room around it for the names of exits. All lengths are cells. */
export interface MapLayout {
  readonly room: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  readonly width: number
  readonly height: number
  /** Styles of what lies over the drawing: a box, a point, the name of an exit beside it. */
  box(area: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }): Placed
  point(at: Point): Placed
  beside(exit: Exit): Placed
}
type Placed = Readonly<Record<string, string>>

const FOR_NAMES = 2.2
const FOR_NONE = 0.3

/** `steady`: there is room on every side, so that nothing moves when an exit is drawn. */
export function mapLayout(plan: FloorPlan, { steady }: { readonly steady: boolean }): MapLayout {
  const sides = new Set(plan.exits.map((exit) => sideOf(plan, exit)))
  const of = (side: Side) => (steady || sides.has(side) ? FOR_NAMES : FOR_NONE)
  const room = { left: of('left'), right: of('right'), top: of('top'), bottom: of('bottom') }
  const width = plan.width + room.left + room.right
  const height = plan.height + room.top + room.bottom
  const percent = (cells: number, of: number) => `${(cells / of) * 100}%`
  const across = (x: number) => percent(x + room.left, width)
  const downTo = (y: number) => percent(y + room.top, height)
  /** At the edge it is moved inwards, so that nothing is cut off. */
  const inwards = (at: number, of: number) => `${-(at / of) * 100}%`
  return {
    room,
    width,
    height,
    box: ({ x, y, w, h }) => ({
      left: across(x),
      top: downTo(y),
      width: percent(w, width),
      height: percent(h, height),
    }),
    point: ({ x, y }) => ({
      left: across(x),
      top: downTo(y),
      translate: `${inwards(x, plan.width)} ${inwards(y, plan.height)}`,
    }),
    // The name stands outside of the exit, so that the way through it stays to be seen.
    beside(exit) {
      const side = sideOf(plan, exit)
      if (side === null) return { left: across(exit.x), top: downTo(exit.y), translate: '-50% -50%' }
      if (side === 'top' || side === 'bottom')
        return { [side]: '0', left: across(exit.x), translate: `${inwards(exit.x, plan.width)} 0` }
      const wide = percent(room[side] - FOR_NONE, width)
      return { [side]: '0', top: downTo(exit.y), translate: `0 ${inwards(exit.y, plan.height)}`, width: wide }
    },
  }
}

type Side = keyof MapLayout['room']

/** The side of the plan on which an exit leads out; null: in the middle of it, down a staircase. */
function sideOf(plan: FloorPlan, { x, y }: Exit): Side | null {
  const far = { left: x, right: plan.width - x, top: y, bottom: plan.height - y }
  const [side, least] = Object.entries(far).reduce((best, each) => (each[1] < best[1] ? each : best))
  return least <= 1 ? (side as Side) : null
}

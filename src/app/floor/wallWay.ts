import type { FloorPart } from '#domain/floorPlan/floorPlan.ts'
import { assemblyName, blockedWays, exitName, zoneOfTablet } from '#domain/floorPlan/queries.ts'
import { asSeenOn, headingOf, wayOut } from '#domain/floorPlan/ways.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import type { OpenHall } from '#domain/openHall.ts'

/**
 * What a wall knows of the way out while everybody leaves: nothing may be gone by (`none`: every way is blocked), or the exit
 * and the assembly point by name, each '' while nobody has said it, and which way that is from here.
 */
export type WallWay =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'out'
      /** Degrees clockwise from straight up on the wall; null: nobody has said where this wall stands. */
      readonly arrow: number | null
      readonly exit: string
      readonly place: string
    }

/**
 * The way out as somebody sees it who stands before this wall. It points only where it is known to lead: a wall that was not
 * put on the floor plan names the first exit that is not known to be blocked, and points nowhere.
 */
export function wallWay(hall: OpenHall & FloorPart, incident: Incident, tablet: string): WallWay {
  const { plan, stands } = hall.floor
  const blocked = blockedWays(hall, incident)
  const place = assemblyName(hall)
  if (!plan) return { kind: 'out', arrow: null, exit: hall.settings.planVariables.出口1?.trim() ?? '', place }
  const zone = zoneOfTablet(hall, tablet)
  const faces = stands.get(tablet)?.faces
  if (zone && faces) {
    const way = wayOut(plan, zone.id, blocked)
    if (!way) return { kind: 'none' }
    return { kind: 'out', arrow: asSeenOn(headingOf(way), faces), exit: exitName(hall, way.exit), place }
  }
  const open = plan.exits.filter(({ id }) => !blocked.has(id))
  const first =
    open.find(({ variable }) => variable === '出口1') ?? open.find(({ variable }) => variable === '出口2') ?? open[0]
  return first ? { kind: 'out', arrow: null, exit: exitName(hall, first), place } : { kind: 'none' }
}

import type { FloorPart } from '#domain/floorPlan/floorPlan.ts'
import { assemblyName, blockedWays, exitName, zoneOfTablet } from '#domain/floorPlan/queries.ts'
import { asSeenOn, headingOf, wayOut } from '#domain/floorPlan/ways.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import type { OpenHall } from '#domain/openHall.ts'

/** What a wall shows while everybody leaves: where its arrow points, or that no way is known from there. */
export interface WallWay {
  /** Degrees clockwise from straight up on the wall; null: no way is known. */
  readonly arrow: number | null
  /** The exit and then the assembly point, as far as they are known. */
  readonly places: readonly string[]
}

/**
 * The way out as somebody sees it who stands before this wall. A wall that was not put on the floor plan points to the
 * right and names the first exit that is not known to be blocked.
 */
export function wallWay(hall: OpenHall & FloorPart, incident: Incident, tablet: string): WallWay {
  const { plan, stands } = hall.floor
  const blocked = blockedWays(hall, incident)
  const assembly = assemblyName(hall)
  const zone = zoneOfTablet(hall, tablet)
  const faces = stands.get(tablet)?.faces
  if (plan && zone && faces) {
    const way = wayOut(plan, zone.id, blocked)
    if (!way) return { arrow: null, places: [] }
    return { arrow: asSeenOn(headingOf(way), faces), places: [exitName(hall, way.exit), assembly].filter(Boolean) }
  }
  if (!plan) return { arrow: 90, places: [hall.settings.planVariables.出口1 ?? '', assembly].filter(Boolean) }
  const open = plan.exits.filter(({ id }) => !blocked.has(id))
  const first =
    open.find(({ variable }) => variable === '出口1') ?? open.find(({ variable }) => variable === '出口2') ?? open[0]
  if (!first) return { arrow: null, places: [] }
  return { arrow: 90, places: [exitName(hall, first), assembly].filter(Boolean) }
}

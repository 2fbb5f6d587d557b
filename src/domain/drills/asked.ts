/** @module Which lists are asked in a drill that was planned for some zones or services (1.1.50): its own, and no others. */
import type { FloorPart } from '../floorPlan/floorPlan.ts'
import { zonesToSweep } from '../floorPlan/queries.ts'
import type { Incident } from '../incidents/incidents.ts'
import type { OpenHall } from '../openHall.ts'
import { isOpen } from '../tickets/tickets.ts'
import { isAbout, type Limited } from './within.ts'

type Hall = OpenHall & Partial<FloorPart>

/** The zones that are searched: those of the drill, as far as the hall still has them, or all. */
export function zonesIn(hall: Hall, { within }: Limited): readonly string[] {
  const all = zonesToSweep(hall)
  const chosen = all.filter((zone) => within.zones.includes(zone))
  return chosen.length > 0 ? chosen : all
}

/** Those of them that nobody has searched yet. */
export const zonesLeft = (hall: Hall, incident: Incident): string[] =>
  zonesIn(hall, incident).filter((zone) => !incident.zones.has(zone))

/** Customers who may still be inside, by their open tickets: of the services that it is about, or all (1.1.32). */
export const visitorsInside = (hall: OpenHall, incident: Limited): number =>
  [...hall.tickets.values()].filter((each) => isOpen(each) && isAbout(incident, [each.service])).length

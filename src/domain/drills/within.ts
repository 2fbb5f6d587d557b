/**
 * @module Where a drill takes place that was planned for some zones or services: which tablets, counters and walls it
 * reaches (1.1.50). What is real, and a drill that nobody has limited, is everywhere. Every wall has it from the start.
 */
import { isAtWork } from '../counters/queries.ts'
import type { FloorPart } from '../floorPlan/floorPlan.ts'
import type { Incident } from '../incidents/incidents.ts'
import type { OpenHall } from '../openHall.ts'

type Hall = OpenHall & Partial<FloorPart>
export type Limited = Pick<Incident, 'within'>

/**
 * Whether it takes place where a tablet stands, a wall as well. A tablet of which nobody has said where it stands may be
 * anywhere; at a counter, or before one, it is about what is served there.
 */
export function isWithin(hall: Hall, incident: Limited, tablet: string): boolean {
  const { zones } = incident.within
  const stand = hall.floor?.stands.get(tablet)?.zone
  const zone = hall.floor?.plan?.zones.find(({ id }) => id === stand)?.name
  if (zones.length > 0 && zone !== undefined && !zones.includes(zone)) return false
  const served = servedAt(hall, tablet)
  return served === null || isAbout(incident, served)
}

/** Whether it is about one of these services; null among them: nobody knows yet which it is. */
export const isAbout = ({ within }: Limited, services: readonly (string | null)[]): boolean =>
  within.services.length === 0 || services.some((each) => each === null || within.services.includes(each))

/** The services of the counters at which a tablet works, or which it stands before or near to; null: of no counter. */
function servedAt({ settings, counters }: OpenHall, tablet: string): string[] | null {
  const { screens, near } = settings.wall
  const ids = [
    ...[...counters.values()].flatMap((each) => (isAtWork(each) && each.tablet === tablet ? [each.id] : [])),
    ...screens.flatMap((each) => (each.tablet === tablet ? [each.counter] : [])),
    ...near.flatMap((each) => (each.tablet === tablet && each.only ? each.counters : [])),
  ]
  if (ids.length === 0) return null
  const queues = ids.flatMap((id) => {
    const state = counters.get(id) ?? null
    return isAtWork(state) ? state.queues : (settings.counters.find((each) => each.id === id)?.queues ?? [])
  })
  return settings.services.flatMap(({ id, queue }) => (queues.includes(queue) ? [id] : []))
}

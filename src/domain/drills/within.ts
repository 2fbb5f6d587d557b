/**
 * @module Where a drill takes place that was planned for some zones or services: which tablets, counters and walls it
 * reaches (1.1.50). What is real, and a drill that nobody has limited, is everywhere. Every wall has it from the start.
 */
import { isAtWork } from '../counters/queries.ts'
import type { FloorPart } from '../floorPlan/floorPlan.ts'
import type { Incident } from '../incidents/incidents.ts'
import type { OpenHall } from '../openHall.ts'
import { tabletList } from '../tablets/queries.ts'
import type { Tablet } from '../tablets/tablets.ts'

type Hall = OpenHall & Partial<FloorPart>
export type Limited = Pick<Incident, 'within'>

/**
 * Whether it takes place where a tablet stands, a wall as well. A tablet of which nobody has said where it stands may be
 * anywhere, and is asked unless it was planned otherwise; at a counter, or before one, it is about what is served there.
 */
export function isWithin(hall: Hall, incident: Limited, tablet: string): boolean {
  const { zones, unplaced } = incident.within
  const zone = zoneAt(hall, tablet)
  const isThere = zone === undefined ? unplaced !== 'left' : zones.includes(zone)
  if (zones.length > 0 && !isThere) return false
  const served = servedAt(hall, tablet)
  return served === null || isAbout(incident, served)
}

/** The name of the zone in which a tablet stands; undefined: nobody has said so, or no plan has that zone any more. */
function zoneAt({ floor }: Hall, tablet: string): string | undefined {
  const stand = floor?.stands.get(tablet)?.zone
  return floor?.plan?.zones.find(({ id }) => id === stand)?.name
}

/** Tablets, walls among them, of which nobody has said where they stand: a drill of some zones says what becomes of them. */
export const unplacedTablets = (hall: Hall): Tablet[] =>
  tabletList(hall).filter(({ id, revoked }) => !revoked && zoneAt(hall, id) === undefined)

/** Tablets at which people work that a drill alarms: those that were picked, or those where it takes place. */
export const tabletsAsked = (hall: Hall, incident: Limited, picked: readonly string[]): Tablet[] =>
  deskTablets(hall).filter(({ id }) => (picked.length > 0 ? picked.includes(id) : isWithin(hall, incident, id)))

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

/** Tablets of the hall at which people work. */
const deskTablets = (hall: OpenHall): Tablet[] =>
  tabletList(hall).filter(({ place, revoked }) => place !== 'wall' && !revoked)

import type { Incident } from '../incidents/incidents.ts'
import type { OpenHall } from '../openHall.ts'
import { filledIn, ZONES } from '../plans/plan.ts'
import type { Exit, FloorPart, Zone } from './floorPlan.ts'

type Hall = OpenHall & FloorPart

/** Names of the zones that are searched when everybody leaves: those of the floor plan, or the hall's plain list. */
export const zonesToSweep = (hall: OpenHall & Partial<FloorPart>): readonly string[] =>
  hall.floor?.plan?.zones.map(({ name }) => name) ?? hall.settings.zones

/** What a plan says, with the hall's own places and numbers, and its zones, all that are known here or those that it is about. */
export const planText = (hall: OpenHall & Partial<FloorPart>, text: string, zones = zonesToSweep(hall)): string =>
  filledIn(text, { ...hall.settings.planVariables, [ZONES]: zones.join('、') })

/** What an exit is called: as plans and announcements call it, or as it was drawn. */
export const exitName = ({ settings }: Hall, { variable, name }: Exit): string =>
  (variable && settings.planVariables[variable]?.trim()) || name

/** Where everybody meets outside. */
export const assemblyName = ({ settings, floor }: Hall): string =>
  settings.planVariables.集合点?.trim() || (floor.plan?.assembly ?? '')

/** The zone in which a tablet stands, if a manager has said so and it is still on the plan. */
export const zoneOfTablet = ({ floor }: Hall, tablet: string): Zone | undefined =>
  floor.plan?.zones.find(({ id }) => id === floor.stands.get(tablet)?.zone)

/**
 * What cannot be passed: ids of exits, doors and zones. A closed door is closed whatever else goes on, so everything that
 * runs counts, real with real and drill with drill; the last word on each holds.
 */
export function blockedWays(hall: Hall, incident: Incident | null): ReadonlySet<string> {
  const blocked = new Set<string>()
  if (!incident) return blocked
  const marks = [...hall.incidents.values()]
    .filter(({ id, drill, over }) => id === incident.id || (drill === incident.drill && over === null))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ ways }) => ways)
    .sort((a, b) => a.at - b.at)
  for (const { way, blocked: is } of marks) {
    if (is) blocked.add(way)
    else blocked.delete(way)
  }
  return blocked
}

/** Everything that can be blocked, with what people call it: exits first, then doors, then zones. */
export function waysOf(hall: Hall): { readonly id: string; readonly kind: 'exit' | 'door' | 'zone'; name: string }[] {
  const { plan } = hall.floor
  if (!plan) return []
  const zoneName = (zone: string) => plan.zones.find(({ id }) => id === zone)?.name ?? zone
  return [
    ...plan.exits.map((exit) => ({ id: exit.id, kind: 'exit' as const, name: exitName(hall, exit) })),
    ...plan.doors.map(({ id, between: [a, b] }) => ({
      id,
      kind: 'door' as const,
      name: `${zoneName(a)}–${zoneName(b)}`,
    })),
    ...plan.zones.map(({ id, name }) => ({ id, kind: 'zone' as const, name })),
  ]
}

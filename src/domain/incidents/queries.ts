import type { OpenHall } from '../openHall.ts'
import { tabletOf } from '../tablets/queries.ts'
import type { Incident } from './incidents.ts'

/** What goes on: real before drill, then the worst, then the newest. */
export const running = (hall: OpenHall): Incident[] =>
  [...hall.incidents.values()]
    .filter(({ over }) => over === null)
    .sort((a, b) => Number(a.drill) - Number(b.drill) || a.level - b.level || b.declaredAt - a.declaredAt)

/** What really goes on and is shown first, or nothing: nobody is led by what a drill pretends. */
export function foremostReal(hall: OpenHall): Incident | null {
  const first = foremost(hall)
  return first?.drill ? null : first
}

/** Every plan that it is for: of a combined drill several. */
export const plansOf = ({ plan, further }: Pick<Incident, 'plan' | 'further'>): readonly string[] => [
  ...new Set([plan, ...further]),
]

/** When a plan takes the whole wall, so that it says where to go: as it starts, once somebody has it announced, or never. */
export type TakesWall = 'at-once' | 'when-announced' | 'never'

/**
 * What this incident does to the wall: it has all of it, or what was announced stands in a band above which calls go on,
 * or nothing.
 */
export function onTheWall({ said, drill }: Incident, takes: TakesWall): 'whole' | 'band' | null {
  // Customers are asked to leave by no drill that nobody has told them of.
  if (takes === 'at-once' && !drill) return 'whole'
  if (said.length === 0) return null
  return takes === 'never' ? 'band' : 'whole'
}

/** What is shown first, or nothing. */
export const foremost = (hall: OpenHall): Incident | null => running(hall)[0] ?? null

/** The incident under this id, or the one its declaration was the same as. */
export const incidentBy = (hall: OpenHall, id: string): Incident | undefined =>
  hall.incidents.get(hall.sameIncidents.get(id) ?? id)

/** Whether this tablet has seen the alarm: any journal of it counts. */
export const isAcknowledged = (hall: OpenHall, incident: Incident, tablet: string): boolean =>
  [...incident.acks.keys()].some((journal) => tabletOf(hall, journal)?.id === tablet)

import type { OpenHall } from '../openHall.ts'
import type { Incident } from './incidents.ts'

/** What goes on: real before drill, then the worst, then the newest. */
export const running = (hall: OpenHall): Incident[] =>
  [...hall.incidents.values()]
    .filter(({ over }) => over === null)
    .sort((a, b) => Number(a.drill) - Number(b.drill) || a.level - b.level || b.declaredAt - a.declaredAt)

/** What is shown first, or nothing. */
export const foremost = (hall: OpenHall): Incident | null => running(hall)[0] ?? null

/** The incident under this id, or the one its declaration was the same as. */
export const incidentBy = (hall: OpenHall, id: string): Incident | undefined =>
  hall.incidents.get(hall.sameIncidents.get(id) ?? id)

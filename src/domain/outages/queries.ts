import { running } from '../incidents/queries.ts'
import type { InterruptionsPart } from '../interruptions/interruptions.ts'
import { operatorOutOfReach } from '../interruptions/outOfReach.ts'
import type { Place } from '../kind.ts'
import type { OpenHall } from '../openHall.ts'
import { inCharge } from '../roster/queries.ts'
import type { RosterPart } from '../roster/roster.ts'

/** Who is at a tablet, and where that tablet stands. */
export interface Here {
  readonly place: Place | null
  /** Nobody signed in: null. */
  readonly staff: string | null
}

/**
 * Whether what a tablet suspects is asked about here: of whoever is in charge or looks after the technology, and on the
 * manager's tablet. Twenty tablets that all hear nothing must not ask twenty people.
 */
export function isAskedOfOutages(
  hall: OpenHall & InterruptionsPart & RosterPart,
  { place, staff }: Here,
  now: number,
): boolean {
  if (place === 'manager') return true
  const person = staff === null ? undefined : hall.staff.get(staff)
  return person !== undefined && (person.roles.includes('tech') || inCharge(hall, now)?.id === person.id)
}

/** Whether somebody has acted already: said that the operator is out of reach, or really started a plan for an outage. */
export const isOutageHandled = (
  hall: OpenHall & InterruptionsPart & RosterPart,
  isOutage: (plan: string) => boolean,
): boolean => operatorOutOfReach(hall) !== null || running(hall).some(({ plan, drill }) => !drill && isOutage(plan))

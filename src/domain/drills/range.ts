/** @module How far a drill goes that was planned: whom it alarms and leads, and whom it leaves at their work (1.1.50). */
import { isAtWork } from '../counters/queries.ts'
import type { FloorPart } from '../floorPlan/floorPlan.ts'
import type { Incident } from '../incidents/incidents.ts'
import type { OpenHall } from '../openHall.ts'
import { TEAMS, type Team } from '../plans/plan.ts'
import { mergedWith, teamOf } from '../plans/teams.ts'
import { onDuty } from '../roster/queries.ts'
import type { RosterPart } from '../roster/roster.ts'
import type { StaffMember } from '../staff/staff.ts'
import { tabletOf } from '../tablets/queries.ts'
import type { PlannedDrill } from './drills.ts'
import { isWithin } from './within.ts'

/** The hall as far as it says whom a drill is for: who is on duty, and where tablets stand, as far as that is open. */
export type DrillHall = OpenHall & RosterPart & Partial<FloorPart>

/** What was planned of a drill that goes on; what is real, and a drill from the red button, was in no calendar. */
export const plannedOf = (hall: OpenHall, { drill, planned }: Incident): PlannedDrill | undefined =>
  drill && planned !== null ? hall.plannedDrills.get(planned) : undefined

/** The teams that take part: of what is real, and of a drill that nobody has limited, all. */
export const teamsIn = (hall: OpenHall, incident: Incident): readonly Team[] => {
  const chosen = plannedOf(hall, incident)?.teams
  return chosen === undefined ? TEAMS : TEAMS.filter((team) => chosen.includes(team))
}

/**
 * Whether an answer is expected of somebody on duty: they take part by their team, and the counter at which they stand, if
 * they do, is one that the drill reaches.
 */
export function isExpectedIn(hall: DrillHall, incident: Incident, person: StaffMember, now: number): boolean {
  if (!hasTeamIn(hall, incident, person, now)) return false
  const at = [...hall.counters.values()].find((each) => isAtWork(each) && each.staff === person.id)?.tablet ?? null
  return at === null || isReached(hall, incident, at)
}

/** Whether a tablet is one of those for which a drill is: those that were picked, or those where it takes place. */
function isReached(hall: DrillHall, incident: Incident, tablet: string): boolean {
  const { tablets = [] } = plannedOf(hall, incident) ?? {}
  return tablets.length > 0 ? tablets.includes(tablet) : isWithin(hall, incident, tablet)
}

/** Whether somebody takes part by what they do here now: few people carry several teams. */
function hasTeamIn(hall: OpenHall & RosterPart, incident: Incident, person: StaffMember, now: number): boolean {
  const teams = teamsIn(hall, incident)
  if (teams.length === TEAMS.length) return true
  return mergedWith(teamOf(person), onDuty(hall, now).length).some((team) => teams.includes(team))
}

/**
 * Whether an alarm is for this tablet, and whoever is signed in at it, so that it takes the screen and leads through the
 * checklist. Everything real is for everybody. A drill is for whoever runs it, for the tablets that were picked, whoever
 * works at them, and where none was picked for the teams that take part, at the tablets where it takes place.
 */
export function takesPart(
  hall: DrillHall,
  incident: Incident,
  { tablet, staff }: { readonly tablet: string; readonly staff: string | null },
  now: number,
): boolean {
  const planned = plannedOf(hall, incident)
  if (!planned || isRunBy(hall, incident, { tablet, staff })) return true
  if (!isReached(hall, incident, tablet)) return false
  if ((planned.tablets ?? []).length > 0) return true
  if (teamsIn(hall, incident).length === TEAMS.length) return true
  const person = staff === null ? undefined : hall.staff.get(staff)
  return person !== undefined && hasTeamIn(hall, incident, person, now)
}

/** Whether a drill is run from here: by whoever commands it, or at the tablet on which it began. */
const isRunBy = (
  hall: OpenHall,
  { command, journal }: Incident,
  { tablet, staff }: { readonly tablet: string; readonly staff: string | null },
): boolean => (staff !== null && command.by === staff) || tabletOf(hall, journal)?.id === tablet

/** Whether customers are to notice nothing of it. */
export const sparesCustomers = (hall: OpenHall, incident: Incident): boolean =>
  plannedOf(hall, incident)?.impact === 'none'

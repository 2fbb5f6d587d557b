import { businessDay } from '../day/businessDay.ts'
import { localDay, localTime } from '../day/localTime.ts'
import type { OpenHall } from '../openHall.ts'
import { isWithin } from '../settings/hours.ts'
import type { Hours } from '../shapes.ts'
import { presentStaff } from '../staff/queries.ts'
import type { StaffMember } from '../staff/staff.ts'
import { type Placement, type Presence, type RosterPart, unplaced } from './roster.ts'

type Hall = OpenHall & RosterPart

/** Somebody's place in the order of command. */
export const placementOf = (hall: Hall, staff: string): Placement => hall.roster.placements.get(staff) ?? unplaced

/** What was noted of somebody for the business day of `now`; null: nothing. */
export function presenceOf(hall: Hall, staff: string, now: number): Presence | null {
  const noted = hall.roster.presences.get(staff)
  return noted?.day === businessDay(hall, now) ? noted : null
}

/**
 * Whether anybody has filled in today's roster, which is to note somebody else as here; while nobody has, whoever is not
 * away counts as here.
 */
export const isRosterFilled = (hall: Hall, now: number): boolean =>
  presentStaff(hall).some(({ id }) => {
    const noted = presenceOf(hall, id, now)
    return noted?.present && !noted.ofThemselves
  })

/**
 * Who is on duty now: those noted as here, until their shift is over, and whoever stands at a counter; while nobody has
 * filled in the roster, whoever has no shift or is in theirs, and is not noted as away. Where shifts leave nobody,
 * everybody counts who is not away: somebody is in charge.
 */
export function onDuty(hall: Hall, now: number): StaffMember[] {
  const filled = isRosterFilled(hall, now)
  const atCounters = staffAtCounters(hall, now)
  const clock = localTime(now, hall.settings.rules.timeZone)
  const noted = presentStaff(hall).filter(({ id }) => {
    const presence = presenceOf(hall, id, now)
    const isAtCounter = (atCounters.get(id) ?? 0) > (presence?.at ?? 0)
    return isAtCounter || (presence?.present ?? !filled)
  })
  const inShift = noted.filter(({ id }) => {
    const { shift } = placementOf(hall, id)
    if (shift === null || isWithin(shift, clock) || atCounters.has(id)) return true
    const presence = presenceOf(hall, id, now)
    // Who comes before their shift begins, or stays by a note made after it ended, is here.
    return presence !== null && !isOverSince(hall, shift, presence.at, now)
  })
  return inShift.length > 0 ? inShift : noted
}

/** Who has a counter that was opened or paused on this business day, and since when (ms). */
function staffAtCounters(hall: Hall, now: number): ReadonlyMap<string | null, number> {
  const today = businessDay(hall, now)
  const held = [...hall.counters.values()].filter(
    ({ status, lost, since }) => status !== 'closed' && !lost && businessDay(hall, since) === today,
  )
  return new Map(held.map(({ staff, since }) => [staff, since]))
}

/** Whether a shift has come to its end between two moments (ms) of less than a day. */
function isOverSince(hall: Hall, { to }: Hours, since: number, now: number): boolean {
  const { timeZone } = hall.settings.rules
  const [then, clock] = [localTime(since, timeZone), localTime(now, timeZone)]
  return localDay(since, timeZone) === localDay(now, timeZone) ? then < to && to <= clock : then < to || to <= clock
}

/**
 * The order of succession (1.1.5): manager, 值班经理, lead of the back office, lead of security, technician, whoever of the
 * front has been on duty longest; then the others. Among equals by their order, then by work number: every tablet with the
 * same roster names the same person.
 */
export function succession(hall: Hall, now: number): StaffMember[] {
  const since = ({ id }: StaffMember) => presenceOf(hall, id, now)?.since ?? Number.MAX_SAFE_INTEGER
  const order = ({ id }: StaffMember) => placementOf(hall, id).order ?? Number.MAX_SAFE_INTEGER
  return onDuty(hall, now).sort(
    (a, b) =>
      rank(hall, a) - rank(hall, b) ||
      (rank(hall, a) === FRONT ? since(a) - since(b) : 0) ||
      order(a) - order(b) ||
      (a.workNumber < b.workNumber ? -1 : 1),
  )
}

/** The person in charge on the spot 现场负责人, as this tablet knows it. */
export const inCharge = (hall: Hall, now: number): StaffMember | null => succession(hall, now)[0] ?? null

const FRONT = 5
function rank(hall: Hall, { id, roles }: StaffMember): number {
  const { lead, dutyManager } = placementOf(hall, id)
  if (roles.includes('manager')) return 0
  if (dutyManager) return 1
  if (lead && roles.includes('back-office')) return 2
  if (lead && roles.includes('security')) return 3
  if (roles.includes('tech')) return 4
  return roles.includes('front') ? FRONT : FRONT + 1
}

/** @module Drills that are to be held: who has agreed to one, who could, and of which one everybody is to be told. */
import { calendarDay, dayAfter } from '../day/businessDay.ts'
import type { OpenHall } from '../openHall.ts'
import { mayAct } from '../permissions.ts'
import { managers } from '../staff/queries.ts'
import type { StaffMember } from '../staff/staff.ts'
import type { PlannedDrill } from './drills.ts'

/** Drills that are to be held, the next one first; what was dropped or held is not among them. */
export const plannedDrills = (hall: OpenHall): PlannedDrill[] =>
  [...hall.plannedDrills.values()]
    .filter(({ dropped, held }) => !dropped && held === null)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1))

/** Managers who could agree to a drill: whoever planned it is none of them. */
export const approversOf = (hall: OpenHall, { by }: PlannedDrill): StaffMember[] =>
  managers(hall).filter(({ id }) => id !== by)

/** Who has agreed to a drill. */
export interface Approval {
  readonly by: string
  /** Whoever planned it agreed to it themselves: there is no other manager who could. */
  readonly isOwn: boolean
}

/**
 * Who has agreed that a drill is held as planned (1.1.52); null: nobody whose word counts. Nobody agrees to what they have
 * planned themselves, unless the hall has no other manager, and only for as long as it has none.
 */
export function approvalOf(hall: OpenHall, planned: PlannedDrill): Approval | null {
  const { approvedBy, secondedBy } = planned
  if (secondedBy !== null) return { by: secondedBy, isOwn: false }
  return approvedBy !== null && approversOf(hall, planned).length === 0 ? { by: approvedBy, isOwn: true } : null
}

/** Whether somebody may agree to this drill. */
export const mayApprove = (hall: OpenHall, planned: PlannedDrill, staff: string | null): boolean =>
  mayAct(hall, staff, 'approve-drill') && (staff !== planned.by || approversOf(hall, planned).length === 0)

/** Drills that somebody has agreed to and that are held today or tomorrow: everybody at a desk is told of them. */
export function drillsToTell(hall: OpenHall, now: number): PlannedDrill[] {
  const today = calendarDay(hall, now)
  const days = [today, dayAfter(today)]
  return plannedDrills(hall).filter((each) => days.includes(each.day) && approvalOf(hall, each) !== null)
}

import type { OpenHall } from '../openHall.ts'
import type { StaffMember } from './staff.ts'

/** The staff list without those who left, by work number. */
export const presentStaff = (hall: OpenHall): StaffMember[] =>
  [...hall.staff.values()].filter((person) => !person.removed).sort((a, b) => (a.workNumber < b.workNumber ? -1 : 1))

export const managers = (hall: OpenHall): StaffMember[] =>
  presentStaff(hall).filter((person) => person.roles.includes('manager'))

/** How a person is shown: the call name, or the id's tail when the list has not arrived yet. */
export const callNameOf = (hall: OpenHall, staff: string | null): string =>
  staff === null ? '' : (hall.staff.get(staff)?.callName ?? staff.slice(-4))

import type { Hall } from '../hall.ts'
import type { StaffMember } from './staff.ts'

/** The staff list without those who left, by work number. */
export const presentStaff = (hall: Hall): StaffMember[] =>
  [...hall.staff.values()].filter((person) => !person.removed).sort((a, b) => (a.workNumber < b.workNumber ? -1 : 1))

export const managers = (hall: Hall): StaffMember[] =>
  presentStaff(hall).filter((person) => person.roles.includes('manager'))

/** How a person is shown: the call name, or the id's tail when the list has not arrived yet. */
export const callNameOf = (hall: Hall, staff: string | null): string =>
  staff === null ? '' : (hall.staff.get(staff)?.callName ?? staff.slice(-4))

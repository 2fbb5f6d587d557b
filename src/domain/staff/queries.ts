import type { OpenHall } from '../openHall.ts'
import type { Role } from '../roles.ts'
import type { StaffMember } from './staff.ts'

/** The staff list without those who left, by work number. */
export const presentStaff = (hall: OpenHall): StaffMember[] =>
  [...hall.staff.values()].filter((person) => !person.removed).sort((a, b) => (a.workNumber < b.workNumber ? -1 : 1))

/** Whose work number or call name has what was typed in it; nothing typed: everybody. */
export function staffLike(people: readonly StaffMember[], typed: string): StaffMember[] {
  const wanted = typed.trim().toLowerCase()
  return people.filter(({ workNumber, callName }) => `${workNumber}\n${callName}`.toLowerCase().includes(wanted))
}

/** Whether somebody holds one of these roles; no role named: everybody does. */
export const holdsOneOf = ({ roles }: StaffMember, wanted: readonly Role[]): boolean =>
  wanted.length === 0 || roles.some((role) => wanted.includes(role))

export const managers = (hall: OpenHall): StaffMember[] =>
  presentStaff(hall).filter((person) => person.roles.includes('manager'))

/** Everybody who works here, managers before the others. */
export const managersFirst = (hall: OpenHall): StaffMember[] => [...new Set([...managers(hall), ...presentStaff(hall)])]

/** How a person is shown: the call name, or the id's tail when the list has not arrived yet. */
export const callNameOf = (hall: OpenHall, staff: string | null): string =>
  staff === null ? '' : (hall.staff.get(staff)?.callName ?? staff.slice(-4))

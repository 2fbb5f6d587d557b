/** Who may do what, by role (plan-study §6.2). The same table speaks for commands and screens. */
import { type CommonRefusal, needRole, type Refused, type Situation } from './command.ts'
import type { OpenHall } from './openHall.ts'
import { type Action, ROLES_BY_ACTION, type Role } from './roles.ts'

/** Null when the person signed in may do this, otherwise the refusal. */
export const needLeave = (hall: OpenHall, situation: Situation, action: Action): Refused<CommonRefusal> | null =>
  needRole(hall, situation, ...ROLES_BY_ACTION[action])

/** Whether a member of staff may do this. */
export function mayAct(hall: OpenHall, staff: string | null, action: Action): boolean {
  const person = staff === null ? undefined : hall.staff.get(staff)
  const roles: readonly Role[] = ROLES_BY_ACTION[action]
  return person !== undefined && !person.removed && person.roles.some((role) => roles.includes(role))
}

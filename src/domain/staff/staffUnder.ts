import type { Authority } from '../authority/authority.ts'
import { keyOf, type Person, rolesOf } from '../authority/list.ts'
import { describedAs, type StaffMember } from './staff.ts'

/** The people of the list, each by the name and with the box that other events give them. */
export function staffUnder(
  { persons }: Authority,
  before: ReadonlyMap<string, StaffMember>,
): ReadonlyMap<string, StaffMember> {
  const found = new Map<string, StaffMember>()
  for (const person of persons.values()) found.set(person.id, { ...describedAs(before, person.id), ...standingOf(person) })
  return found
}

function standingOf(person: Person): Pick<StaffMember, 'roles' | 'removed' | 'key' | 'keyBy'> {
  const key = person.removed ? null : keyOf(person)
  const keyBy = person.keys.find(({ what }) => what === key)?.by ?? null
  return { roles: rolesOf(person), removed: person.removed, key, keyBy }
}

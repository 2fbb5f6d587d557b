import type { Authority } from '../authority/authority.ts'
import { keyOf, type Person, rolesOf } from '../authority/persons.ts'
import { describedAs, type StaffMember } from './staff.ts'

/** The people of the list, each by the name and with the box that other events give them. */
export function staffUnder(
  { persons }: Authority,
  before: ReadonlyMap<string, StaffMember>,
): ReadonlyMap<string, StaffMember> {
  const found = new Map<string, StaffMember>()
  for (const person of persons.values()) {
    const known = describedAs(before, person.id)
    const standing = staffOf(person)
    // A box of another key is no box of theirs.
    const boxed = known.key === null || known.key === standing.key ? {} : { box: null, given: null }
    found.set(person.id, { ...known, ...boxed, ...standing })
  }
  return found
}

function staffOf(person: Person): Pick<StaffMember, 'roles' | 'removed' | 'key' | 'keyBy'> {
  const key = person.removed ? null : keyOf(person)
  const keyBy = person.keys.find(({ what }) => what === key)?.by ?? null
  return { roles: rolesOf(person), removed: person.removed, key, keyBy }
}

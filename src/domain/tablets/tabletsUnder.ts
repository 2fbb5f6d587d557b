import type { Authority } from '../authority/authority.ts'
import { nameOf, type Tablet, type TabletsPart } from './tablets.ts'

/** The tablets of the list, each by the name that other events give it. */
export function tabletsUnder(
  { tablets }: Authority,
  before: Pick<TabletsPart, 'tabletNames'>,
): ReadonlyMap<string, Tablet> {
  const found = new Map<string, Tablet>()
  for (const { id, name, place, key, revoked } of tablets.values())
    if (place !== 'server') found.set(id, { id, name: nameOf(before, id, name), place, key, revoked })
  return found
}

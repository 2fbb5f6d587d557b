import type { Authority } from '../authority/authority.ts'
import type { Tablet } from './tablets.ts'

/** The tablets of the list. */
export function tabletsUnder({ tablets }: Authority): ReadonlyMap<string, Tablet> {
  const found = new Map<string, Tablet>()
  for (const { id, name, place, key, revoked } of tablets.values())
    if (place !== 'server') found.set(id, { id, name, place, key, revoked })
  return found
}

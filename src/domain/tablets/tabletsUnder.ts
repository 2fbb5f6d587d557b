import type { Authority } from '../authority/authority.ts'
import type { Tablet } from './tablets.ts'

/** The tablets of the list, each with the lane that the hall server has given it. */
export function tabletsUnder({ tablets }: Authority, before: ReadonlyMap<string, Tablet>): ReadonlyMap<string, Tablet> {
  const found = new Map<string, Tablet>()
  for (const { id, name, place, key, revoked } of tablets.values())
    if (place !== 'server') found.set(id, { id, name, place, key, revoked, lane: before.get(id)?.lane ?? 0 })
  return found
}

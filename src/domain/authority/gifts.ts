import { givenBy, isOwnKey } from './givenAndTaken.ts'
import type { Listed } from './listed.ts'
import type { Past } from './past.ts'

/**
 * What of the list gives somebody a key (any, or this one) or makes them a manager, whether it counts or not; whatever knew
 * most comes first.
 */
export type Gifts = (person: string, what: 'key' | 'manager' | `key ${string}`) => readonly Listed[]

/** The gifts among these, of which each knew only of those before it. */
export function giftsIn(inOrder: readonly Listed[]): Gifts {
  const gifts = new Map<string, Listed[]>()
  for (const each of inOrder) {
    const given = saysNothing(each) ? null : givenBy(each.event)
    if (!given) continue
    for (const what of [
      ...(given.key === null ? [] : ['key', `key ${given.key}`]),
      ...(given.roles.includes('manager') ? ['manager'] : []),
    ]) {
      const name = `${given.person} ${what}`
      gifts
        .set(name, gifts.get(name) ?? [])
        .get(name)!
        .push(each)
    }
  }
  for (const each of gifts.values()) each.reverse()
  return (person, what) => gifts.get(`${person} ${what}`) ?? []
}

/**
 * Somebody who gives themselves a key that they have, or had and knew of: a key is made for one use of this, so it says
 * nothing, and could be said without end.
 */
export const givesNothing = (of: Listed, gifts: Gifts, past: Past): boolean =>
  saysNothing(of) ||
  (of.event.kind === 'KeyGiven' &&
    isOwnKey(of.event) &&
    gifts(of.event.subject, `key ${of.event.body.key}`).some((each) => past.knew(of, each)))

const saysNothing = ({ key, event }: Listed): boolean =>
  event.kind === 'KeyGiven' && isOwnKey(event) && event.body.key === key

import { givenBy, isOwnKey } from './givenAndTaken.ts'
import type { Listed } from './listed.ts'

/**
 * Those that may ever count, in whatever order they come: the key on them was given, and whoever says what only managers
 * say was ever made one, by somebody of whom that is true, too. What cannot is left out before anything is reckoned, since
 * anybody can make as much of it as they like.
 */
export function thatMayCount(root: string, all: readonly Listed[]): Listed[] {
  const reached = new Set<Listed>()
  const keys = new Set([root])
  const managers = new Set<string>()
  const may = ({ key, event }: Listed): boolean => {
    if (!keys.has(key)) return false
    if (key === root || isOwnKey(event)) return true
    return event.by !== null && managers.has(event.by)
  }
  for (let left = all, before = all.length + 1; left.length < before; ) {
    before = left.length
    left = left.filter((each) => {
      if (!may(each)) return true
      reached.add(each)
      const given = givenBy(each.event)
      if (given?.key) keys.add(given.key)
      if (given?.roles.includes('manager')) managers.add(given.person)
      return false
    })
  }
  return all.filter((each) => reached.has(each))
}

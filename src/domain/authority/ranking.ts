import { type Gifts, givesNothing } from './gifts.ts'
import { isOwnKey, type Taking, takingOf } from './givenAndTaken.ts'
import type { Listed } from './listed.ts'
import type { Bits, Past } from './past.ts'

/** Something that takes a right away. */
export interface Cut extends Listed {
  readonly taking: Taking
}

/** Whether it takes this role away. */
export const takesRole = ({ taking }: Cut, role: Taking['roles'][number]): boolean => taking.roles.includes(role)
/** Whether it takes this key away. */
export const takesKey = ({ taking }: Cut, key: string): boolean => taking.keysBut !== null && taking.keysBut !== key

/**
 * What takes a right away, in the order in which it is judged: the nearer its right is to the root, the earlier; of equals
 * whoever knew less of the list, then the smaller id. Whoever knew that the right to it had been taken away comes behind
 * that, however near the root the right was: it stands on what was given since.
 */
export function rankedCuts(
  /** Each behind what it knew. */
  known: readonly Listed[],
  {
    root,
    founding,
    past,
    gifts,
    tabletOf,
  }: {
    readonly root: string
    readonly founding: Listed
    readonly past: Past
    readonly gifts: Gifts
    readonly tabletOf: (journal: string) => string | undefined
  },
): Cut[] {
  const cuts = new Map<string, Cut>()
  const distances = new Map<string, number>()
  const { on, turn } = cutsIn(past)
  const farthestOn = new Map<string, number>()

  /** How far it is from the root by these gifts, of which what takes away so has taken some back. */
  function distanceBy(of: Listed, given: readonly Listed[], taken: Bits, takes: (cut: Cut) => boolean): number {
    let [nearest, since, farthest] = [Number.POSITIVE_INFINITY, -1, -1]
    const most = farthestOn.get(of.event.by ?? '') ?? 0
    for (const each of given) {
      if (!past.knew(of, each)) continue
      const distance = distances.get(each.id)! + (each.event.by === each.event.subject ? 0 : 1)
      nearest = Math.min(nearest, distance)
      farthest = Math.max(farthest, distance)
      past.any(taken, { knownTo: of, unknownTo: each }, ({ id }) => {
        const cut = cuts.get(id)!
        if (takes(cut)) since = Math.max(since, distances.get(id)!)
        return since === most
      })
    }
    return since < 0 ? nearest : Math.max(since, farthest)
  }

  function distanceOf(of: Listed): number {
    const { by, kind, journal } = of.event
    // A second founding is nobody's.
    if (kind === 'HallFounded' && of !== founding) return Number.POSITIVE_INFINITY
    if (of.key === root) return 0
    if (by === null) return Number.POSITIVE_INFINITY
    const byKey = distanceBy(of, gifts(by, `key ${of.key}`), on('key', by), (cut) => takesKey(cut, of.key))
    if (isOwnKey(of.event)) return byKey
    let sentAway = 0
    past.any(on('out', tabletOf(journal) ?? ''), { knownTo: of }, ({ id }) => {
      sentAway = Math.max(sentAway, distances.get(id)!)
      return false
    })
    return Math.max(
      byKey,
      sentAway,
      distanceBy(of, gifts(by, 'manager'), on('role', by), () => true),
    )
  }

  for (const each of known) {
    const distance = distanceOf(each)
    distances.set(each.id, distance)
    const taking = givesNothing(each, gifts, past) ? null : takingOf(each.event)
    // What nobody ever gave the right to takes nothing, whatever else counts.
    if (!taking || distance === Number.POSITIVE_INFINITY) continue
    const cut = { ...each, taking }
    cuts.set(each.id, cut)
    turn(cut)
    if (taking.person !== null) {
      farthestOn.set(taking.person, Math.max(distance, farthestOn.get(taking.person) ?? 0))
    }
  }

  return [...cuts.values()].sort((a, b) => distances.get(a.id)! - distances.get(b.id)!)
}

/** What takes away, by what it takes: `key` and `role` of persons, being in the hall of persons and tablets (`out`). */
export function cutsIn(past: Past) {
  const sets = new Map<string, Bits>()
  const on = (what: 'key' | 'role' | 'out', id: string): Bits => {
    const name = `${what} ${id}`
    const these = sets.get(name) ?? past.noneOfIt()
    sets.set(name, these)
    return these
  }
  return {
    on,
    turn(cut: Cut) {
      const { person, keysBut, tablet } = cut.taking
      if (person !== null && keysBut !== null) past.turn(on('key', person), cut)
      if (person !== null && takesRole(cut, 'manager')) past.turn(on('role', person), cut)
      const out = tablet ?? (cut.event.kind === 'PersonRemoved' ? person : null)
      if (out !== null) past.turn(on('out', out), cut)
    },
  }
}

import { ROLES, type Role } from '../roles.ts'
import type { Known } from './events.ts'
import { givenBy } from './givenAndTaken.ts'
import type { Listed } from './listed.ts'
import { inOrder, type Past } from './past.ts'
import { type Cut, takesRole } from './ranking.ts'
import { meet, type Reach } from './reach.ts'

/** Something that was given: by whom, and how far what has been taken of it since lets it reach. */
interface Grant<What> extends Reach {
  readonly what: What
  readonly by: string | null
}

/** A person of the list. */
export interface Person {
  readonly id: string
  readonly removed: boolean
  /** Every key that was ever theirs. The one without a cut is the one they have. */
  readonly keys: readonly Grant<string>[]
  readonly roles: readonly Grant<Role>[]
}

/** The key a person has now, or null. Of two that came without knowing of each other, the smaller one. */
export const keyOf = ({ keys }: Person): string | null =>
  keys.flatMap(({ what, within }) => (within.length === 0 ? [what] : [])).sort()[0] ?? null

/** The roles a person has now, in the order of the plan. */
export const rolesOf = ({ removed, roles }: Person): Role[] =>
  removed ? [] : ROLES.filter((role) => roles.some(({ what, within }) => what === role && within.length === 0))

/** The persons as what counts makes them, in the order in which the list let them in; `cuts`: those that count. */
export function personsOf(
  counting: readonly Listed[],
  { root, past, cuts }: { readonly root: string; readonly past: Past; readonly cuts: readonly Cut[] },
): Map<string, Person> {
  const persons = new Map<string, Person & { readonly keys: Grant<string>[]; readonly roles: Grant<Role>[] }>()
  const reaches = new Map<string, ReturnType<typeof reachUnder>>()
  const ordered = inOrder(cuts, past)
  for (const each of counting) {
    const given = givenBy(each.event)
    if (!given) continue
    const { person: id, key, roles } = given
    const within = (takes: 'keys' | Role, key?: string): readonly Known[] => {
      const name = `${id} ${takes}`
      const theirs = (cut: Cut) =>
        cut.taking.person === id && (takes === 'keys' ? cut.taking.keysBut !== null : takesRole(cut, takes))
      const reach = reaches.get(name) ?? reachUnder(ordered.filter(theirs), past)
      reaches.set(name, reach)
      return reach(each, key)
    }
    const removes = ({ event, taking }: Cut) => event.kind === 'PersonRemoved' && taking.person === id
    const person = persons.get(id) ?? { id, removed: ordered.some(removes), keys: [], roles: [] }
    persons.set(id, person)
    const by = each.key === root ? null : each.event.by
    if (key !== null) person.keys.push({ what: key, by, within: within('keys', key) })
    for (const what of roles) person.roles.push({ what, by, within: within(what) })
  }
  return persons
}

/**
 * How far what was given to somebody reaches under these, each behind what it knew: as far as those that it did not know of
 * do together, but for a cut that leaves them the key. What all come to that stand behind it is reckoned once, or the many
 * keys of one clerk would cost their number by itself.
 */
function reachUnder(cuts: readonly Cut[], { knew, countOf }: Past) {
  const counts = cuts.map(countOf)
  const lastLeaving = new Map<string | null | undefined, number>(
    cuts.map(({ taking }, place) => [taking.keysBut, place]),
  )
  const fromHere: Known[] = []
  for (const [place, { taking }] of [...cuts.entries()].reverse())
    fromHere[place] = narrowed(fromHere[place + 1], taking.known)

  return (each: Listed, key?: string): readonly Known[] => {
    const count = countOf(each)
    let from = (lastLeaving.get(key) ?? -1) + 1
    while (counts[from]! <= count) from++
    let within = fromHere[from]
    for (const cut of cuts.slice(0, from))
      if (cut.id !== each.id && cut.taking.keysBut !== key && !knew(each, cut))
        within = narrowed(within, cut.taking.known)
    return within ? [within] : []
  }
}

const narrowed = (within: Known | undefined, known: Known): Known => (within ? meet(within, known) : known)

import { ROLES, type Role } from '../roles.ts'
import { type Known, MOST_NAMED } from './events.ts'
import { givenBy, takingOf } from './givenAndTaken.ts'
import { byId, type Listed } from './listed.ts'
import { givesNothing, thatMayCount } from './mayCount.ts'
import { inOrder, pastOf } from './past.ts'
import { type AdmittedTablet, tabletsOf } from './tabletsOf.ts'

/** Whatever counts only as far as these reach: each names the last n of every journal that its writer knew. */
export interface Reach {
  readonly within: readonly Known[]
}
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

/** Lines that a manager has counted although they lie behind a cut. */
interface Taken {
  readonly journal: string
  readonly from: number
  readonly to: number
}

/** What the list comes to. */
export interface Judged {
  /** Null while the hall is not founded. */
  readonly founded: string | null
  readonly persons: ReadonlyMap<string, Person>
  readonly tablets: ReadonlyMap<string, AdmittedTablet>
  readonly accepted: readonly Taken[]
  /** Ids of what counts. */
  readonly counts: ReadonlySet<string>
  /** What of the list nobody has followed yet: the next event names it. */
  readonly heads: readonly string[]
}

/** Whether a line lies within what somebody knew. */
export const isWithin = (known: Known, { journal, n }: { readonly journal: string; readonly n: number }): boolean =>
  n <= (known[journal] ?? 0)

/**
 * What a set of events of the list comes to, for this root key. It is a matter of the set alone: not of stamps, of which
 * whoever backdates more would win, and not of the order in which they came.
 *
 * An event counts when its signer was a manager in the list that it names. Of two that did not know of each other the
 * one that takes away goes before: what somebody did without whoever took the right away knowing of it counts for
 * nothing. When two take from each other, the one nearer the root stays, then the smaller id. What would leave no
 * manager counts for nothing, and so does a second founding. What stands in the journal of a tablet that was sent away,
 * behind what is known of it, is not believed, whoever's key is on it: the tablet is in strange hands, and perhaps a PIN.
 *
 * `tabletOf`: who opened a journal, where that is known.
 */
export function judge(
  root: string,
  said: readonly Listed[],
  tabletOf: (journal: string) => string | undefined,
): Judged {
  const all = thatMayCount(root, [...new Map(said.map((each) => [each.id, each])).values()]).sort(byId)
  const past = pastOf(all)
  const { knew } = past
  const known = all.filter(past.isThere)
  const foundings = known.filter(
    ({ key, event }) => event.kind === 'HallFounded' && key === root && event.body.root === root,
  )
  const founding = foundings[0]
  if (!founding)
    return { founded: null, persons: new Map(), tablets: new Map(), accepted: [], counts: new Set(), heads: [] }

  const gifts = group(known, ({ event }) => givenBy(event)?.person)
  const giftsTo = (person: string | null) => (person === null ? [] : (gifts.get(person) ?? []))
  const givers = group(known, ({ event }) => givenBy(event)?.key)
  const depths = new Map<string, number>()

  /** How far the key on an event is from the root, in what the event knew. */
  function depthOf(of: Listed): number {
    if (of.key === root) return 0
    const before = depths.get(of.id)
    if (before !== undefined) return before
    const reached = (givers.get(of.key) ?? []).map((each) => {
      if (!knew(of, each) || (each.event.kind === 'HallFounded' && each !== founding)) return Number.POSITIVE_INFINITY
      return depthOf(each) + (each.event.by === each.event.subject ? 0 : 1)
    })
    const depth = Math.min(Number.POSITIVE_INFINITY, ...reached)
    depths.set(of.id, depth)
    return depth
  }

  const found = known
    .flatMap((each) => {
      const taking = givesNothing(each) ? null : takingOf(each.event)
      return taking ? [{ ...each, taking, depth: depthOf(each) }] : []
    })
    .sort((a, b) => a.depth - b.depth || byId(a, b))
  type Cut = (typeof found)[number]
  const ranked = new Set<Cut>()
  /** Of equals whoever knew of another comes behind it: a key may be signed with that the other one gave. */
  function rank(each: Cut): void {
    if (ranked.has(each)) return
    for (const other of found) if (other.depth === each.depth && knew(each, other)) rank(other)
    ranked.add(each)
  }
  found.forEach(rank)
  const takings = [...ranked]
  const rankOf = new Map(takings.map(({ id }, rank) => [id, rank]))
  /** Whatever takes nothing away comes behind all that does. */
  const goesBefore = (cut: Cut, of: Listed): boolean =>
    rankOf.get(cut.id)! < (rankOf.get(of.id) ?? Number.POSITIVE_INFINITY)

  /** What counts once these take away. */
  function weigh(cuts: readonly Cut[]) {
    const decided = new Map<string, boolean>()
    const isCut = new Set(cuts.map(({ id }) => id))
    const cutsOf = group(cuts, ({ taking }) => taking.person ?? undefined)
    const cutsOn = (person: string) => cutsOf.get(person) ?? []
    const tabletCuts = group(cuts, ({ taking }) => taking.tablet)
    const takes = ({ taking }: Cut, role: Role) => taking.roles.includes(role)
    const takesKey = ({ taking }: Cut, key: string) => taking.keysBut !== null && taking.keysBut !== key

    /** The key on it was its person's, in what it knew. */
    const ownsItsKey = (of: Listed, by: string): boolean =>
      giftsTo(by).some(
        (each) =>
          knew(of, each) &&
          givenBy(each.event)?.key === of.key &&
          counts(each) &&
          !cutsOn(by).some((cut) => knew(of, cut) && takesKey(cut, of.key) && !knew(each, cut)),
      )

    /** Its person was a manager, in what it knew. */
    const managed = (of: Listed, by: string): boolean =>
      giftsTo(by).some(
        (each) =>
          knew(of, each) &&
          givenBy(each.event)?.roles.includes('manager') === true &&
          counts(each) &&
          !cutsOn(by).some((cut) => knew(of, cut) && takes(cut, 'manager') && !knew(each, cut)),
      )

    /** Somebody who did not know of it had taken the right to it away, and it did not know of that. */
    const comesTooLate = (of: Listed, by: string): boolean =>
      cutsOn(by).some(
        (cut) =>
          cut.id !== of.id &&
          (takes(cut, 'manager') || takesKey(cut, of.key)) &&
          !knew(of, cut) &&
          !knew(cut, of) &&
          !isWithin(cut.taking.known, of.event) &&
          goesBefore(cut, of),
      )

    /** It was written on a tablet that had been sent away, and whoever did that knew less of it. */
    const isFromAfar = (of: Listed): boolean =>
      (tabletCuts.get(tabletOf(of.event.journal) ?? '') ?? []).some(
        (cut) => cut.id !== of.id && !knew(cut, of) && !isWithin(cut.taking.known, of.event) && goesBefore(cut, of),
      )

    /** On another tablet, apart, the same person has been given a key: one of the two is theirs. */
    const isRecoveredElsewhere = (of: Listed): boolean =>
      cutsOn(givenBy(of.event)?.person ?? '').some(
        (cut) => cut.event.kind === 'Recovered' && !knew(of, cut) && !knew(cut, of) && goesBefore(cut, of),
      )

    function mayBe(of: Listed): boolean {
      const { kind, by, subject } = of.event
      if (kind === 'HallFounded') return of === founding
      if (kind === 'Recovered') return of.key === root && !isRecoveredElsewhere(of)
      if (givesNothing(of)) return false
      if (by === null || !ownsItsKey(of, by) || comesTooLate(of, by) || isFromAfar(of)) return false
      return (kind === 'KeyGiven' && by === subject) || managed(of, by)
    }

    function counts(of: Listed): boolean {
      if (rankOf.has(of.id)) return isCut.has(of.id)
      const before = decided.get(of.id)
      if (before !== undefined) return before
      const verdict = mayBe(of)
      decided.set(of.id, verdict)
      return verdict
    }

    /** A person as what counts makes them; null when nothing that counts gives them anything. */
    function personOf(id: string, theirs: readonly Listed[]): Person | null {
      const given = theirs.filter(counts)
      if (given.length === 0) return null
      const reach = (each: Listed, does: (cut: Cut) => boolean) =>
        cutsOn(id).flatMap((cut) => (cut.id !== each.id && !knew(each, cut) && does(cut) ? [cut.taking.known] : []))
      return {
        id,
        removed: cutsOn(id).some(({ event }) => event.kind === 'PersonRemoved'),
        keys: given.flatMap((each) => {
          const key = givenBy(each.event)?.key ?? null
          const by = each.key === root ? null : each.event.by
          return key === null ? [] : [{ what: key, by, within: reach(each, (cut) => takesKey(cut, key)) }]
        }),
        roles: given.flatMap((each) =>
          (givenBy(each.event)?.roles ?? []).map((what) => ({
            what,
            by: each.key === root ? null : each.event.by,
            within: reach(each, (cut) => takes(cut, what)),
          })),
        ),
      }
    }
    const personsOf = (): Map<string, Person> =>
      new Map(
        [...gifts].flatMap(([id, theirs]) => {
          const person = personOf(id, theirs)
          return person ? [[id, person] as const] : []
        }),
      )

    /** Whether somebody is a manager; of whoever was never made one nothing is reckoned. */
    const hasManager = (): boolean =>
      [...gifts].some(([id, theirs]) => {
        if (!theirs.some(({ event }) => givenBy(event)?.roles.includes('manager'))) return false
        const person = personOf(id, theirs)
        return person !== null && isManager(person)
      })

    return { mayBe, counts, personsOf, hasManager }
  }

  let cuts: readonly Cut[] = []
  for (const cut of takings) {
    if (!weigh(cuts).mayBe(cut)) continue
    const next = [...cuts, cut]
    if (weigh(next).hasManager()) cuts = next
  }
  const { counts, personsOf } = weigh(cuts)
  const counting = inOrder(known.filter(counts), past)
  return {
    founded: founding.id,
    persons: asTheyCame(counting, personsOf()),
    tablets: tabletsOf(counting.map(({ event }) => event)),
    accepted: counting.flatMap(({ event }) =>
      event.kind === 'ActsAccepted' ? [{ journal: event.subject, from: event.body.from, to: event.body.to }] : [],
    ),
    counts: new Set(counting.map(({ id }) => id)),
    // Whoever names more than fit names those that knew most.
    heads: past
      .unfollowed(counting)
      .slice(-MOST_NAMED)
      .map(({ id }) => id),
  }
}

/** Whether a person has a key and is a manager now. */
const isManager = (person: Person): boolean =>
  !person.removed && keyOf(person) !== null && rolesOf(person).includes('manager')

/** The key a person has now, or null. Of two that came without knowing of each other, the smaller one. */
export const keyOf = ({ keys }: Person): string | null =>
  keys.flatMap(({ what, within }) => (within.length === 0 ? [what] : [])).sort()[0] ?? null

/** The roles a person has now, in the order of the plan. */
export const rolesOf = ({ removed, roles }: Person): Role[] =>
  removed ? [] : ROLES.filter((role) => roles.some(({ what, within }) => what === role && within.length === 0))

/** In the order in which the list let them in. */
function asTheyCame(counting: readonly Listed[], persons: ReadonlyMap<string, Person>): Map<string, Person> {
  const ids = new Set(counting.flatMap(({ event }) => givenBy(event)?.person ?? []))
  return new Map([...ids].flatMap((id) => [[id, persons.get(id)!] as const]))
}

function group<T>(all: readonly T[], by: (each: T) => string | null | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const name = by(each)
    if (typeof name === 'string') groups.set(name, [...(groups.get(name) ?? []), each])
  }
  return groups
}

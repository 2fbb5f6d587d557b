import { type Gifts, givesNothing } from './gifts.ts'
import { givenBy, isOwnKey } from './givenAndTaken.ts'
import type { Listed } from './listed.ts'
import type { Bits, Past, Which } from './past.ts'
import { type Cut, cutsIn, takesKey } from './ranking.ts'
import { isWithin } from './reach.ts'

/** What of a list counts while more and more of what takes away does: it begins with none of that. */
export interface Weighing {
  /** Whether what takes away may, by what does so far. */
  mayBe(cut: Cut): boolean
  /** Lets it take away; not, if no manager would be left. */
  takeUnlessNobodyIsLeft(cut: Cut): void
  counts(of: Listed): boolean
}

/**
 * Weighs these. Each may ask of what it knew alone, so that nothing is asked twice for one cut; and of what has been asked
 * nothing is forgotten by a cut on somebody who has entitled nobody: the many keys that a clerk may take cost each its own.
 */
export function weigh(
  known: readonly Listed[],
  {
    root,
    founding,
    past,
    gifts,
    cuts,
    tabletOf,
  }: {
    readonly root: string
    readonly founding: Listed
    readonly past: Past
    readonly gifts: Gifts
    /** In the order in which they are judged. */
    readonly cuts: readonly Cut[]
    readonly tabletOf: (journal: string) => string | undefined
  },
): Weighing {
  const { knew } = past
  const cutNamed = new Map(cuts.map((cut) => [cut.id, cut]))
  const rankOf = new Map(cuts.map(({ id }, rank) => [id, rank]))
  /** Whatever takes nothing away comes behind all that does. */
  const goesBefore = (cut: Cut, of: Listed): boolean =>
    rankOf.get(cut.id)! < (rankOf.get(of.id) ?? Number.POSITIVE_INFINITY)
  const entitle = new Set(known.flatMap(({ id, event }) => (rankOf.has(id) || isOwnKey(event) ? [] : (event.by ?? []))))

  const managers = known.flatMap(({ event }) => givenBy(event)?.person ?? [])
  const taken = past.noneOfIt()
  const { on, turn } = cutsIn(past)
  const decided = new Map<string, boolean>()
  let left = founding.event.kind === 'HallFounded' ? founding.event.body.person.id : ''

  /** Whether this is true of any of these cuts which the one knew and the other did not. */
  const isAny = (these: Bits, which: Which, is: (cut: Cut) => boolean): boolean =>
    past.any(these, which, ({ id }) => is(cutNamed.get(id)!))

  /** One of these was given to its person, and not taken back, in what it knew. */
  const stands = (of: Listed, given: readonly Listed[], these: Bits, takes: (cut: Cut) => boolean): boolean =>
    given.some((each) => knew(of, each) && counts(each) && !isAny(these, { knownTo: of, unknownTo: each }, takes))

  /** Whoever did this took a right away and did not know of the other, which had no part in what they knew. */
  const isApart = (cut: Cut, of: Listed): boolean =>
    cut.id !== of.id && !knew(cut, of) && !isWithin(cut.taking.known, of.event) && goesBefore(cut, of)

  /** Somebody who did not know of it had taken the right to it away, and it did not know of that. */
  const comesTooLate = (of: Listed, by: string): boolean =>
    isAny(on('role', by), { unknownTo: of }, (cut) => isApart(cut, of)) ||
    isAny(on('key', by), { unknownTo: of }, (cut) => takesKey(cut, of.key) && isApart(cut, of))

  /** It was written on a tablet that had been sent away, and whoever did that knew less of it. */
  const isFromAfar = (of: Listed): boolean =>
    isAny(on('out', tabletOf(of.event.journal) ?? ''), {}, (cut) => isApart(cut, of))

  /** On another tablet, apart, the same person has been given a key: one of the two is theirs. */
  const isRecoveredElsewhere = (of: Listed): boolean =>
    isAny(
      on('key', givenBy(of.event)?.person ?? ''),
      { unknownTo: of },
      (cut) => cut.event.kind === 'Recovered' && !knew(cut, of) && goesBefore(cut, of),
    )

  function mayBe(of: Listed): boolean {
    const { kind, by } = of.event
    if (kind === 'HallFounded') return of === founding
    if (kind === 'Recovered') return of.key === root && !isRecoveredElsewhere(of)
    if (by === null || givesNothing(of, gifts, past)) return false
    const ownsItsKey = stands(of, gifts(by, `key ${of.key}`), on('key', by), (cut) => takesKey(cut, of.key))
    if (!ownsItsKey || comesTooLate(of, by) || isFromAfar(of)) return false
    if (isOwnKey(of.event)) return true
    return stands(of, gifts(by, 'manager'), on('role', by), () => true)
  }

  /** What it stands on is decided before it, one after the other: of those who let each other in there may be thousands. */
  function counts(of: Listed): boolean {
    const path = [of]
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const each = top
      const { by } = each.event
      const open =
        by === null || isDecided(each)
          ? []
          : [...gifts(by, `key ${each.key}`), ...gifts(by, 'manager')].filter(
              (gift) => !isDecided(gift) && knew(each, gift),
            )
      if (open.length > 0) path.push(...open)
      else {
        if (!isDecided(each)) decided.set(each.id, mayBe(each))
        path.pop()
      }
    }
    return rankOf.has(of.id) ? past.has(taken, of) : decided.get(of.id)!
  }
  const isDecided = ({ id }: Listed): boolean => rankOf.has(id) || decided.has(id)

  function put(cut: Cut): void {
    const { person, tablet } = cut.taking
    past.turn(taken, cut)
    turn(cut)
    if (tablet !== null || (person !== null && entitle.has(person))) decided.clear()
  }

  /** Whether somebody has a key and is a manager now. */
  function isManager(person: string): boolean {
    const has = (given: readonly Listed[], these: Bits, takes: (cut: Cut, of: Listed) => boolean) =>
      given.some(
        (each) => counts(each) && !isAny(these, { unknownTo: each }, (cut) => cut.id !== each.id && takes(cut, each)),
      )
    return (
      !past.any(on('out', person), {}, () => true) &&
      has(gifts(person, 'manager'), on('role', person), () => true) &&
      has(gifts(person, 'key'), on('key', person), (cut, each) => takesKey(cut, givenBy(each.event)?.key ?? ''))
    )
  }

  return {
    mayBe,
    takeUnlessNobodyIsLeft(cut) {
      put(cut)
      if (isManager(left)) return
      const other = managers.find(isManager)
      if (other === undefined) put(cut)
      else left = other
    },
    counts,
  }
}

import { MOST_NAMED } from './events.ts'
import { giftsIn } from './gifts.ts'
import { byId, type Listed } from './listed.ts'
import { thatMayCount } from './mayCount.ts'
import { inOrder, pastOf } from './past.ts'
import { type Person, personsOf } from './persons.ts'
import { rankedCuts } from './ranking.ts'
import { type AdmittedTablet, tabletsOf } from './tabletsOf.ts'
import { weigh } from './weighing.ts'

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

/** What nothing comes to. */
export const nothingJudged: Judged = {
  founded: null,
  persons: new Map(),
  tablets: new Map(),
  accepted: [],
  counts: new Set(),
  heads: [],
}

/**
 * What a set of events of the list comes to, for this root key. It is a matter of the set alone: not of stamps, of which
 * whoever backdates more would win, and not of the order in which they came.
 *
 * An event counts when its signer was a manager in the list that it names: whoever knew that their right had been taken
 * away has none, however near the root it was. Of two that did not know of each other the one that takes away goes before:
 * what somebody did without whoever took the right away knowing of it counts for nothing. When two take from each other,
 * the one nearer the root stays, then whoever knew less of the list, then the smaller id. What would leave no manager counts
 * for nothing, and so does a second founding. What stands in the journal of a tablet that was sent away, behind what is
 * known of it, is not believed, whoever's key is on it: the tablet is in strange hands, and perhaps a PIN.
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
  const known = inOrder(all.filter(past.isThere), past)
  const founding = known.find(
    ({ key, event }) => event.kind === 'HallFounded' && key === root && event.body.root === root,
  )
  if (!founding) return nothingJudged

  const gifts = giftsIn(known)
  const cuts = rankedCuts(known, { root, founding, past, gifts, tabletOf })
  const weighing = weigh(known, { root, founding, past, gifts, cuts, tabletOf })
  for (const cut of cuts) if (weighing.mayBe(cut)) weighing.takeUnlessNobodyIsLeft(cut)
  const counting = known.filter(weighing.counts)
  return {
    founded: founding.id,
    persons: personsOf(counting, { root, past, cuts: cuts.filter(weighing.counts) }),
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

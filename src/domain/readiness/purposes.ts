import type { CasesPart } from '../cases/cases.ts'
import { seenShare } from '../incidents/indicators.ts'
import { outlineOf } from '../incidents/outline.ts'
import { drillsDone, everyIncident, isCompleted } from '../incidents/progress.ts'
import { isToBeTold } from '../lateEntry/isToBeTold.ts'
import type { OpenHall } from '../openHall.ts'

/** So many of so many. */
export interface Share {
  readonly done: number
  readonly of: number
}

/** One figure for each of the five purposes of the plan (1.1.1), in their order; null: nothing is known. */
export interface PurposeFigures {
  /** Tablets that had seen an alarm within 60 s, over all that was real and that this tablet still has whole. */
  readonly quick: Share | null
  /** Cases taken down while the operator was out of reach that have come to an end. */
  readonly served: Share | null
  /** Drills completed within a year. */
  readonly practised: number | null
  /** Customers of such cases who have heard what came of them. */
  readonly told: Share | null
  /** Incidents and completed drills that were evaluated. */
  readonly recorded: Share | null
}

const YEAR_MS = 365 * 86_400_000

/** How far the hall is with the five purposes at `now` (ms since 1970), as far as a tablet still has what shows it. */
export function purposeFigures(hall: OpenHall & CasesPart, now: number): PurposeFigures {
  const incidents = [...hall.incidents.values()]
  const deferred = [...hall.cases.values()].filter(({ reach, receipt }) => reach === 'out-of-reach' && receipt !== null)
  const settled = deferred.filter(({ end }) => end?.tell === true)
  const seen = incidents.filter(({ drill }) => !drill).flatMap((each) => seenShare(hall, each) ?? [])
  const drills = drillsDone(hall).filter(({ declaredAt }) => declaredAt > now - YEAR_MS).length
  return {
    quick:
      seen.length === 0
        ? null
        : { done: seen.reduce((sum, each) => sum + each.early, 0), of: seen.reduce((sum, each) => sum + each.of, 0) },
    served: share(deferred, ({ status }) => status === 'ended'),
    practised: everyIncident(hall).some(({ drill }) => drill) ? drills : null,
    told: share(settled, (each) => !isToBeTold(each)),
    recorded: share(
      incidents.filter((each) => each.over !== null && (!each.drill || isCompleted(outlineOf(each)))),
      ({ evaluations }) => evaluations.length > 0,
    ),
  }
}

const share = <Each>(all: readonly Each[], is: (each: Each) => boolean): Share | null =>
  all.length === 0 ? null : { done: all.filter(is).length, of: all.length }

import type { Mark } from '../incidents/mark.ts'
import type { BodyOf } from '../kind.ts'
import type { Team } from '../plans/plan.ts'
import type { drillKinds, drillPlanKinds } from './events.ts'
import type { Activity, networkDrillKinds } from './repeatedEvents.ts'

/** Something that was let happen by hand; without words it is an inject of the script before its time. */
export interface GivenInject extends Mark {
  readonly team: Team
  readonly text: string
}
/** What somebody who watched wrote down. */
export interface Observation extends Mark {
  readonly team: BodyOf<(typeof drillKinds)['ObservationNoted']>['team']
  readonly good: boolean
  readonly text: string
  /** Names of its sealed photographs. */
  readonly papers: readonly string[]
}
/** How somebody judged it. */
export interface Evaluation extends Mark {
  readonly scores: readonly (number | null)[]
  readonly strengths: string
  readonly problems: string
  readonly suggestions: string
}
/** How one tablet came through being cut off. */
export interface NetworkDrill extends BodyOf<(typeof networkDrillKinds)['NetworkDrillDone']> {
  readonly tablet: string
  readonly at: number
  readonly by: string | null
}

/** A drill that is to be held. */
export interface PlannedDrill extends BodyOf<(typeof drillPlanKinds)['DrillPlanned']> {
  readonly id: string
  readonly by: string | null
  readonly dropped: boolean
  /** The manager who agreed to it first, who may be whoever planned it; null: nobody yet. Whether that counts: `approvalOf`. */
  readonly approvedBy: string | null
  /** The first who agreed to it without having planned it; null: nobody yet. */
  readonly secondedBy: string | null
  /** The drill that was held for it, once it began. */
  readonly held: string | null
}

/** How tablets came through being cut off on purpose, oldest first, and what is done again and again besides drills. */
export interface NetworkDrillsPart {
  readonly networkDrills: readonly NetworkDrill[]
  /** When what is done again and again was done lately, ms since 1970, oldest first. */
  readonly activities: ReadonlyMap<Activity, readonly number[]>
}

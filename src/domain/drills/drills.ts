import type { Mark } from '../incidents/mark.ts'
import type { BodyOf } from '../kind.ts'
import type { drillKinds, drillPlanKinds, networkDrillKinds } from './events.ts'

/** What somebody who watched wrote down. */
export interface Observation extends Mark {
  readonly team: BodyOf<(typeof drillKinds)['ObservationNoted']>['team']
  readonly good: boolean
  readonly text: string
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
  /** The manager who agreed to it; null: nobody yet. */
  readonly approvedBy: string | null
  /** The drill that was held for it, once it began. */
  readonly held: string | null
}

/** How tablets came through being cut off on purpose, oldest first. */
export interface NetworkDrillsPart {
  readonly networkDrills: readonly NetworkDrill[]
}

import { stampTime } from '#log/stamp.ts'
import type { FoldOf } from '../hall.ts'
import { changeIncident, incidentOf, type Mark, markOf, recording } from '../incidents/incidents.ts'
import type { BodyOf } from '../kinds.ts'
import type { drillKinds, drillPlanKinds, networkDrillKinds } from './events.ts'

/** What somebody who watched wrote down. */
export interface Observation extends Mark {
  readonly team: BodyOf<'ObservationNoted'>['team']
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
export interface NetworkDrill extends BodyOf<'NetworkDrillDone'> {
  readonly tablet: string
  readonly at: number
  readonly by: string | null
}

/** A drill that is to be held. */
export interface PlannedDrill extends BodyOf<'DrillPlanned'> {
  readonly id: string
  readonly by: string | null
  readonly dropped: boolean
  /** The drill that was held for it, once it began. */
  readonly held: string | null
}

/** So many network drills are remembered. */
const MOST_NETWORK_DRILLS = 100

export const foldDrills: FoldOf<
  keyof typeof drillKinds | keyof typeof networkDrillKinds | keyof typeof drillPlanKinds
> = recording({
  InjectHandled(hall, event) {
    const found = incidentOf(hall, event)
    if (!found || found.injects.has(event.body.inject)) return
    changeIncident(hall, found, { injects: new Map(found.injects).set(event.body.inject, markOf(event)) })
  },
  ObservationNoted(hall, event) {
    const found = incidentOf(hall, event)
    if (found)
      changeIncident(hall, found, { observations: [...found.observations, { ...markOf(event), ...event.body }] })
  },
  EvaluationMade(hall, event) {
    const found = incidentOf(hall, event)
    // Several may judge; the last word of each counts.
    if (!found) return
    const others = found.evaluations.filter(({ by }) => by !== event.by)
    changeIncident(hall, found, { evaluations: [...others, { ...markOf(event), ...event.body }] })
  },
  DrillPlanned(hall, { subject: id, body, by }) {
    if (!hall.plannedDrills.has(id)) hall.plannedDrills.set(id, { ...body, id, by, dropped: false, held: null })
  },
  DrillDropped(hall, { subject }) {
    const found = hall.plannedDrills.get(subject)
    if (found) hall.plannedDrills.set(subject, { ...found, dropped: true })
  },
  NetworkDrillDone(hall, { subject, body, by, stamp }) {
    const done: NetworkDrill = { ...body, tablet: subject, at: stampTime(stamp), by }
    hall.networkDrills = [...hall.networkDrills.slice(1 - MOST_NETWORK_DRILLS), done]
  },
})

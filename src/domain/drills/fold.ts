import { stampTime } from '#log/stamp.ts'
import { slice } from '../daily.ts'
import { DAYS_AS_ROW, isLongAgo } from '../forgetting.ts'
import { changeIncident, incidentOf } from '../incidents/change.ts'
import type { IncidentsPart } from '../incidents/incidents.ts'
import { markOf } from '../incidents/mark.ts'
import type { Folding, FoldOf } from '../slice.ts'
import type { NetworkDrill, NetworkDrillsPart } from './drills.ts'
import { type drillKinds, type drillPlanKinds, networkDrillKinds } from './events.ts'

export const foldDrills: FoldOf<typeof drillKinds & typeof drillPlanKinds, Folding<IncidentsPart>> = {
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
    if (hall.plannedDrills.has(id)) return
    hall.plannedDrills.set(id, { ...body, id, by, dropped: false, approvedBy: null, held: null })
  },
  DrillApproved(hall, { subject, by }) {
    const found = hall.plannedDrills.get(subject)
    if (found && found.approvedBy === null) hall.plannedDrills.set(subject, { ...found, approvedBy: by })
  },
  DrillDropped(hall, { subject }) {
    const found = hall.plannedDrills.get(subject)
    if (found) hall.plannedDrills.set(subject, { ...found, dropped: true })
  },
}

/** So many network drills are remembered. */
const MOST_NETWORK_DRILLS = 100

const foldNetworkDrills: FoldOf<typeof networkDrillKinds, Folding<NetworkDrillsPart>> = {
  NetworkDrillDone(hall, { subject, body, by, stamp }) {
    const done: NetworkDrill = { ...body, tablet: subject, at: stampTime(stamp), by }
    hall.networkDrills = [...hall.networkDrills.slice(1 - MOST_NETWORK_DRILLS), done]
  },
}

export const networkDrillsSlice = slice<NetworkDrillsPart>()('networkDrills', {
  start: { networkDrills: [] },
  needs: [],
  kinds: networkDrillKinds,
  folds: foldNetworkDrills,
  forgets: {
    networkDrills: (hall, closed) => hall.networkDrills.filter(({ at }) => !isLongAgo(at, closed, DAYS_AS_ROW)),
  },
})

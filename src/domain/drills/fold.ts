import { changeIncident, incidentOf } from '../incidents/change.ts'
import type { IncidentsPart } from '../incidents/incidents.ts'
import { markOf } from '../incidents/mark.ts'
import type { Folding, FoldOf } from '../slice.ts'
import type { drillKinds, drillPlanKinds } from './events.ts'

export const foldDrills: FoldOf<typeof drillKinds & typeof drillPlanKinds, Folding<IncidentsPart>> = {
  InjectGiven(hall, event) {
    const found = incidentOf(hall, event)
    const { inject, team, text } = event.body
    if (!found?.drill || found.over || found.given.has(inject)) return
    changeIncident(hall, found, { given: new Map(found.given).set(inject, { ...markOf(event), team, text }) })
  },
  InjectHandled(hall, event) {
    const found = incidentOf(hall, event)
    if (!found || found.injects.has(event.body.inject)) return
    changeIncident(hall, found, { injects: new Map(found.injects).set(event.body.inject, markOf(event)) })
  },
  ObservationNoted(hall, event) {
    const found = incidentOf(hall, event)
    if (!found) return
    const seen = { ...markOf(event), ...event.body, papers: event.papers }
    changeIncident(hall, found, { observations: [...found.observations, seen] })
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
    hall.plannedDrills.set(id, { ...body, id, by, dropped: false, approvedBy: null, secondedBy: null, held: null })
  },
  DrillApproved(hall, { subject, by }) {
    const found = hall.plannedDrills.get(subject)
    if (!found) return
    const secondedBy = found.secondedBy ?? (by === found.by ? null : by)
    hall.plannedDrills.set(subject, { ...found, approvedBy: found.approvedBy ?? by, secondedBy })
  },
  DrillDropped(hall, { subject }) {
    const found = hall.plannedDrills.get(subject)
    if (found) hall.plannedDrills.set(subject, { ...found, dropped: true })
  },
}

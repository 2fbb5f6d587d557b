import { changeIncident, incidentOf } from '../incidents/change.ts'
import type { IncidentsPart } from '../incidents/incidents.ts'
import { markOf } from '../incidents/mark.ts'
import type { Folding, FoldOf } from '../slice.ts'
import type { Casualty } from './casualties.ts'
import type { casualtyKinds } from './events.ts'

export const foldCasualties: FoldOf<typeof casualtyKinds, Folding<IncidentsPart>> = {
  CasualtyFound(hall, event) {
    const found = incidentOf(hall, event)
    const { casualty: id, severity, place } = event.body
    if (!found || found.casualties.has(id)) return
    const casualty: Casualty = { ...markOf(event), id, severity, place, whereabouts: 'here', paper: null }
    changeIncident(hall, found, { casualties: new Map(found.casualties).set(id, casualty) })
  },

  CasualtyChanged(hall, event) {
    const found = incidentOf(hall, event)
    const { casualty: id, severity, whereabouts } = event.body
    const before = found?.casualties.get(id)
    if (!found || !before) return
    const casualties = new Map(found.casualties).set(id, { ...before, severity, whereabouts })
    changeIncident(hall, found, { casualties })
  },

  CasualtyPaperKept(hall, event) {
    const found = incidentOf(hall, event)
    const before = found?.casualties.get(event.body.casualty)
    const [paper] = event.papers ?? []
    if (!found || !before || paper === undefined) return
    changeIncident(hall, found, { casualties: new Map(found.casualties).set(before.id, { ...before, paper }) })
  },

  HandedOver(hall, event) {
    const found = incidentOf(hall, event)
    if (!found) return
    changeIncident(hall, found, { handovers: [...found.handovers, { ...markOf(event), ...event.body }] })
  },
}

import { changeIncident, incidentOf } from '../incidents/change.ts'
import type { IncidentsPart } from '../incidents/incidents.ts'
import { markOf } from '../incidents/mark.ts'
import type { Folding, FoldOf } from '../slice.ts'
import type { wayKinds } from './events.ts'

/** What is said of ways belongs to the incident in which it is said. */
export const foldWays: FoldOf<typeof wayKinds, Folding<IncidentsPart>> = {
  WayBlocked(hall, event) {
    const found = incidentOf(hall, event)
    if (!found) return
    const { way, name } = event.body
    changeIncident(hall, found, { ways: [...found.ways, { ...markOf(event), way, name, blocked: true }] })
  },
  WayFree(hall, event) {
    const found = incidentOf(hall, event)
    if (!found) return
    const { way, name } = event.body
    changeIncident(hall, found, { ways: [...found.ways, { ...markOf(event), way, name, blocked: false }] })
  },
  SweepTakenBack(hall, event) {
    const found = incidentOf(hall, event)
    if (!found?.zones.has(event.body.zone)) return
    const zones = new Map(found.zones)
    zones.delete(event.body.zone)
    changeIncident(hall, found, { zones })
  },
}

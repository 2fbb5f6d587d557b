import { changeIncident, incidentOf } from '../incidents/change.ts'
import type { IncidentsPart } from '../incidents/incidents.ts'
import { markOf } from '../incidents/mark.ts'
import type { Folding, FoldOf } from '../slice.ts'
import type { reportKinds } from './events.ts'
import type { Report } from './reports.ts'

export const foldReports: FoldOf<typeof reportKinds, Folding<IncidentsPart>> = {
  FigureTold(hall, event) {
    const found = incidentOf(hall, event)
    if (!found) return
    const { figure, value, verified } = event.body
    changeIncident(hall, found, { figures: new Map(found.figures).set(figure, { ...markOf(event), value, verified }) })
  },

  ReportIssued(hall, event) {
    const found = incidentOf(hall, event)
    if (!found) return
    // Two offices that were apart may both have sent a first report: both went out, both are kept.
    changeIncident(hall, found, { reports: [...found.reports, { ...markOf(event), ...event.body } as Report] })
  },
}

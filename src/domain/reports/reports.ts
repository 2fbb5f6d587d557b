import type { FoldOf } from '../hall.ts'
import { changeIncident, incidentOf, type Mark, markOf, recording } from '../incidents/incidents.ts'
import type { FIGURES, REPORTS, reportKinds } from './events.ts'

export type FigureName = (typeof FIGURES)[number]
export type ReportKind = (typeof REPORTS)[number]

/** A number, and whether somebody has verified it. */
export interface Figure {
  readonly value: number
  readonly verified: boolean
}
/** A figure that somebody gave. */
export interface ToldFigure extends Figure, Mark {}
/** A report that went out, word by word. */
export interface Report extends Mark {
  readonly report: ReportKind
  readonly number: string
  readonly fields: Readonly<Record<string, string>>
  readonly figures: Readonly<Partial<Record<FigureName, Figure | null>>>
}

export const foldReports: FoldOf<keyof typeof reportKinds> = recording({
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
})

import { casesSlice } from '../cases/fold.ts'
import { commandsOf, needRole } from '../command.ts'
import { businessDay } from '../day/businessDay.ts'
import { ofIncident } from '../incidents/commands.ts'
import { incidentBy } from '../incidents/queries.ts'
import type { reportKinds } from './events.ts'
import { figuresOf, reportNumber } from './queries.ts'
import type { FigureName, ReportKind } from './reports.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['first-report-is-missing', 'incident-goes-on', 'incident-unknown'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof reportKinds, Why>()(casesSlice)

/** Gives a figure, or says that it is verified. Anybody may count; who did is recorded. */
export const tellFigure = command<{ incident: string; figure: FigureName; value: number; verified: boolean }>(
  'tellFigure',
  (hall, { incident, figure, value, verified }) => {
    const found = incidentBy(hall, incident)
    if (!found) return refuse('incident-unknown')
    return accept(ofIncident(found, { kind: 'FigureTold', body: { figure, value, verified } }))
  },
)

/**
 * Sends a report out, as it is worded. Signed by a manager (plan-study §6.2); in a drill by anybody who is signed in. A
 * follow-up needs a first report, a final one the end of the incident.
 */
export const issueReport = command<{
  incident: string
  report: ReportKind
  fields: Readonly<Record<string, string>>
}>('issueReport', (hall, { incident, report, fields }, situation) => {
  const found = incidentBy(hall, incident)
  if (!found) return refuse('incident-unknown')
  const refusal = needRole(hall, situation, ...(found.drill ? EVERYBODY : (['manager'] as const)))
  if (refusal) return refusal
  if (report === 'follow-up' && found.reports.length === 0) return refuse('first-report-is-missing')
  if (report === 'final' && !found.over) return refuse('incident-goes-on')
  const number = reportNumber(hall, found, businessDay(hall, found.declaredAt), found.reports.length + 1)
  const body = { report, number, fields: { ...fields }, figures: figuresOf(hall, found) }
  return accept(ofIncident(found, { kind: 'ReportIssued', body }))
})

const EVERYBODY = ['manager', 'front', 'back-office', 'tech', 'security'] as const

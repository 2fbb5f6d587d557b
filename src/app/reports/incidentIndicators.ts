import { callsOf } from '#content/plans/calls.ts'
import { zonesToSweep } from '#domain/floorPlan/queries.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { type Indicators, indicatorsOf } from '#domain/incidents/indicators.ts'
import type { Plan } from '#domain/plans/plan.ts'
import type { Hall } from '#domain/whole.ts'

/** How an incident went by its own plan: the same figures in a report and in an evaluation. */
export const incidentIndicators = (hall: Hall, incident: Incident, plan: Plan): Indicators =>
  indicatorsOf(hall, incident, { lines: plan.lines, calls: callsOf(plan.id), zones: zonesToSweep(hall) })

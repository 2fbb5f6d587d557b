import { callsOf } from '#content/plans/calls.ts'
import type { FloorPart } from '#domain/floorPlan/floorPlan.ts'
import { zonesToSweep } from '#domain/floorPlan/queries.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { type Indicators, indicatorsOf } from '#domain/incidents/indicators.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { Plan } from '#domain/plans/plan.ts'

/** How an incident went by its own plan: the same figures in a report and in an evaluation. */
export const incidentIndicators = (hall: OpenHall & FloorPart, incident: Incident, plan: Plan): Indicators =>
  indicatorsOf(hall, incident, { lines: plan.lines, calls: callsOf(plan.id), zones: zonesToSweep(hall) })

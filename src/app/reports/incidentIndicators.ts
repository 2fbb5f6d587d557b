import { callsOf } from '#content/plans/calls.ts'
import { zonesIn } from '#domain/drills/asked.ts'
import type { FloorPart } from '#domain/floorPlan/floorPlan.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { type Indicators, indicatorsOf } from '#domain/incidents/indicators.ts'
import { plansOf } from '#domain/incidents/progress.ts'
import type { OpenHall } from '#domain/openHall.ts'
import type { Plan } from '#domain/plans/plan.ts'

/** How an incident went by its own plan: the same figures in a report and in an evaluation. */
export const incidentIndicators = (hall: OpenHall & FloorPart, incident: Incident, plan: Plan): Indicators =>
  indicatorsOf(hall, incident, {
    lines: plan.lines,
    calls: plansOf(incident).flatMap(callsOf),
    zones: zonesIn(hall, incident),
  })

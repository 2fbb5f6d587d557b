import { teamsIn } from '#domain/drills/range.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { plansOf } from '#domain/incidents/progress.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { type Plan, TEAMS } from '#domain/plans/plan.ts'
import { planOf } from './library.ts'

/**
 * The plan by which something goes: of a drill with the lines of the teams that take part and of no others (1.1.50), of a
 * combined one with those of its further plans as well (1.1.51).
 */
export function planBy(hall: OpenHall, incident: Incident): Plan | undefined {
  const plan = planOf(incident.plan)
  const teams = teamsIn(hall, incident)
  if (!plan || (incident.further.length === 0 && teams.length === TEAMS.length)) return plan
  const lines = plansOf(incident).flatMap((id) => planOf(id)?.lines ?? [])
  return { ...plan, lines: lines.filter(({ team }) => teams.includes(team)) }
}

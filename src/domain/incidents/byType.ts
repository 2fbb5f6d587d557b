/** @module How often each plan was needed and exercised in a time, those that never were as well (1.1.3). */
import { businessDay } from '../day/businessDay.ts'
import type { OpenHall } from '../openHall.ts'
import { LEVELS, type Level } from '../plans/plan.ts'
import type { Incident, Scenario } from './incidents.ts'
import { everyIncident, isCompleted, plansOf } from './progress.ts'

/** What there was of one plan. */
export interface OfType {
  /** What was real, by level. */
  readonly real: Readonly<Record<Level, number>>
  /** Drills that were carried out. */
  readonly drills: number
}

/** What there was of each of these plans on the days that count: `counts('2026-11-23')`. Every plan is in it, also with nothing. */
export function byType(
  hall: OpenHall,
  plans: readonly string[],
  counts: (day: string) => boolean,
): ReadonlyMap<string, OfType> {
  const found = everyIncident(hall).filter(({ declaredAt }) => counts(businessDay(hall, declaredAt)))
  return new Map(
    plans.map((plan) => {
      const real = found.filter((each) => !each.drill && each.plan === plan)
      const realAt = (level: Level) => real.filter((each) => each.level === level).length
      const [one, two, three, four] = LEVELS.map(realAt)
      return [
        plan,
        {
          real: { 1: one ?? 0, 2: two ?? 0, 3: three ?? 0, 4: four ?? 0 },
          drills: found.filter((each) => isCompleted(each) && plansOf(each).includes(plan)).length,
        },
      ]
    }),
  )
}

/** A scenario with the incident in which it was said. */
export type Proposed = Pick<Incident, 'id' | 'declaredAt'> & { readonly scenario: Scenario }

/** Scenarios that were said in something real, the newest first: those that a manager has still to judge, or those adopted. */
export const scenarios = (hall: OpenHall, adopted: true | null): Proposed[] =>
  [...hall.incidents.values()]
    .flatMap(({ id, drill, declaredAt, scenario }) =>
      !drill && scenario && scenario.adopted === adopted ? [{ id, declaredAt, scenario }] : [],
    )
    .sort((a, b) => b.declaredAt - a.declaredAt)

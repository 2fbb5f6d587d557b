import { plannedOf, teamsIn } from '../drills/range.ts'
import { tabletsAsked } from '../drills/within.ts'
import type { FloorPart } from '../floorPlan/floorPlan.ts'
import type { OpenHall } from '../openHall.ts'
import { type ChecklistLine, TEAMS } from '../plans/plan.ts'
import type { Incident } from './incidents.ts'
import { isAcknowledged } from './progress.ts'

/**
 * How an incident went, in figures (plan-study §3.4 and §4.7). Null where nothing is known: no data is not zero, and what
 * lies before the start by wrong clocks, or because it was declared late, took no time that anybody knows.
 */
export interface Indicators {
  /** Share (0–1) of the tablets that had seen the alarm after 60 s; aim ≥ 0.9. */
  readonly seenWithin60s: number | null
  /** Share (0–1) of the ★ lines with a target from the start that were done in time; aim ≥ 0.95. */
  readonly starsInTime: number | null
  /** ★ lines that were not done at all. */
  readonly starsMissed: readonly string[]
  /** Ms from the start to the call of 119, 110 or 120, where the plan has such a line; aim ≤ 60 s for a fire. */
  readonly calledAfter: number | null
  /** Ms from the start to the last zone searched, once all are; aim ≤ 3 min. */
  readonly evacuatedAfter: number | null
  /** People still missing by the last count; aim 0. */
  readonly missing: number | null
  /** Ms from the start to the end. */
  readonly lasted: number | null
  /** Ms from the start to the first written report. */
  readonly reportedAfter: number | null
}

const SEEN_WITHIN_MS = 60_000

/** The figures of an incident. `calls`: the lines that call for help, e.g. `P01-BO-1`; `zones`: what was to be searched. */
export function indicatorsOf(
  hall: OpenHall,
  incident: Incident,
  given: {
    readonly lines: readonly ChecklistLine[]
    readonly calls: readonly string[]
    readonly zones: readonly string[]
  },
): Indicators {
  const since = (at: number | undefined) =>
    at === undefined || at < incident.declaredAt ? null : at - incident.declaredAt
  const seen = seenShare(hall, incident)
  const stars = given.lines.filter(({ star, target }) => star && target.after === null && !target.repeats)
  const inTime = stars.filter(({ id, target }) => {
    const tick = incident.ticks.get(id)
    return tick !== undefined && tick.at - incident.declaredAt <= target.seconds * 1000
  })
  const staff = [...incident.staff.values()]
  const swept = given.zones.map((zone) => incident.zones.get(zone)?.at)
  const called = given.calls.flatMap((id) => incident.ticks.get(id)?.at ?? [])
  return {
    seenWithin60s: seen && seen.early / seen.of,
    starsInTime: stars.length === 0 ? null : inTime.length / stars.length,
    starsMissed: given.lines.filter(({ star, id }) => star && !incident.ticks.has(id)).map(({ id }) => id),
    calledAfter: called.length === 0 ? null : since(Math.min(...called)),
    evacuatedAfter:
      swept.length > 0 && swept.every((at) => at !== undefined) ? since(Math.max(...swept.map((at) => at ?? 0))) : null,
    missing:
      staff.length === 0 && incident.visitors === null
        ? null
        : staff.filter(({ state }) => state === 'missing').length + (incident.visitors?.missing ?? 0),
    lasted: since(incident.over?.at),
    reportedAfter: since(incident.reports[0]?.at),
  }
}

/**
 * How many of the tablets that were to be alarmed had seen it within 60 s; null where there are none, and of a drill of
 * some teams, which goes by who was signed in where.
 */
export function seenShare(
  hall: OpenHall & Partial<FloorPart>,
  incident: Incident,
): { readonly early: number; readonly of: number } | null {
  const picked = plannedOf(hall, incident)?.tablets ?? []
  const tablets = tabletsAsked(hall, incident, picked)
  const isOfSome = picked.length === 0 && teamsIn(hall, incident).length < TEAMS.length
  if (tablets.length === 0 || isOfSome) return null
  const soon = {
    ...incident,
    acks: new Map([...incident.acks].filter(([, { at }]) => at - incident.declaredAt <= SEEN_WITHIN_MS)),
  }
  return { early: tablets.filter(({ id }) => isAcknowledged(hall, soon, id)).length, of: tablets.length }
}

import type { Incident } from '../incidents/incidents.ts'
import { drillsDone } from '../incidents/progress.ts'
import type { BodyOf } from '../kind.ts'
import type { OpenHall } from '../openHall.ts'
import type { ChecklistLine, Team } from '../plans/plan.ts'
import type { Evaluation, NetworkDrillsPart, PlannedDrill } from './drills.ts'
import { ITEM_WEIGHTS, type networkDrillKinds } from './events.ts'

/** Something that the script of a drill lets happen, so many seconds after the start, to one team. */
export interface Inject {
  /** `P01-I1` */
  readonly id: string
  readonly seconds: number
  readonly team: Team
}

/** Injects that are due for these teams and not dealt with, the oldest first. Worked out on every tablet alone. */
export function dueInjects<I extends Inject>(
  incident: Incident,
  script: readonly I[],
  teams: readonly Team[],
  now: number,
): I[] {
  if (!incident.drill || incident.over) return []
  return script.filter(
    (inject) => teams.includes(inject.team) && now >= injectAt(incident, inject) && !incident.injects.has(inject.id),
  )
}

/** When the script lets it happen. Ms since 1970. */
const injectAt = ({ declaredAt }: Incident, { seconds }: Inject): number => declaredAt + seconds * 1000

/** How long (ms) it took until it was dealt with; null: it was not. */
export function injectTook(incident: Incident, inject: Inject): number | null {
  const done = incident.injects.get(inject.id)
  return done ? done.at - injectAt(incident, inject) : null
}

/** The grade of a score (plan-study §3.6): 优, 良, 中, 合格, 不合格. */
export type Grade = 'excellent' | 'good' | 'fair' | 'pass' | 'fail'
/** What an evaluation comes to. */
export interface Score {
  /** 0–100, one decimal; null when nothing applied. */
  readonly points: number | null
  readonly grade: Grade | null
  /** A ★ of a plan about lives was missed: not more than 69. */
  readonly capped: boolean
}

const CAP = 69

/** Points by the weights of what applied, scaled to 100; capped when a ★ was missed in a plan about lives. */
export function scoreOf(evaluation: Pick<Evaluation, 'scores'>, starsMissed: boolean): Score {
  let reached = 0
  let possible = 0
  evaluation.scores.forEach((score, at) => {
    if (score === null) return
    reached += (score / 5) * (ITEM_WEIGHTS[at] ?? 0)
    possible += ITEM_WEIGHTS[at] ?? 0
  })
  if (possible === 0) return { points: null, grade: null, capped: false }
  const raw = Math.round((reached / possible) * 1000) / 10
  const capped = starsMissed && raw > CAP
  const points = capped ? CAP : raw
  return { points, capped, grade: gradeOf(points) }
}

function gradeOf(points: number): Grade {
  if (points >= 90) return 'excellent'
  if (points >= 80) return 'good'
  if (points >= 70) return 'fair'
  return points >= 60 ? 'pass' : 'fail'
}

/** What counts towards something that is to be done again and again: drills of one plan, any drill, or of being cut off. */
export type Counted = { readonly drillsOf: string } | 'any-drill' | 'network-drill'

/** How often it was done since a moment (1.1.52); a drill that was aborted or cut short does not count. */
export function timesDone(hall: OpenHall & NetworkDrillsPart, counted: Counted, since: number): number {
  if (counted === 'network-drill') return hall.networkDrills.filter(({ at }) => at > since).length
  const lately = drillsDone(hall).filter(({ declaredAt }) => declaredAt > since)
  return counted === 'any-drill' ? lately.length : lately.filter(({ plan }) => plan === counted.drillsOf).length
}

/** How often each team acted in drills of each plan since a moment: what stands at 0 was never exercised (1.1.50). */
export function exercisedSince(
  hall: OpenHall,
  since: number,
  plans: readonly { readonly id: string; readonly lines: readonly ChecklistLine[] }[],
): ReadonlyMap<string, Readonly<Partial<Record<Team, number>>>> {
  const drills = drillsDone(hall).filter(({ declaredAt }) => declaredAt >= since)
  return new Map(
    plans.map(({ id, lines }) => {
      const counts: Partial<Record<Team, number>> = {}
      for (const { plan, done } of drills) {
        if (plan !== id) continue
        for (const { id: line, team } of lines) if (done.includes(line)) counts[team] = (counts[team] ?? 0) + 1
      }
      return [id, counts]
    }),
  )
}

/** How many minutes a tablet may be cut off for on purpose. */
export const NETWORK_DRILL_MINUTES = [5, 10, 15] as const

/** A network drill that a tablet has begun, by its own clock (ms). */
export interface BegunNetworkDrill {
  readonly since: number
  /** When it ends by itself. */
  readonly until: number
  /** Events that waited for the hall server when it began. */
  readonly unsentBefore: number
  /** Events written on this tablet since. */
  readonly written: number
}

/** A network drill of so many minutes that begins now, on a tablet with so many events that wait for the hall server. */
export const beginNetworkDrill = (minutes: number, now: number, unsent: number): BegunNetworkDrill => ({
  since: now,
  until: now + minutes * 60_000,
  unsentBefore: unsent,
  written: 0,
})

/** The same drill where so many events wait now: nothing goes out meanwhile, so what came to them was written in it. */
export const networkDrillWith = (drill: BegunNetworkDrill, unsent: number): BegunNetworkDrill => ({
  ...drill,
  written: Math.max(drill.written, unsent - drill.unsentBefore),
})

/**
 * How it went: back on the network at `backAt`, everything at the server at `settledAt`, which therefore has all that was
 * written. Early is what ends more than a second before its time: a timer is never quite on time.
 */
export const networkDrillResult = (
  { since, until, written }: BegunNetworkDrill,
  { backAt, settledAt }: { readonly backAt: number; readonly settledAt: number },
): BodyOf<(typeof networkDrillKinds)['NetworkDrillDone']> => ({
  cutMs: Math.max(0, backAt - since),
  written,
  kept: written,
  settledMs: Math.max(0, settledAt - backAt),
  early: backAt < until - 1_000,
})

/** Drills that are to be held, the next one first; what was dropped or held is not among them. */
export const plannedDrills = (hall: OpenHall): PlannedDrill[] =>
  [...hall.plannedDrills.values()]
    .filter(({ dropped, held }) => !dropped && held === null)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1))

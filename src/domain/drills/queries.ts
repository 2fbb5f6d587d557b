import { businessDay } from '../day/businessDay.ts'
import { openingAt } from '../day/opening.ts'
import type { Incident, Outline } from '../incidents/incidents.ts'
import { drillsDone, monthsAfter, plansOf } from '../incidents/progress.ts'
import type { BodyOf } from '../kind.ts'
import type { OpenHall } from '../openHall.ts'
import type { ChecklistLine, Team } from '../plans/plan.ts'
import type { Evaluation, NetworkDrillsPart, PlannedDrill } from './drills.ts'
import { ITEM_WEIGHTS } from './events.ts'
import type { Activity, networkDrillKinds } from './repeatedEvents.ts'

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
  return script
    .filter((inject) => teams.includes(inject.team) && injectState(incident, inject, now) === 'open')
    .sort((a, b) => injectAt(incident, a) - injectAt(incident, b))
}

/** When it happens: when somebody let it, or when the script does. Ms since 1970. */
const injectAt = ({ declaredAt, given }: Incident, { id, seconds }: Inject): number =>
  given.get(id)?.at ?? declaredAt + seconds * 1000

/** How an inject of a drill stands, for whoever runs it. */
export type InjectState = 'to-come' | 'open' | 'handled'

/** How an inject stands now. */
export function injectState(incident: Incident, inject: Inject, now: number): InjectState {
  if (incident.injects.has(inject.id)) return 'handled'
  return now >= injectAt(incident, inject) ? 'open' : 'to-come'
}

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

/**
 * What counts towards something that is to be done again and again: drills of one plan, any drill, drills that were planned
 * in one form or with several plans together, being cut off on purpose, and what somebody noted.
 */
export type Counted =
  | { readonly drillsOf: string }
  | { readonly form: PlannedDrill['form'] }
  | { readonly breadth: NonNullable<PlannedDrill['breadth']> }
  | { readonly noted: Activity }
  | 'any-drill'
  | 'network-drill'

/** When it was done, ms since 1970; a drill that was aborted or cut short does not count. */
function timesOf(hall: OpenHall & NetworkDrillsPart, counted: Counted): readonly number[] {
  if (counted === 'network-drill') return hall.networkDrills.map(({ at }) => at)
  if (typeof counted === 'object' && 'noted' in counted) return hall.activities.get(counted.noted) ?? []
  const planned = new Map([...hall.plannedDrills.values()].map((each) => [each.held, each]))
  const counts = ({ id, ...drill }: Outline): boolean => {
    if (counted === 'any-drill') return true
    if ('drillsOf' in counted) return plansOf(drill).includes(counted.drillsOf)
    const found = planned.get(id)
    return 'form' in counted ? found?.form === counted.form : found?.breadth === counted.breadth
  }
  return drillsDone(hall)
    .filter(counts)
    .map(({ declaredAt }) => declaredAt)
}

/** How often it was done since a moment (1.1.52). */
export const timesDone = (hall: OpenHall & NetworkDrillsPart, counted: Counted, since: number): number =>
  timesOf(hall, counted).filter((at) => at > since).length

/** How often something is to be done: at least every so many months, or every so many hours in which the hall is open. */
export type Every = { readonly months: number } | { readonly hours: number }

/** When something was done last, and whether it is to be done again now. */
export interface Regularity {
  /** Ms since 1970; null: never. */
  readonly last: number | null
  /** How often lately: within a year, or, of what is due every few hours, since the day began. */
  readonly times: number
  /** How often it should have been within a year; null: that goes by the hours. */
  readonly wanted: number | null
  readonly isDue: boolean
}

const YEAR_MS = 365 * 86_400_000

/** How something stands that is to be done again and again (1.1.52, plan-study §4.2). */
export function regularityOf(
  hall: OpenHall & NetworkDrillsPart,
  { counts, every }: { readonly counts: Counted; readonly every: Every },
  now: number,
): Regularity {
  const done = timesOf(hall, counts).filter((at) => at <= now)
  const last = done.length === 0 ? null : Math.max(...done)
  if ('hours' in every) {
    const before = now - every.hours * 3_600_000
    const isOpen = (at: number) => openingAt(hall.settings, at)?.isOpen !== false
    const today = businessDay(hall, now)
    const times = done.filter((at) => businessDay(hall, at) === today).length
    // It is missed by whoever was there all the time: nobody is late in the first hours after the doors have opened.
    return { last, times, wanted: null, isDue: isOpen(now) && isOpen(before) && (last === null || last < before) }
  }
  const wanted = Math.ceil(12 / every.months)
  const times = done.filter((at) => at > now - YEAR_MS).length
  return { last, times, wanted, isDue: last === null || now > monthsAfter(last, every.months) || times < wanted }
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
      for (const { done, ...drill } of drills) {
        if (!plansOf(drill).includes(id)) continue
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

/**
 * The same drill where so many events wait now: nothing goes out meanwhile, so what came to them was written in it. What was
 * on its way out as it began had gone out, once that is heard.
 */
export function networkDrillWith(drill: BegunNetworkDrill, unsent: number): BegunNetworkDrill {
  const unsentBefore = Math.min(drill.unsentBefore, unsent)
  return { ...drill, unsentBefore, written: Math.max(drill.written, unsent - unsentBefore) }
}

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

/** @module How far an incident is and how it went: who has answered, what is left of its checklist, who is missed, what drills are due. */
import { type DrillHall, isExpectedIn } from '../drills/range.ts'
import type { OpenHall } from '../openHall.ts'
import type { ChecklistLine } from '../plans/plan.ts'
import { inCharge, onDuty } from '../roster/queries.ts'
import type { RosterPart } from '../roster/roster.ts'
import { presentStaff } from '../staff/queries.ts'
import type { StaffMember } from '../staff/staff.ts'
import { tabletOf } from '../tablets/queries.ts'
import type { SEARCHES } from './events.ts'
import { COMPLETED, type Incident, type Moment, type Outline } from './incidents.ts'
import type { Mark } from './mark.ts'
import { outlineOf } from './outline.ts'

/** Every plan that it is for: of a combined drill several. */
export const plansOf = ({ plan, further }: Pick<Incident, 'plan' | 'further'>): readonly string[] => [
  ...new Set([plan, ...further]),
]

/** Whether this tablet has seen the alarm: any journal of it counts. */
export const isAcknowledged = (hall: OpenHall, incident: Incident, tablet: string): boolean =>
  [...incident.acks.keys()].some((journal) => tabletOf(hall, journal)?.id === tablet)

/** So long (ms) after an alarm nobody is named who has not answered it: they may be on their way. */
export const ANSWERED_WITHIN_MS = 60_000

/** Who has answered an alarm. */
export interface Answers {
  /** On duty, and so far they have neither said 已收到 nor done anything, nor has anybody accounted for them. */
  readonly missing: readonly StaffMember[]
  /** Tablets on which somebody said 已收到 without having signed in: whoever it was may be among the missing. */
  readonly unnamed: number
}

/** Who of those on duty has answered, by name: what somebody did on any tablet counts. */
export function answersTo(hall: DrillHall, incident: Incident, now: number): Answers {
  const heard = heardIn(incident)
  // Whoever started it may have said so afterwards.
  const isKnown = ({ journal }: Mark) => journal === incident.journal && incident.declaredBy !== null
  return {
    missing: onDuty(hall, now).filter((person) => !heard.has(person.id) && isExpectedIn(hall, incident, person, now)),
    unnamed: [...incident.acks.values()].filter((ack) => ack.by === null && !isKnown(ack)).length,
  }
}

/** Whoever did something in an incident or was accounted for. */
const heardIn = (incident: Incident): ReadonlySet<string | null> =>
  new Set([...incident.history.map(({ by }) => by), ...incident.staff.keys(), incident.declaredBy])

/** How one looks for somebody who does not answer. */
export type Search = (typeof SEARCHES)[number]

/** When this person was first looked for, each way; null: not yet. */
export const searchesFor = ({ history }: Incident, staff: string): Readonly<Record<Search, Moment | null>> => {
  const first = (how: Search) =>
    history.find(({ kind, body }) => kind === 'StaffSought' && body.staff === staff && body.how === how) ?? null
  return { telephone: first('telephone'), runner: first('runner') }
}

/** A line still to do; `lateMs` negative: time left; null: it waits for something else. */
export interface LineLeft {
  readonly line: ChecklistLine
  readonly lateMs: number | null
}

/**
 * Lines still to do, in the order given, and how late each is. A line that comes again and again is there once: its next
 * round, under the line's id with the number of the round, due so long after the last one.
 */
export function linesLeft(incident: Incident, lines: readonly ChecklistLine[], now: number): LineLeft[] {
  return lines.flatMap((line): LineLeft[] => {
    const { after, seconds, repeats } = line.target
    if (repeats) {
      const { next, since } = nextRound(incident, line.id)
      return [{ line: { ...line, id: next }, lateMs: now - since - seconds * 1000 }]
    }
    if (incident.ticks.has(line.id)) return []
    return [{ line, lateMs: after === null ? now - incident.declaredAt - seconds * 1000 : null }]
  })
}

/** How many of these lines were done; a line that comes again counts once. */
export const linesDone = (incident: Incident, lines: readonly ChecklistLine[]): number =>
  lines.filter(({ id }) => incident.ticks.has(id)).length

/** Every round of a line that has been ticked, in order: `P03-CMD-5`, `P03-CMD-5.2` … A line that comes once has one. */
export function roundsDone(incident: Incident, line: string): string[] {
  const done: string[] = []
  for (let id = line; incident.ticks.has(id); id = `${line}.${done.length + 1}`) done.push(id)
  return done
}

function nextRound(incident: Incident, line: string): { readonly next: string; readonly since: number } {
  const done = roundsDone(incident, line)
  const last = incident.ticks.get(done.at(-1) ?? '')
  return { next: done.length === 0 ? line : `${line}.${done.length + 1}`, since: last?.at ?? incident.declaredAt }
}

/** Who is in charge: whoever took command, whether they have not signed that, and by succession who should. */
export const commandOf = (hall: OpenHall & RosterPart, incident: Incident, now: number) => ({
  acting: incident.command.by,
  isUnsigned:
    momentsOf(incident).findLast(({ kind, stands }) => kind === 'CommandTaken' && stands !== 'no')?.stands ===
    'unsigned',
  due: inCharge(hall, now)?.id ?? null,
})

/** Who is counted by name: those on duty who take part, and whoever answered or was accounted for although nobody had expected them. */
export function rollCall(hall: DrillHall, incident: Incident, now: number): StaffMember[] {
  const here = onDuty(hall, now).filter((person) => isExpectedIn(hall, incident, person, now))
  const heard = heardIn(incident)
  const others = presentStaff(hall).filter(({ id }) => heard.has(id) && !here.some((each) => each.id === id))
  return [...here, ...others]
}

/** Of those counted by name, about whom nobody has said anything yet: neither safe nor missing. */
export const notCounted = (hall: DrillHall, incident: Incident, now: number): StaffMember[] =>
  rollCall(hall, incident, now).filter(({ id }) => !incident.staff.has(id))

/** Staff who were looked for and are missing, in the order in which that was said. */
export const missingStaff = ({ staff }: Incident): string[] =>
  [...staff].filter(([, { state }]) => state === 'missing').map(([id]) => id)

/** When a plan was exercised last, and whether it is overdue; what was aborted or cut short does not count. */
export interface DrillDue {
  /** Ms since 1970; null: never. */
  readonly last: number | null
  /** Never exercised is due now. */
  readonly due: number
  readonly overdue: boolean
}

/** When a plan is to be exercised again that is so every so many months (1.1.52). Never exercised is overdue. */
export function drillDue(hall: OpenHall, plan: string, everyMonths: number, now: number): DrillDue {
  const done = drillsDone(hall).filter((each) => plansOf(each).includes(plan))
  if (done.length === 0) return { last: null, due: now, overdue: true }
  const last = Math.max(...done.map(({ declaredAt }) => declaredAt))
  const due = monthsAfter(last, everyMonths)
  return { last, due, overdue: now > due }
}

/** So many months after a moment (ms since 1970). */
export const monthsAfter = (at: number, months: number): number =>
  new Date(at).setUTCMonth(new Date(at).getUTCMonth() + months)

/** When each plan is to be exercised, what is overdue in front, then what is due first. */
export const drillCalendar = <P extends { readonly id: string }>(
  hall: OpenHall,
  plans: readonly P[],
  everyMonths: (plan: string) => number,
  now: number,
): (DrillDue & { readonly plan: P })[] =>
  plans
    .map((plan) => ({ plan, ...drillDue(hall, plan.id, everyMonths(plan.id), now) }))
    .sort((a, b) => Number(b.overdue) - Number(a.overdue) || a.due - b.due)

/** Everything that ever went on and is still known of, the newest first, whether it stands here as a whole or not. */
export const everyIncident = (hall: OpenHall): Outline[] =>
  [...hall.outlines.values(), ...[...hall.incidents.values()].map(outlineOf)].sort(
    (a, b) => b.declaredAt - a.declaredAt,
  )

/** Whether a drill was carried out: brought to its end with something done in it, neither aborted nor cut short. */
export const isCompleted = ({ drill, over, done }: Outline): boolean =>
  drill && over?.reason === COMPLETED && done.length > 0

/** Drills that were carried out: all others count for nothing. */
export const drillsDone = (hall: OpenHall): Outline[] => everyIncident(hall).filter(isCompleted)

/** Lines of a plan that were done, as they were done in time. */
export const linesInTime = (
  incident: Incident,
  lines: readonly ChecklistLine[],
): { line: ChecklistLine; at: number }[] =>
  lines
    .flatMap((line) => {
      const tick = incident.ticks.get(line.id)
      return tick ? [{ line, at: tick.at }] : []
    })
    .sort((a, b) => a.at - b.at)

/** What happened, in time: what was taken over from paper stands where it was done. */
export const momentsOf = ({ history }: Incident): Moment[] => [...history].sort((a, b) => a.at - b.at)

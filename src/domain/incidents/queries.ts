import type { Hall } from '../hall.ts'
import type { ChecklistLine } from '../plans/plan.ts'
import { inCharge } from '../plans/teams.ts'
import { presentStaff } from '../staff/queries.ts'
import { tabletOf } from '../tablets/queries.ts'
import type { Tablet } from '../tablets/tablets.ts'
import { isOpen } from '../tickets/tickets.ts'
import type { Incident } from './incidents.ts'

/** What goes on: real before drill, then the worst, then the newest. */
export const running = (hall: Hall): Incident[] =>
  [...hall.incidents.values()]
    .filter(({ over }) => over === null)
    .sort((a, b) => Number(a.drill) - Number(b.drill) || a.level - b.level || b.declaredAt - a.declaredAt)

/** What is shown first, or nothing. */
export const foremost = (hall: Hall): Incident | null => running(hall)[0] ?? null

/** The incident under this id, or the one its declaration was the same as. */
export const incidentBy = (hall: Hall, id: string): Incident | undefined =>
  hall.incidents.get(hall.sameIncidents.get(id) ?? id)

/** Whether this tablet has seen the alarm: any journal of it counts. */
export const isAcknowledged = (hall: Hall, incident: Incident, tablet: string): boolean =>
  [...incident.acks.keys()].some((journal) => tabletOf(hall, journal)?.id === tablet)

/** Tablets that have not said 已收到; walls show and do not answer. */
export const unacknowledged = (hall: Hall, incident: Incident): Tablet[] =>
  [...hall.tablets.values()].filter(
    ({ id, place, revoked }) => !revoked && place !== 'wall' && !isAcknowledged(hall, incident, id),
  )

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

/** Who is in charge: whoever took command, and by succession who should. */
export const commandOf = (hall: Hall, incident: Incident) => ({
  acting: incident.command.by,
  due: inCharge(presentStaff(hall))?.id ?? null,
})

/** Customers who may still be inside: everybody whose ticket is open (1.1.32). */
export const visitorsInside = (hall: Hall): number => [...hall.tickets.values()].filter(isOpen).length

/** When a plan was exercised last, and whether it is overdue; what a real incident cut short does not count. */
export interface DrillStanding {
  /** Ms since 1970; null: never. */
  readonly last: number | null
  readonly overdue: boolean
}

/** How a plan stands that is to be exercised every so many months (1.1.52). Never exercised is overdue. */
export function drillStanding(hall: Hall, plan: string, everyMonths: number, now: number): DrillStanding {
  const done = [...hall.incidents.values()].filter(
    (each) => each.drill && each.plan === plan && each.over !== null && each.over.reason !== 'real-incident',
  )
  const last = done.length === 0 ? null : Math.max(...done.map(({ declaredAt }) => declaredAt))
  if (last === null) return { last, overdue: true }
  const due = new Date(last)
  due.setUTCMonth(due.getUTCMonth() + everyMonths)
  return { last, overdue: now > due.getTime() }
}

/** One line of what happened, in time. */
export interface Moment {
  readonly at: number
  readonly by: string | null
  readonly what:
    | 'declared'
    | 'acknowledged'
    | 'ticked'
    | 'level'
    | 'command'
    | 'accounted'
    | 'visitors'
    | 'swept'
    | 'blocked'
    | 'free'
    | 'announced'
    | 'over'
  /** A line's id, a level, a person, a zone, a number. */
  readonly detail: string
}

/** What happened, in time. It cannot be changed, only added to. */
export function timeline(incident: Incident): Moment[] {
  const moments: Moment[] = [
    { at: incident.declaredAt, by: incident.declaredBy, what: 'declared', detail: incident.plan },
    ...[...incident.acks.values()].map(({ at, by }): Moment => ({ at, by, what: 'acknowledged', detail: '' })),
    ...[...incident.ticks].map(([step, { at, by }]): Moment => ({ at, by, what: 'ticked', detail: step })),
    ...incident.levels.map(({ at, by, level }): Moment => ({ at, by, what: 'level', detail: String(level) })),
    ...[...incident.staff].map(
      ([staff, { at, by, state }]): Moment => ({ at, by, what: 'accounted', detail: `${staff}/${state}` }),
    ),
    ...incident.said.map(({ at, by, which }): Moment => ({ at, by, what: 'announced', detail: which })),
    ...[...incident.zones].map(([zone, { at, by }]): Moment => ({ at, by, what: 'swept', detail: zone })),
    ...incident.ways.map(({ at, by, name, blocked }): Moment => {
      return { at, by, what: blocked ? 'blocked' : 'free', detail: name }
    }),
  ]
  if (incident.command.at > incident.declaredAt) {
    moments.push({ at: incident.command.at, by: incident.command.by, what: 'command', detail: '' })
  }
  if (incident.visitors) {
    const { safe, missing, at } = incident.visitors
    moments.push({ at, by: null, what: 'visitors', detail: `${safe}/${missing}` })
  }
  if (incident.over)
    moments.push({ at: incident.over.at, by: incident.over.by, what: 'over', detail: incident.over.reason ?? '' })
  return moments.sort((a, b) => a.at - b.at)
}

import type { CasesPart } from '../cases/cases.ts'
import { casualtyCount } from '../casualties/queries.ts'
import { visitorsInside } from '../drills/asked.ts'
import type { Incident } from '../incidents/incidents.ts'
import type { OpenHall } from '../openHall.ts'
import type { Level } from '../plans/plan.ts'
import { FIGURES } from './events.ts'
import type { Figure, FigureName, Report, ReportKind } from './reports.ts'

/** Who must know how fast, by level (plan-study §3.1, §3.5). Minutes from the start; null: only at the end. */
export interface ReportRule {
  /** By telephone. */
  readonly call: number
  /** In writing. */
  readonly written: number | null
  /** From one follow-up to the next. */
  readonly every: number | null
  /** Hours from the end to the final report. */
  readonly finalHours: number
}
export const REPORT_RULES: Readonly<Record<Level, ReportRule>> = {
  1: { call: 0, written: 30, every: 15, finalHours: 72 },
  2: { call: 5, written: 30, every: 30, finalHours: 72 },
  3: { call: 10, written: 60, every: 60, finalHours: 24 },
  4: { call: 5, written: null, every: null, finalHours: 24 },
}

const MINUTE = 60_000

/** The report that is due next and when (ms); null when there is none to come. */
export function nextReport(incident: Incident): { readonly report: ReportKind; readonly dueAt: number | null } | null {
  const rule = REPORT_RULES[incident.level]
  const last = incident.reports.at(-1)
  if (incident.reports.some(({ report }) => report === 'final')) return null
  if (!last) {
    const dueAt = rule.written === null ? null : incident.declaredAt + rule.written * MINUTE
    return incident.over && rule.written === null
      ? { report: 'final', dueAt: incident.over.at + rule.finalHours * 60 * MINUTE }
      : { report: 'first', dueAt }
  }
  if (incident.over) return { report: 'final', dueAt: incident.over.at + rule.finalHours * 60 * MINUTE }
  return { report: 'follow-up', dueAt: rule.every === null ? null : last.at + rule.every * MINUTE }
}

/** What the hall knows by itself, each to be verified: from the roll call, the injured who were noted, the open tickets. */
function derivedFigures(hall: OpenHall & CasesPart, incident: Incident): Partial<Record<FigureName, number>> {
  const hurt = casualtyCount(incident)
  const staff = [...incident.staff.values()]
  const staffMissing = staff.filter(({ state }) => state === 'missing').length
  const staffSafe = staff.filter(({ state }) => state !== 'missing').length
  const staffHurt = staff.filter(({ state }) => state === 'hurt').length
  const counted = staff.length > 0 || incident.visitors !== null
  return {
    // That nobody is noted as hurt does not say that nobody is.
    ...(hurt.all + staffHurt === 0
      ? {}
      : {
          dead: hurt.dead,
          'badly-hurt': hurt.serious + hurt.critical,
          // Staff who are marked as hurt and have no record of their own yet.
          'slightly-hurt': Math.max(hurt.slight, staffHurt - (hurt.all - hurt.slight)),
        }),
    ...(counted ? { missing: staffMissing + (incident.visitors?.missing ?? 0) } : {}),
    ...(counted ? { evacuated: staffSafe + (incident.visitors?.safe ?? 0) } : {}),
    customers: visitorsInside(hall, incident),
    cases: [...hall.cases.values()].filter(({ end, openedAt }) => end === null && openedAt >= incident.declaredAt)
      .length,
  }
}

/** Every figure as it stands: what somebody told counts before what the hall can count itself; unknown ones are left out. */
export function figuresOf(hall: OpenHall & CasesPart, incident: Incident): Partial<Record<FigureName, Figure>> {
  const derived = derivedFigures(hall, incident)
  const known: Partial<Record<FigureName, Figure>> = {}
  for (const figure of FIGURES) {
    const told = incident.figures.get(figure)
    const own = derived[figure]
    if (told) known[figure] = { value: told.value, verified: told.verified }
    else if (own !== undefined) known[figure] = { value: own, verified: false }
  }
  return known
}

/** Names of the fields that are not as they were in the report before: what a follow-up says. */
export const changedFields = (before: Report | undefined, fields: Readonly<Record<string, string>>): string[] =>
  Object.keys(fields).filter((field) => fields[field] !== before?.fields[field])

/** The number of the next report: hall, day, incident, count. Two tablets apart could give one twice; the journal tells them apart. */
export function reportNumber(hall: OpenHall & CasesPart, incident: Incident, day: string, nth: number): string {
  const short = incident.id.replace(/^e_/, '').slice(0, 4).toUpperCase()
  return `${hall.settings.code}-${day.slice(2).replaceAll('-', '')}-${short}-${nth}`
}

import { teamsIn } from '#domain/drills/range.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { plansOf } from '#domain/incidents/progress.ts'
import type { OpenHall } from '#domain/openHall.ts'
import {
  type Announcement,
  inCombined,
  type Level,
  type Plan,
  START,
  STYLES_BY_WEIGHT,
  TEAMS,
} from '#domain/plans/plan.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { planOf } from './library.ts'

/**
 * The plan by which something goes: of a drill with the lines of the teams that take part and of no others (1.1.50), of a
 * combined one with everything of its further plans as well, in their order (1.1.51).
 */
export function planBy(hall: OpenHall, incident: Incident): Plan | undefined {
  const plan = combined(plansOf(incident))
  const teams = teamsIn(hall, incident)
  if (!plan || teams.length === TEAMS.length) return plan
  return { ...plan, lines: plan.lines.filter(({ team }) => teams.includes(team)) }
}

/** The mildest level at which so many plans begin together: that of the worst of them. */
export const leastOf = (plans: readonly string[]): Level | undefined => combined(plans)?.least

/**
 * Several plans as one, whichever of them was named first: it is called by the names of all, and alarms as the gravest of
 * them does. Alone a plan is itself.
 */
function combined(ids: readonly string[]): Plan | undefined {
  const [first, ...further] = ids.flatMap((id) => planOf(id) ?? [])
  if (!first || further.length === 0) return first
  const all = [first, ...further]
  return {
    ...first,
    name: { zh: all.map(({ name }) => name.zh).join('；'), en: all.map(({ name }) => name.en).join('; ') },
    style: STYLES_BY_WEIGHT.find((each) => all.some(({ style }) => style === each)) ?? first.style,
    lifeSafety: all.some(({ lifeSafety }) => lifeSafety),
    least: all.reduce<Level>((worst, { least }) => (least < worst ? least : worst), first.least),
    questions: all.flatMap(({ questions }) => questions),
    firstMinute: once(all.flatMap(({ firstMinute }) => firstMinute)),
    lines: all.flatMap(({ lines }) => lines),
    announcements: [...first.announcements, ...further.flatMap(announcedOf)],
    standDown: once(all.flatMap(({ standDown }) => standDown)),
  }
}

/** What a further plan says to everybody, its beginning as well, each under a name of its own. */
function announcedOf({ id: plan, name, broadcast, announcements }: Plan): Announcement[] {
  const begins = broadcast ? [{ id: START, when: name, text: broadcast }] : []
  return [...begins, ...announcements].map((each) => ({ ...each, id: inCombined(plan, each.id) }))
}

/** What several plans want in the same words is there once. */
const once = (texts: readonly Bilingual[]): Bilingual[] =>
  texts.filter(({ zh }, at) => texts.findIndex((each) => each.zh === zh) === at)

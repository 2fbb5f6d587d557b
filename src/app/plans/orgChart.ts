import type { OpenHall } from '#domain/openHall.ts'
import type { Team } from '#domain/plans/plan.ts'
import { teamOf, teamsFor } from '#domain/plans/teams.ts'
import type { Role } from '#domain/roles.ts'
import { onDuty, placementOf } from '#domain/roster/queries.ts'
import type { RosterPart } from '#domain/roster/roster.ts'
import { presentStaff } from '#domain/staff/queries.ts'
import type { StaffMember } from '#domain/staff/staff.ts'

/** One box of a chart: who it is, and the box above it (its place in the list; null: the top). */
export interface ChartBox {
  /** One line each. */
  readonly titles: readonly string[]
  readonly people: readonly string[]
  readonly above: number | null
  readonly level: number
}
/** The words a chart is written with. */
export interface ChartWords {
  readonly company: string
  readonly manager: string
  readonly deputies: string
  readonly lead: string
  readonly nobodyHere: string
  readonly groups: Readonly<Record<Exclude<Role, 'manager'>, string>>
  readonly teams: Readonly<Record<Team, string>>
}

const GROUPS = ['front', 'back-office', 'tech', 'security'] as const

/** 常态: company, manager, duty managers, the four groups (1.1.5). */
export function normalChart(hall: OpenHall & RosterPart, words: ChartWords): ChartBox[] {
  const all = presentStaff(hall)
  const managers = all.filter(({ roles }) => roles.includes('manager'))
  const deputies = all.filter((each) => !managers.includes(each) && placementOf(hall, each.id).dutyManager)
  const box = (title: string, people: readonly StaffMember[], above: number | null, level: number): ChartBox => {
    const names = people.map((each) => lineOf(hall, each, words))
    return { titles: [title], above, level, people: names.length > 0 ? names : [words.nobodyHere] }
  }
  const top: ChartBox[] = [
    { titles: [words.company], people: [], above: null, level: 0 },
    box(words.manager, managers, 0, 1),
    ...(deputies.length > 0 ? [box(words.deputies, deputies, 1, 2)] : []),
  ]
  const above = top.length - 1
  const level = top.length
  return [
    ...top,
    ...GROUPS.map((group) =>
      box(
        words.groups[group],
        all
          .filter(({ roles }) => roles.includes(group))
          .sort((a, b) => Number(placementOf(hall, b.id).lead) - Number(placementOf(hall, a.id).lead)),
        above,
        level,
      ),
    ),
  ]
}

/** 应急: the action teams as the people who are here carry them (plan-study §3.2). */
export function emergencyChart(
  hall: OpenHall & RosterPart,
  now: number,
  inCharge: StaffMember | null,
  words: ChartWords,
): ChartBox[] {
  const here = onDuty(hall, now)
  const boxes = teamsFor(here.length)
  const carried: StaffMember[][] = boxes.map(() => [])
  for (const person of here) {
    const team = person.id === inCharge?.id ? 'CMD' : notCommand(person)
    carried[boxes.findIndex((teams) => teams.includes(team))]?.push(person)
  }
  // Where nobody belongs by role, somebody from where most are goes; whoever is in charge stays.
  for (const empty of carried.filter((people) => people.length === 0)) {
    const fullest = [...carried].sort((a, b) => b.length - a.length)[0]
    const free = fullest && fullest.length > 1 ? fullest.findLast(({ id }) => id !== inCharge?.id) : undefined
    if (!fullest || !free) continue
    fullest.splice(fullest.indexOf(free), 1)
    empty.push(free)
  }
  return boxes.map((teams, at): ChartBox => {
    const people = carried[at] ?? []
    return {
      titles: teams.map((team) => words.teams[team]),
      people: people.length > 0 ? people.map((each) => lineOf(hall, each, words)) : [words.nobodyHere],
      above: at === 0 ? null : 0,
      level: at === 0 ? 0 : 1,
    }
  })
}

/** A second manager guides when somebody else commands. */
function notCommand(person: StaffMember): Team {
  const team = teamOf(person)
  return team === 'CMD' ? 'FD' : team
}

function lineOf(hall: OpenHall & RosterPart, person: StaffMember, words: ChartWords): string {
  const { lead, phone } = placementOf(hall, person.id)
  return [person.callName, lead ? words.lead : '', phone].filter(Boolean).join(' ')
}

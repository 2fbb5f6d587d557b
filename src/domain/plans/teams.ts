/** Who does what with the people who are there (plan-study §3.2): few people carry several teams, ★ first. */
import type { StaffMember } from '../staff/staff.ts'
import { type ChecklistLine, TEAMS, type Team } from './plan.ts'

const MERGED: Readonly<Record<number, readonly (readonly Team[])[]>> = {
  1: [['CMD', 'FD', 'BO', 'TS', 'SEC']],
  2: [
    ['CMD', 'BO', 'TS'],
    ['FD', 'SEC'],
  ],
  3: [['CMD', 'BO'], ['FD'], ['SEC', 'TS']],
  4: [['CMD'], ['BO'], ['FD'], ['SEC', 'TS']],
}

/** The teams as so many people carry them: each entry is what one of them does. */
export const teamsFor = (people: number): readonly (readonly Team[])[] =>
  people >= 5 ? TEAMS.map((team) => [team]) : (MERGED[Math.max(1, people)] ?? [])

/** The teams that go together with this one when so many people are there. */
export const mergedWith = (team: Team, people: number): readonly Team[] =>
  teamsFor(people).find((teams) => teams.includes(team)) ?? [team]

/** The team somebody belongs to by role; the first of their roles in the order of command. */
export function teamOf(person: Pick<StaffMember, 'roles'> | undefined): Team {
  if (person?.roles.includes('manager')) return 'CMD'
  if (person?.roles.includes('security')) return 'SEC'
  if (person?.roles.includes('tech')) return 'TS'
  return person?.roles.includes('back-office') ? 'BO' : 'FD'
}

/** Where several teams' lines are due at once: command, guiding, rescue, guard, technology (plan-study §3.2). */
const AT_ONCE: readonly Team[] = ['CMD', 'FD', 'BO', 'SEC', 'TS']

/**
 * The lines of these teams in the order in which they are done: by target, what waits for something else after the rest.
 * Who carries several teams does what may not be left out (★) first; who is alone is shown nothing else (plan-study §3.2).
 */
export function linesFor(lines: readonly ChecklistLine[], teams: readonly Team[], alone = false): ChecklistLine[] {
  const several = teams.length > 1 && teams.length < TEAMS.length
  const early = ({ star }: ChecklistLine) => Number(several && star)
  return lines
    .filter(({ team, star }) => teams.includes(team) && (star || !alone))
    .sort(
      (a, b) =>
        Number(a.target.after !== null) - Number(b.target.after !== null) ||
        early(b) - early(a) ||
        a.target.seconds - b.target.seconds ||
        Number(b.star) - Number(a.star) ||
        AT_ONCE.indexOf(a.team) - AT_ONCE.indexOf(b.team) ||
        (a.id < b.id ? -1 : 1),
    )
}

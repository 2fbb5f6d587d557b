import { calendarDay } from '../day/businessDay.ts'
import type { IncidentsPart } from '../incidents/incidents.ts'
import type { OpenHall } from '../openHall.ts'
import type { Improvement, ImprovementsPart } from './improvements.ts'

/** `open`: to be done; `overdue`: its day is over; `to-check`: done, and nobody else has looked yet; `closed`: it helps. */
export type ImprovementState = 'open' | 'overdue' | 'to-check' | 'closed'

/** Whether a second person has found that it helps: nobody has anything to do with it any more. */
export const isClosed = ({ checked }: Improvement): boolean => checked?.helps === true

/** Whether somebody has to do it, for the first time or again because it did not help. */
export const isToDo = ({ done, checked }: Improvement): boolean => done === null || checked?.helps === false

/** Where it stands on a business day. */
export function improvementState(improvement: Improvement, today: string): ImprovementState {
  if (isClosed(improvement)) return 'closed'
  if (!isToDo(improvement)) return 'to-check'
  return improvement.due < today ? 'overdue' : 'open'
}

const ORDER: readonly ImprovementState[] = ['overdue', 'open', 'to-check', 'closed']

/** Every improvement with where it stands: what is overdue first, in each state the one that is due first. */
export function improvementList(
  { improvements }: ImprovementsPart,
  today: string,
): (Improvement & { readonly state: ImprovementState })[] {
  return [...improvements.values()]
    .map((each) => ({ ...each, state: improvementState(each, today) }))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        (a.due < b.due ? -1 : a.due > b.due ? 1 : 0) ||
        (a.id < b.id ? -1 : 1),
    )
}

/** What comes out of one incident, drill or complaint, the oldest first; of two incidents that are one, out of both. */
export const improvementsOf = (
  hall: ImprovementsPart & Pick<IncidentsPart, 'sameIncidents'>,
  of: string,
): Improvement[] =>
  [...hall.improvements.values()]
    .filter((each) => each.of !== null && (hall.sameIncidents.get(each.of) ?? each.of) === of)
    .sort((a, b) => a.opened.at - b.opened.at || (a.id < b.id ? -1 : 1))

/** What is found wanting is seen to within a month unless somebody says otherwise. */
const USUAL_MS = 30 * 86_400_000

/** Until which day something found now is to be done, unless somebody says otherwise. */
export const usualDue = (hall: OpenHall, now: number): string => calendarDay(hall, now + USUAL_MS)

import { commandsOf } from '../command.ts'
import { calendarDay } from '../day/businessDay.ts'
import type { BodyOf } from '../kind.ts'
import type { improvementKinds } from './events.ts'
import { improvementsSlice } from './fold.ts'
import { isToDo } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  'day-is-over',
  'improvement-is-done',
  'improvement-unknown',
  'improvement-waits',
  'nothing-was-said',
  'second-person-checks',
  'staff-unknown',
] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof improvementKinds, Why>()(improvementsSlice)

/** Says what is to be better, who sees to it and until which day. By anybody who is signed in. */
export const openImprovement = command<BodyOf<(typeof improvementKinds)['ImprovementOpened']>>(
  'openImprovement',
  (hall, { of, what, owner, due }, situation) => {
    if (situation.by === null) return refuse('sign-in-first')
    if (what.trim() === '') return refuse('nothing-was-said')
    const person = hall.staff.get(owner)
    if (!person || person.removed) return refuse('staff-unknown')
    if (due < calendarDay(hall, situation.now)) return refuse('day-is-over')
    const body = { of, what: what.trim(), owner, due }
    return accept({ kind: 'ImprovementOpened', subject: situation.newId('m'), body })
  },
)

/** It is done, and this shows it. Whoever did it says so: that need not be whoever was to. */
export const doImprovement = command<{ improvement: string; evidence: string }>(
  'doImprovement',
  (hall, { improvement, evidence }, situation) => {
    if (situation.by === null) return refuse('sign-in-first')
    const found = hall.improvements.get(improvement)
    if (!found) return refuse('improvement-unknown')
    if (!isToDo(found)) return refuse('improvement-is-done')
    if (evidence.trim() === '') return refuse('nothing-was-said')
    return accept({ kind: 'ImprovementDone', subject: improvement, body: { evidence: evidence.trim() } })
  },
)

/** A second person says whether it helps; why it does not is written down, and it is to be done again (1.1.57). */
export const checkImprovement = command<{ improvement: string; helps: boolean; note: string }>(
  'checkImprovement',
  (hall, { improvement, helps, note }, situation) => {
    if (situation.by === null) return refuse('sign-in-first')
    const found = hall.improvements.get(improvement)
    if (!found) return refuse('improvement-unknown')
    if (found.checked?.helps) return refuse('improvement-is-done')
    if (isToDo(found)) return refuse('improvement-waits')
    if (found.done?.by === situation.by) return refuse('second-person-checks')
    if (!helps && note.trim() === '') return refuse('nothing-was-said')
    return accept({ kind: 'ImprovementChecked', subject: improvement, body: { helps, note: note.trim() } })
  },
)

import { commandsOf, needRole } from '../command.ts'
import { businessDay, dayAfter, dayAt } from './businessDay.ts'
import type { dayKinds } from './events.ts'
import { countsIfClosed } from './figures.ts'
import { isDayClosed, turnsTheDay } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['day-has-not-come', 'day-is-closed', 'day-is-not-closed', 'time-unchecked'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof dayKinds, Why>()()

/** Closes a business day: open tickets go on the next day or become void. Works alone, and twice is once. */
export const closeDay = command<{ day: string; open: 'carry-over' | 'void' }>('closeDay', (hall, ask, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  if (isDayClosed(hall, ask.day)) return refuse('day-is-closed')
  const today = businessDay(hall, situation.now)
  // What is closed by a clock that nobody vouches for would begin numbers anew that are on paper today.
  if (situation.isTimeUnchecked && turnsTheDay(hall, today)) return refuse('time-unchecked')
  if (ask.day > today) return refuse('day-has-not-come')
  const next = ask.day < today ? today : dayAfter(ask.day)
  const known = Object.fromEntries(situation.heads)
  const knew = countsIfClosed(hall, ask.day, ask.open)
  const paces = Object.fromEntries(hall.paces)
  return accept({ kind: 'DayClosed', subject: ask.day, body: { open: ask.open, next, known, knew, paces } })
})

/** Opens a closed day again for new tickets; what closing made of the old ones stays. */
export const reopenDay = command<{ day: string }>('reopenDay', (hall, ask, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  if (!isDayClosed(hall, ask.day)) return refuse('day-is-not-closed')
  if (ask.day > dayAfter(dayAt(hall, situation.now))) return refuse('day-has-not-come')
  return accept({ kind: 'DayReopened', subject: ask.day, body: {} })
})

/** Marks the hall as an emergency hall, which keeps its queue overnight, or ends that. */
export const markEmergency = command<{ on: boolean }>('markEmergency', (hall, ask, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  if (ask.on === (hall.emergencyDay !== null)) return accept()
  const day = businessDay(hall, situation.now)
  return accept({ kind: 'EmergencyMarked', subject: day, body: { on: ask.on, day } })
})

import { commandsOf } from '../command.ts'
import { businessDay } from '../day/businessDay.ts'
import { needLeave } from '../permissions.ts'
import type { rosterKinds } from './events.ts'
import { rosterSlice } from './fold.ts'
import type { Placement } from './roster.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['staff-unknown'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof rosterKinds, Why>()(rosterSlice)

/** Gives somebody their place in the order of command. A manager's. */
export const placeStaff = command<{ staff: string } & Partial<Placement>>('placeStaff', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'keep-roster')
  if (refusal) return refusal
  const { staff, skills, ...placed } = ask
  if (!hall.staff.has(staff) || hall.staff.get(staff)?.removed) return refuse('staff-unknown')
  const body = { ...placed, ...(skills === undefined ? {} : { skills: [...skills] }) }
  return accept({ kind: 'StaffPlaced', subject: staff, body })
})

/** Notes who is here today: oneself, or anybody for a manager. */
export const notePresence = command<{ staff: string; present: boolean }>('notePresence', (hall, ask, situation) => {
  const refusal = situation.by === ask.staff ? null : needLeave(hall, situation, 'keep-roster')
  if (refusal) return refusal
  if (!hall.staff.has(ask.staff) || hall.staff.get(ask.staff)?.removed) return refuse('staff-unknown')
  const body = { day: businessDay(hall, situation.now), present: ask.present }
  return accept({ kind: 'PresenceNoted', subject: ask.staff, body })
})

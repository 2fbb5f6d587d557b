import { commandsOf } from '../command.ts'
import type { OpenHall } from '../openHall.ts'
import { needLeave } from '../permissions.ts'
import type { counterKinds } from './events.ts'
import { isAtWork } from './queries.ts'

const { command, accept } = commandsOf<typeof counterKinds>()()

/**
 * 工号: what customers read of somebody who serves, on a counter's own screen, as the hall wants it: `1002`, `1002 小王`;
 * empty: nothing. Walls do not know who works here: they are told this and no more.
 */
export function badgeOf({ settings, staff }: OpenHall, person: string | null): string {
  const { badge } = settings.wall
  const { workNumber = '', callName } = staff.get(person ?? '') ?? {}
  if (badge === 'none' || workNumber === '') return ''
  return badge === 'name' ? `${workNumber} ${callName}` : workNumber
}

/** What has to be told of who serves at a counter where this person is signed in now; null: it is known. */
export function badgeToTell(hall: OpenHall, counter: string, person: string): string | null {
  const state = hall.counters.get(counter) ?? null
  if (!isAtWork(state)) return null
  // Nobody but the wall that shows it is told.
  const isShown = hall.settings.wall.screens.some((screen) => screen.counter === counter)
  const shown = isShown ? badgeOf(hall, person) : ''
  return state.staff === person && state.shown === shown ? null : shown
}

/** Somebody else serves at an open counter now, or its own screen has to say something else of them. */
export const staffCounter = command<{ counter: string }>('staffCounter', (hall, { counter }, situation) => {
  const refusal = needLeave(hall, situation, 'serve')
  if (refusal) return refusal
  const shown = badgeToTell(hall, counter, situation.by ?? '')
  return shown === null ? accept() : accept({ kind: 'CounterStaffed', subject: counter, body: { shown } })
})

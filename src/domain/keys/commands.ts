import { commandsOf, needRole } from '../command.ts'
import type { keyKinds } from './events.ts'
import { keysSlice } from './fold.ts'
import type { KeyTurn } from './keys.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['tablet-is-revoked'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof keyKinds, Why>()(keysSlice)

/** Brings in a new version of the hall key, sealed to the tablets that stay. */
export const turnHallKey = command<KeyTurn>('turnHallKey', (hall, { keyId, sealed, ...rest }, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  const gone = Object.keys(sealed).find((tablet) => hall.tablets.get(tablet)?.revoked ?? true)
  if (gone !== undefined) return refuse('tablet-is-revoked')
  return accept({ kind: 'HallKeyTurned', subject: keyId, body: { sealed: { ...sealed }, ...rest } })
})

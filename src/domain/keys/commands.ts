import type { authorityKinds } from '../authority/events.ts'
import { commandsOf, needRole } from '../command.ts'
import type { KeyTurn } from './keys.ts'
import { hallKeys } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['tablet-is-revoked'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof authorityKinds, Why>()()

/**
 * Brings in a new version of the hall key, sealed to the tablets that stay. `onlyIfDue`: nobody has asked for it, so it is
 * left when another tablet was quicker.
 */
export const turnHallKey = command<KeyTurn & { onlyIfDue?: boolean }>(
  'turnHallKey',
  (hall, { keyId, onlyIfDue = false, sealed, ...rest }, situation) => {
    const refusal = needRole(hall, situation, 'manager')
    if (refusal) return refusal
    if (onlyIfDue && hallKeys(hall.authority).due === null) return accept()
    const gone = Object.keys(sealed).find((tablet) => hall.tablets.get(tablet)?.revoked ?? true)
    if (gone !== undefined) return refuse('tablet-is-revoked')
    const body = { sealed: { ...sealed }, ...rest, after: [...hall.authority.heads] }
    return accept({ kind: 'HallKeyTurned', subject: keyId, body })
  },
)

import { commandsOf, needRole } from '../command.ts'
import type { tabletKinds } from './events.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['tablet-unknown'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof tabletKinds, Why>()()

/** Revokes a tablet: the hall server stops listening to it; what it has not sent stays on it. */
export const revokeTablet = command<{ tablet: string }>('revokeTablet', (hall, ask, situation) => {
  const refusal = needRole(hall, situation, 'manager')
  if (refusal) return refusal
  const tablet = hall.tablets.get(ask.tablet)
  if (!tablet) return refuse('tablet-unknown')
  if (tablet.revoked) return accept()
  return accept({ kind: 'TabletRevoked', subject: ask.tablet, body: {} })
})

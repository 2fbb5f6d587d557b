import { commandsOf } from '../command.ts'
import { needLeave } from '../permissions.ts'
import type { publishingKinds } from './events.ts'
import { publishingSlice } from './fold.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['plan-has-gaps'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof publishingKinds, Why>()(publishingSlice)

/**
 * Puts a plan in force. Refused while one of the hall's own places and numbers that it uses is empty (1.1.4). Starting a
 * plan that is not in force is never denied.
 */
export const publishPlan = command<{ plan: string; version: number; variables: readonly string[] }>(
  'publishPlan',
  (hall, { plan, version, variables }, situation) => {
    const refusal = needLeave(hall, situation, 'publish-plan')
    if (refusal) return refusal
    const empty = variables.filter((name) => !hall.settings.planVariables[name]?.trim())
    if (empty.length > 0) return refuse('plan-has-gaps', { names: empty.join('、') })
    return accept({ kind: 'PlanPublished', subject: hall.id, body: { plan, version } })
  },
)

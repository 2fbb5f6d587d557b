import { accept, command, needRole, refuse } from '../command.ts'

/**
 * Puts a plan in force. Refused while one of the hall's own places and numbers that it uses is empty (1.1.4). Starting a
 * plan that is not in force is never denied.
 */
export const publishPlan = command<{ plan: string; version: number; variables: readonly string[] }>(
  'publishPlan',
  (hall, { plan, version, variables }, situation) => {
    const refusal = needRole(hall, situation, 'manager')
    if (refusal) return refusal
    const empty = variables.filter((name) => !hall.settings.planVariables[name]?.trim())
    if (empty.length > 0) return refuse('plan-has-gaps', { names: empty.join('、') })
    return accept({ kind: 'PlanPublished', subject: hall.id, body: { plan, version } })
  },
)

import type { Words } from '../words/words.ts'
import type { RuleNames } from '../words/zh/manager.ts'

/** How a threshold is typed: its unit, its limits and its step. */
interface RuleField {
  readonly rule: keyof RuleNames
  readonly unit: keyof Words<'manager'>['manager']['units']
  readonly min: number
  readonly max: number
  readonly step?: number
}

/** Every threshold of the hall in the order a manager thinks of them; the limits are those the settings accept. */
export const ruleFields: readonly RuleField[] = [
  { rule: 'recallLimit', unit: 'times', min: 0, max: 10 },
  { rule: 'recallIntervalSeconds', unit: 'seconds', min: 0, max: 120, step: 5 },
  { rule: 'missAfterSeconds', unit: 'seconds', min: 0, max: 600, step: 5 },
  { rule: 'missPriorityFactor', unit: 'factor', min: 1, max: 5, step: 0.5 },
  { rule: 'returnBehind', unit: 'people', min: 0, max: 50 },
  { rule: 'missLimit', unit: 'times', min: 1, max: 10 },
  { rule: 'holdLimit', unit: 'tickets', min: 1, max: 20 },
  { rule: 'awayMinutes', unit: 'minutes', min: 0, max: 240, step: 5 },
  { rule: 'priorityEvery', unit: 'tickets', min: 1, max: 20 },
  { rule: 'priorityAfterMinutes', unit: 'minutes', min: 0, max: 120 },
  { rule: 'ageLimitMinutes', unit: 'minutes', min: 5, max: 480, step: 5 },
  { rule: 'silentAfterSeconds', unit: 'seconds', min: 0, max: 120, step: 5 },
  { rule: 'shareMinutes', unit: 'minutes', min: 0, max: 240, step: 5 },
  { rule: 'blockSize', unit: 'tickets', min: 1, max: 200, step: 5 },
  { rule: 'undoSeconds', unit: 'seconds', min: 0, max: 60 },
  { rule: 'lockAfterMinutes', unit: 'minutes', min: 1, max: 240 },
  { rule: 'quickFinishSeconds', unit: 'seconds', min: 0, max: 600, step: 5 },
  { rule: 'announceTimes', unit: 'times', min: 1, max: 3 },
  { rule: 'staleAfterSeconds', unit: 'seconds', min: 0, max: 600, step: 5 },
  { rule: 'overflowPerCounter', unit: 'people', min: 0, max: 100 },
  { rule: 'overflowMinutes', unit: 'minutes', min: 0, max: 240, step: 5 },
  { rule: 'nudgeAfterSeconds', unit: 'seconds', min: 0, max: 600, step: 10 },
  { rule: 'paperAfterSeconds', unit: 'seconds', min: 0, max: 3600, step: 30 },
  { rule: 'formDays', unit: 'days', min: 0, max: 365 },
  { rule: 'signatureDays', unit: 'days', min: 0, max: 365 },
  { rule: 'photoDays', unit: 'days', min: 0, max: 365 },
  { rule: 'noteDays', unit: 'days', min: 0, max: 365 },
  { rule: 'copyDays', unit: 'days', min: 1, max: 365 },
]

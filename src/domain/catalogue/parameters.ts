/** Figures that a law, the operator or the hall sets. Their values and sources are content; forms name them by key. */
/** The regulatory parameters of plan-study §2.5. */
export const PARAMETER_KEYS = [
  'maxCardsPerIdPerOperator',
  'guardianRequiredBelowAge',
  'minorMinimumAge',
  'piplMinorAge',
  'portAuthCodeMinutes',
  'portMinDaysOnNet',
  'complaintReplyDays',
  'appealReplyDays',
  'realNameKeepAfterEndYears',
  'changeMaxHours',
  'restoreMaxHours',
  'faultMaxHours',
  'waitTargetMinutes',
  'agentAllowedForEntry',
  'offlineCashEnabled',
  'offlineCashPerTxn',
  'offlineCashPerDay',
  'offlineCashHallCap',
  'idImageOfflineKeep',
  'customerConfirmHours',
  'returnWithoutQueueDays',
] as const
/** A regulatory parameter, by name. */
export type ParameterKey = (typeof PARAMETER_KEYS)[number]

/** What one hall's parameters say. Sums are in yuan; null: not set, so nobody is refused for it. */
export type Parameters = Readonly<Record<ParameterKey, number | boolean | null>>

/** A parameter that is a number; null where it is not set. */
export function figure(parameters: Parameters, key: ParameterKey): number | null {
  const value = parameters[key]
  return typeof value === 'number' ? value : null
}

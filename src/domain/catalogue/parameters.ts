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

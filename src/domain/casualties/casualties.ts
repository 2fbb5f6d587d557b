import type { Mark } from '../incidents/mark.ts'
import type { RESCUERS, SEVERITIES, WHEREABOUTS } from './events.ts'

export type Severity = (typeof SEVERITIES)[number]
export type Whereabouts = (typeof WHEREABOUTS)[number]
export type Rescuers = (typeof RESCUERS)[number]

/** Somebody who is hurt, without who it is. */
export interface Casualty extends Mark {
  readonly id: string
  readonly severity: Severity
  readonly whereabouts: Whereabouts
  /** Where they were found: a zone, or words for it. */
  readonly place: string
  /** The newest sealed record; null: none yet. */
  readonly paper: string | null
}
/** Something was handed over to those who came to help. */
export interface Handover extends Mark {
  readonly to: Rescuers
  readonly unit: string
}

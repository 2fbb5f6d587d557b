import type { Hours } from '../shapes.ts'
import type { SKILLS } from './events.ts'

export type Skill = (typeof SKILLS)[number]

/** Somebody's place in the order of command. */
export interface Placement {
  readonly lead: boolean
  readonly dutyManager: boolean
  readonly order: number | null
  readonly phone: string
  readonly skills: readonly Skill[]
  /** When they usually work; null: no shift. */
  readonly shift: Hours | null
}
/** Whether somebody is here, on one business day. */
export interface Presence {
  readonly day: string
  readonly present: boolean
  /** On duty since (ms): when it was first noted that day. */
  readonly since: number
  /** When it was noted last (ms). */
  readonly at: number
  /** They noted it of themselves, which says nothing about anybody else. */
  readonly ofThemselves: boolean
}
/** The organisation as it stands. */
export interface Roster {
  readonly placements: ReadonlyMap<string, Placement>
  readonly presences: ReadonlyMap<string, Presence>
}

export const noRoster: Roster = { placements: new Map(), presences: new Map() }
/** Whoever nobody has placed. */
export const unplaced: Placement = { lead: false, dutyManager: false, order: null, phone: '', skills: [], shift: null }

/** The part of the hall that knows who stands where in the order of command. */
export interface RosterPart {
  readonly roster: Roster
}
